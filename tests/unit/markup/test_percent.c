#include "markup/percent.h"

#include "tap.h"

TEST(percent_decodes_what_is_proper_and_refuses_the_rest)
{
	static const struct {
		const char *encoded;
		enum percent_kind kind;
		const char *decoded; /* NULL: refused */
	} cases[] = {
		{ "", PERCENT_PATH, "" },
		{ "a-b", PERCENT_PATH, "a-b" },
		{ "a+b", PERCENT_PATH, "a+b" },
		{ "a+b", PERCENT_FORM, "a b" },
		{ "%C3%A6%c3%b8", PERCENT_PATH, "\xc3\xa6\xc3\xb8" },
		{ "%2F", PERCENT_PATH, NULL },
		{ "%2f", PERCENT_FORM, "/" },
		{ "%", PERCENT_FORM, NULL },
		{ "%4", PERCENT_FORM, NULL },
		{ "%4g", PERCENT_FORM, NULL },
		{ "%+1", PERCENT_FORM, NULL },
		{ "%00", PERCENT_FORM, NULL },
		{ "%00", PERCENT_PATH, NULL },
		{ "%01", PERCENT_FORM, NULL },
		{ "%0A", PERCENT_FORM, "\n" },
		{ "%0A", PERCENT_PATH, NULL },
		{ "%FF", PERCENT_FORM, NULL },
		{ "%C0%AF", PERCENT_PATH, NULL }, /* a slash in too many bytes */
		{ "%ED%A0%80", PERCENT_FORM, NULL }, /* half a surrogate pair */
		{ "%252F", PERCENT_PATH, "%2F" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct text decoded = TEXT_NONE;
		enum fault fault = percent_decode(arena, text_from(cases[i].encoded), cases[i].kind, &decoded);

		CHECK_INT(fault, cases[i].decoded != NULL ? FAULT_NONE : FAULT_INVALID);
		CHECK_TEXT(decoded, cases[i].decoded);
	}
}

TEST(percent_encodes_what_it_decodes)
{
	struct buffer all = buffer_in(arena, 4096), encoded = buffer_in(arena, 4096);
	struct text decoded;

	for (uint32_t rune = 0x20; rune < 0x180; rune++)
		if (rune < 0x7f || rune >= 0xa0)
			buffer_add_rune(&all, rune);
	percent_encode(&encoded, buffer_text(&all));
	for (size_t i = 0; i < encoded.n; i++)
		CHECK(encoded.s[i] > ' ' && strchr("\"<>&?#/+=", encoded.s[i]) == NULL);
	CHECK_INT(percent_decode(arena, buffer_text(&encoded), PERCENT_FORM, &decoded), FAULT_NONE);
	CHECK(text_eq(decoded, buffer_text(&all)));
}
