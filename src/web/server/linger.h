/* web/server/linger.h: closing so that the answer arrives (RFC 9112 section 9.6).
 *
 * Who is refused in the middle of sending goes on sending for a while.  Closing then makes the kernel answer with a reset,
 * which destroys our answer on its way.  So the socket is kept a little, what comes is thrown away, and it is closed when
 * they have understood.
 */
#ifndef WEB_SERVER_LINGER_H
#define WEB_SERVER_LINGER_H

#include <stddef.h>
#include <stdint.h>

enum {
	LINGERERS_MAX = 64,
	LINGER_MS = 2000,
	LINGER_BYTES = 4 << 20, /* thrown away for one of them at most */
};

struct lingerers {
	struct lingerer {
		int fd; /* 0: none */
		int64_t deadline;
		size_t left;
	} all[LINGERERS_MAX];
	int n;
};

/* Keeps a copy of the descriptor of a connection that is being closed; nothing when there are too many. */
void linger_begin(struct lingerers *lingerers, int epoll_fd, uint64_t tag, int fd, int64_t now_ms);
/* Something came for the one at that index. */
void linger_read(struct lingerers *lingerers, size_t i);
/* Closes those past their time, or all. */
void linger_end(struct lingerers *lingerers, int64_t now_ms);

#endif
