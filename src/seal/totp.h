/* seal/totp.h: the second factor: six digits that a telephone shows (RFC 6238: SHA-1, 30 seconds), by liboath. */
#ifndef SEAL_TOTP_H
#define SEAL_TOTP_H

#include "base/text.h"

enum { TOTP_SECRET = 20 /* bytes: RFC 4226 section 4 asks for 16 at least */ };

struct text totp_secret_new(struct arena *arena);
/* In base32 (RFC 4648 section 6), for typing in. */
struct text totp_secret_text(struct arena *arena, struct text secret);
/* And back; false when it is no secret. */
bool totp_secret_parse(struct arena *arena, struct text letters, struct text *ret);
/* "otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=ISSUER", for a picture that a telephone reads. */
struct text totp_address(struct arena *arena, struct text issuer, struct text account, struct text secret);
/* Whether the code is that of the instant or of 30 seconds before or after; *ret_step is its time step. */
bool totp_is(struct arena *arena, struct text secret, struct text code, int64_t now, int64_t *ret_step);

#endif
