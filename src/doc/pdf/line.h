/* doc/pdf/line.h: a paragraph becomes lines.
 *
 * All lines of a paragraph are chosen together, so that their right edge is as even as it can be; words are divided only
 * when the edge would be too ragged without, and cut only when they are wider than the line.
 */
#ifndef DOC_PDF_LINE_H
#define DOC_PDF_LINE_H

#include "doc/pdf/atom.h"

/* A word, or a part of one, in its place on a line. */
struct piece {
	const struct word *word;
	const struct span *span;
	int x;
};

struct line {
	struct piece *pieces; /* in the order in which they are read */
	size_t n;
	int width; /* without the space at its end */
};

struct lines {
	struct line *lines;
	size_t n, room;
};

/* Lines no wider than measure; those after the first are `hang` narrower, and begin that far in.  whole: words are divided
 * only where they are wider than the line. */
struct lines copy_lines(struct setting *s, const struct copy *copy, int measure, int hang, bool whole);
/* The copy on one line, however wide; no line when it says nothing. */
struct line copy_line(struct setting *s, const struct copy *copy);
/* The narrowest measure at which no word is divided, and the width on one line. */
void copy_measure(struct setting *s, const struct copy *copy, int *ret_least, int *ret_most);

#endif
