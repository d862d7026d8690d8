#include "openid/provider.h"

#include "base/calendar.h"
#include "markup/percent.h"
#include "net/fetch.h"
#include "openid/distrust.h"
#include "openid/facts.h"
#include "openid/id_token.h"
#include "openid/jws.h"
#include "seal/base64url.h"
#include "seal/hash.h"

static const int64_t kept = (int64_t)PROVIDER_KEPT_MINUTES * 60 * MICROSECONDS;

enum {
	FORM_MAX = 16 << 10,
	ERROR_WORD_MAX = 60, /* of those that RFC 6749 and its successors know the longest has 26 letters */
};

/* What was read in an arena of its own, which goes when it is read anew. */
struct provider {
	const struct provider_settings *settings;
	struct fetcher *fetcher;
	struct {
		struct arena arena;
		int64_t at; /* instant; 0: never */
		struct facts facts;
	} facts;
	struct {
		struct arena arena;
		int64_t at;
		struct jws_keys keys;
	} keys;
};

enum purpose { WAY_IN, WHO, WAY_OUT };

struct asking {
	struct inquiry inquiry; /* first: what callers hold */
	struct provider *provider;
	struct inquiry_how how;
	enum purpose purpose;
	struct provider_secrets secrets;
	struct text code, iss, language, hint;
	struct text bearer;     /* for what the provider tells of a user */
	bool has_token, has_fetched_keys, has_checked, has_asked_user;
	struct jws jws;
	struct json_value *claims, *info;
};

static void go_on(struct asking *a);

static void end(struct asking *a, enum fault fault)
{
	a->inquiry.fault = fault;
	a->inquiry.over = true;
	if (a->how.done != NULL)
		a->how.done(a->how.what);
}

static enum fault unreachable(struct asking *a, const struct fetch_answer *answer)
{
	if (answer->fault != FAULT_NONE)
		return refuse_with(&a->inquiry.why, FAULT_BUSY, N_("The log-in service cannot be reached just now (%s)"), "%s",
			answer->trouble);
	return refuse_with(&a->inquiry.why, FAULT_BUSY, N_("The log-in service cannot be reached just now (%s)"), "HTTP %d",
		answer->status);
}

static void ask(struct asking *a, const struct fetch_request *request,
	void (*done)(void *what, const struct fetch_answer *answer))
{
	fetch(a->provider->fetcher, a->how.arena, request, done, a);
}

/* --- what the provider says of itself --- */

static void take_facts(void *what, const struct fetch_answer *answer)
{
	struct asking *a = what;
	struct provider *p = a->provider;
	struct arena arena = ARENA_INIT;
	struct facts facts;
	enum fault fault = answer->fault == FAULT_NONE && answer->status == 200 ?
		facts_read(&arena, answer->body, p->settings->issuer, &a->inquiry.why, &facts) :
		unreachable(a, answer);

	if (fault != FAULT_NONE) {
		arena_release(&arena);
		end(a, fault);
		return;
	}
	arena_release(&p->facts.arena);
	p->facts.arena = arena;
	p->facts.facts = facts;
	p->facts.at = a->how.now;
	go_on(a);
}

static void take_keys(void *what, const struct fetch_answer *answer)
{
	struct asking *a = what;
	struct provider *p = a->provider;
	struct arena arena = ARENA_INIT;
	struct jws_keys keys;
	enum fault fault = answer->fault == FAULT_NONE && answer->status == 200 ?
		jws_keys_read(&arena, answer->body, &a->inquiry.why, &keys) :
		unreachable(a, answer);

	if (fault != FAULT_NONE) {
		arena_release(&arena);
		end(a, fault == FAULT_BUSY ? fault : distrust(&a->inquiry.why, "keys"));
		return;
	}
	arena_release(&p->keys.arena);
	p->keys.arena = arena;
	p->keys.keys = keys;
	p->keys.at = a->how.now;
	a->has_fetched_keys = true;
	go_on(a);
}

