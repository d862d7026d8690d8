#include "seal/token.h"

#include <sodium.h>

#include "base/random.h"
#include "seal/hash.h"

enum { TOKEN_BYTES = 32, ENCODING = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

_Static_assert(sodium_base64_ENCODED_LEN(TOKEN_BYTES, ENCODING) == TOKEN_TEXT + 1, "32 bytes are 43 letters");
_Static_assert(crypto_auth_hmacsha256_BYTES == TOKEN_BYTES, "a MAC is as long as a token");

static struct text encoded(struct arena *arena, const unsigned char bytes[TOKEN_BYTES])
{
	char *text = arena_alloc(arena, 1, TOKEN_TEXT + 1);

	sodium_bin2base64(text, TOKEN_TEXT + 1, bytes, TOKEN_BYTES, ENCODING);
	return (struct text){ text, TOKEN_TEXT };
}

struct text token_new(struct arena *arena)
{
	unsigned char bytes[TOKEN_BYTES];

	random_bytes(bytes, sizeof(bytes));
	return encoded(arena, bytes);
}

struct text token_key(struct arena *arena, struct text token)
{
	return hash_hex(arena, hash_of(token));
}

struct text token_derived(struct arena *arena, struct text token, const char *purpose)
{
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)token.s, token.n);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)purpose, strlen(purpose));
	crypto_auth_hmacsha256_final(&state, mac);
	return encoded(arena, mac);
}

bool token_same(struct text a, struct text b)
{
	return text_known(a) && text_known(b) && a.n == b.n && sodium_memcmp(a.s, b.s, a.n) == 0;
}
