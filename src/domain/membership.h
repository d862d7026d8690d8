/* domain/membership.h: who sits in a committee, as what, and from when to when.
 *
 * A membership is one person in one committee in one role.  Whoever gets another role in the midst of it has two: one that ends the
 * day before, and one that begins (membership_change).  In one committee a person is one thing at a time (FAULT_CONFLICT), but
 * for substitutes of different people.
 *
 * Days are all included; a day "to" that is unknown is until further notice.  What begins after today is known to those who may
 * change it alone.  Changes ask for an administrator or a clerk of the committee.  Rows live in cx->arena.
 */
#ifndef DOMAIN_MEMBERSHIP_H
#define DOMAIN_MEMBERSHIP_H

#include "domain/access.h"
#include "domain/change.h"

enum { PARTY_BYTES_MAX = 60 }; /* "Løsgænger", or the whole name of a party */

enum seat {
	SEAT_CHAIR,      /* formand, borgmester */
	SEAT_VICE,       /* næstformand */
	SEAT_MEMBER,     /* medlem */
	SEAT_SUBSTITUTE, /* stedfortræder */
	SEATS,           /* how many */
};

/* "chair", and back; -1 when there is no such name. */
const char *seat_name(enum seat seat);
int seat_from(struct text name);

/* What can be said of a membership but for whose and where it is. */
struct membership {
	enum seat seat;
	struct text party;               /* unknown: none */
	struct person_id substitute_for; /* of a substitute; 0: for anybody */
	struct date from, to;
};

/* Who the membership is of: somebody who is there, or a name. */
struct membership_new {
	struct organization_id organization;
	struct text name; /* or the last part of the person's address */
	bool may_be_new;  /* somebody whom nobody has named before is made; FAULT_NOT_FOUND otherwise */
	struct membership membership;
};

/* Today, in Denmark. */
struct date membership_today(const struct ctx *cx);

/* Chairs first, then in Danish order.  Those that begin after today are among them for whoever may change them. */
must_check enum fault membership_list(struct ctx *cx, struct organization_id organization, struct membership_row **ret,
	size_t *ret_n);
/* Of a person, the newest first; those that have begun. */
must_check enum fault membership_of_person(struct ctx *cx, struct person_id person, struct membership_row **ret, size_t *ret_n);
must_check enum fault membership_by_id(struct ctx *cx, struct membership_id id, struct membership_row *ret);

/* On that day, and at any time after it. */
bool membership_holds(const struct membership_row *row, struct date day);
bool membership_is_over(const struct membership_row *row, struct date day);

must_check enum fault membership_add(struct ctx *cx, const struct membership_new *made, struct membership_id *ret);
/* From a day on the person is something else there; what was until then stays. */
must_check enum fault membership_change(struct ctx *cx, struct membership_id id, const struct membership *from_then_on);
/* The last day on which it holds. */
must_check enum fault membership_end(struct ctx *cx, struct membership_id id, struct date last);
/* What was entered wrongly is put right; the journal keeps what stood there. */
must_check enum fault membership_correct(struct ctx *cx, struct membership_id id, const struct membership *right);
must_check enum fault membership_remove(struct ctx *cx, struct membership_id id);

/* As parts of a larger change, which has asked for the right to it. */
must_check enum fault membership_add_within(struct change *change, struct organization_id organization, struct person_id person,
	const struct membership *membership, struct membership_id *ret);
must_check enum fault membership_end_within(struct change *change, const struct membership_row *row, struct date last);

#endif
