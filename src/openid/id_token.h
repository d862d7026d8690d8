/* openid/id_token.h: what a provider says of somebody who has logged in there (OpenID Connect Core 1.0, sections 2 and 3.1.3.7).
 *
 * The signature comes first (openid/jws.h); then whether it was said by that provider, to us, just now, and in answer to this
 * very question.
 */
#ifndef OPENID_ID_TOKEN_H
#define OPENID_ID_TOKEN_H

#include "markup/json_read.h"

enum {
	ID_TOKEN_LEEWAY = 60,     /* seconds that two clocks may be apart */
	ID_TOKEN_SUBJECT_MAX = 255, /* bytes: section 2 */
};

struct id_token_wanted {
	struct text issuer, client, nonce;
	int64_t now; /* instant */
};

/* *ret: all that it claims.  FAULT_DENIED: it is not to be believed. */
must_check enum fault id_token_check(struct arena *arena, struct text payload, const struct id_token_wanted *wanted,
	struct refusal *why, struct json_value **ret);

#endif
