/* doc/page_text.h: the lines of a PDF's pages: what stands where, how large, how bold.
 *
 * They are made of what pdftohtml -xml writes, as it comes: <page>, <fontspec>, and a <text> for each run of letters on
 * one line, in the order in which the producer happened to draw them.  Here runs that stand at one height become one
 * line, from left to right: with a space between where there is room for one, with nothing where there is none, and as
 * runs apart where there is more, which may be columns.  A leader's dots become one run of dots, however they were drawn.
 *
 * That format is read by a reader of its own rather than by an XML parser: pdftohtml's tags may cross, and what comes out
 * of a cage is as hostile as what went in.  It knows three tags and five entities, believes no number, and cannot fail:
 * what it does not know it skips, what it knows are words it keeps.
 */
#ifndef DOC_PAGE_TEXT_H
#define DOC_PAGE_TEXT_H

#include "base/text.h"

enum {
	PAGES_MAX = 5000,
	PAGE_RUNS_MAX = 20000, /* on one page: one for each letter of a full one */
	PAGE_LINES_MAX = 400000, /* in one document */
	PAGE_FONTS_MAX = 4096,
	PAGE_INPUT_LINE_MAX = 64 << 10, /* of pdftohtml's output; a longer one is cut */
};

/* The unit of pdftohtml -zoom 2; sizes are whole numbers of it, so that half a point is seen. */
enum { PAGE_UNITS_PER_POINT = 2 };

/* A run of words in one style. */
struct page_run {
	struct text words; /* valid UTF-8 */
	struct text href;  /* unknown: no link; "#" is one within the document, of a page that tells */
	bool strong, emphasis;
	bool apart;  /* from the run before it: its words do not hold the space between */
	bool column; /* so far apart that it is another column */
	float left, right;
};

struct page_line {
	int page;      /* 1.. */
	size_t number; /* 1.. in the document */
	float left, right, top, bottom;
	float size;       /* of most of its letters, in points */
	bool strong, emphasis; /* all of its letters */
	bool furniture;   /* set by furniture_mark() */
	struct page_run *runs;
	size_t runs_n; /* at least one */
};

struct page {
	float width, height;
	bool tells; /* its lines end as line_end.h says */
};

struct page_text {
	struct arena *arena;
	struct page_line *lines; /* page by page, from top to bottom, then from left to right */
	size_t lines_n, lines_room;
	struct page *pages;
	size_t pages_n, pages_room;
	bool full; /* a maximum was reached */
};

/* Takes pdftohtml's output in pieces of any size. */
struct page_reader;
struct page_reader *page_reader_in(struct arena *arena);
void page_reader_feed(struct page_reader *reader, struct text piece);
struct page_text *page_reader_finish(struct page_reader *reader);

#endif
