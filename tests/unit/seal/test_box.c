#include "seal/box.h"

#include "seal/token.h"
#include "tap.h"

TEST(box_opens_with_its_token_alone)
{
	struct text token = token_new(arena), box = box_close(arena, token, TEXT("hemmeligt")), back = TEXT_NONE;

	CHECK(box_open(arena, token, box, &back));
	CHECK_TEXT(back, "hemmeligt");
	CHECK(!box_open(arena, token_new(arena), box, &back));
	CHECK(text_find(box, TEXT("hemmeligt")) == box.n);
	CHECK(!text_eq(box, box_close(arena, token, TEXT("hemmeligt"))));
}

TEST(box_that_was_changed_stays_shut)
{
	struct text token = token_new(arena), box = box_close(arena, token, TEXT("hemmeligt")), back;

	for (size_t i = 0; i < box.n; i++) {
		char *s = arena_string(arena, box.s, box.n);

		s[i] ^= 1;
		CHECK(!box_open(arena, token, (struct text){ s, box.n }, &back));
		CHECK(!box_open(arena, token, text_from_to(box, 0, i), &back));
	}
	CHECK(!box_open(arena, token, TEXT_NONE, &back));
}
