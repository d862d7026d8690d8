/* doc/pdf_in/enclosed.h: the file that our own writer enclosed in a PDF.
 *
 * Only what doc/pdf/enclosure.c writes is found, in its own words: a file that another program wrote or wrote again is
 * read by its pages instead.  The programs of poppler-utils and qpdf that take enclosed files out read no standard input
 * and so do not fit in the cage; unpacking is done by a function of ours, in the cage all the same.
 */
#ifndef DOC_PDF_IN_ENCLOSED_H
#define DOC_PDF_IN_ENCLOSED_H

#include "base/fault.h"
#include "base/text.h"

enum { ENCLOSED_BYTES_MAX = 16 << 20 /* unpacked */ };

struct enclosed_ask {
	struct text relation, name, mime, description; /* ASCII, as they must be to the letter */
};

/* Unknown text when there is none, or it could not be unpacked. */
must_check enum fault enclosed_find(struct arena *arena, struct text pdf, const struct enclosed_ask *ask, struct refusal *why,
	struct text *ret);

#endif
