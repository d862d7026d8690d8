/* doc/write_markdown.h: a tree as CommonMark 0.30, which is also the text that a person reads.
 *
 * The promise: doc_read_markdown(doc_write_markdown(blocks)) is doc_same as blocks, for every
 * canonical tree (doc.h) but for two things that CommonMark cannot say: furniture comes back as a
 * paragraph, and a cell with several blocks as one paragraph.  A paragraph is one line unless the
 * tree breaks it: wrapping would add breaks that the source did not have.
 *
 * What CommonMark lacks is carried so, and read back so:
 *   - an alpha list is a bullet list whose items begin with "a) ", "b) " ... in order ("- a)
 * text");
 *   - a table is lines that begin with | with a delimiter row second, as GitHub's; a header row all
 * empty says that there is none.
 */
#ifndef DOC_WRITE_MARKDOWN_H
#define DOC_WRITE_MARKDOWN_H

#include "base/fault.h"
#include "doc/doc.h"

/* blocks and what follows it; no line end at the end.  FAULT_LIMIT when it would take more than max
 * bytes. */
must_check enum fault doc_write_markdown(struct arena *arena, const struct doc_block *blocks,
	size_t max, struct refusal *why, struct text *ret);

#endif
