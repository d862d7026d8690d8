/* domain/agenda.h: what stands on the agenda of a meeting, and in which order, while it is made.
 *
 * Drafts are placed on it.  Each goes by default where custom has it: standard items first and last, what is closed after what is open
 * (kommunestyrelsesloven § 10: closed cases come last as far as possible).  The number of an item that was sent is given once: what
 * comes later gets higher ones, and a place that is withdrawn stays empty.
 *
 * Changes ask for ROLE_CLERK of the committee, and for how often the meeting had been changed when they began (plan_row.changes).  Of
 * drafts that the clerk does not see the places are known, so that the order is whole, and nothing else.  Rows live in cx->arena.
 */
#ifndef DOMAIN_AGENDA_H
#define DOMAIN_AGENDA_H

#include "domain/draft.h"
#include "domain/planning.h"

enum {
	AGENDA_ITEMS_MAX = 300, /* on one agenda: a council's longest has a third */
	AGENDA_OFFERED_MOST = 200,
};

/* A place on the agenda. */
struct agenda_item {
	struct draft_id draft;
	int64_t position;
	bool fixed;               /* was sent: its number stays */
	bool seen;                /* by the viewer; the rest is known only then */
	struct agenda_row facts;
};

/* In their order. */
must_check enum fault agenda_load(struct ctx *cx, struct meeting_id meeting, struct agenda_item **ret, size_t *ret_n);

/* At its default place.  FAULT_CONFLICT when it is not to be placed any more, or stands on an agenda that was sent. */
must_check enum fault agenda_place(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct draft_id draft);
/* As a part of a larger change, which has asked for the right and taken its turn. */
must_check enum fault agenda_place_within(struct change *change, const struct plan_row *meeting, struct draft_id draft);
/* To that place among the others, 1 the first; what was sent stays before. */
must_check enum fault agenda_move(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct draft_id draft, int64_t to);
/* All of them in that order.  FAULT_CONFLICT: they are not those that stand there. */
must_check enum fault agenda_order(struct ctx *cx, struct meeting_id meeting, int64_t changes, const struct draft_id *order, size_t n);
/* As custom has it. */
must_check enum fault agenda_sort(struct ctx *cx, struct meeting_id meeting, int64_t changes);
must_check enum fault agenda_take_off(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct draft_id draft);

/* Drafts that wait for an agenda; and what was on an earlier one and is to come again: postponed, or not reached. */
must_check enum fault agenda_waiting(struct ctx *cx, struct organization_id organization, struct draft_row **ret, size_t *ret_n);
must_check enum fault agenda_left(struct ctx *cx, const struct plan_row *meeting, struct draft_row **ret, size_t *ret_n);
/* Such an item again, as a draft of its own that goes on from it with all it has; the old one is closed. */
must_check enum fault agenda_continue(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct draft_id draft);

/* The meeting as its clerk found it: ROLE_CLERK there, nothing changed since, not cancelled, and its minutes not made. */
must_check enum fault agenda_begin(struct change *change, struct meeting_id id, int64_t changes, struct plan_row *ret);

/* Whether what is closed stands before what is open, standard items at the end aside. */
bool agenda_is_mixed(const struct agenda_item *items, size_t n);

#endif
