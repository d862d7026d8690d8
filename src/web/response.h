/* web/response.h: an answer as a value.
 *
 * A page fills in what it is (status, type, body); web/answer adds what every answer has (validators, compression,
 * headers); web/server turns it into bytes.  A body is text that lives as long as the request's arena or longer, or a
 * reader that is asked piece by piece, so that a large file is never whole in memory.
 */
#ifndef WEB_RESPONSE_H
#define WEB_RESPONSE_H

#include "base/fault.h"
#include "base/text.h"

enum keep {
	KEEP_NEVER,   /* no-store */
	KEEP_CHECKED, /* may be kept, and asked about each time: a page may change with the next import */
	KEEP_FOREVER, /* its address changes when it does */
};

enum {
	RESPONSE_HEADERS_MAX = 24,
	RESPONSE_PIECE = 64 << 10, /* bytes that the server asks a reader for at a time */
};

struct response_header {
	const char *name;
	const char *value;
};

struct ready;

struct response {
	int status;
	const char *type; /* static, with charset; NULL: no body */
	struct text body;
	struct text gzip; /* the body compressed; unknown when it is not */
	struct text tag;  /* with quotes; unknown: made from the body */
	int64_t modified; /* instant; 0 unknown */
	enum keep keep;
	bool ranges;  /* parts may be asked for */
	bool varies;  /* by language and encoding */
	bool secret;  /* holds something secret beside what the visitor sent: never compressed */
	bool close;   /* the connection ends after it */
	bool later;   /* there is no answer yet: server_ask_again, and whoever set this is asked anew */

	/* Instead of body: *ret is bytes from `from` on, at least one and at most `most`.  What it takes from the request's
	 * arena is let go after each piece. */
	enum fault (*read)(void *what, int64_t from, int64_t most, struct text *ret);
	void *what;
	int64_t size;   /* of all that can be read */
	int64_t part_from, part_n; /* of it, what is to be sent; set by web/answer */
	int64_t announced; /* 304: bytes of what the visitor has; set by web/answer */

	struct response_header headers[RESPONSE_HEADERS_MAX];
	size_t headers_n;

	/* Instead of all the above: an answer that stands ready in the page cache, borrowed until it has been queued. */
	struct ready *ready;
};

/* Name and value are borrowed and must live as long as the body. */
void response_add(struct response *response, const char *name, const char *value);

#endif
