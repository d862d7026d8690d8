/* web/gate.h: is this HTTP at all?
 *
 * A pure function over the head of a request.  It refuses every shape that a server behind us or a proxy before us could
 * read in another way than we do (request smuggling), and everything past a limit.  Whatever it refuses ends the
 * connection: after an ambiguous head nobody knows where the next request begins.
 *
 * Bodies come with Content-Length only.  A request in chunks is asked for its length (411, RFC 9112 section 6.3), which
 * leaves nothing of that format to be read here.
 *
 * Law: RFC 9110 (semantics), RFC 9112 (HTTP/1.1), RFC 3986 (addresses).
 */
#ifndef WEB_GATE_H
#define WEB_GATE_H

#include "web/request.h"

enum {
	GATE_TARGET_MAX = 4096,    /* bytes: what a provider of log-ins sends a browser back with (openid/provider.h), and no more */
	GATE_HEAD_MAX = 16 << 10,  /* bytes of request line and fields together */
	GATE_LENGTH_DIGITS_MAX = 15,
};

/* The head as the server read it, before anything was believed. */
struct head {
	struct text method, target, version;
	const struct header *headers;
	size_t headers_n;
	size_t bytes; /* of the whole head */
	/* The fields stand in the bytes one by one as they should: nothing folded, no NUL, each line ended by CR LF.
	 * A server that repairs such things shows it only in where its pieces lie. */
	bool exact;
};

/* What the gate learned of a request that it let in. */
struct admission {
	struct text target; /* begins with '/', or is "*" */
	struct text host;   /* unknown in HTTP/1.0 */
	int64_t body_n;     /* 0 without Content-Length */
};

struct gate_answer {
	int status;      /* 0: let in; otherwise the status to answer with before closing */
	const char *why; /* message id; NULL when let in */
};

must_check struct gate_answer gate_check(const struct head *head, struct admission *ret);

#endif
