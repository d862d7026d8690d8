/* domain/term.h: a new election period: who goes on and who comes, for every committee, in one step.
 *
 * A term is prepared before its day, committee by committee, and nobody else sees it: each committee gets new members, goes on as it
 * is, or is no more.  Then it is carried out, all of it or nothing: memberships that would reach into the new term end the day
 * before it, whoever is elected has one from its first day to its last, and the journal tells of each.  Those who go on have
 * a new membership too, as they were elected anew.
 *
 * Everything here asks for an administrator of everything.  Data lives in cx->arena.
 */
#ifndef DOMAIN_TERM_H
#define DOMAIN_TERM_H

#include "domain/lineup.h"

enum { TERMS_MOST = 200 }; /* of one installation */

enum term_fate {
	TERM_ELECTED,   /* has new members: its seats */
	TERM_KEPT,      /* its members go on as they are: it has nothing to do with elections */
	TERM_ENDED,     /* is no more when the term begins */
	TERM_UNDECIDED, /* nobody has looked at it yet: as TERM_KEPT */
};

/* What a term brings to one committee. */
struct term_committee {
	struct organization_row organization;
	enum term_fate fate;
	struct membership_row *present; /* on the day before the term begins */
	size_t present_n;
	struct membership_row *entered; /* that begin in the term, and were not made by it */
	size_t entered_n;
	struct lineup_seat *seats; /* TERM_ELECTED: who is to sit there */
	size_t seats_n;
	int64_t places; /* by its rules, on the first day; 0: not said */
	struct text tag; /* of what is planned, for whoever is about to change it */
};

struct prepared_term {
	struct term_row row;
	struct term_committee *committees; /* those that go on until the term, in Danish order */
	size_t committees_n;
};

/* The newest first. */
must_check enum fault term_list(struct ctx *cx, struct term_row **ret, size_t *ret_n);
must_check enum fault term_load(struct ctx *cx, struct term_id id, struct prepared_term *ret);

/* FAULT_CONFLICT: the authority has another in that time. */
must_check enum fault term_add(struct ctx *cx, struct body_id body, struct date from, struct date to, struct term_id *ret);
must_check enum fault term_set_days(struct ctx *cx, struct term_id id, struct date from, struct date to);
/* While it is being prepared: nothing is left of it. */
must_check enum fault term_drop(struct ctx *cx, struct term_id id);
/* What it shall bring to a committee.  FAULT_CONFLICT: somebody has planned something else since the tag was given. */
must_check enum fault term_plan(struct ctx *cx, struct term_id id, struct organization_id organization, enum term_fate fate,
	const struct lineup_seat *seats, size_t n, struct text tag);

/* What would happen to a committee. */
struct term_step {
	const struct term_committee *committee;
	struct membership_row *ending; /* the day before the term begins */
	size_t ending_n;
	struct term_seat {
		struct lineup_seat seat;
		bool goes_on;   /* sits there now */
		bool is_new;    /* nobody has that name yet */
	} *coming;
	size_t coming_n;
	struct text *leaving; /* names of those who sit there now and not in the term */
	size_t leaving_n;
	struct refusal problem; /* message NULL: none; the step cannot be done as it is */
	const char *remark;     /* message id: what is odd; NULL: nothing */
};

struct term_preview {
	struct prepared_term term;
	struct term_step *steps; /* of its committees, in their order */
	bool possible;     /* no step has a problem */
	int64_t ending_n, coming_n, new_n;
	struct text tag;   /* of all this, for whoever is about to do it */
};

must_check enum fault term_preview(struct ctx *cx, struct term_id id, struct term_preview *ret);
/* Does what the preview of that tag showed.  FAULT_CONFLICT: something has changed since, or a step has a problem. */
must_check enum fault term_carry_out(struct ctx *cx, struct term_id id, struct text tag);

#endif
