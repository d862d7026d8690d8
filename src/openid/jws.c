#include "openid/jws.h"

#include <cjose/cjose.h>

#include "markup/json.h"
#include "markup/json_read.h"
#include "openid/distrust.h"
#include "seal/base64url.h"

enum { EXPONENT_BYTES_MAX = 8 }; /* a longer one only costs time */

/* What a signature may be made with; size 0: as long as the key. */
static const struct algorithm {
	const char *name, *kind, *curve;
	size_t size;
} algorithms[] = {
	{ "RS256", "RSA", NULL, 0 }, { "RS384", "RSA", NULL, 0 }, { "RS512", "RSA", NULL, 0 },
	{ "PS256", "RSA", NULL, 0 }, { "PS384", "RSA", NULL, 0 }, { "PS512", "RSA", NULL, 0 },
	{ "ES256", "EC", "P-256", 64 }, { "ES384", "EC", "P-384", 96 }, { "ES512", "EC", "P-521", 132 },
};

static const struct algorithm *algorithm_named(struct text name)
{
	for (size_t i = 0; i < LENGTH_OF(algorithms); i++)
		if (text_is(name, algorithms[i].name))
			return &algorithms[i];
	return NULL;
}

static const struct algorithm *algorithm_of_curve(struct text curve)
{
	for (size_t i = 0; i < LENGTH_OF(algorithms); i++)
		if (algorithms[i].curve != NULL && text_is(curve, algorithms[i].curve))
			return &algorithms[i];
	return NULL;
}

/* --- keys --- */

static size_t bits_of(struct text number)
{
	size_t zeros = 0, bits;
	unsigned char first;

	while (zeros < number.n && number.s[zeros] == '\0')
		zeros++;
	if (zeros == number.n)
		return 0;
	bits = (number.n - zeros) * 8;
	for (first = (unsigned char)number.s[zeros]; first < 0x80; first = (unsigned char)(first << 1))
		bits--;
	return bits;
}

static struct text write_key(struct arena *arena, const struct jws_key *key, const char *a_name, struct text a,
	const char *b_name, struct text b)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "kty", key->kind);
	if (text_known(key->curve))
		json_key_text(&json, "crv", key->curve);
	json_key_text(&json, a_name, a);
	json_key_text(&json, b_name, b);
	json_end(&json);
	return json_finish(&json);
}

static bool read_rsa(struct arena *arena, const struct json_value *value, struct jws_key *key)
{
	struct text n = json_member_text(value, "n"), e = json_member_text(value, "e"), modulus, exponent;
	size_t bits;

	if (!base64url_parse(arena, n, &modulus) || !base64url_parse(arena, e, &exponent))
		return false;
	bits = bits_of(modulus);
	key->size = (bits + 7) / 8;
	key->json = write_key(arena, key, "n", n, "e", e);
	return bits >= JWS_RSA_BITS_LEAST && bits <= JWS_RSA_BITS_MOST && bits_of(exponent) > 1 &&
		exponent.n <= EXPONENT_BYTES_MAX;
}

static bool read_ec(struct arena *arena, const struct json_value *value, struct jws_key *key)
{
	struct text x = json_member_text(value, "x"), y = json_member_text(value, "y"), x_bytes, y_bytes;
	const struct algorithm *algorithm = algorithm_of_curve(key->curve);

	if (algorithm == NULL || !base64url_parse(arena, x, &x_bytes) || !base64url_parse(arena, y, &y_bytes))
		return false;
	key->size = algorithm->size;
	key->json = write_key(arena, key, "x", x, "y", y);
	return x_bytes.n == key->size / 2 && y_bytes.n == key->size / 2;
}

static bool is_for_checking(const struct json_value *value)
{
	const struct json_value *use = json_member(value, TEXT("use")), *uses = json_member(value, TEXT("key_ops"));

	if (use != NULL && (use->kind != JSON_KIND_TEXT || !text_is(use->text, "sig")))
		return false;
	if (uses == NULL)
		return true;
	for (const struct json_value *v = uses->child; v != NULL; v = v->next)
		if (v->kind == JSON_KIND_TEXT && text_is(v->text, "verify"))
			return true;
	return false;
}

static bool read_key(struct arena *arena, const struct json_value *value, struct jws_key *key)
{
	*key = (struct jws_key){
		.kid = json_member_text(value, "kid"),
		.algorithm = json_member_text(value, "alg"),
		.kind = json_member_text(value, "kty"),
		.curve = json_member_text(value, "crv"),
	};
	if (!is_for_checking(value))
		return false;
	if (text_is(key->kind, "RSA")) {
		key->curve = TEXT_NONE;
		return read_rsa(arena, value, key);
	}
	return text_is(key->kind, "EC") && read_ec(arena, value, key);
}

