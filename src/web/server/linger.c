#include "web/server/linger.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <fcntl.h>

static void let_go(struct lingerers *lingerers, struct lingerer *lingerer)
{
	close(lingerer->fd);
	lingerer->fd = 0;
	lingerers->n--;
}

void linger_begin(struct lingerers *lingerers, int epoll_fd, uint64_t tag, int fd, int64_t now_ms)
{
	for (size_t i = 0; i < LINGERERS_MAX; i++) {
		struct lingerer *lingerer = &lingerers->all[i];
		struct epoll_event event = { .events = EPOLLIN, .data.u64 = tag | i };

		if (lingerer->fd != 0)
			continue;
		fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
		if (fd < 0)
			return;
		*lingerer = (struct lingerer){ fd, now_ms + LINGER_MS, LINGER_BYTES };
		lingerers->n++;
		if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0)
			let_go(lingerers, lingerer);
		return;
	}
}

void linger_read(struct lingerers *lingerers, size_t i)
{
	struct lingerer *lingerer = &lingerers->all[i];
	char scrap[16 << 10];
	ssize_t n;

	if (lingerer->fd == 0)
		return;
	while ((n = recv(lingerer->fd, scrap, sizeof(scrap), MSG_DONTWAIT)) > 0 && lingerer->left > (size_t)n)
		lingerer->left -= (size_t)n;
	if (n >= 0 || (errno != EAGAIN && errno != EINTR))
		let_go(lingerers, lingerer);
}

void linger_end(struct lingerers *lingerers, int64_t now_ms)
{
	for (size_t i = 0; lingerers->n > 0 && i < LINGERERS_MAX; i++)
		if (lingerers->all[i].fd != 0 && lingerers->all[i].deadline <= now_ms)
			let_go(lingerers, &lingerers->all[i]);
}