static bool is_fresh(int64_t at, int64_t now)
{
	return at != 0 && now - at < kept && at - now < kept;
}

static void fetch_facts(struct asking *a)
{
	ask(a, &(struct fetch_request){ .url = facts_url(a->how.arena, a->provider->settings->issuer) }, take_facts);
}

static void fetch_keys(struct asking *a)
{
	ask(a, &(struct fetch_request){ .url = a->provider->facts.facts.keys }, take_keys);
}

/* --- the ways in and out --- */

struct address {
	struct buffer b;
	char before;
};

static void field(struct address *address, const char *name, struct text value)
{
	if (address->before != '\0')
		buffer_add_byte(&address->b, address->before);
	buffer_add_string(&address->b, name);
	buffer_add_byte(&address->b, '=');
	percent_encode(&address->b, value);
	address->before = '&';
}

static struct address address_at(struct arena *arena, struct text url)
{
	struct address address = { .b = buffer_in(arena, PROVIDER_URL_MAX),
		.before = text_find_byte(url, '?') < url.n ? '&' : '?' };

	buffer_add(&address.b, url);
	return address;
}

static void give_address(struct asking *a, const struct address *address)
{
	if (address->b.full) {
		end(a, distrust(&a->inquiry.why, "addresses of the configuration"));
		return;
	}
	a->inquiry.url = buffer_text(&address->b);
	end(a, FAULT_NONE);
}

static struct text challenge(struct arena *arena, struct text verifier)
{
	struct hash hash = hash_of(verifier);

	return base64url(arena, (struct text){ (const char *)hash.bytes, sizeof(hash.bytes) });
}

static void give_way_in(struct asking *a)
{
	const struct provider_settings *s = a->provider->settings;
	struct address address = address_at(a->how.arena, a->provider->facts.facts.authorization);

	field(&address, "response_type", TEXT("code"));
	field(&address, "client_id", s->client);
	field(&address, "redirect_uri", s->return_url);
	field(&address, "scope", s->scope);
	field(&address, "state", a->secrets.state);
	field(&address, "nonce", a->secrets.nonce);
	field(&address, "code_challenge", challenge(a->how.arena, a->secrets.verifier));
	field(&address, "code_challenge_method", TEXT("S256"));
	field(&address, "ui_locales", a->language);
	give_address(a, &address);
}

static void give_way_out(struct asking *a)
{
	const struct provider_settings *s = a->provider->settings;
	struct address address;

	if (!text_known(a->provider->facts.facts.end)) {
		end(a, FAULT_NONE);
		return;
	}
	address = address_at(a->how.arena, a->provider->facts.facts.end);
	field(&address, "client_id", s->client);
	field(&address, "post_logout_redirect_uri", s->home);
	if (!text_empty(a->hint))
		field(&address, "id_token_hint", a->hint);
	give_address(a, &address);
}

/* --- who it is --- */

/* "invalid_grant": a word of the protocol, and not what somebody would have us show. */
static struct text error_word(struct text t)
{
	if (!text_known(t) || t.n == 0 || t.n > ERROR_WORD_MAX)
		return TEXT("?");
	for (size_t i = 0; i < t.n; i++)
		if (!((t.s[i] >= 'a' && t.s[i] <= 'z') || t.s[i] == '_'))
			return TEXT("?");
	return t;
}

static enum fault refused_code(struct asking *a, const struct fetch_answer *answer)
{
	struct json_value *tree;
	struct text word;

	if (json_read(a->how.arena, answer->body, NULL, &tree) != FAULT_NONE)
		return unreachable(a, answer);
	word = error_word(json_member_text(tree, "error"));
	if (text_is(word, "invalid_grant"))
		return refuse(&a->inquiry.why, FAULT_DENIED, N_("The log-in took too long, or was used before: log in again"));
	return refuse_with(&a->inquiry.why, FAULT_DENIED, N_("The log-in service does not take the portal's questions (%s): an "
		"administrator must look at how the two were introduced"), "%.*s", TEXT_ARG(word));
}

