/* doc/pdf/face.h: typefaces: which one has a character, and how its glyphs come into the file.
 *
 * A code is what a page shows: a glyph together with the text it stands for, so that one glyph that stands for two texts
 * has two codes, and every text can be found again (ISO 32000-1, 9.10).  A letter's code is the letter itself where Latin 1
 * has it, which makes pages small, and readable in the raw.
 *
 * The file holds a subset of each part of a face that was used: its codes of one leading byte, which are a font of their own
 * (ISO 32000-1, 9.6.3), as nearly all documents need the first part alone.
 *
 * The faces are those of Debian's fonts-noto-core, and of fonts-dejavu-core for what those lack.  HarfBuzz is included in
 * face.c, word.c, atom.c and subset.c alone.
 */
#ifndef DOC_PDF_FACE_H
#define DOC_PDF_FACE_H

#include "base/fault.h"
#include "doc/pdf/file.h"

enum {
	FACE_PART = 256,
	FACE_PARTS = 32, /* 8,000 codes: three times what a large face has */
};

enum family {
	FAMILY_TEXT,    /* for reading */
	FAMILY_DISPLAY, /* for finding: headings, tables, running heads */
	FAMILIES,
};

enum style {
	STYLE_REGULAR,
	STYLE_STRONG = 1,
	STYLE_EMPHASIS = 2,
	STYLES = 4,
};

struct hb_face_t;
struct hb_font_t;

struct face_code {
	uint32_t glyph;
	struct text text; /* UTF-8; unknown: the code means nothing */
	int width;        /* thousandths of the size */
	int next;         /* with the same hash; 0 none */
};

struct face_part {
	struct face_code codes[FACE_PART]; /* [0] is never shown */
	int object;                        /* of the font; 0 until a page shows it */
};

struct face {
	const char *name; /* "NotoSerif-Bold" */
	int index;
	struct hb_face_t *hb;
	struct hb_font_t *font; /* scaled to units_per_em */
	int units_per_em;
	int ascent, descent; /* thousandths of the size; descent is positive */
	bool bold, italic;
	struct face_part *parts[FACE_PARTS];
	int parts_n;
	int *heads; /* by hash of glyph and text */
};

struct faces {
	struct arena *arena;
	const char *folder;
	struct face *all; /* by index into the table of face.c; loaded when first asked for */
	size_t n;
	bool full; /* FACE_PARTS */
};

static inline struct face_part *face_part_of(const struct face *face, unsigned code)
{
	return face->parts[code / FACE_PART];
}

static inline struct face_code *face_code_at(const struct face *face, unsigned code)
{
	return &face_part_of(face, code)->codes[code % FACE_PART];
}

/* Fails when the first face for reading is not on this machine; it stands in for the others. */
must_check enum fault faces_open(struct arena *arena, const char *folder, struct refusal *why, struct faces *ret);
/* The face that has the rune, the family's own first; NULL when none has. */
struct face *faces_for(struct faces *faces, enum family family, unsigned style, uint32_t rune);
bool face_has(const struct face *face, uint32_t rune, uint32_t *ret_glyph);
/* The family's own face. */
struct face *faces_own(struct faces *faces, enum family family, unsigned style);
/* The code for that glyph and text, made when there is none yet; text is kept and must live as long. */
int face_code(struct faces *faces, struct face *face, uint32_t glyph, struct text text);

/* subset.c: writes every part that has an object. */
void faces_write(struct faces *faces, struct pdf_file *file);

#endif
