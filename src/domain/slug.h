/* domain/slug.h: what a name becomes in an address, and in a comparison.
 *
 * A key is the folded form in which two spellings of a name are one.  A slug is the part of an address, given once and never
 * changed.
 */
#ifndef DOMAIN_SLUG_H
#define DOMAIN_SLUG_H

#include "domain/ctx.h"

/* Folded, with single spaces. */
struct text name_key(struct arena *arena, struct text name);

enum { NAME_TYPED_MAX = 200 }; /* of a name that is typed: the longest committee's has half of it */
/* A name that was typed, as it is kept: NFC, single spaces.  FAULT_INVALID when nothing is left, or too much. */
must_check enum fault name_clean(struct ctx *cx, struct text typed, struct text *ret);
/* The same for one that may be left out: unknown then. */
must_check enum fault name_clean_optional(struct ctx *cx, struct text typed, struct text *ret);

typedef enum fault slug_taken(struct db *db, struct text slug, bool *ret);

enum { SLUG_TRIES_MAX = 10000 }; /* namesakes in one authority */
/* The first of slug, slug-2, slug-3 ... that is free. */
must_check enum fault slug_free(struct ctx *cx, struct text name, slug_taken *taken, struct text *ret);

#endif
