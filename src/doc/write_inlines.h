/* doc/write_inlines.h: a run of inlines as CommonMark, escaped no more than it needs.
 *
 * The idea: the run is laid out as atoms (a letter, a delimiter, a break), and an atom is escaped
 * only when its neighbours would let CommonMark read it as markup.  So "12. Title", "K&L" and "5 *
 * 3" stay as they are wherever they can.  Strong is always ** and emphasis always _, so that the
 * two never run together; where the letter beside a delimiter would keep it from working, the
 * letter is written as &#N;.
 */
#ifndef DOC_WRITE_INLINES_H
#define DOC_WRITE_INLINES_H

#include "doc/doc.h"

enum inlines_place {
	INLINES_PARAGRAPH, /* lines of their own */
	INLINES_HEADING,   /* one line, after its #s */
	INLINES_CELL,      /* one line, between | and | */
	INLINES_LETTERED,  /* as a paragraph, but "a) " stands before the first line */
};

struct atom;

/* What is written, and room that is used again for every run. */
struct inlines_writer {
	struct buffer out;
	struct atom *atoms;
	size_t atoms_n, atoms_room;
	const struct doc_inline **containers;
	size_t containers_n, containers_room;
};

struct inlines_writer inlines_writer_in(struct arena *arena, size_t max);

/* prefix is written after each line end: what the blocks around put at the front of a line. */
void inlines_write(struct inlines_writer *w, const struct doc_inline *inlines,
	enum inlines_place place, struct text prefix);

#endif
