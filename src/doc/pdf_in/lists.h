/* doc/pdf_in/lists.h: the lists that are open, told by where their marks stand. */
#ifndef DOC_PDF_IN_LISTS_H
#define DOC_PDF_IN_LISTS_H

#include "doc/pdf_in/marker.h"

enum { LISTS_MAX = 8 }; /* within each other */

struct open_list {
	enum doc_list_style style;
	int number;  /* of the last item */
	float left;  /* of the marks */
	float text;  /* of the items' text */
	bool drawn;  /* the marks are drawn and not written: an item is told by its indent */
};

struct lists {
	struct doc_builder *b;
	struct open_list v[LISTS_MAX];
	int depth;
	float near; /* lengths that differ less are the same */
};

void lists_close(struct lists *lists, int depth);
struct open_list *lists_top(struct lists *lists); /* NULL when none is open */
/* Closes the lists that a block at this place cannot be in. */
void lists_leave(struct lists *lists, float left);
/* Whether a mark at this place goes on with an open list. */
bool lists_continue(const struct lists *lists, const struct marker *m, float left, float text);
/* Opens an item, and a list for it when it goes on with none. */
void lists_item(struct lists *lists, const struct marker *m, float left, float text, bool drawn);

#endif
