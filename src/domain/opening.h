/* domain/opening.h: that somebody was shown what is closed stands in the journal.
 *
 * Whatever hands closed text to a viewer calls opening_note before it answers; when the journal cannot be written the text is
 * not handed out.  The operator is left out: whoever runs the program has the file itself.
 */
#ifndef DOMAIN_OPENING_H
#define DOMAIN_OPENING_H

#include "domain/ctx.h"

/* What was opened on the way: item ids, each once. */
struct opening {
	int64_t *items;
	size_t n, room;
};

/* Remembers an item, if the circle of what was read of it is not everybody's. */
void opening_add(struct ctx *cx, struct opening *opening, struct item_id item, struct text circle);
/* One entry: "open", the noun it was done by ("meeting", "matter", "search", "file") and its id.  Nothing opened is no entry. */
must_check enum fault opening_note(struct ctx *cx, const struct opening *opening, const char *noun, int64_t noun_id);

#endif
