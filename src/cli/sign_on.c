#include "cli/sign_on.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "net/fetch.h"
#include "web/address.h"

enum {
	SECRET_FILE_MAX = 4 << 10,
	RULES_FILE_MAX = 256 << 10, /* a line for every role in every committee of a large municipality */
	LABEL_MAX = 80,
	CLIENT_MAX = 400,
};

/* --- roles --- */

static size_t rules_in(struct text words)
{
	size_t n = 1;

	for (size_t i = 0; i < words.n; i++)
		n += words.s[i] == '\n' || words.s[i] == '\f'; /* as text_line has it */
	return n;
}

static size_t last_equals(struct text line)
{
	size_t at = line.n;

	while (at > 0 && line.s[at - 1] != '=')
		at--;
	return at; /* after it; 0: there is none */
}

static struct text somewhere(struct text word)
{
	return text_is(word, "*") ? TEXT_NONE : word;
}

/* "clerk oekonomiudvalget *" */
static enum fault read_gift(struct text words, struct refusal *why, struct identity_rule *ret)
{
	struct text role, committee = TEXT("*"), department = TEXT("*"), more;

	if (text_empty(ret->value) || !text_word(&words, &role) ||
		(text_word(&words, &committee) && text_word(&words, &department) && text_word(&words, &more)))
		return refuse(why, FAULT_INVALID, N_("A rule is VALUE = ROLE, with a committee and a department after it"));
	if (role_from(role) < 0)
		return refuse_with(why, FAULT_INVALID, N_("There is no role %s"), "%.*s", TEXT_ARG(role));
	ret->role = (enum role)role_from(role);
	ret->committee = somewhere(committee);
	ret->department = somewhere(department);
	if (ret->role == ROLE_ADMINISTRATOR && (text_known(ret->committee) || text_known(ret->department)))
		return refuse(why, FAULT_INVALID, N_("Whoever is an administrator is one everywhere"));
	return FAULT_NONE;
}

static enum fault read_line(struct text line, size_t number, struct refusal *why, struct identity_rule *ret)
{
	size_t at = last_equals(line);
	enum fault fault;

	ret->value = text_trim(text_from_to(line, 0, at > 0 ? at - 1 : 0));
	fault = read_gift(text_after(line, at), why, ret);
	if (fault != FAULT_NONE)
		why->line = number;
	return fault;
}

static enum fault read_lines(struct arena *arena, struct text words, struct refusal *why, struct identity_rules *ret)
{
	struct identity_rule *rules = arena_new(arena, struct identity_rule, rules_in(words));
	enum fault fault = FAULT_NONE;
	struct text line;
	size_t n = 0;

	if (!text_valid(words))
		return refuse(why, FAULT_INVALID, N_("The file is not UTF-8 text"));
	for (size_t number = 1; fault == FAULT_NONE && text_line(&words, &line); number++) {
		line = text_trim(line);
		if (!text_empty(line) && !text_starts(line, TEXT("#")))
			fault = read_line(line, number, why, &rules[n++]);
	}
	*ret = (struct identity_rules){ rules, n };
	return fault;
}

static enum fault read_rules(struct invocation *in, struct sign_on *sign_on)
{
	struct text file = option_setting(in, "oidc-roles", "SAGSGANG_OIDC_ROLES"), words;
	enum fault fault;

	if (!text_known(file))
		return FAULT_NONE;
	fault = path_read(in->cx.arena, file.s, RULES_FILE_MAX, &in->cx.why, &words);
	return fault != FAULT_NONE ? fault : read_lines(in->cx.arena, words, &in->cx.why, &sign_on->rules);
}

/* --- the provider --- */

static bool is_plain(struct text t, size_t max)
{
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.s[i] < ' ' || t.s[i] == 0x7f)
			return false;
	return t.n > 0 && t.n <= max;
}

static enum fault out_of_range(struct invocation *in, const char *option, struct text value)
{
	return refuse_with(&in->cx.why, FAULT_INVALID, N_("%s is out of range"), "--%s %.*s", option, TEXT_ARG(value));
}

/* The first line of the file. */
static enum fault read_secret(struct invocation *in, struct provider_settings *provider)
{
	struct text file = option_setting(in, "oidc-secret", "SAGSGANG_OIDC_SECRET"), bytes;
	enum fault fault;

	if (!text_known(file))
		return FAULT_NONE;
	fault = path_read(in->cx.arena, file.s, SECRET_FILE_MAX, &in->cx.why, &bytes);
	if (fault != FAULT_NONE)
		return fault;
	if (!text_line(&bytes, &provider->secret) || !is_plain(provider->secret, SECRET_FILE_MAX))
		return refuse_with(&in->cx.why, FAULT_INVALID, N_("The file %s holds no password"), "%.*s", TEXT_ARG(file));
	return FAULT_NONE;
}

