#include "openid/jws.h"

#include <stdio.h>

#include "seal/base64url.h"
#include "signing.h"
#include "tap.h"

static const struct text payload = { "{\"sub\":\"anne\"}", 14 };

static struct jws_keys keys_of(struct arena *arena, const char *json)
{
	struct jws_keys keys = { 0 };

	CHECK_INT(jws_keys_read(arena, text_from(json), NULL, &keys), FAULT_NONE);
	return keys;
}

static struct jws_keys one_key(struct arena *arena, enum signing_key key, const char *more)
{
	return keys_of(arena, arena_format(arena, "{\"keys\":[%s]}", signing_public(arena, key, more).s));
}

static enum fault check(struct arena *arena, struct text token, const struct jws_keys *keys, struct jws *jws)
{
	enum fault fault = jws_read(arena, token, NULL, jws);

	return fault != FAULT_NONE ? fault : jws_check(arena, jws, keys, NULL);
}

/* What was wrong, by its word. */
static const char *trouble(struct arena *arena, struct text token, const struct jws_keys *keys)
{
	struct refusal why = REFUSAL_INIT;
	struct jws jws;
	enum fault fault = jws_read(arena, token, &why, &jws);

	if (fault == FAULT_NONE)
		fault = jws_check(arena, &jws, keys, &why);
	CHECK(fault == FAULT_NONE || fault == FAULT_DENIED);
	return fault == FAULT_NONE ? "none" : arena_format(arena, "%s", why.detail);
}

TEST(jws_of_each_algorithm_is_believed)
{
	static const struct {
		const char *head;
		enum signing_key key;
	} cases[] = {
		{ "{\"alg\":\"RS256\"}", SIGNING_RSA }, { "{\"alg\":\"RS384\"}", SIGNING_RSA }, { "{\"alg\":\"RS512\"}", SIGNING_RSA },
		{ "{\"alg\":\"PS256\"}", SIGNING_RSA }, { "{\"alg\":\"PS384\"}", SIGNING_RSA }, { "{\"alg\":\"PS512\"}", SIGNING_RSA },
		{ "{\"alg\":\"ES256\"}", SIGNING_P256 }, { "{\"alg\":\"ES384\",\"typ\":\"JWT\"}", SIGNING_P384 },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct jws_keys keys = one_key(arena, cases[i].key, ",\"use\":\"sig\"");
		struct jws jws = { .token = TEXT_NONE };

		CHECK_INT(check(arena, signing_token(arena, cases[i].key, cases[i].head, payload), &keys, &jws), FAULT_NONE);
		CHECK_TEXT(jws.payload, payload.s);
	}
}

TEST(jws_key_is_found_by_its_name)
{
	struct jws_keys keys = keys_of(arena, arena_format(arena, "{\"keys\":[%s,%s,%s]}",
		signing_public(arena, SIGNING_RSA, ",\"kid\":\"a\"").s, signing_public(arena, SIGNING_RSA_OTHER, ",\"kid\":\"b\"").s,
		signing_public(arena, SIGNING_P256, ",\"kid\":\"c\",\"alg\":\"ES256\"").s));

	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_RSA, "{\"alg\":\"RS256\",\"kid\":\"a\"}", payload), &keys)), "none");
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_RSA_OTHER, "{\"alg\":\"RS256\",\"kid\":\"b\"}", payload), &keys)),
		"none");
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_RSA_OTHER, "{\"alg\":\"RS256\",\"kid\":\"a\"}", payload), &keys)),
		"signature");
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_RSA, "{\"alg\":\"RS256\",\"kid\":\"d\"}", payload), &keys)), "key");
	/* Without a name there must be no choice. */
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_RSA, "{\"alg\":\"RS256\"}", payload), &keys)), "key");
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_P256, "{\"alg\":\"ES256\"}", payload), &keys)), "none");
	/* The name is that of a key of another kind. */
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_RSA, "{\"alg\":\"RS256\",\"kid\":\"c\"}", payload), &keys)), "key");
}

TEST(jws_that_nobody_signed_is_refused)
{
	static const char *const heads[] = { "{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{\"alg\":\"HS256\"}", "{\"alg\":\"\"}", "{}",
		"{\"alg\":null}", "{\"alg\":[\"RS256\"]}", "{\"alg\":\"RS256\",\"alg\":\"none\"}", "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}",
		"{\"alg\":\"RS256\",\"kid\":7}", "[]", "null", "x", "{\"alg\":\"EdDSA\"}", "{\"alg\":\"ES256K\"}" };
	struct jws_keys keys = one_key(arena, SIGNING_RSA, "");

	for (size_t i = 0; i < LENGTH_OF(heads); i++) {
		const char *word = trouble(arena, signing_unsigned(arena, heads[i], payload, TEXT("x")), &keys);

		if (strcmp(word, "algorithm") != 0 && strcmp(word, "head") != 0 && strcmp(word, "critical head") != 0) {
			printf("# %s: %s\n", heads[i], word);
			CHECK(!"is refused for its head");
		}
	}
	CHECK_TEXT(text_from(trouble(arena, signing_unsigned(arena, "{\"alg\":\"none\"}", payload, TEXT("")), &keys)), "form");
	CHECK_TEXT(text_from(trouble(arena, signing_unsigned(arena, "{\"alg\":\"RS256\"}", payload, TEXT("")), &keys)), "form");
}