static enum fault read_token(struct asking *a, const struct fetch_answer *answer)
{
	struct json_value *tree;

	if (answer->fault != FAULT_NONE || answer->status >= 500)
		return unreachable(a, answer);
	if (answer->status != 200)
		return refused_code(a, answer);
	if (json_read(a->how.arena, answer->body, NULL, &tree) != FAULT_NONE)
		return distrust(&a->inquiry.why, "form");
	a->bearer = json_member_text(tree, "access_token");
	a->inquiry.hint = json_member_text(tree, "id_token");
	return jws_read(a->how.arena, a->inquiry.hint, &a->inquiry.why, &a->jws);
}

static void take_token(void *what, const struct fetch_answer *answer)
{
	struct asking *a = what;
	enum fault fault = read_token(a, answer);

	if (fault != FAULT_NONE) {
		end(a, fault);
		return;
	}
	a->has_token = true;
	go_on(a);
}

/* Name and secret in the head are escaped as in a form (RFC 6749 section 2.3.1). */
static struct text escaped(struct arena *arena, struct text t)
{
	struct buffer b = buffer_in(arena, FORM_MAX);

	percent_encode(&b, t);
	return buffer_text(&b);
}

static void fetch_token(struct asking *a)
{
	const struct provider_settings *s = a->provider->settings;
	const struct facts *facts = &a->provider->facts.facts;
	struct address form = { .b = buffer_in(a->how.arena, FORM_MAX) };
	struct fetch_request request = { .url = facts->token };

	field(&form, "grant_type", TEXT("authorization_code"));
	field(&form, "code", a->code);
	field(&form, "redirect_uri", s->return_url);
	field(&form, "code_verifier", a->secrets.verifier);
	if (text_known(s->secret) && facts->takes_basic) {
		request.user = escaped(a->how.arena, s->client);
		request.password = escaped(a->how.arena, s->secret);
	} else {
		field(&form, "client_id", s->client);
		if (text_known(s->secret))
			field(&form, "client_secret", s->secret);
	}
	request.form = buffer_text(&form.b);
	ask(a, &request, take_token);
}

/* What it does not want to tell stays open; what it tells of a user is told of this one (section 5.3.2). */
static enum fault read_user(struct asking *a, const struct fetch_answer *answer)
{
	if (answer->fault != FAULT_NONE || answer->status >= 500)
		return unreachable(a, answer);
	if (answer->status == 401 || answer->status == 403)
		return FAULT_NONE;
	if (answer->status != 200 || json_read(a->how.arena, answer->body, NULL, &a->info) != FAULT_NONE ||
		!text_eq(json_member_text(a->info, "sub"), json_member_text(a->claims, "sub")))
		return distrust(&a->inquiry.why, "user");
	return FAULT_NONE;
}

static void take_user(void *what, const struct fetch_answer *answer)
{
	struct asking *a = what;
	enum fault fault = read_user(a, answer);

	a->has_asked_user = true;
	if (fault != FAULT_NONE)
		end(a, fault);
	else
		go_on(a);
}

static void fetch_user(struct asking *a)
{
	ask(a, &(struct fetch_request){ .url = a->provider->facts.facts.user, .bearer = a->bearer }, take_user);
}

/* The key may be new there, under a new name, an old one or none. */
static void check_token(struct asking *a)
{
	const struct provider_settings *s = a->provider->settings;
	enum fault fault = jws_check(a->how.arena, &a->jws, &a->provider->keys.keys, &a->inquiry.why);

	if (fault != FAULT_NONE && !a->has_fetched_keys) {
		fetch_keys(a);
		return;
	}
	if (fault == FAULT_NONE)
		fault = id_token_check(a->how.arena, a->jws.payload,
			&(struct id_token_wanted){ s->issuer, s->client, a->secrets.nonce, a->how.now }, &a->inquiry.why, &a->claims);
	if (fault != FAULT_NONE) {
		end(a, fault);
		return;
	}
	a->has_checked = true;
	go_on(a);
}

