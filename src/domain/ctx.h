/* domain/ctx.h: who asks, when, and with what: the first argument of every function that touches the record.
 *
 * One is made per request, command or job by web/ and cli/.  Nothing in it outlives its arena.
 */
#ifndef DOMAIN_CTX_H
#define DOMAIN_CTX_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/translation.h"
#include "store/db.h"

struct ctx {
	struct arena *arena;
	struct db *db;
	struct viewer_id viewer; /* VIEWER_PUBLIC, VIEWER_OPERATOR or a person's */
	int64_t now;             /* instant */
	enum lang lang;
	struct refusal why;      /* of the newest refusal */
};

#endif
