#include "base/text.h"

#include "tap.h"

TEST(text_trims_white_space_and_no_break_spaces)
{
	CHECK_TEXT(text_trim(TEXT("\xc2\xa0 \t m\xc3\xb8""de \n\xc2\xa0")), "m\xc3\xb8""de");
	CHECK_TEXT(text_trim(TEXT("")), "");
	CHECK(!text_known(text_trim(TEXT_NONE)));
}

TEST(text_tells_unknown_from_empty)
{
	CHECK(!text_eq(TEXT_NONE, TEXT("")));
	CHECK(text_eq(TEXT_NONE, TEXT_NONE));
	CHECK(text_known(text_copy(arena, TEXT(""))));
	CHECK(!text_known(text_copy(arena, TEXT_NONE)));
}

TEST(text_line_takes_every_kind_of_ending)
{
	struct text rest = TEXT("one\r\ntwo\n\nfour\fsix"), line;
	const char *wanted[] = { "one", "two", "", "four", "six" };

	for (size_t i = 0; i < LENGTH_OF(wanted); i++) {
		CHECK(text_line(&rest, &line));
		CHECK_TEXT(line, wanted[i]);
	}
	CHECK(!text_line(&rest, &line));
}

TEST(text_split_gives_empty_parts)
{
	struct text rest = TEXT("a,,b,"), part;
	int parts = 0;

	while (text_split(&rest, ',', &part))
		parts++;
	CHECK_INT(parts, 4);
}

TEST(text_number_refuses_what_is_none)
{
	int64_t n;

	CHECK(text_number(TEXT("0042"), &n) && n == 42);
	CHECK(!text_number(TEXT("-1"), &n));
	CHECK(!text_number(TEXT(""), &n));
	CHECK(!text_number(TEXT("99999999999999999999"), &n));
}

TEST(text_valid_refuses_malformed_utf8)
{
	const char *bad[] = { "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80", "a\x01" "b", "\xff" };

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK(!text_valid(text_from(bad[i])));
	CHECK(!text_valid((struct text){ "a\0b", 3 }));
	CHECK(!text_valid(TEXT("a\xc2\x9b" "31m"))); /* CSI in one letter */
	CHECK(!text_valid(TEXT("\xc2\x80")));
	CHECK(text_valid(TEXT("\xc2\xa0")));
	CHECK(text_valid(TEXT("r\xc3\xb8""dgr\xc3\xb8""d \xf0\x9f\x8d\xa8\n\t")));
}

TEST(text_rune_reads_what_encode_writes)
{
	const uint32_t runes[] = { 'a', 0xe6, 0x20ac, 0x1f368, 0x10ffff };

	for (size_t i = 0; i < LENGTH_OF(runes); i++) {
		char bytes[4];
		size_t n = text_rune_encode(runes[i], bytes), at = 0;

		CHECK_INT(text_rune((struct text){ bytes, n }, &at), runes[i]);
		CHECK_INT(at, n);
	}
}

TEST(buffer_is_sticky_past_its_maximum)
{
	struct buffer b = buffer_in(arena, 4);

	buffer_add_string(&b, "abc");
	CHECK(!b.full);
	buffer_add_string(&b, "de");
	CHECK(b.full);
	buffer_add_string(&b, "f");
	CHECK_TEXT(buffer_text(&b), "abc");
}

TEST(text_find_finds_the_first)
{
	CHECK_INT(text_find(TEXT("Punkt 1: Punkt"), TEXT("unkt")), 1);
	CHECK_INT(text_find(TEXT("abc"), TEXT("d")), 3);
	CHECK_INT(text_find(TEXT_NONE, TEXT("d")), 0);
}
