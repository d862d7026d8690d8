/* minutes/lines.h: a document as the lines a recogniser judges one by one.
 *
 * Each line remembers where it stands in the tree, so that links and bold survive, and what became of it, so that no
 * word can be lost without a trace: recognise() ends by setting aside what nobody used.
 */
#ifndef MINUTES_LINES_H
#define MINUTES_LINES_H

#include "doc/doc.h"

enum line_use {
	LINE_UNUSED,
	LINE_FIELD, /* became a field: a date, a name, a title */
	LINE_BODY,  /* stands in a section's text */
	LINE_ASIDE, /* page furniture, table of contents ... */
};

struct line {
	struct text text; /* its words, trimmed */
	size_t number, page;
	int indent;  /* columns */
	int level;   /* of a heading told by typography; 0 for any other line */
	bool opens;  /* it is the first of its paragraph */
	bool hard;   /* the break before it was meant by the tree */
	bool within; /* it stands in a list, table or quote of a typographic document */
	bool strong; /* all of it is bold */
	const struct doc_block *leaf, *top;      /* the block it is in, and that block's outermost */
	const struct doc_inline *first, *end;    /* its inlines, end excluded */
	enum line_use use;
	bool letter_mark; /* of a LINE_BODY: it began with a bullet that looks like the word "o" */
	size_t heading_n; /* bytes of a LINE_BODY before its text: "Indstilling: " */
	const char *why; /* of LINE_ASIDE; static */
};

struct lines {
	struct arena *arena;
	struct arena *scratch; /* for what is done with when a text is made; cleared by whoever uses it */
	struct line *v;
	size_t n, room;
	bool typographic;
	bool too_long; /* a text was longer than a section may be */
	bool paged;   /* there is more than one page, so that there may be heads and feet */
	size_t width; /* letters of the widest line that goes on in the next: where the page broke lines */
};

struct lines lines_of(struct arena *arena, struct arena *scratch, const struct doc *doc);

void line_set_aside(struct line *line, const char *why);
/* Index of the next line from `from` on that is not set aside; lines->n when there is none. */
size_t lines_next(const struct lines *lines, size_t from);
/* Whether the source meant the break between two lines of a paragraph: in plain text when the next line's first word
 * would have fitted. */
bool lines_break_meant(const struct lines *lines, const struct line *line, const struct line *next);

/* Whether page furniture may stand among the lines: in text from a page, and not in text that was written as a tree. */
bool lines_may_hold_furniture(const struct lines *lines);

/* Page numbers, running heads and feet, menus: what is told without knowing what the document says. */
void lines_set_furniture_aside(struct lines *lines);

#endif
