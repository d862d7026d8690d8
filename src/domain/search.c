#include "domain/search.h"

#include <inttypes.h>

#include "doc/doc.h"
#include "doc/read_markdown.h"
#include "domain/eyes.h"
#include "domain/opening.h"
#include "domain/snippet.h"
#include "domain/terms.h"
#include "query/search.h"
#include "store/search_length.h"

enum {
	SNIPPET_TEXTS_MAX = 64 << 10, /* bytes of an item that are looked through for its snippet */
	IDS_MAX = SEARCH_PAGE * 24,   /* bytes: an id has 19 digits at most */
};

static enum fault count_words(struct ctx *cx, const struct terms *terms, const struct search_ask *ask,
	const struct match_eyes *eyes, struct search_answer *answer)
{
	if (terms->n < 2)
		return FAULT_NONE;
	answer->words = arena_new(cx->arena, struct search_word, terms->n);
	for (size_t i = 0; i < terms->n; i++) {
		struct search_word *word = &answer->words[i];
		enum fault fault;

		word->word = terms->items[i].written;
		fault = sql_search_count(cx->db, terms_match_one(cx, terms, i, ask, eyes), &word->total);
		if (fault != FAULT_NONE)
			return fault;
		answer->words_n++;
	}
	return FAULT_NONE;
}

/* The texts of all hits of a page. */
struct hit_texts {
	struct hit_text_row *rows;
	size_t n;
};

/* What of a hit's texts is looked through for its snippet. */
static enum fault item_words(struct ctx *cx, struct item_id id, const struct hit_texts *texts, struct text *ret)
{
	struct buffer b = buffer_in(cx->arena, SNIPPET_TEXTS_MAX);

	for (size_t i = 0; i < texts->n && !b.full; i++) {
		struct doc *doc;
		enum fault fault;

		if (texts->rows[i].item.v != id.v)
			continue;
		fault = doc_read_markdown(cx->arena, texts->rows[i].text, &cx->why, &doc);
		if (fault != FAULT_NONE)
			return fault;
		for (const struct doc_block *block = doc->first; block != NULL && !b.full; block = block->next) {
			buffer_add(&b, doc_block_text(cx->arena, block));
			buffer_add_byte(&b, ' ');
		}
	}
	*ret = buffer_text(&b);
	return FAULT_NONE;
}

static enum fault describe(struct ctx *cx, const struct terms *terms, const struct hit_item_row *item,
	const struct hit_texts *texts, struct search_hit *hit)
{
	struct text words;
	enum fault fault = item_words(cx, item->id, texts, &words);

	if (fault != FAULT_NONE)
		return fault;
	hit->item = *item;
	hit->id = item->id;
	snippet_mark(cx->arena, terms, item->title, &hit->title, &hit->title_n);
	snippet_make(cx->arena, terms, words, &hit->snippet, &hit->snippet_n);
	return FAULT_NONE;
}

/* The items of hits as a JSON array, which is how a query is given several. */
static struct text ids_of(struct arena *arena, const struct hit_row *rows, size_t n)
{
	struct buffer b = buffer_in(arena, IDS_MAX);

	for (size_t i = 0; i < n; i++)
		buffer_format(&b, "%c%" PRId64, i == 0 ? '[' : ',', rows[i].key / SEARCH_LENGTH_CLASSES);
	buffer_add_string(&b, n == 0 ? "[]" : "]");
	return buffer_text(&b);
}

/* Two queries for all of a page, however many hits it has. */
static enum fault describe_all(struct ctx *cx, const struct terms *terms, const struct hit_row *rows, size_t n,
	struct search_answer *answer)
{
	struct text ids = ids_of(cx->arena, rows, n);
	struct hit_texts texts = { .n = 0 };
	struct hit_item_row *items;
	size_t items_n;
	enum fault fault = sql_search_items(cx->db, cx->arena, cx->viewer, ids, &items, &items_n);

	if (fault == FAULT_NONE)
		fault = sql_search_texts(cx->db, cx->arena, cx->viewer, ids, &texts.rows, &texts.n);
	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < texts.n; i++)
		opening_add(cx, "item", texts.rows[i].item.v, texts.rows[i].circle);
	answer->hits = arena_new(cx->arena, struct search_hit, items_n);
	for (size_t i = 0; i < items_n && fault == FAULT_NONE; i++)
		fault = describe(cx, terms, &items[i], &texts, &answer->hits[answer->hits_n++]);
	return fault;
}

struct search_call {
	struct ctx *cx;
	const struct search_ask *ask;
	const struct terms *terms;
	struct search_answer *answer;
};

/* In one snapshot, so that the total and the hits speak of the same record. */
static enum fault search_body(struct db *db, void *what)
{
	struct search_call *call = what;
	struct ctx *cx = call->cx;
	struct search_answer *answer = call->answer;
	int64_t skip = (call->ask->page - 1) * SEARCH_PAGE;
	struct match_eyes eyes;
	struct hit_row *rows;
	struct text match;
	size_t n;
	enum fault fault = eyes_of(cx, db, &eyes);

	if (fault != FAULT_NONE)
		return fault;
	match = terms_match(cx, call->terms, call->ask, &eyes);
	fault = sql_search_best(db, cx->arena, match, SEARCH_PAGE, skip, &rows, &n);
	if (fault == FAULT_NONE && n > 0)
		fault = sql_search_ranked(db, match, &answer->total);
	else if (fault == FAULT_NONE && skip > 0) /* a page past the last */
		fault = sql_search_count(db, match, &answer->total);
	if (fault == FAULT_NONE && answer->total == 0)
		return count_words(cx, call->terms, call->ask, &eyes, answer);
	if (fault == FAULT_NONE)
		fault = describe_all(cx, call->terms, rows, n, answer);
	return fault;
}

enum fault search(struct ctx *cx, const struct search_ask *ask, struct search_answer *ret)
{
	struct search_answer answer = { .total = 0 };
	struct terms terms = terms_of(cx->arena, ask->words);
	struct search_call call = { cx, ask, &terms, &answer };
	enum fault fault = FAULT_NONE;

	if (terms.n > 0)
		fault = db_read(cx->db, &cx->why, search_body, &call);
	if (fault == FAULT_NONE)
		*ret = answer;
	return fault;
}
