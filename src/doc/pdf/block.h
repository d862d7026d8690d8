/* doc/pdf/block.h: blocks of the tree become slugs of a galley, and elements of the structure. */
#ifndef DOC_PDF_BLOCK_H
#define DOC_PDF_BLOCK_H

#include "doc/pdf/galley.h"
#include "doc/pdf/look.h"

/* A heading that stands on its own in the document: for the contents and the outline. */
struct heading {
	struct text text;
	int asked;             /* the level it has in the document */
	int level;             /* in the structure: 1-6, without gaps */
	struct anchor *anchor; /* the block's own, or one that was made */
};

struct maker {
	struct setting *setting;
	uint32_t accent;
	struct heading *headings;
	size_t headings_n, headings_room;
	size_t heading; /* the next to be set */
	struct text contents_title; /* empty: no contents */
	bool contents_done;
	int under;                  /* level of the heading just set, while only lines of facts stand below it; 0: none */
	bool full; /* PDF_WORK_MAX: what comes is dropped */
};

/* Where blocks are set. */
struct frame {
	struct element *parent;
	int x, width;
	const struct look *look; /* of paragraphs */
	int depth;               /* of blocks */
	int lists;               /* that it is in */
	bool alone;              /* what is set there is one paragraph, and the parent stands for it */
};

/* Notes the headings of the document, before anything is set. */
void maker_collect(struct maker *m, const struct doc_block *blocks);
/* Notes one more.  anchor may be NULL. */
void maker_add_heading(struct maker *m, struct text text, int asked, struct anchor *anchor);
/* The whole document. */
void maker_set(struct maker *m, struct galley *galley, const struct doc *doc);

/* Whether the blocks are one paragraph: what holds it (a list item, a cell) says enough of it. */
bool blocks_alone(const struct doc_block *blocks);
void blocks_set(struct maker *m, struct galley *galley, const struct doc_block *blocks, const struct frame *frame);
/* One paragraph of a copy. */
void copy_set(struct maker *m, struct galley *galley, const struct copy *copy, const struct look *look, int x, int width,
	int hang);
struct span *span_new(struct maker *m, struct element *element, const struct look *look);
/* How wide "3. " is at the beginning of the words: lines after the first stand under what follows it; 0: none. */
int number_width(struct maker *m, struct text words, const struct span *span);

/* table.c */
void table_set(struct maker *m, struct galley *galley, const struct doc_block *table, const struct frame *frame);

/* contents.c: the document's headings with their pages. */
void contents_set(struct maker *m, struct galley *galley);

/* signature.c: a line for each name to sign on. */
void signatures_set(struct maker *m, struct galley *galley, struct heading *heading, const struct text *names, size_t n);

#endif
