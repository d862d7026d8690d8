/* domain/opening.h: that somebody was shown what is closed stands in the journal.
 *
 * Whatever loads closed text for a viewer calls opening_add.  Pages are read in one snapshot, in which nothing is written; so
 * ctx keeps what was opened, and whoever answers calls opening_settle before the answer goes out: when the journal cannot be
 * written the text is not handed out.  The operator is left out: whoever runs the program has the file itself.
 */
#ifndef DOMAIN_OPENING_H
#define DOMAIN_OPENING_H

#include "domain/ctx.h"

/* noun: "item", "draft" (static).  Remembers it once, if the circle of what was read of it is not everybody's. */
void opening_add(struct ctx *cx, const char *noun, int64_t id, struct text circle);
/* One entry, "open", of all that was remembered; none when that is nothing. */
must_check enum fault opening_settle(struct ctx *cx);

#endif
