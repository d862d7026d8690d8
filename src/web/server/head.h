/* web/server/head.h: a head as the library read it, made ready for web/gate. */
#ifndef WEB_SERVER_HEAD_H
#define WEB_SERVER_HEAD_H

#include <microhttpd.h>

#include "web/server/peer.h"

/* Fills in *ret and rq->headers, both borrowed from the connection.  Call while its handler is called first. */
void head_read(struct MHD_Connection *connection, const struct peer *peer, const char *method, const char *version,
	struct request *rq, struct head *ret);

#endif
