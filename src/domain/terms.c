#include "domain/terms.h"

#include <inttypes.h>

#include "domain/index.h"
#include "language/language.h"

enum {
	PREFIX_MIN = 3,        /* letters; shorter beginnings match half the record */
};

/* Words that stand in almost every item (folded). */
static const char *const common_words[] = { "af", "at", "de", "den", "der", "det", "en", "er", "et", "for", "fra", "har",
	"i", "med", "og", "om", "p\xc3\xa5", "som", "til" };

static bool is_common(struct text folded)
{
	for (size_t i = 0; i < LENGTH_OF(common_words); i++)
		if (text_is(folded, common_words[i]))
			return true;
	return false;
}

static void add_term(struct arena *arena, struct terms *terms, struct text written, bool last)
{
	struct term term = { .written = written };
	struct language_word word;
	size_t at = 0, room = 0;

	while (language_next_word(written, &at, &word)) {
		struct text w = text_from_to(written, word.from, word.to), stem = index_stem(arena, w);

		if (stem.n == 0)
			continue;
		arena_grow(arena, term.stems, term.stems_n, &room);
		term.stems[term.stems_n++] = stem;
		term.common = is_common(index_fold(arena, w));
	}
	if (term.stems_n == 0 || terms->n == SEARCH_TERMS_MAX)
		return;
	if (term.stems_n > 1)
		term.common = false;
	else if (last && text_runes(index_fold(arena, written)) >= PREFIX_MIN)
		term.prefix = index_fold(arena, written);
	terms->items[terms->n++] = term;
}

/* Quotation marks as people type them: " and the curly ones. */
static size_t quote_at(struct text t)
{
	static const char *const quotes[] = { "\"", "\xe2\x80\x9d", "\xe2\x80\x9c", "\xe2\x80\x9e", "\xc2\xbb", "\xc2\xab" };

	for (size_t i = 0; i < LENGTH_OF(quotes); i++)
		if (text_starts(t, text_from(quotes[i])))
			return strlen(quotes[i]);
	return 0;
}

static void drop_common(struct terms *terms)
{
	size_t kept = 0;

	for (size_t i = 0; i < terms->n; i++)
		if (!terms->items[i].common)
			terms->items[kept++] = terms->items[i];
	if (kept > 0)
		terms->n = kept;
}

static void add_words(struct arena *arena, struct terms *terms, struct text words, bool at_end)
{
	struct language_word word;
	size_t at = 0;

	while (language_next_word(words, &at, &word))
		add_term(arena, terms, text_from_to(words, word.from, word.to), at_end && word.to == words.n);
}

struct terms terms_of(struct arena *arena, struct text typed)
{
	struct terms terms = { .n = 0 };
	struct text t = text_trim(text_from_to(typed, 0, SEARCH_QUERY_MAX));
	bool quoted = false;
	size_t from = 0, at = 0;

	while (at < t.n) {
		size_t quote = quote_at(text_after(t, at)), before = at;

		if (quote == 0) {
			text_rune(t, &at);
			continue;
		}
		if (quoted)
			add_term(arena, &terms, text_from_to(t, from, before), false);
		else
			add_words(arena, &terms, text_from_to(t, from, before), false);
		quoted = !quoted;
		at += quote;
		from = at;
	}
	add_words(arena, &terms, text_after(t, from), true);
	drop_common(&terms);
	return terms;
}

/* The beginning of a word may end in half an ending: "kommunern" stands for "kommunerne", whose stem is "kommun". */
static void add_prefix(struct arena *arena, struct match *match, const struct term *term)
{
	static const char *const rest[] = { "e", "n", "r", "s", "t", "ne", "nes", "es" };

	match_or(match, term->prefix, true);
	for (size_t i = 0; i < LENGTH_OF(rest); i++) {
		struct text whole = text_join(arena, term->prefix, TEXT(""), text_from(rest[i]));
		struct text stem = index_stem(arena, whole);

		if (stem.n < term->prefix.n && !text_eq(stem, term->stems[0]) && text_starts(term->prefix, stem))
			match_or(match, stem, false);
	}
}

