/* doc/pdf/press.h: the galley is divided into pages, and they are printed.
 *
 * A page breaks before the last slug that fits and that is not glued to the one before it.
 */
#ifndef DOC_PDF_PRESS_H
#define DOC_PDF_PRESS_H

#include "doc/pdf/block.h"
#include "doc/pdf/sheet.h"
#include "doc/write_pdf.h"

struct pages {
	size_t *first; /* slug of each page, and after the last */
	size_t n;
};

/* Divides, and tells every anchor its place. */
struct pages press_divide(struct setting *s, const struct galley *galley);
void press_print(struct maker *m, struct sheets *sheets, const struct galley *galley, const struct pages *pages,
	const struct pdf_settings *settings);

#endif
