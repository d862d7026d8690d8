/* doc/write_lines.h: a tree as lines of plain words, for comparing two texts and for places without markup.
 *
 * What a reader sees is there: items with their marks, cells apart by |, where a link leads.  How words look is not, and it
 * is not read back: that is doc/write_markdown.h.
 */
#ifndef DOC_WRITE_LINES_H
#define DOC_WRITE_LINES_H

#include "doc/doc.h"

/* blocks and what follows it; a blank line between two, no line end at the end. */
struct text doc_write_lines(struct arena *arena, const struct doc_block *blocks);
/* CommonMark of one section likewise; what is too long to be read as such stays as it is. */
struct text lines_from_markdown(struct arena *arena, struct text text);

#endif
