#include "seal/hash.h"

#include <sodium.h>

_Static_assert(HASH_SIZE == crypto_hash_sha256_BYTES, "a SHA-256 is 32 bytes");

struct hash hash_of(struct text bytes)
{
	struct hash hash;

	crypto_hash_sha256(hash.bytes, (const unsigned char *)bytes.s, bytes.n);
	return hash;
}

struct text hash_hex(struct arena *arena, struct hash hash)
{
	char *hex = arena_alloc(arena, 1, 2 * HASH_SIZE + 1);

	sodium_bin2hex(hex, 2 * HASH_SIZE + 1, hash.bytes, HASH_SIZE);
	return (struct text){ hex, 2 * HASH_SIZE };
}
