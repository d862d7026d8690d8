/* tools/sqlc/source.h: the tables and views that a statement names after FROM and JOIN. */
#ifndef SQLC_SOURCE_H
#define SQLC_SOURCE_H

#include "sqlc/token.h"

struct source {
	size_t at;         /* index of its name */
	struct text alias; /* or the name itself */
	int depth;
};

/* Whether the i-th token stands where a source's name does. */
bool source_stands(const struct tokens *body, size_t i);
struct source source_at(const struct tokens *body, size_t i);
/* "LEFT", "RIGHT" or "FULL" when a join may leave the source's columns NULL; else NULL. */
const char *source_outer(const struct tokens *body, const struct source *source);
/* The source of that alias at that depth; false when there is none. */
bool source_find(const struct tokens *body, struct text alias, int depth, struct source *ret);

/* Whether the i-th token is one of the words; the list ends in NULL. */
bool tokens_any(const struct tokens *body, size_t i, const char *const *words);

#endif
