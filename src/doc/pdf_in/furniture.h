/* doc/pdf_in/furniture.h: running heads, running feet and page numbers.
 *
 * A page is looked at from its edges inwards, a few lines only, and the first line that is none ends it: so that a heading
 * or a case number that happens to stand high on page after page, below something else, stays text.  A line is furniture
 * when the next pages have the same line there, numbers aside, or when it is nothing but a page's number; on a page of
 * its own, when it is set smaller than the text and apart from it.
 */
#ifndef DOC_PDF_IN_FURNITURE_H
#define DOC_PDF_IN_FURNITURE_H

#include "doc/page_text.h"

/* Sets `furniture`.  body_size is that of the text, in points. */
void furniture_mark(struct page_text *text, float body_size);

#endif
