#include "openid/facts.h"

#include "markup/json_read.h"
#include "net/fetch.h"
#include "openid/distrust.h"

struct text facts_url(struct arena *arena, struct text issuer)
{
	if (text_ends(issuer, TEXT("/")))
		issuer.n--;
	return text_join(arena, issuer, TEXT("/.well-known/openid-configuration"), TEXT(""));
}

static bool is_tls(struct text url)
{
	return text_starts(url, TEXT("https://"));
}

/* Who speaks over TLS sends nobody where it ends. */
static bool take_url(struct arena *arena, const struct json_value *tree, const char *name, struct text issuer, struct text *ret)
{
	struct text host;

	*ret = json_member_text(tree, name);
	return text_known(*ret) && fetch_url_valid(arena, *ret, &host) && (is_tls(*ret) || !is_tls(issuer));
}

static bool take_optional_url(struct arena *arena, const struct json_value *tree, const char *name, struct text issuer,
	struct text *ret)
{
	return json_member(tree, text_from(name)) == NULL || take_url(arena, tree, name, issuer, ret);
}

static bool lists(const struct json_value *tree, const char *name, const char *word, bool unless_told)
{
	const struct json_value *list = json_member(tree, text_from(name));

	if (list == NULL)
		return unless_told;
	for (const struct json_value *v = list->child; v != NULL; v = v->next)
		if (v->kind == JSON_KIND_TEXT && text_is(v->text, word))
			return true;
	return false;
}

enum fault facts_read(struct arena *arena, struct text json, struct text issuer, struct refusal *why, struct facts *ret)
{
	static const char methods[] = "token_endpoint_auth_methods_supported";
	const struct json_value *named;
	struct json_value *tree;
	struct facts facts = { .user = TEXT_NONE };

	if (json_read(arena, json, NULL, &tree) != FAULT_NONE || !text_eq(json_member_text(tree, "issuer"), issuer))
		return distrust(why, "issuer of the configuration");
	if (!take_url(arena, tree, "authorization_endpoint", issuer, &facts.authorization) ||
		!take_url(arena, tree, "token_endpoint", issuer, &facts.token) ||
		!take_url(arena, tree, "jwks_uri", issuer, &facts.keys) ||
		!take_optional_url(arena, tree, "userinfo_endpoint", issuer, &facts.user) ||
		!take_optional_url(arena, tree, "end_session_endpoint", issuer, &facts.end))
		return distrust(why, "addresses of the configuration");
	facts.takes_basic = lists(tree, methods, "client_secret_basic", true);
	facts.takes_post = lists(tree, methods, "client_secret_post", false);
	named = json_member(tree, TEXT("authorization_response_iss_parameter_supported"));
	facts.names_itself = named != NULL && named->kind == JSON_KIND_BOOL && named->number == 1;
	*ret = facts;
	return FAULT_NONE;
}
