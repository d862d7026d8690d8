/* domain/snippet.h: the few words of an item that show why it was found. */
#ifndef DOMAIN_SNIPPET_H
#define DOMAIN_SNIPPET_H

#include "domain/terms.h"

/* The whole of a short text, its hits marked. */
void snippet_mark(struct arena *arena, const struct terms *terms, struct text text, struct search_run **ret, size_t *ret_n);

/* About thirty words around the place with the most hits; the beginning of the text where there is none. */
void snippet_make(struct arena *arena, const struct terms *terms, struct text text, struct search_run **ret, size_t *ret_n);

#endif
