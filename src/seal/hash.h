/* seal/hash.h: SHA-256 (FIPS 180-4) of what was read or changed.  libsodium is included in this folder alone. */
#ifndef SEAL_HASH_H
#define SEAL_HASH_H

#include "base/text.h"

enum {
	HASH_SIZE = 32,
	HASHING_SIZE = 128, /* room for libsodium's state */
};

struct hash {
	unsigned char bytes[HASH_SIZE];
};

struct hash hash_of(struct text bytes);
/* The same of bytes that come piece by piece. */
struct hashing {
	_Alignas(16) unsigned char state[HASHING_SIZE];
};
struct hashing hashing_begin(void);
void hashing_add(struct hashing *hashing, struct text bytes);
struct hash hashing_end(struct hashing *hashing);
/* 64 lower-case hex digits. */
struct text hash_hex(struct arena *arena, struct hash hash);

#endif