enum fault jws_keys_read(struct arena *arena, struct text json, struct refusal *why, struct jws_keys *ret)
{
	struct json_value *tree;
	const struct json_value *list;
	enum fault fault = json_read(arena, json, why, &tree);

	if (fault != FAULT_NONE)
		return fault;
	list = json_member(tree, TEXT("keys"));
	if (list == NULL || list->kind != JSON_KIND_ARRAY)
		return refuse(why, FAULT_INVALID, N_("That is no set of keys"));
	ret->n = 0;
	ret->keys = arena_new(arena, struct jws_key, JWS_KEYS_MAX);
	for (const struct json_value *v = list->child; v != NULL && ret->n < JWS_KEYS_MAX; v = v->next)
		if (read_key(arena, v, &ret->keys[ret->n]))
			ret->n++;
	return FAULT_NONE;
}

/* --- tokens --- */

/* The head as we understand it; more than that it must not ask for. */
static enum fault read_head(struct arena *arena, struct text bytes, struct refusal *why, struct jws *jws)
{
	const struct json_value *kid;
	struct json_value *head;

	if (json_read(arena, bytes, NULL, &head) != FAULT_NONE || head->kind != JSON_KIND_OBJECT)
		return distrust(why, "head");
	jws->algorithm = json_member_text(head, "alg");
	if (algorithm_named(jws->algorithm) == NULL)
		return distrust(why, "algorithm");
	if (json_member(head, TEXT("crit")) != NULL)
		return distrust(why, "critical head");
	kid = json_member(head, TEXT("kid"));
	if (kid != NULL && kid->kind != JSON_KIND_TEXT)
		return distrust(why, "head");
	jws->kid = kid != NULL ? kid->text : TEXT_NONE;
	return FAULT_NONE;
}

enum fault jws_read(struct arena *arena, struct text token, struct refusal *why, struct jws *ret)
{
	struct text rest = token, parts[3], bytes[3];
	struct jws jws = { .token = token };
	enum fault fault;

	if (!text_known(token) || token.n > JWS_BYTES_MAX)
		return distrust(why, "form");
	for (size_t i = 0; i < LENGTH_OF(parts); i++)
		if (!text_split(&rest, '.', &parts[i]) || !base64url_parse(arena, parts[i], &bytes[i]))
			return distrust(why, "form");
	if (text_known(rest) || text_empty(bytes[1]) || text_empty(bytes[2]))
		return distrust(why, "form");
	fault = read_head(arena, bytes[0], why, &jws);
	if (fault != FAULT_NONE)
		return fault;
	jws.payload = bytes[1];
	jws.signature_n = bytes[2].n;
	*ret = jws;
	return FAULT_NONE;
}

/* Whether the key can have made a signature of that algorithm. */
static bool key_fits(const struct jws_key *key, const struct algorithm *algorithm)
{
	return text_is(key->kind, algorithm->kind) && (algorithm->curve == NULL || text_is(key->curve, algorithm->curve)) &&
		(!text_known(key->algorithm) || text_is(key->algorithm, algorithm->name));
}

/* The one key that it can be; a token that names none is taken when there is no choice (OpenID Connect Core section 10.1). */
static const struct jws_key *find_key(const struct jws *jws, const struct jws_keys *keys)
{
	const struct algorithm *algorithm = algorithm_named(jws->algorithm);
	const struct jws_key *found = NULL;

	for (size_t i = 0; i < keys->n; i++) {
		const struct jws_key *key = &keys->keys[i];

		if (!key_fits(key, algorithm) || (text_known(jws->kid) && !text_eq(key->kid, jws->kid)))
			continue;
		if (found != NULL)
			return NULL;
		found = key;
	}
	return found;
}

static bool has_signed(struct arena *arena, const struct jws_key *key, const struct jws *jws)
{
	const char *token = text_string(arena, jws->token);
	cjose_jwk_t *jwk = cjose_jwk_import(text_string(arena, key->json), key->json.n, NULL);
	cjose_jws_t *imported = cjose_jws_import(token, jws->token.n, NULL);
	bool good = jwk != NULL && imported != NULL && cjose_jws_verify(imported, jwk, NULL);

	cjose_jws_release(imported);
	cjose_jwk_release(jwk);
	return good;
}

enum fault jws_check(struct arena *arena, const struct jws *jws, const struct jws_keys *keys, struct refusal *why)
{
	const struct jws_key *key = find_key(jws, keys);

	if (key == NULL)
		return distrust(why, "key");
	if (jws->signature_n != key->size || !has_signed(arena, key, jws))
		return distrust(why, "signature");
	return FAULT_NONE;
}
