/* openid/claims.h: who somebody is, from what a provider claims of them.
 *
 * Claims come from two places: the token, and what the provider tells of a user when it is asked (OpenID Connect Core section 5.3).
 * The token's count first.  An address and whether it was verified are believed together, from one place.
 */
#ifndef OPENID_CLAIMS_H
#define OPENID_CLAIMS_H

#include "markup/json_read.h"

enum {
	CLAIMS_VALUES_MAX = 2000, /* groups of one person: what large directories put into a token, and more */
};

struct claims {
	struct text subject;
	struct text email; /* unknown: none was told */
	bool email_verified, email_denied; /* said to be verified; said not to be */
	struct text name;  /* unknown: none was told */
	struct text *values; /* of the claim that roles are told by */
	size_t values_n;
};

/* The value of a claim by its name, or by a JSON pointer (RFC 6901) when it begins with a slash: "/realm_access/roles". */
const struct json_value *claims_find(struct arena *arena, const struct json_value *from, struct text claim);

/* Whether the token leaves something open that its user's information may tell. */
bool claims_lack(struct arena *arena, const struct json_value *token, struct text claim);

/* info NULL: it was not asked for. */
struct claims claims_read(struct arena *arena, const struct json_value *token, const struct json_value *info, struct text claim);

#endif
