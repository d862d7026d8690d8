/* doc/pdf/galley.h: the document as one long column, before it is divided into pages.
 *
 * A slug is what no page may divide: a line, a row of a table, a picture.  It says how much room it wants above and below
 * (of two neighbours the larger counts, and none at the top of a page) and whether a page may break before it.
 */
#ifndef DOC_PDF_GALLEY_H
#define DOC_PDF_GALLEY_H

#include "doc/pdf/line.h"

struct contents_entry;

enum ink_kind {
	INK_LINE,    /* y is the baseline */
	INK_RULE,    /* y is the upper edge */
	INK_BAR,     /* a rule that reaches up over the room above its slug, but not over the page's top */
	INK_PICTURE, /* the logo; y is the upper edge */
	INK_FOLIO,   /* a leader of dots, and the number of the page where the anchor is */
};

struct ink {
	enum ink_kind kind;
	int x, y;          /* from the page's left edge; from the slug's top */
	int width, height; /* INK_RULE, INK_BAR, INK_PICTURE; INK_FOLIO: how far the leader and the number may reach */
	uint32_t colour;   /* INK_RULE, INK_BAR */
	struct line line;
	struct element *element;     /* INK_PICTURE */
	const struct anchor *anchor; /* INK_FOLIO */
	const struct span *span;     /* INK_FOLIO: how the number looks, and whose it is */
};

/* A table's header, to be said again on each page. */
struct head;

struct slug {
	int before, height, after;
	bool glued; /* no page may break before it */
	bool fresh; /* it begins a page */
	struct ink *inks;
	size_t n, room;
	struct anchor *anchor;   /* what begins here */
	const struct head *head; /* of the table it is in */
};

struct head {
	struct slug *slugs;
	size_t n;
	int height;
};

struct galley {
	struct arena *arena;
	struct slug *slugs;
	size_t n, room;
	bool glue;              /* the next slug to the last */
	bool fresh;             /* the next slug begins a page */
	int space;              /* above the next slug, at the least */
	struct anchor *anchors; /* of blocks that begin with the next slug */
};

struct galley galley_begin(struct arena *arena);
/* Good until the next one is added. */
struct slug *galley_add(struct galley *galley, int before, int height, int after);
struct ink *slug_ink(struct galley *galley, struct slug *slug, enum ink_kind kind, int x, int y);
/* Room between what was added and what comes. */
void galley_space(struct galley *galley, int space);
void galley_anchor(struct galley *galley, struct anchor *anchor);
/* The height of slugs from..to as they stand on a page, with the room between them. */
int64_t slugs_height(const struct slug *slugs, size_t n);

#endif
