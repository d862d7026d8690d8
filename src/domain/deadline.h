/* domain/deadline.h: until when things must be done before a meeting, counted back in Danish working days (base/workday.h).
 *
 * The agenda goes out so many weekdays before the meeting as the committee's rules say (charter; without one the four of
 * kommunestyrelsesloven § 8); drafts are in, and approved, so many weekdays before that as its routine says.
 */
#ifndef DOMAIN_DEADLINE_H
#define DOMAIN_DEADLINE_H

#include "base/workday.h"
#include "domain/access.h"
#include "domain/change.h"

enum {
	DEADLINE_DRAFTS = 5,     /* weekdays before sending, of a committee that has not said otherwise */
	DEADLINE_APPROVALS = 2,
	DEADLINE_DAYS_MAX = 60,
	MEETING_MINUTES = 120,   /* that a meeting is taken to last */
	MEETING_MINUTES_LEAST = 5,
	MEETING_MINUTES_MAX = 1440,
	LOCATION_MAX = 200,      /* bytes */
};

/* How a committee's meetings come about; the usual when it has not said. */
must_check enum fault routine_get(struct ctx *cx, struct organization_id organization, struct routine_row *ret);
/* Asks for ROLE_CLERK there. */
must_check enum fault routine_change(struct ctx *cx, struct organization_id organization, const struct routine_row *routine);

struct deadlines {
	struct date drafts, approvals, sending; /* the last day of each */
	int notice;                             /* weekdays between sending and meeting */
	struct workweek week;
};
must_check enum fault deadlines_of(struct ctx *cx, struct organization_id organization, struct date meeting, struct deadlines *ret);

#endif
