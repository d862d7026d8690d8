/* seal/base64url.h: bytes as letters that stand in addresses and tokens (RFC 4648 section 5), without padding. */
#ifndef SEAL_BASE64URL_H
#define SEAL_BASE64URL_H

#include "base/text.h"

struct text base64url(struct arena *arena, struct text bytes);
/* And back, strictly: false when there is any other letter, or bits are left over that are not zero. */
bool base64url_parse(struct arena *arena, struct text letters, struct text *ret);

#endif
