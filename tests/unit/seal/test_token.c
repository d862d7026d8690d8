#include "seal/token.h"

#include "tap.h"

TEST(token_is_never_the_same)
{
	struct text a = token_new(arena), b = token_new(arena);

	CHECK_INT(a.n, TOKEN_TEXT);
	CHECK(!token_same(a, b));
	CHECK(token_same(a, text_copy(arena, a)));
	CHECK(!token_same(TEXT_NONE, TEXT_NONE));
	CHECK_INT(token_key(arena, a).n, 64);
}

/* HMAC-SHA-256 of RFC 4231, test case 2: key "Jefe". */
TEST(token_derived_is_a_mac)
{
	struct text derived = token_derived(arena, TEXT("Jefe"), "what do ya want for nothing?");

	CHECK_TEXT(derived, "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM");
	CHECK(!token_same(derived, token_derived(arena, TEXT("Jefe"), "form")));
}
