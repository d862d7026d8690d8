#include "seal/password.h"

#include <sodium.h>
#include <zxcvbn.h>

enum { PASSES = 2, MEMORY = 19 << 20 };

enum fault password_hash(struct arena *arena, struct text password, struct text *ret)
{
	char hash[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str_alg(hash, password.s, password.n, PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return FAULT_BROKEN;
	*ret = text_copy(arena, text_from(hash));
	return FAULT_NONE;
}

bool password_is_weak(struct arena *arena, struct text password, const struct text *words, size_t n)
{
	const char **known = arena_new(arena, const char *, n + 1);

	for (size_t i = 0; i < n; i++)
		known[i] = text_string(arena, words[i]);
	return ZxcvbnMatch(text_string(arena, password), known, NULL) < PASSWORD_BITS_LEAST;
}

bool password_is(struct text hash, struct text password)
{
	char padded[crypto_pwhash_STRBYTES] = { 0 };

	if (!text_known(hash) || hash.n >= sizeof(padded))
		return false;
	memcpy(padded, hash.s, hash.n);
	return crypto_pwhash_str_verify(padded, password.s, password.n) == 0;
}

void password_pretend(struct text password)
{
	static char hash[crypto_pwhash_STRBYTES];

	if (*hash == '\0' && crypto_pwhash_str_alg(hash, "", 0, PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return;
	(void)password_is(text_from(hash), password);
}
