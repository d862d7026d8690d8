#include "openid/id_token.h"

#include "base/calendar.h"
#include "openid/distrust.h"
#include "seal/token.h"

static bool is_subject(struct text t)
{
	return text_known(t) && t.n > 0 && t.n <= ID_TOKEN_SUBJECT_MAX && text_valid(t);
}

/* One audience, or a list that holds us; then the one that it was made for must be us. */
static bool is_for(const struct json_value *claims, struct text client)
{
	const struct json_value *audience = json_member(claims, TEXT("aud")), *party = json_member(claims, TEXT("azp"));
	bool among = false;

	if (audience == NULL)
		return false;
	if (party != NULL && (party->kind != JSON_KIND_TEXT || !text_eq(party->text, client)))
		return false;
	if (audience->kind == JSON_KIND_TEXT)
		return text_eq(audience->text, client);
	if (audience->kind != JSON_KIND_ARRAY || (audience->n > 1 && party == NULL))
		return false;
	for (const struct json_value *v = audience->child; v != NULL; v = v->next)
		among = among || (v->kind == JSON_KIND_TEXT && text_eq(v->text, client));
	return among;
}

/* Whole seconds since 1970 (RFC 7519 section 2). */
static bool read_time(const struct json_value *claims, const char *name, int64_t *ret)
{
	const struct json_value *v = json_member(claims, text_from(name));

	if (v == NULL || v->kind != JSON_KIND_INT || v->number < 0 || v->number > INT32_MAX * (int64_t)4)
		return false;
	*ret = v->number;
	return true;
}

static enum fault check_times(const struct json_value *claims, int64_t now, struct refusal *why)
{
	int64_t seconds = now / MICROSECONDS, until, from;

	if (!read_time(claims, "exp", &until) || !read_time(claims, "iat", &from))
		return distrust(why, "times");
	if (seconds >= until + ID_TOKEN_LEEWAY)
		return distrust(why, "expired");
	if (from > seconds + ID_TOKEN_LEEWAY)
		return distrust(why, "not yet");
	if (json_member(claims, TEXT("nbf")) == NULL)
		return FAULT_NONE;
	return read_time(claims, "nbf", &from) && from <= seconds + ID_TOKEN_LEEWAY ? FAULT_NONE : distrust(why, "not yet");
}

enum fault id_token_check(struct arena *arena, struct text payload, const struct id_token_wanted *wanted, struct refusal *why,
	struct json_value **ret)
{
	struct json_value *claims;
	enum fault fault;

	if (json_read(arena, payload, NULL, &claims) != FAULT_NONE || claims->kind != JSON_KIND_OBJECT)
		return distrust(why, "claims");
	if (!text_eq(json_member_text(claims, "iss"), wanted->issuer))
		return distrust(why, "issuer");
	if (!is_for(claims, wanted->client))
		return distrust(why, "audience");
	fault = check_times(claims, wanted->now, why);
	if (fault != FAULT_NONE)
		return fault;
	if (!token_same(json_member_text(claims, "nonce"), wanted->nonce))
		return distrust(why, "nonce");
	if (!is_subject(json_member_text(claims, "sub")))
		return distrust(why, "subject");
	*ret = claims;
	return FAULT_NONE;
}