static enum fault read_authority(struct invocation *in, struct provider_settings *provider)
{
	provider->authority = option_setting(in, "oidc-ca", "SAGSGANG_OIDC_CA");
	if (!text_known(provider->authority) || access(provider->authority.s, R_OK) == 0)
		return FAULT_NONE;
	return refuse_with(&in->cx.why, FAULT_NOT_FOUND, N_("The file %s cannot be read or written"), "%.*s",
		TEXT_ARG(provider->authority));
}

static struct text or_else(struct text t, struct text otherwise)
{
	return text_known(t) ? t : otherwise;
}

/* "openid" is what makes it more than a question for rights. */
static bool asks_who(struct text scope)
{
	struct text word;

	while (text_word(&scope, &word))
		if (text_is(word, "openid"))
			return true;
	return false;
}

static enum fault read_provider(struct invocation *in, struct sign_on *sign_on)
{
	struct provider_settings *p = &sign_on->provider;
	struct text host;

	p->client = option_setting(in, "oidc-client", "SAGSGANG_OIDC_CLIENT");
	p->scope = or_else(option_setting(in, "oidc-scope", "SAGSGANG_OIDC_SCOPE"), TEXT("openid profile email"));
	p->claim = or_else(option_setting(in, "oidc-claim", "SAGSGANG_OIDC_CLAIM"), TEXT("roles"));
	if (!fetch_url_valid(in->cx.arena, p->issuer, &host) || text_find_byte(p->issuer, '?') < p->issuer.n)
		return refuse_with(&in->cx.why, FAULT_INVALID, N_("%s is no issuer: https://HOST is, and http:// on this machine"),
			"%.*s", TEXT_ARG(p->issuer));
	sign_on->label = or_else(option_setting(in, "oidc-label", "SAGSGANG_OIDC_LABEL"), host);
	if (!is_plain(p->client, CLIENT_MAX) || !text_valid(p->client))
		return out_of_range(in, "oidc-client", p->client);
	if (!is_plain(p->scope, CLIENT_MAX) || !asks_who(p->scope))
		return out_of_range(in, "oidc-scope", p->scope);
	if (!is_plain(p->claim, CLIENT_MAX) || !text_valid(p->claim))
		return out_of_range(in, "oidc-claim", p->claim);
	if (!is_plain(sign_on->label, LABEL_MAX) || !text_valid(sign_on->label))
		return out_of_range(in, "oidc-label", sign_on->label);
	return FAULT_NONE;
}

/* A setting that is given beside none to hold it is a mistake. */
static enum fault want_none(struct invocation *in)
{
	static const char *const rest[] = { "oidc-client", "oidc-secret", "oidc-label", "oidc-claim", "oidc-roles", "oidc-scope", "oidc-ca",
		"oidc-only" };

	for (size_t i = 0; i < LENGTH_OF(rest); i++)
		if (option_given(in, rest[i]))
			return refuse_with(&in->cx.why, FAULT_INVALID, N_("--%s says nothing without --oidc"), "%s", rest[i]);
	return FAULT_NONE;
}

enum fault sign_on_read(struct invocation *in, struct text origin, struct sign_on *ret, bool *ret_set)
{
	struct sign_on sign_on = { .provider.issuer = option_setting(in, "oidc", "SAGSGANG_OIDC") };
	const char *only = getenv("SAGSGANG_OIDC_ONLY");
	enum fault fault;

	*ret_set = text_known(sign_on.provider.issuer);
	if (!*ret_set)
		return want_none(in);
	if (text_empty(origin) || !text_known(option_setting(in, "oidc-client", "SAGSGANG_OIDC_CLIENT")))
		return refuse(&in->cx.why, FAULT_INVALID, N_("With --oidc the options --oidc-client and --origin are needed"));
	sign_on.alone = option_given(in, "oidc-only") || (only != NULL && only[0] != '\0');
	sign_on.provider.return_url = url_absolute(in->cx.arena, origin, url_to(in->cx.arena, ADDRESS_RETURN)).s;
	sign_on.provider.home = url_absolute(in->cx.arena, origin, url_to(in->cx.arena, ADDRESS_FRONT)).s;
	fault = read_provider(in, &sign_on);
	if (fault == FAULT_NONE)
		fault = read_secret(in, &sign_on.provider);
	if (fault == FAULT_NONE)
		fault = read_authority(in, &sign_on.provider);
	if (fault == FAULT_NONE)
		fault = read_rules(in, &sign_on);
	if (fault == FAULT_NONE)
		*ret = sign_on;
	return fault;
}
