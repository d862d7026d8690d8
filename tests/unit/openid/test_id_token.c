#include "openid/id_token.h"

#include <stdio.h>

#include "base/calendar.h"
#include "tap.h"

static const struct id_token_wanted wanted = { { "https://login.example", 21 }, { "portal", 6 }, { "n0nce", 5 },
	(int64_t)1700000000 * MICROSECONDS };

#define GOOD_BUT(member) "{\"iss\":\"https://login.example\",\"aud\":\"portal\",\"sub\":\"anne\",\"exp\":1700000300,\"iat\":1700000000," member "}"

static const char *trouble(struct arena *arena, const char *json)
{
	struct refusal why = REFUSAL_INIT;
	struct json_value *claims = NULL;
	enum fault fault = id_token_check(arena, text_from(json), &wanted, &why, &claims);

	CHECK(fault == FAULT_NONE || fault == FAULT_DENIED);
	CHECK(fault != FAULT_NONE || claims != NULL);
	return fault == FAULT_NONE ? "none" : arena_format(arena, "%s", why.detail);
}

TEST(id_token_is_held_against_what_is_wanted)
{
	static const struct {
		const char *json, *trouble;
	} cases[] = {
		{ GOOD_BUT("\"nonce\":\"n0nce\""), "none" },
		{ GOOD_BUT("\"nonce\":\"n0nce\",\"azp\":\"portal\",\"x\":1.5,\"y\":{\"z\":[null]}"), "none" },
		{ GOOD_BUT("\"nonce\":\"n0nce\",\"azp\":\"another\""), "audience" },
		{ GOOD_BUT("\"nonce\":\"n0nce\",\"azp\":null"), "audience" },
		{ GOOD_BUT("\"nonce\":\"another\""), "nonce" },
		{ GOOD_BUT("\"nonce\":\"\""), "nonce" },
		{ GOOD_BUT("\"nonce\":null"), "nonce" },
		{ GOOD_BUT("\"x\":1"), "nonce" },
		{ GOOD_BUT("\"nonce\":\"n0nce\",\"nonce\":\"n0nce\""), "claims" },
		{ GOOD_BUT("\"nonce\":\"n0nce\",\"nbf\":1700000000"), "none" },
		{ GOOD_BUT("\"nonce\":\"n0nce\",\"nbf\":1700000061"), "not yet" },
		{ GOOD_BUT("\"nonce\":\"n0nce\",\"nbf\":\"soon\""), "not yet" },
		{ "", "claims" }, { "[]", "claims" }, { "{}", "issuer" }, { "null", "claims" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_TEXT(text_from(trouble(arena, cases[i].json)), cases[i].trouble);
}

static const char *with(struct arena *arena, const char *iss, const char *aud, const char *sub, const char *exp, const char *iat)
{
	return trouble(arena, arena_format(arena,
		"{\"iss\":%s,\"aud\":%s,\"sub\":%s,\"exp\":%s,\"iat\":%s,\"nonce\":\"n0nce\"}", iss, aud, sub, exp, iat));
}

TEST(id_token_each_claim_counts)
{
	static const char iss[] = "\"https://login.example\"", aud[] = "\"portal\"", sub[] = "\"anne\"", exp[] = "1700000300",
		iat[] = "1700000000";
	static const char *const issuers[] = { "\"https://login.example/\"", "\"http://login.example\"", "\"https://evil.example\"", "7", "null" };
	static const char *const audiences[] = { "\"another\"", "\"portal2\"", "[]", "[\"another\"]", "[\"another\",\"portal\"]", "7", "null",
		"{\"portal\":1}" };
	static const char *const subjects[] = { "\"\"", "7", "null", "[\"anne\"]" };
	static const char *const ends[] = { "1699999940", "0", "-1", "\"1700000300\"", "1700000300.5", "null", "99999999999999" };
	static const char *const beginnings[] = { "1700000061", "\"now\"", "null", "-5" };

	CHECK_TEXT(text_from(with(arena, iss, aud, sub, exp, iat)), "none");
	CHECK_TEXT(text_from(with(arena, iss, "[\"portal\"]", sub, "1699999941", "1700000060")), "none"); /* clocks differ */
	for (size_t i = 0; i < LENGTH_OF(issuers); i++)
		CHECK_TEXT(text_from(with(arena, issuers[i], aud, sub, exp, iat)), "issuer");
	for (size_t i = 0; i < LENGTH_OF(audiences); i++)
		CHECK_TEXT(text_from(with(arena, iss, audiences[i], sub, exp, iat)), "audience");
	for (size_t i = 0; i < LENGTH_OF(subjects); i++)
		CHECK_TEXT(text_from(with(arena, iss, aud, subjects[i], exp, iat)), "subject");
	for (size_t i = 0; i < LENGTH_OF(ends); i++)
		CHECK_TEXT(text_from(with(arena, iss, aud, sub, ends[i], iat)), i < 2 ? "expired" : "times");
	for (size_t i = 0; i < LENGTH_OF(beginnings); i++)
		CHECK_TEXT(text_from(with(arena, iss, aud, sub, exp, beginnings[i])), i < 1 ? "not yet" : "times");
}

TEST(id_token_of_several_audiences_must_be_made_for_us)
{
	CHECK_TEXT(text_from(trouble(arena, "{\"iss\":\"https://login.example\",\"aud\":[\"portal\",\"another\"],\"azp\":\"portal\","
		"\"sub\":\"anne\",\"exp\":1700000300,\"iat\":1700000000,\"nonce\":\"n0nce\"}")), "none");
	CHECK_TEXT(text_from(trouble(arena, "{\"iss\":\"https://login.example\",\"aud\":[\"portal\",\"another\"],\"azp\":\"another\","
		"\"sub\":\"anne\",\"exp\":1700000300,\"iat\":1700000000,\"nonce\":\"n0nce\"}")), "audience");
}
