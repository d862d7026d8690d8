/* doc/pdf/link.h: where links lead.
 *
 * Only addresses that a reader may safely follow from a paper become links: the web, mail, telephone, and "#id" of a
 * block in the same document; "#" alone leads to its top.  The words of any other stay words.
 */
#ifndef DOC_PDF_LINK_H
#define DOC_PDF_LINK_H

#include "doc/doc.h"
#include "doc/pdf/setting.h"

/* NULL when it may not lead anywhere.  Anything the link needs is borrowed from the tree, or in the setting's arena. */
const struct link *link_new(struct setting *s, const struct doc_inline *in);

/* Notes the ids of the whole tree, before anything is set. */
void anchors_collect(struct setting *s, const struct doc_block *blocks);
struct anchor *anchors_find(const struct setting *s, struct text id);

#endif
