/* web/server/reply.h: answers as the library wants them. */
#ifndef WEB_SERVER_REPLY_H
#define WEB_SERVER_REPLY_H

#include <microhttpd.h>

#include "web/response.h"

struct ready {
	struct MHD_Response *mhd;
	int status;
	int64_t bytes;
};

/* The answer, whose body is borrowed until it has been sent; `read_piece` gives the bytes of one that has a reader.  NULL
 * when there is no memory. */
struct MHD_Response *reply_make(const struct response *response, MHD_ContentReaderCallback read_piece, void *what);
/* Bytes of its body. */
int64_t reply_bytes(const struct response *response);

#endif
