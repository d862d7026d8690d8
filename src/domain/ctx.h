/* domain/ctx.h: who asks, when, and with what: the first argument of every function that touches the record.
 *
 * One is made per request, command or job by web/ and cli/.  Nothing in it outlives its arena.
 */
#ifndef DOMAIN_CTX_H
#define DOMAIN_CTX_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/translation.h"
#include "query/types.h"
#include "store/db.h"

/* The rows that every table of viewers begins with (sql/schema). */
enum {
	VIEWER_PUBLIC = 0,   /* everybody */
	VIEWER_OPERATOR = 1, /* the one who runs the program: the command line */
};

/* Something closed that the viewer was shown (domain/opening.h). */
struct opened {
	const char *noun; /* static */
	int64_t id;
};

struct ctx {
	struct arena *arena;
	struct db *db;
	struct viewer_id viewer; /* VIEWER_... */
	int64_t now;             /* instant */
	enum lang lang;
	struct refusal why;      /* of the newest refusal */
	struct opened *opened;   /* what the journal is still to be told of */
	size_t opened_n, opened_room;
};

/* The newest refusal: the domain's own, or else what the database says of its newest call. */
static inline const struct refusal *ctx_why(const struct ctx *cx)
{
	return cx->why.message != NULL ? &cx->why : db_why(cx->db);
}

#endif
