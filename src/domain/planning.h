/* domain/planning.h: meetings before there is an agenda: made, moved, announced, cancelled.
 *
 * A planned meeting is known to its committee's staff, and to everybody from when it is announced: the plan of meetings with
 * their times and places is published (kommunestyrelsesloven § 8).  Whoever changes one says how often it had been changed when they
 * began (plan_row.changes): FAULT_CONFLICT when somebody else did since.
 *
 * A meeting whose agenda was sent is moved by domain/sending.h, as what was sent is never edited.
 */
#ifndef DOMAIN_PLANNING_H
#define DOMAIN_PLANNING_H

#include "domain/access.h"
#include "domain/change.h"
#include "domain/deadline.h"

enum {
	PLAN_REMARK_MAX = 400, /* bytes */
	PLAN_LINK_MAX = 1000,
	PLAN_REASON_MAX = 400,
	PLAN_MONTH_MOST = 2000, /* meetings of one month in all committees */
	PLAN_YEARS_AHEAD = 10,
};

struct plan {
	struct moment start;  /* with a clock time */
	struct moment ending; /* on the same day; MOMENT_NONE: not said */
	struct text location, remark;
	struct text link;     /* "https://..."; empty or unknown: none */
	bool link_is_public;  /* everybody may follow it, and not the members alone */
	bool announced;
};

/* What is planned of a meeting; FAULT_NOT_FOUND for who is not of its committee's staff. */
must_check enum fault plan_get(struct ctx *cx, struct meeting_id id, struct plan_row *ret);
/* Where a meeting is held on the net; unknown when nowhere, or not for the viewer. */
must_check enum fault plan_link(struct ctx *cx, struct meeting_id id, struct text *ret, bool *ret_is_public);
struct plan plan_of(const struct plan_row *row);

/* Whether the viewer is of the committee's staff, and the committees that they are clerk of. */
must_check enum fault plan_is_staff(struct ctx *cx, struct organization_id organization, bool *ret);
must_check enum fault plan_organizations(struct ctx *cx, struct organization_row **ret, size_t *ret_n);

/* These ask for ROLE_CLERK of the committee. */
must_check enum fault plan_make(struct ctx *cx, struct organization_id organization, const struct plan *plan, struct meeting_id *ret);
/* following: the later meetings of its series that were not sent get its times of day, place and link too. */
must_check enum fault plan_change(struct ctx *cx, struct meeting_id id, int64_t changes, const struct plan *plan, bool following);
must_check enum fault plan_cancel(struct ctx *cx, struct meeting_id id, int64_t changes, struct text why);
/* It takes place after all. */
must_check enum fault plan_restore(struct ctx *cx, struct meeting_id id, int64_t changes);
/* One that was planned by mistake is gone: FAULT_CONFLICT once it was announced, or when there is anything on its agenda. */
must_check enum fault plan_remove(struct ctx *cx, struct meeting_id id, int64_t changes);

/* For those that change the agenda too: FAULT_CONFLICT when somebody changed it since. */
must_check enum fault plan_take_turn(struct change *change, struct meeting_id id, int64_t changes);
/* The same for a meeting whose agenda was sent: the caller makes the revision that says so. */
must_check enum fault plan_change_within(struct change *change, struct meeting_id id, int64_t changes, const struct plan *plan);
must_check enum fault plan_check(struct ctx *cx, const struct plan *plan, struct plan *ret_tidied);
must_check enum fault plan_make_within(struct change *change, struct organization_id organization, const struct plan *plan,
	struct series_id series, struct meeting_id *ret);

/* The meetings from a day on and before another, of a committee or (0) of all. */
must_check enum fault plan_between(struct ctx *cx, struct organization_id organization, struct date from, struct date before,
	struct meeting_row **ret, size_t *ret_n);

/* A member who is to be at two meetings at once. */
struct clash {
	struct text name, organization;
	struct moment start;
};
/* Of the members of a committee at a meeting of that time, which ends when it says or after as long as usual. */
must_check enum fault plan_clashes(struct ctx *cx, struct organization_id organization, struct moment start, struct moment ending,
	struct clash **ret, size_t *ret_n);

#endif
