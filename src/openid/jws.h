/* openid/jws.h: a signed token, and whether one of a provider's keys has signed it.
 *
 * A token is three parts of base64url (RFC 7515 section 7.1): a head that names algorithm and key, what is said, and the signature.
 * The algorithm is one of a short list, all of them with a public key; it must be of the key's kind, size and curve, and the one
 * that the key is bound to, if it is bound to one.  No other head is understood: not "none", not a shared secret, nothing that
 * is critical.  cjose, which is included here alone, checks the signature itself.
 *
 * Everything lives in the arena.
 */
#ifndef OPENID_JWS_H
#define OPENID_JWS_H

#include "base/fault.h"
#include "base/text.h"

enum {
	JWS_BYTES_MAX = 64 << 10, /* of a token: somebody who is in a thousand groups */
	JWS_KEYS_MAX = 64,        /* of a provider: the old, the new, and those of every algorithm */
	JWS_RSA_BITS_LEAST = 2048, /* RFC 7518 section 3.3 */
	JWS_RSA_BITS_MOST = 8192,
};

/* A public key (RFC 7517) that can check signatures. */
struct jws_key {
	struct text kid;       /* unknown: it has no name */
	struct text algorithm; /* that it is bound to; unknown: any of its kind */
	struct text kind, curve; /* "RSA", or "EC" and "P-256" */
	size_t size;           /* bytes of a signature */
	struct text json;      /* written anew: what was checked, and no more */
};

struct jws_keys {
	struct jws_key *keys;
	size_t n;
};

/* Keys of other kinds, for other uses, or that are none, are left out (RFC 7517 section 5).  FAULT_INVALID: it is no set of
 * keys. */
must_check enum fault jws_keys_read(struct arena *arena, struct text json, struct refusal *why, struct jws_keys *ret);

struct jws {
	struct text token, kid, algorithm; /* kid unknown: the head names no key */
	struct text payload;               /* not to be believed yet */
	size_t signature_n;                /* bytes */
};

/* FAULT_DENIED: it is no such token. */
must_check enum fault jws_read(struct arena *arena, struct text token, struct refusal *why, struct jws *ret);
/* FAULT_DENIED: the one of these keys that can have signed it, if there is one, did not. */
must_check enum fault jws_check(struct arena *arena, const struct jws *jws, const struct jws_keys *keys, struct refusal *why);

#endif
