/* seal/token.h: what only one browser knows: 256 bits that nobody can guess, of which we keep the hash.
 *
 * Text of a token is base64url (RFC 4648 section 5) without padding.
 */
#ifndef SEAL_TOKEN_H
#define SEAL_TOKEN_H

#include "base/text.h"

enum { TOKEN_TEXT = 43 };

struct text token_new(struct arena *arena);
/* Under which it is kept: SHA-256 in hex.  Anything may be asked for; what is no token is kept nowhere. */
struct text token_key(struct arena *arena, struct text token);
/* Another token that only who has this one can make, for one purpose: HMAC-SHA-256 (RFC 2104). */
struct text token_derived(struct arena *arena, struct text token, const char *purpose);
/* In a time that does not tell where they differ. */
bool token_same(struct text a, struct text b);

#endif
