/* doc/pdf/outline.h: the list of headings that readers show beside the pages (ISO 32000-1, 12.3.3). */
#ifndef DOC_PDF_OUTLINE_H
#define DOC_PDF_OUTLINE_H

#include "doc/pdf/block.h"
#include "doc/pdf/sheet.h"

/* The object; 0 when there are no headings. */
int outline_write(struct sheets *sheets, const struct heading *headings, size_t n);

#endif
