/* web/access_log.h: one line per request, for whoever runs the portal.
 *
 *     2026-11-23T09:00:00+01:00 192.0.2.1 GET /udvalg/oekonomiudvalget 200 18723 152us w0
 *
 * time, address, method, target, status, bytes of the body, microseconds until the answer was made, worker; "cut" at the
 * end when the visitor left before all was sent.  Addresses can be shortened (the last part of version 4, all but the
 * first three groups of version 6), so that the log holds no personal data.  Referers and cookies are never written.
 *
 * Lines are gathered and written in blocks that a pipe takes whole, so that lines of several workers do not mix.  When
 * nobody reads the pipe, lines are lost rather than visitors kept waiting; how many is said when it is read again.
 */
#ifndef WEB_ACCESS_LOG_H
#define WEB_ACCESS_LOG_H

#include <limits.h>

#include "base/text.h"

enum { ACCESS_LOG_BLOCK = PIPE_BUF };

struct access_log {
	int fd; /* -1: no log */
	int worker;
	bool shorten;
	char block[ACCESS_LOG_BLOCK];
	size_t n;
	int64_t lost;       /* lines, since anybody was told */
	int64_t second;     /* for which `time` was written */
	char time[32];
};

struct access {
	int64_t instant;
	struct text address, method, target;
	int status;
	int64_t bytes;
	int64_t microseconds;
	bool cut;
};

void access_log_add(struct access_log *log, const struct access *access);
/* Call when there is nothing else to do. */
void access_log_flush(struct access_log *log);

/* "192.0.2.0" of "192.0.2.77"; "2001:db8:1::" of "2001:db8:1:2::3".  Writes to `to`, which has room for INET6_ADDRSTRLEN. */
struct text address_shorten(struct text address, char *to);

#endif
