/* domain/revision.h: which of the documents that tell of a meeting counts.
 *
 * Minutes count before an agenda, and the newest of a kind before the older.  What counts is what pages show and what a search
 * finds.  Whoever makes a revision (a document that is kept, an agenda that is sent) lets it count here, and nowhere else.
 */
#ifndef DOMAIN_REVISION_H
#define DOMAIN_REVISION_H

#include "domain/change.h"
#include "domain/record.h"

/* Within the change that made the revision, whose rows are all there.  Nothing happens when an older one goes before it. */
must_check enum fault revision_let_count(struct change *change, struct meeting_id meeting, struct revision_id revision,
	enum record_kind kind, struct moment start);

/* What the journal is told of a revision, which journal_verify looks for: "keep" for the first, "revise" for a later one. */
must_check enum fault revision_tell(struct change *change, struct meeting_id meeting, int64_t number, bool is_new, struct text sha256);

#endif
