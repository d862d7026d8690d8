/* domain/draft_check.h: whether an item is complete, before it goes on.
 *
 * What stops it must be put right; the rest is advice.  It is asked of the newest text whole, whoever looks: that a section
 * which one may not see is filled in is told, and nothing of what stands there.
 */
#ifndef DOMAIN_DRAFT_CHECK_H
#define DOMAIN_DRAFT_CHECK_H

#include "domain/draft.h"

enum draft_lack {
	DRAFT_LACKS_TEXT,           /* nothing is written at all */
	DRAFT_LACKS_SECTION,        /* one that its template wants is empty or gone */
	DRAFT_LACKS_RECOMMENDATION, /* nobody says what is to be decided */
	DRAFT_LACKS_ECONOMY,        /* nothing is said of what it costs */
	DRAFT_LACKS_GROUND,         /* closed without the law that allows it */
	DRAFT_LACKS_MATTER,         /* advice */
	DRAFT_LACKS_OFFICER,        /* advice */
	DRAFT_LACKS_RECONSIDERING,  /* advice: closed, without a day to ask whether it need still be */
	DRAFT_LACKS_PUBLIC_TITLE,   /* advice: closed, and its title is read by everybody */
};

struct draft_finding {
	enum draft_lack lack;
	bool stops;
	int64_t thread;      /* the section it is about; 0: none, or one that is gone */
	struct text heading; /* of the section, as its template has it; unknown: none is meant */
};

must_check enum fault draft_check(struct ctx *cx, const struct draft_row *draft, struct draft_finding **ret, size_t *ret_n);
/* A sentence: "Indstilling: not filled in" in the reader's language. */
struct text draft_finding_text(struct arena *arena, enum lang lang, const struct draft_finding *finding);

/* FAULT_INVALID, with the first that stops it. */
must_check enum fault draft_require_complete(struct ctx *cx, const struct draft_row *draft);

#endif
