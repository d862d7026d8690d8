/* minutes/body.h: the lines of a section -> its text in CommonMark.
 *
 * Lines broken by the page are joined, breaks that were meant are kept, and so are paragraphs, lists, links and bold.  In
 * plain text lists are told by their marks (1. - a)); in a typographic document the tree has them already.
 */
#ifndef MINUTES_BODY_H
#define MINUTES_BODY_H

#include "minutes/lines.h"

/* Levels 1-3 are the document's, the item's and the section's, 4 an earlier treatment's: headings within a text stand below. */
enum body_place { BODY_OF_SECTION = 4, BODY_OF_EARLIER = 5 };

/* Room for the headings around it within what a reader takes at once. */
enum { BODY_BYTES_MAX = DOC_MARKDOWN_MAX - (16 << 10) };

/* Lines [from, to), the first from byte `skip` on; lines set aside are left out, the others become LINE_BODY.  Known and
 * empty when there is nothing.  Longer than BODY_BYTES_MAX: unknown, and lines->too_long says so. */
struct text body_text(struct lines *lines, size_t from, size_t to, size_t skip, enum body_place place);

#endif
