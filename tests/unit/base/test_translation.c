#include "base/translation.h"

#include "tap.h"

TEST(translation_gives_danish_and_english)
{
	CHECK_TEXT(text_from(tr(LANG_DA, "everything was done")), "alt blev gjort");
	CHECK_TEXT(text_from(tr(LANG_EN, "everything was done")), "everything was done");
	CHECK_TEXT(text_from(tr(LANG_DA, /* not in the catalogue */ text_string(arena, TEXT("no such sentence")))),
		"no such sentence");
	CHECK_TEXT(text_from(tr(LANG_DA, text_string(arena, TEXT("\xff")))), "\xff");
}

TEST(translation_knows_one_and_many)
{
	static const int64_t numbers[] = { 0, 1, 2, -1 };
	static const char *const danish[] = { "%s nye", "%s ny", "%s nye", "%s nye" };

	for (size_t i = 0; i < LENGTH_OF(numbers); i++)
		CHECK_TEXT(text_from(tr_n(LANG_DA, "%s new", "%s new", numbers[i])), danish[i]);
	CHECK_TEXT(text_from(tr_n(LANG_EN, "%s hit", "%s hits", 1)), "%s hit");
	CHECK_TEXT(text_from(tr_n(LANG_EN, "%s hit", "%s hits", 2)), "%s hits");
}

/* Asked for its plural, a sentence that has none is itself, and not what lies behind it. */
TEST(translation_of_no_plural_is_the_one_sentence)
{
	const char *one = text_string(arena, TEXT("everything was done"));

	CHECK_TEXT(text_from(tr_n(LANG_DA, one, one, 2)), "alt blev gjort");
}

TEST(translation_puts_the_detail_in_its_place)
{
	struct refusal why = REFUSAL_INIT;

	CHECK_TEXT(tr_with(arena, LANG_DA, "There is no meeting %s", TEXT("7 %s")), "Der er intet m\xc3\xb8""de 7 %s");
	CHECK_TEXT(refusal_text(arena, LANG_DA, &why), "");
	refuse_with(&why, FAULT_NOT_FOUND, N_("There is no meeting %s"), "%d", 12);
	CHECK_TEXT(refusal_text(arena, LANG_EN, &why), "There is no meeting 12");
	why.line = 3;
	CHECK_TEXT(refusal_text(arena, LANG_DA, &why), "linje 3: Der er intet m\xc3\xb8""de 12");
}
