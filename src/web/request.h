/* web/request.h: one request, as it is known once web/gate has let it in.
 *
 * It is a value: what a page does with it can be tested without a socket.  Everything is borrowed from the request's
 * arena or the connection, and is gone when the answer has been sent.
 */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "base/arena.h"
#include "base/text.h"

enum method {
	METHOD_GET,
	METHOD_HEAD,
	METHOD_POST,
	METHOD_OPTIONS,
	METHOD_UNSERVED, /* HTTP has it, nothing here does: PUT, DELETE, PATCH ... */
	METHOD_UNKNOWN,
};

/* A field of the head.  Names are compared without regard to case. */
struct header {
	struct text name, value;
};

enum { HEADERS_MAX = 64 }; /* of one request: browsers send about 15, proxies add a few */

struct receiving;
struct errand;

struct request {
	struct arena *arena; /* lives until the answer has been sent */
	enum method method;
	struct text method_word; /* as sent, for the log */
	struct text target;      /* as sent, without "http://host" */
	struct text host;        /* as sent; unknown in HTTP/1.0 */
	struct header headers[HEADERS_MAX];
	size_t headers_n;
	struct text address; /* of whom we talk to, "192.0.2.1"; "unix" on a local socket */
	int64_t body_n;      /* bytes announced by Content-Length */
	struct text body;    /* known once it has come */
	int64_t now;         /* instant */
	struct receiving *receiving; /* who takes the body in as it comes; NULL: it is kept whole */
	struct errand *errand;       /* of a page that answers later: what it waits for; NULL: it was not asked before */
};

/* The first field of that name; unknown when there is none. */
struct text request_header(const struct request *rq, const char *name);

/* Who asks, when a web server on this machine stands between: the last address that it put into X-Forwarded-For.  Those before
 * it are the visitor's own words.  rq->address when there is no proper one. */
struct text request_forwarded_for(const struct request *rq);

enum method method_from(struct text word);
bool text_is_caseless(struct text t, const char *ascii);

#endif
