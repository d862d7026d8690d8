/* doc/pdf_in/structure.h: from lines on pages to the tree. */
#ifndef DOC_PDF_IN_STRUCTURE_H
#define DOC_PDF_IN_STRUCTURE_H

#include "doc/doc.h"
#include "doc/page_text.h"

/* False when the tree would be larger than DOC_BYTES_MAX or DOC_NODES_MAX allow. */
bool structure_find(struct page_text *text, struct doc **ret);

#endif
