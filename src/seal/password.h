/* seal/password.h: passwords as Argon2id, in libsodium's own form with salt and costs in it.
 *
 * The costs are OWASP's least for Argon2id (19 MiB, two passes; Password Storage Cheat Sheet): about 25 ms.  More would
 * buy little, as log-ins are throttled, and would let a few visitors at once hold a worker's memory.
 */
#ifndef SEAL_PASSWORD_H
#define SEAL_PASSWORD_H

#include "base/fault.h"
#include "base/text.h"

enum {
	PASSWORD_LEAST = 12,  /* letters: NIST SP 800-63B asks for 8, and for 15 where there is no second factor */
	PASSWORD_MOST = 200,  /* bytes: a long sentence */
};

/* FAULT_BROKEN when the machine has no memory for it. */
must_check enum fault password_hash(struct arena *arena, struct text password, struct text *ret);
/* False also when the hash is none. */
bool password_is(struct text hash, struct text password);
/* Takes as long as password_is: for accounts that do not exist, so that nobody learns which do. */
void password_pretend(struct text password);

#endif
