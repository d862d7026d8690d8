/* doc/pdf/word.h: words as glyphs.
 *
 * A word is a run of characters of one face and one direction, between two places where a line may break.  Each is
 * shaped once and kept: a long agenda says the same thousand words over and over.  Widths are in the units of the face;
 * at_size makes them thousandths of a point.
 *
 * Glyphs stand in the order in which they are read, whatever the direction; `x` says where.
 */
#ifndef DOC_PDF_WORD_H
#define DOC_PDF_WORD_H

#include "doc/line_end.h"
#include "doc/pdf/face.h"

struct word_glyph {
	uint16_t code;
	bool with_next; /* this glyph and the next stand for `text` of their cluster together */
	int x, y;       /* from the word's left end; y upwards */
	size_t from;    /* first byte of its cluster in the word */
};

struct word {
	struct face *face;
	struct text text;
	bool leftwards;
	int width;
	struct word_glyph *glyphs;
	size_t n;
	unsigned hash;
	struct word *next;
};

struct hb_buffer_t;

struct words {
	struct arena *arena;
	struct faces *faces;
	struct word **table;
	size_t n, room; /* room is a power of two */
	struct hb_buffer_t *buffer;
	const char *language;
};

struct words words_begin(struct arena *arena, struct faces *faces, const char *language);
/* Never NULL.  text need not live on. */
const struct word *words_shape(struct words *words, struct face *face, bool leftwards, struct text text);
/* A rune that no face has: the sign for that, which can still be found as the rune it stands for. */
const struct word *words_missing(struct words *words, struct text rune);
/* A space as wide as several letters: what stood at a tab is in columns, and must not run together. */
const struct word *words_tab(struct words *words, struct face *face);
/* A space without width's worth of meaning, that says how a line ends (line_end.h). */
const struct word *words_mark(struct words *words, struct face *face, const char *mark);
/* The hyphen at a line's end, which is no part of the text (U+00AD, ISO 32000-1, 14.8.2.2.3). */
const struct word *words_hyphen(struct words *words, struct face *face);

static inline bool word_is_space(const struct word *word)
{
	return (word->text.n == 1 && (word->text.s[0] == ' ' || word->text.s[0] == '\t')) || line_end_is_mark(word->text);
}

static inline int64_t at_size(const struct face *face, int64_t units, int size)
{
	return units * size / face->units_per_em;
}

static inline int64_t word_width(const struct word *word, int size)
{
	return at_size(word->face, word->width, size);
}

/* How far the first n bytes reach, in units of the face. */
int word_reach(const struct word *word, size_t n);

#endif
