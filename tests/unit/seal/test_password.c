#include "seal/password.h"

#include "tap.h"

TEST(password_is_only_itself)
{
	struct text hash, other;

	CHECK_INT(password_hash(arena, TEXT("korrekt hest batteri"), &hash), FAULT_NONE);
	CHECK_INT(password_hash(arena, TEXT("korrekt hest batteri"), &other), FAULT_NONE);
	CHECK(!text_eq(hash, other)); /* each has a salt of its own */
	CHECK(text_starts(hash, TEXT("$argon2id$")));
	CHECK(password_is(hash, TEXT("korrekt hest batteri")));
	CHECK(!password_is(hash, TEXT("korrekt hest batterI")));
	CHECK(!password_is(hash, TEXT("")));
}

TEST(password_of_what_is_no_hash_fits_nothing)
{
	char lying[200];

	memset(lying, '$', sizeof(lying));
	CHECK(!password_is(TEXT_NONE, TEXT("")));
	CHECK(!password_is(TEXT(""), TEXT("")));
	CHECK(!password_is(TEXT("$argon2id$v=19$m=4294967295,t=99,p=1$AAAA$AAAA"), TEXT("x")));
	CHECK(!password_is((struct text){ lying, sizeof(lying) }, TEXT("x")));
	password_pretend(TEXT("x"));
}
