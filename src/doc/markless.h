/* doc/markless.h: CommonMark that has no mark in it but those of a simple list, read line by line.
 *
 * Most sections are paragraphs and tight lists of single lines.  They are told by what is not there: whatever could be a mark
 * anywhere is left to cmark.  A tree is made of them in a tenth of cmark's time (read_markdown.c), and HTML without a tree
 * (write_html.c); tests hold both against cmark.
 */
#ifndef DOC_MARKLESS_H
#define DOC_MARKLESS_H

#include "base/text.h"

enum markless_kind {
	MARKLESS_BLANK,
	MARKLESS_WORDS,  /* of a paragraph */
	MARKLESS_BULLET, /* an item of a list */
	MARKLESS_NUMBER,
	MARKLESS_OTHER, /* for cmark */
};

/* Whether a text is that simple: what follows is for such texts alone. */
bool markless_is(struct text part);
/* Whether cmark could find anything but words within a line. */
bool markless_has_marks(struct text line);

struct markless {
	struct text rest;
	enum markless_kind open; /* of the line before */
	size_t lines;         /* so far */
};

struct markless_line {
	enum markless_kind kind;
	struct text words;    /* borrowed, without the mark */
	int64_t number;       /* MARKLESS_NUMBER: its own */
	bool begins, ends;    /* its block */
	size_t number_in_text; /* 1.. */
};

struct markless markless_of(struct text part);
/* The next line that is not blank; false at the end. */
bool markless_next(struct markless *text, struct markless_line *ret);

#endif
