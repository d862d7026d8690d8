#include "web/access_log.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/calendar.h"
#include "web/address.h"

enum { LINE_MAX_BYTES = 3 << 10 }; /* the longest target, its odd bytes spelt out, is cut to fit */

/* A pipe that says so takes a whole block. */
static bool takes_more(int fd)
{
	struct pollfd polled = { .fd = fd, .events = POLLOUT };

	return poll(&polled, 1, 0) != 0;
}

static int64_t lines_in(struct text t)
{
	int64_t n = 0;

	for (size_t i = 0; i < t.n; i++)
		n += t.s[i] == '\n';
	return n;
}

static void tell_lost(struct access_log *log)
{
	char line[64];
	size_t n;

	if (log->lost == 0)
		return;
	n = (size_t)snprintf(line, sizeof(line), "- w%d: %" PRId64 " lines lost\n", log->worker, log->lost);
	if (write(log->fd, line, n) == (ssize_t)n)
		log->lost = 0;
}

void access_log_flush(struct access_log *log)
{
	size_t done = 0;

	if (log->n == 0)
		return;
	if (!takes_more(log->fd)) {
		log->lost += lines_in((struct text){ log->block, log->n });
		log->n = 0;
		return;
	}
	while (done < log->n) {
		ssize_t n = write(log->fd, log->block + done, log->n - done);

		if (n <= 0)
			break; /* nobody reads the log: the portal goes on without */
		done += (size_t)n;
	}
	log->n = 0;
	if (log->lost > 0 && takes_more(log->fd))
		tell_lost(log);
}

struct text address_shorten(struct text address, char *to)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	char s[INET6_ADDRSTRLEN];
	int family = text_find_byte(address, ':') < address.n ? AF_INET6 : AF_INET;

	if (address.n >= sizeof(s))
		return address;
	memcpy(s, address.s, address.n);
	s[address.n] = '\0';
	if (inet_pton(family, s, bytes) != 1)
		return address;
	if (family == AF_INET)
		bytes[3] = 0;
	else
		memset(bytes + 6, 0, 10);
	inet_ntop(family, bytes, to, INET6_ADDRSTRLEN);
	return text_from(to);
}

/* Whatever a stranger sent stays within its line and its place in it. */
static size_t add_printable(char *to, size_t room, struct text t)
{
	size_t n = 0;

	for (size_t i = 0; i < t.n && n + 5 < room; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c > 0x20 && c < 0x7f)
			to[n++] = (char)c;
		else
			n += (size_t)snprintf(to + n, room - n, "\\x%02x", c);
	}
	if (n == 0)
		to[n++] = '-';
	return n;
}

static void keep_time(struct access_log *log, int64_t instant)
{
	struct arena arena = ARENA_INIT;

	if (instant / MICROSECONDS == log->second && log->time[0] != '\0')
		return;
	log->second = instant / MICROSECONDS;
	snprintf(log->time, sizeof(log->time), "%s", instant_text(&arena, instant).s);
	arena_release(&arena);
}

void access_log_add(struct access_log *log, const struct access *access)
{
	char line[LINE_MAX_BYTES], shortened[INET6_ADDRSTRLEN];
	struct text address = access->address;
	size_t n;

	if (log->fd < 0)
		return;
	keep_time(log, access->instant);
	if (log->shorten)
		address = address_shorten(address, shortened);
	n = (size_t)snprintf(line, sizeof(line), "%s %.*s ", log->time, TEXT_ARG(address));
	n += add_printable(line + n, 24, access->method);
	line[n++] = ' ';
	n += add_printable(line + n, sizeof(line) - n - 100, address_to_log(access->target));
	n += (size_t)snprintf(line + n, sizeof(line) - n, " %d %" PRId64 " %" PRId64 "us w%d%s\n", access->status,
		access->bytes, access->microseconds, log->worker, access->cut ? " cut" : "");
	if (log->n + n > sizeof(log->block))
		access_log_flush(log);
	memcpy(log->block + log->n, line, n);
	log->n += n;
}
