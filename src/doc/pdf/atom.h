/* doc/pdf/atom.h: a paragraph as words and spaces, and where its lines may break.
 *
 * Inlines become one plain text with spans; the text is divided where a line may break (Unicode Standard Annex 14, by
 * libunibreak), where the face, the look or the direction changes, and at spaces.  A run of spaces is one.
 */
#ifndef DOC_PDF_ATOM_H
#define DOC_PDF_ATOM_H

#include "doc/doc.h"
#include "doc/pdf/setting.h"

enum { ATOM_TEXT_MAX = 32 << 10 /* bytes: a longer paragraph is set in parts, for the sake of memory */ };

enum atom_break {
	BREAK_NEVER,
	BREAK_ALLOWED,
	BREAK_HYPHEN,    /* with a hyphen that is no part of the text */
	BREAK_EMERGENCY, /* within a word that is wider than the line */
	BREAK_MUST,
};

struct atom {
	const struct word *word;
	const struct span *span;
	size_t from, to; /* bytes of the word */
	int64_t width;
	uint8_t level;           /* bidi.h */
	bool space;
	enum atom_break after;
};

struct atoms {
	struct atom *atoms;
	size_t n, room;
	uint8_t level; /* the paragraph's own */
};

/* A paragraph's text and looks. */
struct copy {
	struct buffer text;
	struct {
		const struct span *span;
		size_t to; /* byte of the text */
	} *runs;
	size_t runs_n, runs_room;
};

struct copy copy_begin(struct setting *s);
void copy_add(struct setting *s, struct copy *copy, struct text words, const struct span *span);
void copy_add_inlines(struct setting *s, struct copy *copy, const struct doc_inline *inlines, const struct span *span);

/* The atoms of the copy's text from *at, which moves on; false at the end. */
bool copy_atoms(struct setting *s, const struct copy *copy, size_t *at, struct atoms *ret);
/* The same atoms with every place where a word may be divided, or where one wider than the measure can be cut. */
struct atoms atoms_hyphenated(struct setting *s, const struct atoms *atoms);
struct atoms atoms_cut(struct setting *s, const struct atoms *atoms, int64_t measure);

#endif
