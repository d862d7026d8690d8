/* domain/terms.h: what was typed into the search field, as terms, and the terms as an expression of the index.
 *
 * The expression is the one text here that an engine reads as a language (store/match.h).  It is put together from stems
 * alone, which hold nothing but letters and digits, and from numbers.
 */
#ifndef DOMAIN_TERMS_H
#define DOMAIN_TERMS_H

#include "domain/search.h"
#include "store/match.h"

struct term {
	struct text written; /* as typed, without its quotation marks */
	struct text *stems;  /* one, or those of a phrase in their order */
	size_t stems_n;
	struct text prefix;  /* folded; unknown unless the term may be the beginning of a word */
	bool common;         /* a word like "og" */
};

struct terms {
	struct term items[SEARCH_TERMS_MAX];
	size_t n;
};

/* Never fails: what is no word is left out, what is too much is cut off. */
struct terms terms_of(struct arena *arena, struct text typed);

/* All terms together; one of them alone.  Filters, and what these eyes may find, are part of it. */
struct text terms_match(struct ctx *cx, const struct terms *terms, const struct search_ask *ask,
	const struct match_eyes *eyes);
struct text terms_match_one(struct ctx *cx, const struct terms *terms, size_t which, const struct search_ask *ask,
	const struct match_eyes *eyes);

/* Whether a word of a text is one that the terms ask for. */
bool terms_hit(struct arena *arena, const struct terms *terms, struct text word);

#endif
