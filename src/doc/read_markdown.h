/* doc/read_markdown.h: CommonMark 0.30 as a tree; the inverse of doc/write_markdown.h, which says
 * how alpha lists and tables are carried.
 *
 * No word is lost: raw HTML and code become words, a picture becomes a link with its words, a
 * link's title stands after it in brackets, and link reference definitions, which CommonMark hides,
 * stay the words they are (so [a][b] is text). The tree is typographic.
 */
#ifndef DOC_READ_MARKDOWN_H
#define DOC_READ_MARKDOWN_H

#include "base/fault.h"
#include "doc/doc.h"

/* One section, at most DOC_MARKDOWN_MAX bytes: FAULT_LIMIT. */
must_check enum fault doc_read_markdown(
	struct arena *arena, struct text text, struct refusal *why, struct doc **ret);

/* A whole document of at most DOC_BYTES_MAX, of which no part between two "# " lines is longer than
 * DOC_MARKDOWN_MAX: FAULT_LIMIT.  (cmark takes more than linear time on hostile input, so that it
 * gets no more than that at once.) */
must_check enum fault doc_read_markdown_parts(
	struct arena *arena, struct text text, struct refusal *why, struct doc **ret);

#endif
