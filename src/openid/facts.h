/* openid/facts.h: what a provider says of itself (OpenID Connect Discovery 1.0, section 3): where to send whom, and how it wants
 * to be asked. */
#ifndef OPENID_FACTS_H
#define OPENID_FACTS_H

#include "base/fault.h"
#include "base/text.h"

struct facts {
	struct text authorization, token, keys; /* addresses, each a valid one (net/fetch.h) */
	struct text user;  /* tells of a user; unknown: it does not */
	struct text end;   /* where one logs out; unknown: nowhere */
	bool takes_basic, takes_post; /* the secret, at the token's address */
	bool names_itself; /* in every answer that a browser brings (RFC 9207) */
};

/* "https://login.example/.well-known/openid-configuration". */
struct text facts_url(struct arena *arena, struct text issuer);
/* FAULT_DENIED: they are another's, or lead where nobody should be sent. */
must_check enum fault facts_read(struct arena *arena, struct text json, struct text issuer, struct refusal *why, struct facts *ret);

#endif
