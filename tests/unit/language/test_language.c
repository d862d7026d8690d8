#include "language/language.h"

#include "tap.h"

static struct text stem(struct arena *arena, const char *word)
{
	return language_stem(arena, language_fold(arena, text_from(word)));
}

TEST(language_stems_join_inflected_forms)
{
	CHECK(text_eq(stem(arena, "Sygefrav\xc3\xa6ret"), stem(arena, "sygefrav\xc3\xa6r")));
	CHECK(text_eq(stem(arena, "ledernes"), stem(arena, "ledere")));
	CHECK(text_eq(stem(arena, "kommunerne"), stem(arena, "kommune")));
}

TEST(language_fold_keeps_danish_letters_and_drops_other_accents)
{
	CHECK_TEXT(language_fold(arena, TEXT("\xc3\x86ndr\xc3\xa9 \xc3\x98L \xc3\x85rhus")), "\xc3\xa6ndre \xc3\xb8l \xc3\xa5rhus");
	CHECK(text_eq(language_fold(arena, TEXT("Aarhus")), language_fold(arena, TEXT("\xc3\x85rhus"))));
	CHECK_TEXT(language_fold(arena, TEXT("M\xc3\xbcller")), "muller");
	CHECK_TEXT(language_fold(arena, TEXT("")), "");
}

TEST(language_nfc_composes)
{
	CHECK_TEXT(language_nfc(arena, TEXT("A\xcc\x8a" "bo")), "\xc3\x85" "bo");
	CHECK_TEXT(language_nfc(arena, TEXT("plain")), "plain");
}

TEST(language_slug_is_readable)
{
	CHECK_TEXT(language_slug(arena, TEXT("\xc3\x98konomiudvalget")), "oekonomiudvalget");
	CHECK_TEXT(language_slug(arena, TEXT("\xc2\xa7 17, stk. 4 udvalg om b\xc3\xb8rn & \xc3\xa6ldre ")),
		"17-stk-4-udvalg-om-boern-aeldre");
	CHECK_TEXT(language_slug(arena, TEXT("\xce\x95\xce\xbb")), "x");
	CHECK(language_slug(arena, TEXT("ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord ord "
					 "ord ord ord ord")).n <= 80);
}

TEST(language_words_keep_case_numbers_whole)
{
	struct text t = TEXT("Sag 22-011382 (A/B): \xc2\xa7 17.4-udvalg");
	const char *wanted[] = { "Sag", "22-011382", "A", "B", "17.4", "udvalg" };
	struct language_word word;
	size_t at = 0, i = 0;

	while (language_next_word(t, &at, &word)) {
		CHECK(i < LENGTH_OF(wanted));
		if (i < LENGTH_OF(wanted))
			CHECK_TEXT(text_from_to(t, word.from, word.to), wanted[i++]);
	}
	CHECK_INT(i, LENGTH_OF(wanted));
}

TEST(language_order_is_danish)
{
	const char *sorted[] = { "Abel", "Zenia", "\xc3\x86rtholm", "\xc3\x98ster", "Aabenraa", "\xc3\x85rup" };

	for (size_t i = 0; i + 1 < LENGTH_OF(sorted); i++)
		CHECK(language_compare(text_from(sorted[i]), text_from(sorted[i + 1])) < 0);
}
