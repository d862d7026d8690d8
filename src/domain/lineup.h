/* domain/lineup.h: who is to sit in a committee, as a list of lines that somebody typed or pasted.
 *
 * A line is a person: the name, and after tabs, semicolons or commas, or in brackets, role and party in any order, as they stand in
 * minutes and in spreadsheets: "Anne Holm (A), formand", "Bo Krogh; V; stedfortræder for Ida Lund", "Formand Anne Holm".  Whoever
 * has no role is a member.  Bullets, numbers and the head of a table are left out.  lineup_write makes such lines, and lineup_read
 * reads them again.
 */
#ifndef DOMAIN_LINEUP_H
#define DOMAIN_LINEUP_H

#include "domain/membership.h"

enum { LINEUP_MOST = 400 }; /* people of one committee: the largest council has 55, each with substitutes */

struct lineup_seat {
	struct text name;
	enum seat seat;
	struct text party;          /* unknown: none */
	struct text substitute_for; /* a name; unknown: nobody, or anybody */
};

/* FAULT_INVALID, with its line: no name, something that is neither role nor party, one person twice. */
must_check enum fault lineup_read(struct ctx *cx, struct text typed, struct lineup_seat **ret, size_t *ret_n);
struct text lineup_write(struct arena *arena, const struct lineup_seat *seats, size_t n);

/* Whether two seats are one and the same person's, who may be a substitute of two people and nothing else twice. */
bool lineup_clash(struct arena *arena, const struct lineup_seat *a, const struct lineup_seat *b);

#endif