static bool wants_user(const struct asking *a)
{
	return !a->has_asked_user && text_known(a->provider->facts.facts.user) && text_known(a->bearer) &&
		claims_lack(a->how.arena, a->claims, a->provider->settings->claim);
}

static bool is_from_another(const struct asking *a)
{
	return text_known(a->iss) ? !text_eq(a->iss, a->provider->settings->issuer) : a->provider->facts.facts.names_itself;
}

static void find_who(struct asking *a)
{
	if (is_from_another(a)) {
		end(a, distrust(&a->inquiry.why, "issuer"));
	} else if (!a->has_token) {
		fetch_token(a);
	} else if (!is_fresh(a->provider->keys.at, a->how.now)) {
		fetch_keys(a);
	} else if (!a->has_checked) {
		check_token(a);
	} else if (wants_user(a)) {
		fetch_user(a);
	} else {
		if (a->inquiry.hint.n > PROVIDER_HINT_MAX)
			a->inquiry.hint = TEXT("");
		a->inquiry.claims = claims_read(a->how.arena, a->claims, a->info, a->provider->settings->claim);
		end(a, FAULT_NONE);
	}
}

/* --- inquiries --- */

/* The next step, from what is known so far. */
static void go_on(struct asking *a)
{
	struct provider *p = a->provider;

	if (p->facts.at == 0 || (a->purpose != WAY_OUT && !is_fresh(p->facts.at, a->how.now))) {
		fetch_facts(a);
		return;
	}
	switch (a->purpose) {
	case WAY_IN:
		give_way_in(a);
		break;
	case WHO:
		find_who(a);
		break;
	case WAY_OUT: /* which may be old: nobody who leaves shall wait for it */
		give_way_out(a);
		break;
	}
}

static struct asking *begin(struct provider *provider, const struct inquiry_how *how, enum purpose purpose)
{
	struct asking *a = arena_new(how->arena, struct asking, 1);

	a->provider = provider;
	a->how = *how;
	a->purpose = purpose;
	return a;
}

struct inquiry *provider_way_in(struct provider *provider, const struct inquiry_how *how, const struct provider_secrets *secrets,
	struct text language)
{
	struct asking *a = begin(provider, how, WAY_IN);

	a->secrets = *secrets;
	a->language = language;
	go_on(a);
	return &a->inquiry;
}

struct inquiry *provider_who(struct provider *provider, const struct inquiry_how *how, const struct provider_secrets *secrets,
	struct text code, struct text iss)
{
	struct asking *a = begin(provider, how, WHO);

	a->secrets = *secrets;
	a->code = code;
	a->iss = iss;
	go_on(a);
	return &a->inquiry;
}

struct inquiry *provider_way_out(struct provider *provider, const struct inquiry_how *how, struct text hint)
{
	struct asking *a = begin(provider, how, WAY_OUT);

	a->hint = hint;
	go_on(a);
	return &a->inquiry;
}

/* --- the provider --- */

static void close_provider(void *what)
{
	struct provider *provider = what;

	arena_release(&provider->facts.arena);
	arena_release(&provider->keys.arena);
}

enum fault provider_open(struct arena *arena, const struct provider_settings *settings, struct refusal *why,
	struct provider **ret)
{
	struct provider *provider = arena_new(arena, struct provider, 1);

	provider->settings = settings;
	arena_defer(arena, close_provider, provider);
	*ret = provider;
	return fetcher_open(arena, settings->authority, why, &provider->fetcher);
}

int provider_fd(const struct provider *provider)
{
	return fetcher_fd(provider->fetcher);
}

void provider_turn(struct provider *provider)
{
	fetcher_turn(provider->fetcher);
}
