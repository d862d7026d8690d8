/* domain/draft.h: an item of an agenda while the desk works on it.
 *
 * A draft has facts (whose it is, for whom, where it is placed) and texts.  Facts are changed in place and the journal tells
 * of it (domain/draft_facts.h); a text that is saved is a revision of its own (domain/draft_text.h).  A draft goes from state
 * to state by draft_step and in no other way.
 *
 * A viewer who may not see a draft does not learn that there is one: FAULT_NOT_FOUND.  Of one that is there, the sections and
 * files of circles that the viewer is not in are missing.  Rows live in cx->arena.
 */
#ifndef DOMAIN_DRAFT_H
#define DOMAIN_DRAFT_H

#include "domain/access.h"
#include "domain/change.h"
#include "domain/circle.h"

enum draft_kind {
	DRAFT_DECISION,     /* beslutning */
	DRAFT_ORIENTATION,  /* orientering */
	DRAFT_DISCUSSION,   /* drøftelse */
	DRAFT_CONSULTATION, /* høring */
	DRAFT_STANDARD,     /* an item that every agenda has: "Eventuelt" */
	DRAFT_KINDS,        /* how many */
};

enum draft_state {
	DRAFT_DRAFT,    /* being written */
	DRAFT_APPROVAL, /* somebody is asked to approve it */
	DRAFT_RETURNED, /* by an approver, with a reason: being written again */
	DRAFT_APPROVED, /* ready for an agenda */
	DRAFT_SENT,     /* with its agenda */
	DRAFT_WITHDRAWN,
	DRAFT_CLOSED, /* its minutes are made, or it went on as another draft */
	DRAFT_STATES, /* how many */
};

/* "decision", "draft" and back; -1 when there is no such name. */
const char *draft_kind_name(enum draft_kind kind);
int draft_kind_from(struct text name);
const char *draft_state_name(enum draft_state state);
int draft_state_from(struct text name);

/* One text of a draft, as the viewer may see it. */
struct draft_text {
	struct draft_revision_row facts;
	struct draft_section_row *sections;
	size_t sections_n;
};

must_check enum fault draft_get(struct ctx *cx, struct draft_id id, struct draft_row *ret);
/* The text with that number; 0 is the newest.  Whoever is shown what is closed is told of in the journal. */
must_check enum fault draft_load(struct ctx *cx, const struct draft_row *draft, int64_t number, struct draft_text *ret);
/* The same as a part of a change, which shows it to nobody. */
must_check enum fault draft_load_within(struct change *change, const struct draft_row *draft, int64_t number,
	struct draft_text *ret);

/* What to list; what is 0 or unknown is any. */
struct draft_ask {
	struct organization_id organization;
	struct department_id department;
	struct account_id officer;
	struct matter_id matter;
	struct text state;
};
/* What was changed last comes first. */
must_check enum fault draft_list(
	struct ctx *cx, const struct draft_ask *ask, int64_t most, int64_t skip, struct draft_row **ret, size_t *ret_n);
must_check enum fault draft_count(struct ctx *cx, const struct draft_ask *ask, int64_t *ret);

/* Where a draft stands, for access_require. */
struct reach draft_reach(const struct draft_row *draft);
/* FAULT_DENIED unless the viewer may write drafts there: its officers and clerks. */
must_check enum fault draft_require_writer(struct ctx *cx, struct reach reach);
/* ... unless they may change this one as it stands: officers and clerks while it is written, approvers and clerks while it
 * is approved, clerks from then on, nobody once it is withdrawn or closed. */
must_check enum fault draft_require_editor(struct ctx *cx, const struct draft_row *draft);

/* A part of a change: from the state it is in to another.  FAULT_CONFLICT when one does not lead to the other, or when it is
 * not in that state any more; FAULT_INVALID when it is closed to the public and goes on without saying by which law.  Who may
 * do it is for the caller to ask; why (unknown: not said) stands in the journal. */
must_check enum fault draft_step(
	struct change *change, const struct draft_row *draft, enum draft_state to, struct text why);

/* Not to go on: by whoever may edit it.  One that is placed on an agenda is taken off first.  Once it was sent the agenda
 * withdraws it, and not this. */
must_check enum fault draft_withdraw(struct ctx *cx, struct draft_id id, struct text why);
/* What was withdrawn is written on. */
must_check enum fault draft_take_up(struct ctx *cx, struct draft_id id);

#endif