/* The public key as a shared secret: the oldest trick. */
TEST(jws_signed_with_the_public_key_is_refused)
{
	struct text key = signing_public(arena, SIGNING_RSA, "");
	struct jws_keys keys = one_key(arena, SIGNING_RSA, ""), secret = keys_of(arena,
		"{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}");

	CHECK_TEXT(text_from(trouble(arena, signing_unsigned(arena, "{\"alg\":\"HS256\"}", payload, key), &keys)), "algorithm");
	CHECK_INT(secret.n, 0);
}

TEST(jws_that_was_changed_is_refused)
{
	struct jws_keys keys = one_key(arena, SIGNING_P256, "");
	struct text token = signing_token(arena, SIGNING_P256, "{\"alg\":\"ES256\"}", payload);

	for (size_t i = 0; i < token.n; i++) {
		char *s = arena_string(arena, token.s, token.n);

		s[i] = s[i] == 'A' ? 'B' : s[i] == '.' ? '_' : 'A';
		CHECK(strcmp(trouble(arena, (struct text){ s, token.n }, &keys), "none") != 0);
	}
	for (size_t i = 0; i < token.n; i++)
		CHECK(strcmp(trouble(arena, text_from_to(token, 0, i), &keys), "none") != 0);
	CHECK(strcmp(trouble(arena, text_join(arena, token, TEXT("A"), TEXT("")), &keys), "none") != 0);
	CHECK(strcmp(trouble(arena, text_join(arena, token, TEXT("."), TEXT("")), &keys), "none") != 0);
	CHECK(strcmp(trouble(arena, text_join(arena, token, TEXT("="), TEXT("")), &keys), "none") != 0);
	CHECK_TEXT(text_from(trouble(arena, token, &keys)), "none");
	CHECK_TEXT(text_from(trouble(arena, TEXT_NONE, &keys)), "form");
	CHECK_TEXT(text_from(trouble(arena, TEXT("a.b.c.d.e"), &keys)), "form");
}

/* A curve's signature of another curve's length, and the other way round. */
TEST(jws_algorithm_must_be_its_keys)
{
	struct jws_keys small = one_key(arena, SIGNING_P256, ""), large = one_key(arena, SIGNING_P384, "");
	struct jws_keys bound = one_key(arena, SIGNING_RSA, ",\"alg\":\"RS256\"");

	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_P256, "{\"alg\":\"ES384\"}", payload), &small)), "key");
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_P384, "{\"alg\":\"ES256\"}", payload), &large)), "key");
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_P384, "{\"alg\":\"ES256\"}", payload), &small)), "signature");
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_RSA, "{\"alg\":\"PS256\"}", payload), &bound)), "key");
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_RSA, "{\"alg\":\"RS256\"}", payload), &bound)), "none");
}

TEST(jws_keys_that_are_no_good_are_left_out)
{
	struct text ec = signing_public(arena, SIGNING_P256, "");
	static const char *const bad[] = { "{}", "7", "{\"kty\":\"RSA\"}", "{\"kty\":\"RSA\",\"n\":\"AAAA\",\"e\":\"AQAB\"}",
		"{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"}", "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"A\",\"y\":\"A\"}",
		"{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}", "null" };

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK_INT(keys_of(arena, arena_format(arena, "{\"keys\":[%s,%s]}", bad[i], ec.s)).n, 1);
	CHECK_INT(one_key(arena, SIGNING_RSA_SHORT, "").n, 0);
	CHECK_INT(one_key(arena, SIGNING_RSA, ",\"use\":\"enc\"").n, 0);
	CHECK_INT(one_key(arena, SIGNING_RSA, ",\"key_ops\":[\"encrypt\"]").n, 0);
	CHECK_INT(one_key(arena, SIGNING_RSA, ",\"key_ops\":[\"verify\"]").n, 1);
	CHECK_INT(keys_of(arena, "{\"keys\":[]}").n, 0);
}

/* A point that is on no curve is found when the key is used. */
TEST(jws_key_off_its_curve_signs_nothing)
{
	const char *letters = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE";
	struct jws_keys keys = keys_of(arena, arena_format(arena,
		"{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}]}", letters, letters));

	CHECK_INT(keys.n, 1);
	CHECK_TEXT(text_from(trouble(arena, signing_token(arena, SIGNING_P256, "{\"alg\":\"ES256\"}", payload), &keys)), "signature");
}

TEST(jws_keys_that_are_none)
{
	static const char *const bad[] = { "", "[]", "{}", "{\"keys\":{}}", "{\"keys\":7}", "{\"keys\":[}" };
	struct jws_keys keys;

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK_INT(jws_keys_read(arena, text_from(bad[i]), NULL, &keys), FAULT_INVALID);
}
