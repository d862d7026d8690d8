/* domain/disqualification.h: who is disqualified (inhabil) in an item, and whom its papers are kept from.
 *
 * Whoever is noted loses at once what the members' circle would give of the draft and of the items that were made of it; the gate sees to
 * that (sql/schema, 0008_gate.sql).  What is public stays public to them.  Clerks note it beforehand; the body decides at the meeting
 * (kommunestyrelsesloven § 14).  The journal keeps what was noted and taken back.
 */
#ifndef DOMAIN_DISQUALIFICATION_H
#define DOMAIN_DISQUALIFICATION_H

#include "domain/draft.h"

enum { DISQUALIFICATION_REASON_MAX = 1000 }; /* bytes */

must_check enum fault disqualification_list(struct ctx *cx, struct draft_id draft, struct disqualified_row **ret, size_t *ret_n);
/* Who sits in the committee on a day, and its substitutes: of whom it may be noted. */
must_check enum fault disqualification_seated(
	struct ctx *cx, struct organization_id organization, struct date day, struct seated_row **ret, size_t *ret_n);

/* Ask for ROLE_CLERK of the committee.  FAULT_INVALID: nobody of that committee, or no reason. */
must_check enum fault disqualification_note(struct ctx *cx, struct draft_id draft, struct person_id person, struct text reason);
must_check enum fault disqualification_lift(struct ctx *cx, struct draft_id draft, struct person_id person);

#endif
