/* domain/keep.h: a record that was read becomes part of the database.
 *
 * The same bytes again change nothing.  Other bytes about the same meeting (same committee, same day, and not clock times an
 * hour or more apart) make a new revision of it; nothing is deleted.  An agenda and later minutes are thus two revisions
 * of one meeting.  All of a document is kept or nothing.
 */
#ifndef DOMAIN_KEEP_H
#define DOMAIN_KEEP_H

#include "domain/change.h"
#include "domain/record.h"
#include "query/types.h"

struct keep_settings {
	struct text body;         /* the authority's name; unknown: the one that is here already, or one without a name */
	struct text organization; /* for documents that do not name their committee; unknown: refuse them */
	bool open_sources;        /* everybody may open the source, unless it holds what is closed */
	int patience;             /* seconds to go on trying while the database is busy or away; 0: once */
};

struct keep_document {
	const struct record *record;
	struct text bytes;      /* of the source */
	const char *media_type; /* static */
};

enum keep_outcome { KEEP_NEW, KEEP_CHANGED, KEEP_UNCHANGED };

/* Asks for ROLE_CLERK of the committee.  A commit of which nobody knows whether it happened is asked for again: the bytes
 * themselves tell whether they are there, and *ret says what became of them.  FAULT_UNCERTAIN is left for when the
 * database stays away.  FAULT_INVALID when the record lacks what a meeting cannot be without: a committee, a date. */
must_check enum fault keep(struct ctx *cx, const struct keep_document *document, const struct keep_settings *settings,
	enum keep_outcome *ret, struct meeting_id *ret_meeting);
/* The same as a part of a larger change. */
must_check enum fault keep_within(struct change *change, const struct keep_document *document,
	const struct keep_settings *settings, enum keep_outcome *ret, struct meeting_id *ret_meeting);

#endif
