/* domain/reading.h: what a viewer has read of a meeting, so that the meeting can tell them what is new.
 *
 * New is what came since the revision that they read before this one; it stays new for a day after this one was first shown, so that
 * it is not gone when the page is turned.  Nobody else is told what somebody has read.
 */
#ifndef DOMAIN_READING_H
#define DOMAIN_READING_H

#include "domain/change.h"

enum { READING_NEW_HOURS = 24 };

/* What is new for a viewer when revision `number` of a meeting is shown. */
struct news {
	bool any;         /* they have read an older one */
	int64_t revision; /* number of that */
	int64_t at;       /* instant when they last read it */
};
must_check enum fault reading_news(struct ctx *cx, struct meeting_id meeting, int64_t number, struct news *ret);
/* It is shown to them.  For everybody, who is nobody, nothing happens. */
must_check enum fault reading_note(struct ctx *cx, struct meeting_id meeting, int64_t number);

#endif
