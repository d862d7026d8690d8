/* minutes/body.h: the lines of a section -> its text in CommonMark.
 *
 * Lines broken by the page are joined, breaks that were meant are kept, and so are paragraphs, lists, links and bold.  In
 * plain text lists are told by their marks (1. - a)); in a typographic document the tree has them already.
 */
#ifndef MINUTES_BODY_H
#define MINUTES_BODY_H

#include "minutes/lines.h"

/* Lines [from, to), the first from byte `skip` on; lines set aside are left out, the others become LINE_BODY.  Known and
 * empty when there is nothing. */
struct text body_text(struct lines *lines, size_t from, size_t to, size_t skip);

#endif
