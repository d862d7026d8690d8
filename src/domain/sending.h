/* domain/sending.h: an agenda is sent: it becomes a revision of the record.
 *
 * Rows are copied, in one transaction, from the drafts that are placed on it: items, texts, files and guests, each with its circle, and
 * from the memberships of the day who is to meet.  From then on it is a document like any other: pages, search, paper and data need nothing
 * new.  The document itself is its record as JSON, whole, kept for the staff alone, so that the journal's hash covers what was sent.
 *
 * What was sent is never edited.  Sent again it is another revision, in which what came and what changed is marked and said at the
 * head; items keep their numbers and files theirs.  That it comes later than the rules allow needs a reason, which is printed.
 *
 * What will be seen is looked at by sending it in a change that is undone (sending_rehearse): what is shown then is what will be.
 */
#ifndef DOMAIN_SENDING_H
#define DOMAIN_SENDING_H

#include "domain/agenda.h"
#include "domain/meeting.h"

enum {
	SENDING_REASON_MAX = 1000, /* bytes */
	SENDING_REMARK_MAX = 1000,
};

struct sending {
	struct meeting_id meeting;
	int64_t changes;
	struct text late_why; /* needed when the deadline has passed; as it is printed */
	struct text remark;   /* for its head; empty or unknown: none */
};

/* What stands in the way of sending an agenda, and what is to be said to who sends it. */
struct sending_check {
	struct blocked_row *blocked; /* items that are not approved */
	size_t blocked_n;
	struct deadlines due;
	bool late, empty, mixed; /* mixed: what is closed stands before what is open */
};
must_check enum fault sending_look(struct ctx *cx, const struct plan_row *meeting, struct sending_check *ret);

/* Asks for ROLE_CLERK of the committee.  FAULT_CONFLICT: something changed since, or nothing is new in it.  FAULT_INVALID: something
 * stands in the way. */
must_check enum fault sending_send(struct ctx *cx, const struct sending *sending, int64_t *ret_number);
/* As a part of a larger change. */
must_check enum fault sending_send_within(struct change *change, const struct sending *sending, int64_t *ret_number);

/* A meeting whose agenda was sent is at another time or place: the same agenda, in a revision that says so. */
must_check enum fault sending_move(struct ctx *cx, struct meeting_id meeting, int64_t changes, const struct plan *plan);

/* With whose eyes an agenda is looked at before it is sent. */
enum eyes_kind {
	EYES_PUBLIC,
	EYES_MEMBER,
	EYES_DISQUALIFIED, /* a member, who is kept from what that person is kept from */
};
struct eyes {
	enum eyes_kind kind;
	struct person_id person; /* of EYES_DISQUALIFIED */
};
/* Who is disqualified in something on the agenda. */
must_check enum fault sending_disqualified(struct ctx *cx, struct meeting_id meeting, struct eyes_row **ret, size_t *ret_n);

/* Sends it, calls look with the meeting as those eyes see it, and undoes it.  look_cx is the one whose eyes they are.  What the viewer
 * is kept from nobody's eyes show; what is closed and was shown stands in the journal as opened by the viewer.  For who is of
 * the committee's clerks, or was asked to read it through. */
must_check enum fault sending_rehearse(struct ctx *cx, struct meeting_id meeting, struct eyes eyes,
	enum fault (*look)(void *what, struct ctx *look_cx, struct meeting *meeting), void *what);

#endif
