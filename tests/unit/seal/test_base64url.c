#include "seal/base64url.h"

#include "tap.h"

/* RFC 4648 section 10, and the letters that the web's kind has. */
TEST(base64url_there_and_back)
{
	static const char *const pairs[][2] = { { "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg" },
		{ "\xfb\xff\xbf", "-_-_" } };

	for (size_t i = 0; i < LENGTH_OF(pairs); i++) {
		struct text back = TEXT_NONE;

		CHECK_TEXT(base64url(arena, text_from(pairs[i][0])), pairs[i][1]);
		CHECK(base64url_parse(arena, text_from(pairs[i][1]), &back));
		CHECK_TEXT(back, pairs[i][0]);
	}
}

/* One token has one spelling. */
TEST(base64url_that_is_none)
{
	static const char *const odd[] = { "Zg==", "Zh", "Z", "Zm9v\n", " Zm9v", "+/+/", "Zm.v", "Zm8\xc3" };
	struct text back;

	for (size_t i = 0; i < LENGTH_OF(odd); i++)
		CHECK(!base64url_parse(arena, text_from(odd[i]), &back));
	CHECK(!base64url_parse(arena, TEXT_NONE, &back));
}
