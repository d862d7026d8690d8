/* tests/unit/doc/pdf_check.h: whether bytes are a PDF file of the kind that the writer makes.
 *
 * A cheap look, for tests and fuzzing where starting qpdf is too slow: the cross reference finds every object where it is,
 * every reference leads to one, streams unpack, and every page's content is well-formed: strings, arrays and brackets
 * closed, text and marked content opened and closed in turn, and nothing shown outside marked content.
 */
#ifndef PDF_CHECK_H
#define PDF_CHECK_H

#include "base/text.h"

/* What is wrong; NULL when nothing is. */
const char *pdf_check(struct arena *arena, struct text pdf);
/* The bytes of every page's content, one after another. */
struct text pdf_contents(struct arena *arena, struct text pdf);
/* Every object that is no stream's content, unpacked: dictionaries and arrays to search in. */
struct text pdf_objects(struct arena *arena, struct text pdf);

#endif
