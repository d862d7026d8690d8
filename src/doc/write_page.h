/* doc/write_page.h: a tree as a whole HTML page that stands alone: one file, to be sent, kept, read and printed anywhere.
 *
 * Nothing is fetched: the little style it has is within.  The portal's own pages are views/ and not this.
 */
#ifndef DOC_WRITE_PAGE_H
#define DOC_WRITE_PAGE_H

#include "base/fault.h"
#include "doc/doc.h"

/* FAULT_LIMIT when the page grew past HTML_BYTES_MAX. */
must_check enum fault doc_write_page(struct arena *arena, const struct doc *doc, struct refusal *why, struct text *ret);

#endif
