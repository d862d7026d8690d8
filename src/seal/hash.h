/* seal/hash.h: SHA-256 (FIPS 180-4) of what was read or changed.  libsodium is included in this folder alone. */
#ifndef SEAL_HASH_H
#define SEAL_HASH_H

#include "base/text.h"

enum { HASH_SIZE = 32 };

struct hash {
	unsigned char bytes[HASH_SIZE];
};

struct hash hash_of(struct text bytes);
/* 64 lower-case hex digits. */
struct text hash_hex(struct arena *arena, struct hash hash);

#endif
