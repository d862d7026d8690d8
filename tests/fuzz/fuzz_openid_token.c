/* tests/fuzz/fuzz_openid_token.c: anything as what a provider says: a token, claims, keys, facts; the first byte says which.  What
 * is believed was said: a token only when it is the one that was signed, claims only when they are for us and of now. */
#include <stdlib.h>

#include "base/calendar.h"
#include "openid/claims.h"
#include "openid/facts.h"
#include "openid/id_token.h"
#include "openid/jws.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whose private half nobody has: it signed one token, which is among the seeds. */
static const char key[] = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\",\"x\":\"V7ghapEBV2tV1TH5xUoHBgmhoXOonxvpxyFbw7pZrVU\","
			  "\"y\":\"GGkCXVf_nZMdRBFw22fdAQdz8iEo73HXvzDqwzOtKRI\"}]}";
static const char signed_beginning[] = "{\"iss\":\"https://login.example\",\"aud\":\"portal\",\"sub\":\"anne\",";
static const struct id_token_wanted wanted = { { "https://login.example", 21 }, { "portal", 6 }, { "n0nce", 5 },
	(int64_t)1700000000 * MICROSECONDS };

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void try_token(struct arena *arena, struct text t)
{
	struct jws_keys keys;
	struct jws jws;

	must(jws_keys_read(arena, text_from(key), NULL, &keys) == FAULT_NONE && keys.n == 1);
	if (jws_read(arena, t, NULL, &jws) == FAULT_NONE && jws_check(arena, &jws, &keys, NULL) == FAULT_NONE)
		must(text_is(jws.algorithm, "ES256") && text_starts(jws.payload, text_from(signed_beginning)));
}

static void try_claims(struct arena *arena, struct text t)
{
	struct json_value *tree;
	struct claims claims;

	if (id_token_check(arena, t, &wanted, NULL, &tree) != FAULT_NONE)
		return;
	must(text_eq(json_member_text(tree, "iss"), wanted.issuer) && text_eq(json_member_text(tree, "nonce"), wanted.nonce));
	for (int i = 0; i < 2; i++) {
		claims = claims_read(arena, tree, tree, i == 0 ? TEXT("roles") : TEXT("/realm/roles"));
		must(text_known(claims.subject) && claims.subject.n <= ID_TOKEN_SUBJECT_MAX && claims.values_n <= CLAIMS_VALUES_MAX);
		must(!(claims.email_verified && claims.email_denied));
	}
}

static void try_keys(struct arena *arena, struct text t)
{
	struct jws_keys keys;

	if (jws_keys_read(arena, t, NULL, &keys) != FAULT_NONE)
		return;
	must(keys.n <= JWS_KEYS_MAX);
	for (size_t i = 0; i < keys.n; i++)
		must(text_known(keys.keys[i].json) && keys.keys[i].size >= 64 && keys.keys[i].size <= JWS_RSA_BITS_MOST / 8);
}

static void try_facts(struct arena *arena, struct text t)
{
	struct facts facts;

	if (facts_read(arena, t, wanted.issuer, NULL, &facts) != FAULT_NONE)
		return;
	must(text_starts(facts.authorization, TEXT("https://")) && text_starts(facts.token, TEXT("https://")) &&
		text_starts(facts.keys, TEXT("https://")));
	must(!text_known(facts.end) || text_starts(facts.end, TEXT("https://")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct text t = { size > 1 ? (const char *)data + 1 : "", size > 1 ? size - 1 : 0 };

	switch (size > 0 ? data[0] : 0) {
	case 't':
		try_token(&arena, t);
		break;
	case 'c':
		try_claims(&arena, t);
		break;
	case 'k':
		try_keys(&arena, t);
		break;
	default:
		try_facts(&arena, t);
	}
	arena_release(&arena);
	return 0;
}
