/* domain/meeting.h: a meeting, loaded whole as its viewer may see it.
 *
 * A meeting is what its documents said of it: each is a revision, and one of them counts (minutes before agenda, then the
 * newest).  A closed item shows its public title and nothing of what is within, unless the viewer is in its circle; that the viewer was
 * shown it then stands in the journal.
 *
 * Rows live in cx->arena.
 */
#ifndef DOMAIN_MEETING_H
#define DOMAIN_MEETING_H

#include "domain/change.h"
#include "domain/record.h"
#include "query/types.h"

struct meeting_item {
	struct item_row facts;
	struct section_row *sections;
	size_t sections_n;
	struct file_row *files;
	size_t files_n;
	struct guest_row *guests;
	size_t guests_n;
	struct earlier_row *earlier;
	size_t earlier_n;
};

struct meeting {
	struct meeting_row facts;
	struct organization_row organization;
	struct revision_row revision; /* the one that is shown */
	struct source_row source;
	struct participant_row *participants;
	size_t participants_n;
	struct meeting_item *items;
	size_t items_n;
	struct revision_row *revisions; /* all, oldest first */
	size_t revisions_n;
};

/* revision 0 is the one that counts. */
must_check enum fault meeting_load(struct ctx *cx, const struct meeting_row *facts, int64_t revision,
	struct meeting *ret);

/* Also by an address that it had before it was moved to another day: then ret->slug is another. */
must_check enum fault meeting_by_slug(struct ctx *cx, struct text organization, struct text slug,
	struct meeting_row *ret);
must_check enum fault meeting_by_id(struct ctx *cx, struct meeting_id id, struct meeting_row *ret);

/* Every meeting of which documents tell, newest first. */
must_check enum fault meeting_list(struct ctx *cx, int64_t most, int64_t skip, struct meeting_row **ret, size_t *ret_n);
must_check enum fault meeting_count(struct ctx *cx, int64_t *ret);
/* The next from today on, soonest first, those that are planned too; the latest before today of which documents tell, newest first. */
must_check enum fault meeting_list_next(struct ctx *cx, int64_t most, struct meeting_row **ret, size_t *ret_n);
must_check enum fault meeting_list_latest(struct ctx *cx, int64_t most, struct meeting_row **ret, size_t *ret_n);
/* What came of a committee lately, newest first: documents, meetings that were announced or cancelled. */
must_check enum fault meeting_news(struct ctx *cx, struct organization_id id, int64_t most, struct news_row **ret,
	size_t *ret_n);
/* Years in which anybody met, newest first. */
must_check enum fault meeting_years(struct ctx *cx, struct met_year_row **ret, size_t *ret_n);
/* Of one committee, newest first; year 0 is every year. */
must_check enum fault meeting_list_of(struct ctx *cx, struct organization_id id, int year, struct meeting_row **ret,
	size_t *ret_n);
/* The committee's meetings just before and after; id 0 where there is none. */
must_check enum fault meeting_neighbours(struct ctx *cx, const struct meeting_row *facts, struct meeting_row *ret_previous,
	struct meeting_row *ret_next);

/* A part of a change: the address of a new meeting, its day, or day-2 for the second of a day. */
must_check enum fault meeting_slug_free(struct change *change, struct organization_id organization, struct date day,
	struct text *ret);

/* The meeting as the value that compose and JSON take.  What the viewer may not see is not in it. */
struct record *meeting_record(struct arena *arena, const struct meeting *meeting);
/* What the reader set aside and found odd in the shown revision, added to such a record: for the operator's eyes. */
must_check enum fault meeting_record_complete(struct ctx *cx, const struct meeting *meeting, struct record *record);

#endif
