#include "openid/facts.h"

#include "tap.h"

#define CONFIGURATION(issuer, more) "{\"issuer\":\"" issuer "\",\"authorization_endpoint\":\"https://login.example/a?x=1\"," \
	"\"token_endpoint\":\"https://login.example/t\",\"jwks_uri\":\"https://keys.example/k\"" more "}"

static enum fault read(struct arena *arena, const char *json, const char *issuer, struct facts *ret)
{
	*ret = (struct facts){ .user = TEXT_NONE };
	return facts_read(arena, text_from(json), text_from(issuer), NULL, ret);
}

TEST(facts_of_a_provider)
{
	struct facts facts;

	CHECK_INT(read(arena, CONFIGURATION("https://login.example", ""), "https://login.example", &facts), FAULT_NONE);
	CHECK_TEXT(facts.authorization, "https://login.example/a?x=1");
	CHECK_TEXT(facts.keys, "https://keys.example/k");
	CHECK(!text_known(facts.user) && !text_known(facts.end) && facts.takes_basic && !facts.takes_post && !facts.names_itself);
	CHECK_INT(read(arena, CONFIGURATION("https://login.example", ",\"userinfo_endpoint\":\"https://login.example/u\","
		"\"end_session_endpoint\":\"https://login.example/e\",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"],"
		"\"authorization_response_iss_parameter_supported\":true"), "https://login.example", &facts), FAULT_NONE);
	CHECK_TEXT(facts.user, "https://login.example/u");
	CHECK_TEXT(facts.end, "https://login.example/e");
	CHECK(!facts.takes_basic && facts.takes_post && facts.names_itself);
	CHECK_TEXT(facts_url(arena, TEXT("https://login.example/realms/a/")), "https://login.example/realms/a/.well-known/openid-configuration");
	CHECK_TEXT(facts_url(arena, TEXT("https://login.example")), "https://login.example/.well-known/openid-configuration");
}

TEST(facts_of_another_or_that_lead_astray)
{
	struct facts facts;
	static const char *const bad[] = { "", "[]", "{}", CONFIGURATION("https://evil.example", ""), CONFIGURATION("https://login.example/", ""),
		CONFIGURATION("https://login.example", ",\"userinfo_endpoint\":\"http://login.example/u\""),
		CONFIGURATION("https://login.example", ",\"userinfo_endpoint\":\"http://127.0.0.1/u\""),
		CONFIGURATION("https://login.example", ",\"end_session_endpoint\":\"javascript:alert(1)\""),
		CONFIGURATION("https://login.example", ",\"end_session_endpoint\":7"),
		"{\"issuer\":\"https://login.example\",\"authorization_endpoint\":\"https://login.example/a\",\"token_endpoint\":\"https://login.example/t\"}" };

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK_INT(read(arena, bad[i], "https://login.example", &facts), FAULT_DENIED);
	/* On this machine there may be none of it over TLS. */
	CHECK_INT(read(arena, "{\"issuer\":\"http://127.0.0.1:90\",\"authorization_endpoint\":\"http://127.0.0.1:90/a\","
		"\"token_endpoint\":\"http://127.0.0.1:90/t\",\"jwks_uri\":\"http://127.0.0.1:90/k\"}", "http://127.0.0.1:90", &facts), FAULT_NONE);
}
