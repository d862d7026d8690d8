/* openid/provider.h: a service that knows who people are, and asking it (OpenID Connect Core 1.0, authorization code flow, with
 * PKCE: RFC 7636, S256).
 *
 * A provider lives in a worker's event loop (net/fetch.h): nothing here waits.  What it says of itself, and its keys, are kept for
 * an hour; a token that names a key which is not among them makes them be fetched anew, once, so that keys can be exchanged.
 *
 * An inquiry is one question.  It may be over when the call returns; if not, `done` is called when it is.  It belongs to its
 * arena, and goes with it.
 */
#ifndef OPENID_PROVIDER_H
#define OPENID_PROVIDER_H

#include "openid/claims.h"

enum {
	PROVIDER_KEPT_MINUTES = 60,
	PROVIDER_URL_MAX = 8 << 10,  /* bytes of an address that a browser is sent to */
	PROVIDER_HINT_MAX = 6 << 10, /* of a token in it */
	PROVIDER_CODE_MAX = 3 << 10, /* of what comes back in one; large providers send two thousand */
};

struct provider_settings {
	struct text issuer;      /* a valid address (net/fetch.h) */
	struct text client, secret; /* as the provider knows us; secret unknown: it asks for none */
	struct text authority;   /* file of the certificates that its must come from; unknown: the system's */
	struct text scope;       /* "openid profile email" */
	struct text claim;       /* that roles are told by (openid/claims.h) */
	struct text return_url;  /* of the page that people come back to, in full */
	struct text home;        /* of the page after they have logged out, in full */
};

struct provider;

/* Lives as long as the arena; the settings are borrowed. */
must_check enum fault provider_open(struct arena *arena, const struct provider_settings *settings, struct refusal *why,
	struct provider **ret);
int provider_fd(const struct provider *provider);
void provider_turn(struct provider *provider);

struct inquiry {
	bool over;
	enum fault fault;   /* FAULT_BUSY: it cannot be reached; FAULT_DENIED: what it says is not to be believed, or it refuses us */
	struct refusal why;
	struct text url;    /* of provider_way...: unknown when it does not offer that */
	struct claims claims; /* of provider_who */
	struct text hint;   /* of provider_who: its token, by which it knows the log-in again; empty when that is too long for a way */
};

struct inquiry_how {
	struct arena *arena;
	int64_t now; /* instant */
	void (*done)(void *what);
	void *what;
};

/* What only the browser that begins can know, and what it must come back with. */
struct provider_secrets {
	struct text state, nonce, verifier;
};

/* Where to send somebody who wants to log in; language is a tag, "da". */
struct inquiry *provider_way_in(struct provider *provider, const struct inquiry_how *how, const struct provider_secrets *secrets,
	struct text language);
/* Who came back with that code; iss is who the browser says had sent it, unknown when it does not say. */
struct inquiry *provider_who(struct provider *provider, const struct inquiry_how *how, const struct provider_secrets *secrets,
	struct text code, struct text iss);
/* Where to send somebody who logs out; the hint is of the inquiry that let them in. */
struct inquiry *provider_way_out(struct provider *provider, const struct inquiry_how *how, struct text hint);

#endif
