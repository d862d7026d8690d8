/* domain/standard.h: items that every agenda has: approval of the agenda, any other business, the next meeting.
 *
 * Each is a text with holes, {forrige møde}, {næste møde} and {medlemmer}, that are filled in when it is put on an agenda; from then on
 * it is a draft like any other, approved from the start.  Those that hold for all committees come with the program; a committee's clerk
 * adds its own.
 */
#ifndef DOMAIN_STANDARD_H
#define DOMAIN_STANDARD_H

#include "domain/agenda.h"

enum {
	STANDARD_TITLE_MAX = 200, /* bytes */
	STANDARD_TEXT_MAX = 16 << 10,
};

must_check enum fault standard_list(struct ctx *cx, struct organization_id organization, struct standard_row **ret, size_t *ret_n);
/* On an agenda.  FAULT_CONFLICT: the committee has met never before, and the item is about that. */
must_check enum fault standard_place(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct standard_id id);
/* All of them that do not stand there yet, and can. */
must_check enum fault standard_place_all(struct ctx *cx, struct meeting_id meeting, int64_t changes);

struct standard_new {
	bool last; /* after the items of the day */
	struct text title, heading, text;
};
/* A committee's own; asks for ROLE_CLERK there. */
must_check enum fault standard_add(struct ctx *cx, struct organization_id organization, const struct standard_new *item);
must_check enum fault standard_end(struct ctx *cx, struct organization_id organization, struct standard_id id);

#endif
