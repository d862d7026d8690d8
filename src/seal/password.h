/* seal/password.h: passwords as Argon2id, in libsodium's own form with salt and costs in it.
 *
 * The costs are OWASP's least for Argon2id (19 MiB, two passes; Password Storage Cheat Sheet): about 25 ms.  More would
 * buy little, as log-ins are throttled, and would let a few visitors at once hold a worker's memory.  How soon one would be guessed
 * is zxcvbn's judgement (Wheeler, USENIX Security 2016): libzxcvbn is included in this folder alone.
 */
#ifndef SEAL_PASSWORD_H
#define SEAL_PASSWORD_H

#include "base/fault.h"
#include "base/text.h"

enum {
	PASSWORD_LEAST = 12,  /* letters: NIST SP 800-63B asks for 8, and for 15 where there is no second factor */
	PASSWORD_MOST = 200,  /* bytes: a long sentence */
	PASSWORD_BITS_LEAST = 34, /* among 10^10 guesses: the most that zxcvbn's own scale asks for */
};

/* FAULT_BROKEN when the machine has no memory for it. */
must_check enum fault password_hash(struct arena *arena, struct text password, struct text *ret);
/* Whether it is among the first that somebody would guess who knows these words, in lower case, the likeliest first. */
bool password_is_weak(struct arena *arena, struct text password, const struct text *words, size_t n);
/* False also when the hash is none. */
bool password_is(struct text hash, struct text password);
/* Takes as long as password_is: for accounts that do not exist, so that nobody learns which do. */
void password_pretend(struct text password);

#endif
