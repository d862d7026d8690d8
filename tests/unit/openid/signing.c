#include "signing.h"

#include <cjose/cjose.h>
#include <stdlib.h>

#include "seal/base64url.h"

static cjose_jwk_t *make(enum signing_key key)
{
	switch (key) {
	case SIGNING_RSA:
	case SIGNING_RSA_OTHER:
		return cjose_jwk_create_RSA_random(2048, NULL, 0, NULL);
	case SIGNING_RSA_SHORT:
		return cjose_jwk_create_RSA_random(1024, NULL, 0, NULL);
	case SIGNING_P256:
		return cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, NULL);
	case SIGNING_P384:
		return cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, NULL);
	case SIGNING_KEYS:
		break;
	}
	abort();
}

static cjose_jwk_t *keys[SIGNING_KEYS];

static void forget_keys(void)
{
	for (int i = 0; i < SIGNING_KEYS; i++)
		cjose_jwk_release(keys[i]);
}

static cjose_jwk_t *key_of(enum signing_key key)
{
	static bool forgets;

	if (!forgets)
		forgets = atexit(forget_keys) == 0;
	if (keys[key] == NULL)
		keys[key] = make(key);
	if (keys[key] == NULL)
		abort();
	return keys[key];
}

struct text signing_public(struct arena *arena, enum signing_key key, const char *more)
{
	char *json = cjose_jwk_to_json(key_of(key), false, NULL);
	struct text t = text_from(json), whole;

	if (json == NULL)
		abort();
	whole = text_from(arena_format(arena, "%.*s%s}", (int)t.n - 1, json, more));
	free(json);
	return whole;
}

/* "name":"value" pairs of a flat head, as the library wants them one by one. */
static void fill_head(struct arena *arena, cjose_header_t *to, struct text head)
{
	struct text pair;

	head = text_from_to(head, 1, head.n - 1);
	while (text_split(&head, ',', &pair)) {
		size_t colon = text_find_byte(pair, ':');

		if (!cjose_header_set(to, text_string(arena, text_from_to(pair, 1, colon - 1)),
			    text_string(arena, text_from_to(pair, colon + 2, pair.n - 1)), NULL))
			abort();
	}
}

struct text signing_token(struct arena *arena, enum signing_key key, const char *head, struct text payload)
{
	cjose_header_t *header = cjose_header_new(NULL);
	cjose_jws_t *jws;
	const char *exported;
	struct text token;

	if (header == NULL)
		abort();
	fill_head(arena, header, text_from(head));
	jws = cjose_jws_sign(key_of(key), header, (const uint8_t *)payload.s, payload.n, NULL);
	if (jws == NULL || !cjose_jws_export(jws, &exported, NULL))
		abort();
	token = text_copy(arena, text_from(exported));
	cjose_jws_release(jws);
	cjose_header_release(header);
	return token;
}

struct text signing_unsigned(struct arena *arena, const char *head, struct text payload, struct text signature)
{
	return text_from(arena_format(arena, "%s.%s.%s", base64url(arena, text_from(head)).s, base64url(arena, payload).s,
		base64url(arena, signature).s));
}
