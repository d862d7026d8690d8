#include "base/fault.h"

#include "base/text.h"
#include "tap.h"

static const char *detail(struct refusal *why, const char *words)
{
	CHECK_INT(refuse_with(why, FAULT_LIMIT, "it is %s", "%s", words), FAULT_LIMIT);
	CHECK(text_valid(text_from(why->detail)));
	return why->detail;
}

TEST(fault_detail_can_be_shown_anywhere)
{
	struct refusal why = REFUSAL_INIT;

	CHECK_TEXT(text_from(detail(&why, "R\xc3\xb8" "d \xe2\x80\x93 gr\xc3\xb8" "d")), "R\xc3\xb8" "d \xe2\x80\x93 gr\xc3\xb8" "d");
	CHECK_TEXT(text_from(detail(&why, "\x1b[31m\n\x7f.txt")), "?[31m??.txt");
	CHECK_TEXT(text_from(detail(&why, "a\xc2\x9b" "31m")), "a??31m"); /* CSI in one letter */
	CHECK_TEXT(text_from(detail(&why, "m\xf8" "de.txt")), "m?de.txt");
	CHECK_TEXT(text_from(detail(&why, "\xef\xbf\xbd")), "\xef\xbf\xbd");
}

TEST(fault_detail_is_cut_between_letters)
{
	for (size_t before = 0; before < 4; before++) {
		struct buffer b = buffer_in(arena, 2000);
		struct refusal why = REFUSAL_INIT;

		buffer_add(&b, text_from_to(TEXT("xxx"), 0, before));
		while (b.n < 1000)
			buffer_add_string(&b, "\xf0\x9f\x8d\xa8");
		CHECK_INT(strlen(detail(&why, text_string(arena, buffer_text(&b)))), REFUSAL_DETAIL_MAX - 1);
	}
}
