/* domain/journal.h: the journal as those read it who may: administrators and auditors.
 *
 * It is written and proved in domain/change.h.  Rows live in cx->arena.
 */
#ifndef DOMAIN_JOURNAL_H
#define DOMAIN_JOURNAL_H

#include "domain/ctx.h"
#include "query/types.h"

struct journal_ask {
	struct viewer_id viewer; /* 0: of everybody */
	struct text noun;        /* unknown: about everything */
	struct date from, to;    /* days, both included; unknown: no bound */
};

must_check enum fault journal_lines(struct ctx *cx, const struct journal_ask *ask, int64_t most, int64_t skip,
	struct journal_line_row **ret, size_t *ret_n);
must_check enum fault journal_count(struct ctx *cx, const struct journal_ask *ask, int64_t *ret);
/* What one can ask for. */
must_check enum fault journal_nouns(struct ctx *cx, struct journal_noun_row **ret, size_t *ret_n);
must_check enum fault journal_viewers(struct ctx *cx, struct journal_viewer_row **ret, size_t *ret_n);

#endif