static void add_filters(struct arena *arena, struct match *match, const struct search_ask *ask)
{
	if (ask->organization.v != 0)
		match_facet(match, text_from(arena_format(arena, "o%" PRId64, ask->organization.v)));
	if (ask->year != 0)
		match_facet(match, text_from(arena_format(arena, "y%04d", ask->year)));
	if (text_is(ask->kind, "agenda"))
		match_facet(match, TEXT("kagenda"));
	else if (text_is(ask->kind, "minutes"))
		match_facet(match, TEXT("kminutes"));
}

static struct text match_of(struct ctx *cx, const struct term *items, size_t n, const struct search_ask *ask,
	const struct match_eyes *eyes)
{
	struct match match = match_in(cx->arena, cx->db, eyes);

	for (size_t i = 0; i < n; i++) {
		match_phrase(&match, items[i].stems, items[i].stems_n);
		if (text_known(items[i].prefix))
			add_prefix(cx->arena, &match, &items[i]);
	}
	match_end(&match);
	add_filters(cx->arena, &match, ask);
	return match_text(&match);
}

struct text terms_match(struct ctx *cx, const struct terms *terms, const struct search_ask *ask,
	const struct match_eyes *eyes)
{
	return match_of(cx, terms->items, terms->n, ask, eyes);
}

struct text terms_match_one(struct ctx *cx, const struct terms *terms, size_t which, const struct search_ask *ask,
	const struct match_eyes *eyes)
{
	return match_of(cx, &terms->items[which], 1, ask, eyes);
}

/* Whether a folded word may be one of them.  The stemmer takes endings off and nothing else, so that a stem is how its
 * word begins; looking at that first spares stemming all the words of a text for the few that are asked for. */
static bool may_hit(const struct terms *terms, struct text folded)
{
	for (size_t i = 0; i < terms->n; i++) {
		const struct term *term = &terms->items[i];

		for (size_t j = 0; j < term->stems_n; j++)
			if (text_starts(folded, term->stems[j]))
				return true;
		if (text_known(term->prefix) && text_starts(folded, term->prefix))
			return true;
	}
	return false;
}

static bool is_hit(const struct terms *terms, struct text folded, struct text stem)
{
	for (size_t i = 0; i < terms->n; i++) {
		const struct term *term = &terms->items[i];

		for (size_t j = 0; j < term->stems_n; j++)
			if (text_eq(stem, term->stems[j]))
				return true;
		if (text_known(term->prefix) && text_starts(folded, term->prefix))
			return true;
	}
	return false;
}

/* Most words of a text begin with another letter than any that is asked for; they need not even be folded.  A letter
 * that is not ASCII, and the first of two a's, may fold to something else than itself. */
static bool begins_otherwise(const struct terms *terms, struct text word)
{
	char c = word.n > 0 ? word.s[0] : 'a';

	if (c >= 'A' && c <= 'Z')
		c = (char)(c + 32);
	if (c == 'a' || !((c >= 'b' && c <= 'z') || (c >= '0' && c <= '9')))
		return false;
	for (size_t i = 0; i < terms->n; i++) {
		const struct term *term = &terms->items[i];

		for (size_t j = 0; j < term->stems_n; j++)
			if (term->stems[j].s[0] == c)
				return false;
		if (text_known(term->prefix) && term->prefix.n > 0 && term->prefix.s[0] == c)
			return false;
	}
	return true;
}

bool terms_hit(struct arena *arena, const struct terms *terms, struct text word)
{
	struct arena_mark mark = arena_mark(arena);
	struct text folded;
	bool hit;

	if (begins_otherwise(terms, word))
		return false;
	folded = index_fold(arena, word);
	hit = may_hit(terms, folded) && is_hit(terms, folded, index_stem_folded(arena, folded));
	arena_rewind(arena, mark);
	return hit;
}
