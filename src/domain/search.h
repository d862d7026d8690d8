/* domain/search.h: finding items by their words.
 *
 * A query is words and "phrases"; all must be in the item.  Words match in every inflection; the last word, while it is
 * being typed, also matches as the beginning of a word.  Very common words count only when there are no others.  The
 * viewer finds what the viewer may see, in the hits, in the total and in the snippets alike.
 */
#ifndef DOMAIN_SEARCH_H
#define DOMAIN_SEARCH_H

#include "domain/ctx.h"
#include "query/types.h"

enum {
	SEARCH_QUERY_MAX = 400, /* bytes: a long sentence */
	SEARCH_TERMS_MAX = 16,
	SEARCH_PAGE = 20,       /* hits on a page */
};

struct search_ask {
	struct text words;
	struct organization_id organization; /* v 0: any */
	int year;                            /* 0: any */
	struct text kind;                    /* "agenda", "minutes"; unknown: any */
	int64_t page;                        /* 1.. */
};

/* A piece of a snippet, marked where it is a hit. */
struct search_run {
	struct text text;
	bool marked;
};

struct search_hit {
	struct hit_item_row item;
	struct item_id id;
	struct search_run *title;
	size_t title_n;
	struct search_run *snippet;
	size_t snippet_n;
};

/* One word of the question on its own, for whoever found nothing. */
struct search_word {
	struct text word;
	int64_t total;
};

struct search_answer {
	int64_t total;
	struct search_hit *hits; /* of this page */
	size_t hits_n;
	struct search_word *words; /* filled when total is 0 and there were several */
	size_t words_n;
};

/* No words give no hits and no fault. */
must_check enum fault search(struct ctx *cx, const struct search_ask *ask, struct search_answer *ret);

#endif
