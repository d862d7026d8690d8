/* doc/write_html.h: a tree as HTML that may stand in a page of ours.
 *
 * Everything a stranger wrote is escaped; there is no other way out.  A link leads only to http,
 * https or mailto, or within the site ("/..." and "#..."); of any other only the words are left.
 * Links out of the site carry rel="nofollow noopener".
 *
 * Headings are fitted into the page: the highest in the tree gets base_level, none is more than one
 * below the heading before it, and none goes below h6.  So no level is skipped, whatever the author
 * did.
 */
#ifndef DOC_WRITE_HTML_H
#define DOC_WRITE_HTML_H

#include "doc/doc.h"
#include "markup/markup.h"

/* blocks and what follows it.  Unknown when it grew past HTML_BYTES_MAX. */
struct markup doc_write_html(struct arena *arena, const struct doc_block *blocks, int base_level);

/* CommonMark of one section.  Text that is too long to be read as such is shown as it is, in one
 * paragraph: a page never fails for its text. */
struct markup markup_from_markdown(struct arena *arena, struct text text, int base_level);

#endif
