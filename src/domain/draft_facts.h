/* domain/draft_facts.h: whose a draft is, for whom, and how long it will take; changed in place, told by the journal.
 *
 * Whoever changes them says how often they had been changed when they began (draft_row.changes); FAULT_CONFLICT when somebody
 * changed them since: an old form must not open to the public what was closed meanwhile.
 *
 * When a draft goes from one circle to another, the sections and files that were in the same go along, in every revision.
 */
#ifndef DOMAIN_DRAFT_FACTS_H
#define DOMAIN_DRAFT_FACTS_H

#include "domain/draft.h"

enum {
	DRAFT_LINE_MAX = 400,    /* bytes of a public title */
	DRAFT_REASON_MAX = 4000, /* ... of a public reason */
	DRAFT_GUESTS_MAX = 4000,
	DRAFT_MINUTES_MAX = 1440,
};

struct draft_facts {
	struct matter_id matter;         /* 0: none */
	struct department_id department; /* 0: none */
	struct account_id officer;       /* 0: nobody */
	enum circle circle;
	struct text public_title; /* empty or unknown: the title itself is public */
	struct ground_id ground;  /* 0: not said yet; a closed item does not go on without */
	struct text public_reason;
	struct date reconsider_on;
	int64_t minutes;    /* 0: not said */
	struct text guests; /* a name a line */
};

struct draft_facts draft_facts_of(const struct draft_row *draft);
/* By whoever may edit the draft, and who may write where it goes.  What an open item does not need (ground, reason, public
 * title, day) is let go.  Whoever closes it to all but named persons is one of them. */
must_check enum fault draft_set_facts(
	struct ctx *cx, struct draft_id id, int64_t changes, const struct draft_facts *facts);

/* Of one section.  FAULT_NOT_FOUND also when the viewer does not see it. */
must_check enum fault draft_set_section_circle(struct ctx *cx, struct draft_id id, int64_t thread, enum circle circle);

/* Who is meant where a circle says "named".  Nobody takes the last one away while the draft itself is for them. */
must_check enum fault draft_named(struct ctx *cx, struct draft_id id, struct named_row **ret, size_t *ret_n);
must_check enum fault draft_name(struct ctx *cx, struct draft_id id, struct viewer_id who);
must_check enum fault draft_unname(struct ctx *cx, struct draft_id id, struct viewer_id who);

/* Why an item may be closed; those that are not offered any more come last. */
must_check enum fault draft_grounds(struct ctx *cx, struct ground_row **ret, size_t *ret_n);

/* For those who make or move a draft: FAULT_INVALID when the department is another authority's, or the officer has no right to
 * write there. */
must_check enum fault draft_check_department(
	struct ctx *cx, struct organization_id organization, struct department_id department);
must_check enum fault draft_check_officer(struct ctx *cx, struct account_id officer, struct reach reach);

#endif
