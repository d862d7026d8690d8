#include "seal/hash.h"

#include <sodium.h>

_Static_assert(HASH_SIZE == crypto_hash_sha256_BYTES, "a SHA-256 is 32 bytes");

struct hash hash_of(struct text bytes)
{
	struct hash hash;

	crypto_hash_sha256(hash.bytes, (const unsigned char *)bytes.s, bytes.n);
	return hash;
}

static crypto_hash_sha256_state *inside(struct hashing *hashing)
{
	_Static_assert(sizeof(crypto_hash_sha256_state) <= HASHING_SIZE, "there is room for the state");
	return (crypto_hash_sha256_state *)(void *)hashing->state;
}

struct hashing hashing_begin(void)
{
	struct hashing hashing;

	crypto_hash_sha256_init(inside(&hashing));
	return hashing;
}

void hashing_add(struct hashing *hashing, struct text bytes)
{
	crypto_hash_sha256_update(inside(hashing), (const unsigned char *)bytes.s, bytes.n);
}

struct hash hashing_end(struct hashing *hashing)
{
	struct hash hash;

	crypto_hash_sha256_final(inside(hashing), hash.bytes);
	return hash;
}

struct text hash_hex(struct arena *arena, struct hash hash)
{
	char *hex = arena_alloc(arena, 1, 2 * HASH_SIZE + 1);

	sodium_bin2hex(hex, 2 * HASH_SIZE + 1, hash.bytes, HASH_SIZE);
	return (struct text){ hex, 2 * HASH_SIZE };
}
