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

TEST(password_that_is_guessed_soon)
{
	static const struct text words[] = { { "holm", 4 }, { "adgangskode", 11 }, { "solb\xc3\xa6k", 7 } };
	static const char *const weak[] = { "password1234", "passwordpassword", "Adgangskode123", "123456789012", "aaaaaaaaaaaa", "qwertyuiopas",
		"Sommer2026!!", "solb\xc3\xa6kholm26", "abcdefghijkl", "P4ssw0rd!P4ssw0rd!" };
	static const char *const good[] = { "en lang nok en", "en forkert kode", "korrekt hest batteri", "zK4!pq9xTw2m",
		"Vi spiste r\xc3\xb8""dgr\xc3\xb8""d under p\xc3\xa6retr\xc3\xa6""et" };

	for (size_t i = 0; i < LENGTH_OF(weak); i++)
		CHECK(password_is_weak(arena, text_from(weak[i]), words, LENGTH_OF(words)));
	for (size_t i = 0; i < LENGTH_OF(good); i++)
		CHECK(!password_is_weak(arena, text_from(good[i]), words, LENGTH_OF(words)));
	CHECK(password_is_weak(arena, TEXT(""), NULL, 0));
}
