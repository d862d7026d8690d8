/* doc/read_pdf.h: a PDF as the tree that it was set from.
 *
 * A PDF knows letters and places.  pdftohtml (poppler-utils, a program of its own, in the cage) says which; doc/page_text
 * makes lines of it; doc/pdf_in/ finds out what the lines are: running heads and feet, headings by their size and weight,
 * paragraphs over lines and pages, lists by mark and indent, tables, labels with their values.  The rules know type and
 * not Danish agendas: what a heading means is the recogniser's to say.
 *
 * No word is lost: what stands at a page's edge on page after page becomes DOC_FURNITURE.
 */
#ifndef DOC_READ_PDF_H
#define DOC_READ_PDF_H

#include "base/fault.h"
#include "doc/doc.h"

enum {
	PDF_BYTES_MAX = 256 << 20, /* of a file: a large agenda with its scanned attachments */
	PDF_PAGES_MAX = 5000,
	PDF_CPU_SECONDS = 60,  /* 5,000 pages take about 4 */
	PDF_WALL_SECONDS = 120,
	PDF_MEMORY_MAX = 1 << 30,  /* address space of the program that opens it */
	PDF_OUTPUT_MAX = 256 << 20, /* of what it says */
};

/* Whether the bytes claim to be a PDF; white space and a mark of the byte order may stand before it. */
bool doc_is_pdf(struct text bytes);

/* FAULT_INVALID for a PDF that is broken, locked or without text (pictures of pages), FAULT_LIMIT past a maximum,
 * FAULT_NOT_FOUND when pdftohtml is not installed. */
must_check enum fault doc_read_pdf(struct arena *arena, struct text bytes, struct refusal *why, struct doc **ret);

#endif
