#include "domain/terms.h"

#include "domain/index.h"
#include "domain/snippet.h"
#include "tap.h"

TEST(terms_are_words_and_phrases)
{
	struct terms terms = terms_of(arena, TEXT("ledernes \"det f\xc3\xb8lles budget\" syge"));

	CHECK_INT(terms.n, 3);
	CHECK_TEXT(terms.items[0].written, "ledernes");
	CHECK_INT(terms.items[0].stems_n, 1);
	CHECK(!text_known(terms.items[0].prefix));
	CHECK_TEXT(terms.items[1].written, "det f\xc3\xb8lles budget");
	CHECK_INT(terms.items[1].stems_n, 3);
	CHECK_TEXT(terms.items[2].prefix, "syge");
}

TEST(terms_drop_common_words_only_beside_others)
{
	CHECK_INT(terms_of(arena, TEXT("og i det budget ")).n, 1);
	CHECK_INT(terms_of(arena, TEXT("og ")).n, 1);
	CHECK_INT(terms_of(arena, TEXT("i og det ")).n, 3);
}

TEST(terms_of_nothing_are_none)
{
	static const char *const nothing[] = { "", "   ", "\"\"", "\"", "- * ( ) : ^ { }", "\"\" \"", "\xff\xfe", "\n\t\f" };

	for (size_t i = 0; i < LENGTH_OF(nothing); i++)
		CHECK_INT(terms_of(arena, text_from(nothing[i])).n, 0);
}

TEST(terms_have_a_most)
{
	struct buffer b = buffer_in(arena, 4096);

	for (int i = 0; i < 200; i++)
		buffer_format(&b, "ord%d ", i);
	CHECK_INT(terms_of(arena, buffer_text(&b)).n, SEARCH_TERMS_MAX);
}

TEST(terms_last_word_is_a_beginning_while_it_is_typed)
{
	CHECK(text_known(terms_of(arena, TEXT("kommu")).items[0].prefix));
	CHECK(!text_known(terms_of(arena, TEXT("ko")).items[0].prefix));
	CHECK(!text_known(terms_of(arena, TEXT("\"kommu\"")).items[0].prefix));
}

static struct text shown(struct arena *arena, const struct search_run *runs, size_t n)
{
	struct buffer b = buffer_in(arena, 1 << 16);

	for (size_t i = 0; i < n; i++)
		buffer_format(&b, runs[i].marked ? "[%.*s]" : "%.*s", TEXT_ARG(runs[i].text));
	return buffer_text(&b);
}

TEST(snippet_marks_every_inflection)
{
	struct terms terms = terms_of(arena, TEXT("sygefrav\xc3\xa6r \"ledere\""));
	struct search_run *runs;
	size_t n;

	snippet_mark(arena, &terms, TEXT("Ledernes fokus & SYGEFRAV\xc3\x86RET."), &runs, &n);
	CHECK_TEXT(shown(arena, runs, n), "[Ledernes] fokus & [SYGEFRAV\xc3\x86RET].");
}

/* What a snippet marks is told without stemming most words; it must be what stemming all of them would tell. */
TEST(terms_hit_is_what_the_index_would_say)
{
	static const char *const words[] = { "l\xc3\xb8st", "hjertel\xc3\xb8st", "Aalborg", "\xc3\x85lborg", "aalborgs",
		"AArhus", "skolerne", "Skole", "skolernes", "bygninger", "byggende", "m\xc3\xb8""derne", "\xc3\x89n", "\xc3\xa9neste", "ens",
		"22-011382", "22011382", "2022", "kommunen", "Kommunal", "kommunalt", "budgettet", "budgetteres", "friskt",
		"frisk", "venligst", "venlig", "\xc3\xb8vrigt", "ZEBRA", "zebraen", "a", "aa", "aaa", "ab", "\xc3\xbc""ber",
		"uber", "hest", "hests", "hestens", "heste" };

	for (size_t i = 0; i < LENGTH_OF(words); i++) {
		struct text asked = text_from(words[i]);
		struct terms terms = terms_of(arena, text_from(arena_format(arena, "\"%s\"", words[i]))); /* no beginning */

		for (size_t j = 0; j < LENGTH_OF(words); j++) {
			struct text word = text_from(words[j]), stem = index_stem(arena, word);

			CHECK(text_starts(index_fold(arena, word), stem));
			CHECK_INT(terms_hit(arena, &terms, word), text_eq(stem, index_stem(arena, asked)));
		}
	}
}

TEST(snippet_is_where_the_hits_are)
{
	struct terms terms = terms_of(arena, TEXT("zebra "));
	struct buffer b = buffer_in(arena, 1 << 16);
	struct search_run *runs;
	struct text text;
	size_t n;

	for (int i = 0; i < 500; i++)
		buffer_format(&b, "%s ", i == 400 ? "zebraen" : "gr\xc3\xa6sset");
	snippet_make(arena, &terms, buffer_text(&b), &runs, &n);
	text = shown(arena, runs, n);
	CHECK(text_find(text, TEXT("[zebraen]")) < text.n);
	CHECK(text_starts(text, TEXT("\xe2\x80\xa6 ")));
	CHECK(text_ends(text, TEXT(" \xe2\x80\xa6")));
	CHECK(text.n < 400);
}

TEST(snippet_of_nothing_and_without_hits)
{
	struct terms terms = terms_of(arena, TEXT("zebra"));
	struct search_run *runs;
	size_t n;

	snippet_make(arena, &terms, TEXT(""), &runs, &n);
	CHECK_INT(n, 0);
	snippet_make(arena, &terms, TEXT("  "), &runs, &n);
	CHECK_INT(n, 0);
	snippet_make(arena, &terms, TEXT("Kun tre ord."), &runs, &n);
	CHECK_TEXT(shown(arena, runs, n), "Kun tre ord.");
}
