/* doc/pdf/structure.h: what the document says, apart from where it stands (ISO 32000-1, 14.7).
 *
 * The structure tree is made while blocks are set, in the order of the document.  An element's kids are elements,
 * content that a sheet shows (a marked-content identifier on a page) and annotations.  Elements within a line (links,
 * strong words) come into the tree when they are first shown, so that they stand in order among their parent's words.
 *
 * Headings are numbered without gaps, whatever the document's levels are (ISO 14289-1, 7.4.2).
 */
#ifndef DOC_PDF_STRUCTURE_H
#define DOC_PDF_STRUCTURE_H

#include "doc/pdf/file.h"

enum { STRUCTURE_LEVELS = 6 };

struct element_kid;

struct element {
	const char *type;       /* "P"; a name of ISO 32000-1, 14.8.4 or one that the role map explains */
	const char *attributes; /* "/A<<...>>" or "" */
	struct text alt;        /* unknown when the words speak for themselves */
	int number;             /* the object; 0 until it is in the tree */
	struct element *parent;
	struct element_kid *first, *last;
};

struct structure {
	struct pdf_file *file;
	struct element *root;         /* Document */
	int tree;                     /* the object of StructTreeRoot */
	struct buffer parents;        /* of the parent tree: "0[12 0 R 13 0 R]1 14 0 R ..." */
	int parents_n;                /* next key */
	int levels[STRUCTURE_LEVELS]; /* of the open headings, in the document's own numbers */
	int depth;
};

struct structure structure_begin(struct pdf_file *file);
/* A new element at the end of its parent; detached: when it is first shown. */
struct element *element_new(struct structure *s, struct element *parent, const char *type);
struct element *element_new_detached(struct structure *s, struct element *parent, const char *type);
/* "H1" ... "H6" for a heading of the document's level, in its place among the others. */
const char *structure_heading(struct structure *s, int level, int *ret_level);

/* Content with that identifier on the page is the element's. */
void element_shows(struct structure *s, struct element *e, int page, int content);
void element_annotated(struct structure *s, struct element *e, int page, int annotation);

/* Keys of the parent tree: of a page, whose elements stand in the order of their content; and of an annotation. */
int structure_page_key(struct structure *s, struct element *const *elements, size_t n);
int structure_annotation_key(struct structure *s, const struct element *e);

void structure_end(struct structure *s);

#endif
