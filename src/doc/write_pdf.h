/* doc/write_pdf.h: a document as PDF: for printing, for archives, for being read aloud.
 *
 * The file is PDF 1.7 and at once PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), or PDF/A-3a when something is
 * enclosed.  The same document and settings give the same bytes: the time in it is the caller's.  Any tree gives a valid
 * file; one that would be larger than PDF_SET_PAGES_MAX or PDF_WORK_MAX is FAULT_LIMIT.
 *
 * How it goes: blocks are set into one long galley (pdf/block.h), which is divided into pages (pdf/press.h); words are
 * shaped by HarfBuzz (pdf/word.h) and their lines chosen together (pdf/line.h); pages are written with every word's place
 * in the structure (pdf/sheet.h, pdf/structure.h) into a file of numbered objects (pdf/file.h).
 */
#ifndef DOC_WRITE_PDF_H
#define DOC_WRITE_PDF_H

#include "base/fault.h"
#include "doc/doc.h"

enum {
	PDF_SET_PAGES_MAX = 20000,            /* the longest agenda on record has a tenth */
	PDF_WORK_MAX = 768 << 20,         /* bytes of memory while setting: a document of DOC_BYTES_MAX needs less */
	PDF_ENCLOSURES_MAX = 16,
	PDF_LOGO_MAX = 1 << 20,           /* bytes of PNG */
	PDF_SIGNATURES_MAX = 200,
	PDF_CONTRAST_LEAST = 4500,        /* thousandths: WCAG 2.1, 1.4.3 */
};

/* A file within the file, as data that the document was made from. */
struct pdf_enclosure {
	struct text name; /* "referat.json" */
	struct text mime; /* "application/json" */
	struct text description;
	struct text relation; /* to the document: "Source", "Data" (ISO 19005-3, 6.8); unknown: "Unspecified" */
	struct text bytes;
};

/* Texts may be unknown: then the part they are for is left out. */
struct pdf_settings {
	struct text language;       /* BCP 47; else the document's, else "da" */
	struct text title;          /* else the document's, else its first heading */
	struct text author;
	struct text producer;       /* the program: "Sagsgang 0.1" */
	int64_t created;            /* instant (base/calendar.h) */
	struct text head_first;     /* of the first page: the authority */
	struct text head_left;      /* of pages after the first: the organization */
	struct text head_right;     /* the date */
	struct text page_of;        /* "Side %d af %d" */
	struct text kicker;         /* words above the title: "Udskrift" */
	struct text contents_title; /* "Indhold": a table of contents before the first item */
	uint32_t accent;            /* 0xRRGGBB of headings and rules; 0: a dark blue */
	struct text logo;           /* PNG */
	struct text logo_alt;       /* what it shows, for who cannot see it */
	struct text signature_title;   /* "Underskriftsark" */
	const struct text *signatures; /* names; when there is one or more, the last page is for signing */
	size_t signatures_n;
	const struct pdf_enclosure *enclosures;
	size_t enclosures_n;
	const char *fonts; /* folder; NULL: /usr/share/fonts/truetype */
};

/* A character that no typeface at hand has; "\ufffd" stands in its place, and can still be found and read aloud. */
struct pdf_missing {
	uint32_t rune;
	size_t times;
};

struct pdf {
	struct text bytes;
	size_t pages;
	struct pdf_missing *missing;
	size_t missing_n;
};

must_check enum fault write_pdf(struct arena *arena, const struct doc *doc, const struct pdf_settings *settings,
	struct refusal *why, struct pdf *ret);

/* For who takes settings from a person: whether a logo can be set, and the contrast of 0xRRGGBB to white paper, in
 * thousandths (WCAG 2.1). */
must_check enum fault pdf_check_logo(struct text png, struct refusal *why);
int pdf_contrast(uint32_t colour);

#endif
