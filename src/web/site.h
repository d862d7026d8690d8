/* web/site.h: how a request becomes an answer: address -> route -> form -> page -> dress -> fit.
 *
 * It knows nothing of sockets: the server calls it with a struct request and sends the struct response, and tests do the
 * same.  One per worker; what it keeps from one request to the next is the page cache alone.
 */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/gate.h"
#include "web/problem.h"
#include "web/route.h"

enum { SITE_CACHE_DEFAULT = 16 << 20 }; /* bytes of the page cache: some hundred pages, well below a worker's 64 MiB */

/* A file that is built into the program. */
struct site_file {
	struct text name; /* "portal.css" */
	const char *type;
	struct text body, gzip; /* gzip unknown: not worth it */
	struct text tag;        /* without quotes */
	struct text lasting;    /* "portal-1a2b3c4d5e6f.css": a name whose content never changes */
};

struct site_settings {
	struct db *db; /* NULL in tests */
	const struct route *routes;
	struct text origin;  /* "https://referater.example.dk", for what must name itself in full */
	struct text contact; /* of security.txt: "mailto:..." or an address; unknown: no such file */
	const struct letterhead *letterhead; /* of papers (minutes/paper.h); NULL: they bear the authority's name alone */
	bool mail;           /* can be sent (jobs/office.h) */
	const struct sign_on *sign_on; /* people may log in by another service (web/sign_on.h); NULL: by password alone */
	struct provider *provider;     /* that service, in this worker; NULL likewise */
	bool tls;            /* visitors come over TLS */
	size_t cache_max;    /* bytes; 0: no page cache */
	int64_t now;         /* a fixed clock; 0: the real one */
	/* The file of that name; NULL when there is none.  May be NULL itself. */
	const struct site_file *(*file)(struct text name);
	/* Whether the database can be read.  May be NULL. */
	enum fault (*healthy)(struct ctx *cx);
	/* Fills the response with a page about the problem; on a fault the plain one is shown.  May be NULL. */
	enum fault (*problem_view)(struct visit *visit, const struct problem *problem);
};

struct letterhead;
struct provider;
struct sign_on;
struct site;

/* Closed with the arena.  The settings are borrowed. */
struct site *site_open(struct arena *arena, const struct site_settings *settings);

/* Before a body is read: true when it may come; otherwise *ret is the answer. */
bool site_admit(struct site *site, struct request *rq, struct response *ret);
/* A piece of a body that is taken in as it comes. */
void site_receive(struct site *site, struct request *rq, struct text piece);
/* The rest of it will not come: what was taken in so far goes. */
void site_abandon(struct site *site, struct request *rq);
/* With ret->later there is no answer yet: it is asked for again with the same request when the page says so. */
void site_answer(struct site *site, struct request *rq, struct response *ret);
/* What its answers wait for, when they come later: -1 when none does. */
int site_fd(const struct site *site);
void site_turn(struct site *site);
/* The answer to what web/gate refused. */
void site_refuse(struct site *site, struct request *rq, struct gate_answer refused, struct response *ret);

#endif
