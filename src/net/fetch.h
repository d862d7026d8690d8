/* net/fetch.h: small answers of other machines over HTTP, while whoever asked goes on serving: libcurl, without ever waiting.
 *
 * A fetcher has one descriptor.  The event loop that it lives in watches it, and calls fetcher_turn when it can be read; there
 * each fetch that has come to its end calls back, once.  A fetch belongs to its arena: when that goes, so does the fetch, and
 * nobody is called.
 *
 * Certificates are checked, no redirection is followed, no cookie is kept, and what is not https is asked of this very machine
 * alone.
 */
#ifndef NET_FETCH_H
#define NET_FETCH_H

#include "base/fault.h"
#include "base/text.h"

enum {
	FETCH_URL_MAX = 2000,         /* bytes */
	FETCH_BYTES_MAX = 256 << 10,  /* of an answer: the keys and the facts of a large provider are a tenth of it */
	FETCH_SECONDS = 10,           /* for the whole of it; somebody waits before a page */
	FETCH_CONNECT_SECONDS = 5,
	FETCHES_MAX = 64,             /* under way at once: what a worker will hold for another machine that has fallen silent */
};

struct fetcher;

/* Lives as long as the arena.  authority: file of the certificates (PEM) that servers' must come from; unknown: the system's.
 * FAULT_BROKEN when the machine gives no descriptor. */
must_check enum fault fetcher_open(struct arena *arena, struct text authority, struct refusal *why, struct fetcher **ret);
int fetcher_fd(const struct fetcher *fetcher);
void fetcher_turn(struct fetcher *fetcher);

/* "https://HOST...", or http on this machine, without user or fragment; *ret_host is "HOST" or "HOST:PORT". */
bool fetch_url_valid(struct arena *arena, struct text url, struct text *ret_host);

struct fetch_request {
	struct text url;            /* a valid one */
	struct text form;           /* "a=1&b=2", posted; unknown: GET */
	struct text user, password; /* told by Basic (RFC 7617); unknown: nobody asks */
	struct text bearer;         /* a token told by Bearer (RFC 6750); unknown: none */
};

struct fetch_answer {
	enum fault fault;    /* FAULT_NONE: it answered, whatever; FAULT_BUSY: it did not; FAULT_LIMIT: it answered too much */
	const char *trouble; /* a few English words of why it did not */
	int status;
	struct text body; /* of the fetch's arena */
};

/* What is given is borrowed for as long as the arena lives. */
void fetch(struct fetcher *fetcher, struct arena *arena, const struct fetch_request *request,
	void (*done)(void *what, const struct fetch_answer *answer), void *what);

#endif
