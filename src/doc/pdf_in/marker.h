/* doc/pdf_in/marker.h: what an item of a list begins with: a bullet, "12.", "b)". */
#ifndef DOC_PDF_IN_MARKER_H
#define DOC_PDF_IN_MARKER_H

#include "doc/doc.h"
#include "doc/page_text.h"

struct marker {
	enum doc_list_style style;
	int number;
	size_t n; /* bytes of the words, the white space after it included; 0: none */
};

struct marker marker_of(struct text words);
/* The marker that a line begins with, and where the text after it begins: in the run `ret_run`, from its byte `ret_skip`,
 * at `ret_left`. */
struct marker marker_at(const struct page_line *line, size_t run, size_t skip, size_t *ret_run, size_t *ret_skip,
	float *ret_left);

#endif
