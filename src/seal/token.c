#include "seal/token.h"

#include <sodium.h>

#include "base/random.h"
#include "seal/base64url.h"
#include "seal/hash.h"

enum { TOKEN_BYTES = 32 };

_Static_assert((TOKEN_BYTES * 4 + 2) / 3 == TOKEN_TEXT, "32 bytes are 43 letters");
_Static_assert(crypto_auth_hmacsha256_BYTES == TOKEN_BYTES, "a MAC is as long as a token");

static struct text encoded(struct arena *arena, const unsigned char bytes[TOKEN_BYTES])
{
	return base64url(arena, (struct text){ (const char *)bytes, TOKEN_BYTES });
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
