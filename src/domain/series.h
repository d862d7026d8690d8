/* domain/series.h: meetings that are made together: "first Tuesday of the month, not July".
 *
 * A rule gives days, each with the holiday that falls on it; whoever makes the series chooses among them, and may move one.
 */
#ifndef DOMAIN_SERIES_H
#define DOMAIN_SERIES_H

#include "base/workday.h"
#include "domain/planning.h"

enum {
	SERIES_MEETINGS_MAX = 120, /* ten years of months */
	SERIES_NTH_LAST = 5,       /* the last of a month */
	SERIES_WEEKS_MAX = 52,
};

struct series_rule {
	int weekday;          /* 1 Monday ... 7 Sunday */
	int nth;              /* which of a month: 1..4, SERIES_NTH_LAST; 0: every so many weeks */
	int weeks;            /* every so many, from the first such day on; 0: of a month */
	unsigned without;     /* months that are left out: bit 0 is January */
	struct date from, to; /* both included */
};

/* The days of a rule, in the arena.  FAULT_INVALID: no such rule; FAULT_LIMIT: more than SERIES_MEETINGS_MAX. */
must_check enum fault series_days(struct arena *arena, const struct series_rule *rule, struct refusal *why, struct date **ret,
	size_t *ret_n);

/* One meeting on each of these days, each as `plan` says (its days aside).  Asks for ROLE_CLERK of the committee.  All are made or
 * none. */
must_check enum fault series_make(struct ctx *cx, struct organization_id organization, const struct series_rule *rule,
	const struct plan *plan, const struct date *days, size_t n);

/* By which rule a meeting was made. */
must_check enum fault series_get(struct ctx *cx, struct series_id id, struct series_rule *ret);

#endif
