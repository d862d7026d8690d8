/* doc/pdf/setting.h: what setting words needs: the case of type, and how words look.
 *
 * All lengths are thousandths of a point.
 */
#ifndef DOC_PDF_SETTING_H
#define DOC_PDF_SETTING_H

#include "doc/pdf/hyphen.h"
#include "doc/pdf/structure.h"
#include "doc/pdf/word.h"

enum { POINT = 1000 };

/* A place that can be led to. */
struct anchor {
	struct text id; /* of the block; empty when only the contents lead there */
	int page;       /* 0-; -1 until it is placed */
	int y;          /* from the top of the page */
	bool taken;     /* a slug has it: of two blocks with one id, the first */
	struct anchor *next; /* with the same place */
};

struct link {
	struct text address; /* percent-encoded; unknown when it leads within the document */
	const struct anchor *target;
	struct text description;
};

/* How a run of words looks, and whose they are. */
struct span {
	struct element *element;
	const struct link *link; /* NULL: none */
	enum family family;
	unsigned style;
	int size;
	uint32_t colour; /* 0xRRGGBB */
};

struct missing {
	uint32_t rune;
	size_t times;
};

enum { MISSING_MAX = 256 /* different ones that are counted: who has more has no use for the list */ };

/* The composing room: what every paragraph of one document shares. */
struct setting {
	struct arena *arena;   /* lives until the file is written */
	struct arena *scratch; /* rewound after each paragraph */
	struct faces faces;
	struct words words;
	struct hyphens hyphens;
	struct structure structure;
	struct anchor top;      /* of the document, where "#" leads; zeroed is right */
	struct anchor *anchors; /* sorted by id */
	size_t anchors_n, anchors_room;
	struct missing *missing;
	size_t missing_n, missing_room;
};

void setting_misses(struct setting *s, uint32_t rune);

#endif
