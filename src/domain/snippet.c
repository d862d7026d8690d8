#include "domain/snippet.h"

#include "language/language.h"

enum {
	SNIPPET_WORDS = 30,
	SNIPPET_LEAD = 6, /* words before the first hit */
};

struct spot {
	size_t from, to; /* bytes */
	bool hit;
};

static struct spot *spots_of(struct arena *arena, const struct terms *terms, struct text text, size_t *ret_n)
{
	struct spot *spots = NULL;
	struct language_word word;
	size_t at = 0, n = 0, room = 0;

	while (language_next_word(text, &at, &word)) {
		arena_grow(arena, spots, n, &room);
		spots[n++] = (struct spot){ word.from, word.to,
			terms_hit(arena, terms, text_from_to(text, word.from, word.to)) };
	}
	*ret_n = n;
	return spots;
}

struct runs {
	struct arena *arena;
	struct search_run *items;
	size_t n, room;
};

static void add_run(struct runs *runs, struct text text, bool marked)
{
	if (text.n == 0)
		return;
	arena_grow(runs->arena, runs->items, runs->n, &runs->room);
	runs->items[runs->n++] = (struct search_run){ text, marked };
}

static void add_spots(struct runs *runs, struct text text, const struct spot *spots, size_t n, size_t from, size_t to)
{
	size_t at = from;

	for (size_t i = 0; i < n; i++) {
		if (!spots[i].hit || spots[i].from < from || spots[i].to > to)
			continue;
		add_run(runs, text_from_to(text, at, spots[i].from), false);
		add_run(runs, text_from_to(text, spots[i].from, spots[i].to), true);
		at = spots[i].to;
	}
	add_run(runs, text_from_to(text, at, to), false);
}

void snippet_mark(struct arena *arena, const struct terms *terms, struct text text, struct search_run **ret, size_t *ret_n)
{
	struct runs runs = { .arena = arena };
	size_t n;
	struct spot *spots = spots_of(arena, terms, text, &n);

	add_spots(&runs, text, spots, n, 0, text.n);
	*ret = runs.items;
	*ret_n = runs.n;
}

/* The first word of the window of SNIPPET_WORDS that holds the most hits. */
static size_t best_window(const struct spot *spots, size_t n)
{
	size_t best = 0, most = 0, hits = 0;

	for (size_t i = 0; i < n; i++) {
		hits += spots[i].hit;
		if (i >= SNIPPET_WORDS)
			hits -= spots[i - SNIPPET_WORDS].hit;
		if (hits > most) {
			most = hits;
			best = i + 1 > SNIPPET_WORDS ? i + 1 - SNIPPET_WORDS : 0;
		}
	}
	if (most == 0)
		return 0;
	while (!spots[best].hit)
		best++;
	return best > SNIPPET_LEAD ? best - SNIPPET_LEAD : 0;
}

void snippet_make(struct arena *arena, const struct terms *terms, struct text text, struct search_run **ret, size_t *ret_n)
{
	struct runs runs = { .arena = arena };
	size_t n, first, last;
	struct spot *spots = spots_of(arena, terms, text, &n);

	*ret = NULL;
	*ret_n = 0;
	if (n == 0)
		return;
	first = best_window(spots, n);
	last = first + SNIPPET_WORDS < n ? first + SNIPPET_WORDS : n;
	if (first > 0)
		add_run(&runs, TEXT("\xe2\x80\xa6 "), false);
	add_spots(&runs, text, spots, n, spots[first].from, last < n ? spots[last - 1].to : text.n);
	if (last < n)
		add_run(&runs, TEXT(" \xe2\x80\xa6"), false);
	*ret = runs.items;
	*ret_n = runs.n;
}
