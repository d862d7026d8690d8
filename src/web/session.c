#include "web/session.h"

#include "domain/identity.h"
#include "seal/token.h"
#include "web/site.h"

static const char form_purpose[] = "form";

enum cookie { COOKIE_SESSION, COOKIE_FORM, COOKIE_DEPARTURE, COOKIE_BROWSER };

static const char *cookie_name(const struct visit *visit, enum cookie cookie)
{
	static const char *const names[] = { [COOKIE_SESSION] = "__Host-sagsgang", [COOKIE_FORM] = "__Host-sagsgang-form",
		[COOKIE_DEPARTURE] = "__Host-sagsgang-departure",
		[COOKIE_BROWSER] = "__Host-sagsgang-browser" };

	return visit->settings->tls ? names[cookie] : names[cookie] + strlen("__Host-");
}

/* "a=1; sagsgang=TOKEN": what is no token of ours is nothing. */
static struct text cookie_value(const struct visit *visit, enum cookie cookie)
{
	struct text rest = request_header(visit->rq, "Cookie"), part;
	const char *name = cookie_name(visit, cookie);

	while (text_split(&rest, ';', &part)) {
		size_t equals = text_find_byte(part, '=');

		if (text_is(text_trim(text_from_to(part, 0, equals)), name)) {
			struct text value = text_trim(text_after(part, equals + 1));

			return value.n == TOKEN_TEXT && text_valid(value) ? value : TEXT_NONE;
		}
	}
	return TEXT_NONE;
}

enum fault session_begin(struct visit *visit)
{
	struct text token = cookie_value(visit, COOKIE_SESSION);
	struct session_row session;
	enum fault fault;

	if (!text_known(token) || visit->cx.db == NULL)
		return FAULT_NONE;
	fault = session_find(&visit->cx, token, &session);
	if (fault == FAULT_NOT_FOUND)
		return FAULT_NONE;
	if (fault != FAULT_NONE)
		return fault;
	visit->visitor.token = token;
	visit->visitor.owes_code = !text_is(session.stage, "open");
	if (visit->visitor.owes_code)
		return FAULT_NONE;
	visit->visitor.known = true;
	visit->visitor.account = session.account;
	visit->visitor.name = session.name;
	visit->visitor.email = session.email;
	visit->cx.viewer = session.viewer;
	return FAULT_NONE;
}

static void set_cookie(struct visit *visit, enum cookie cookie, struct text value, const char *more)
{
	response_add(visit->response, "Set-Cookie", arena_format(visit->cx.arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s",
		cookie_name(visit, cookie), TEXT_ARG(value), visit->settings->tls ? "; Secure" : "", more));
}

void session_cookie(struct visit *visit, struct text token)
{
	visit->visitor.token = token;
	set_cookie(visit, COOKIE_SESSION, token, "");
}

void session_cookie_end(struct visit *visit)
{
	visit->visitor = (struct visitor){ .known = false };
	visit->cx.viewer.v = VIEWER_PUBLIC;
	set_cookie(visit, COOKIE_SESSION, TEXT(""), "; Max-Age=0");
}

void session_browser_cookie(struct visit *visit, struct text token)
{
	set_cookie(visit, COOKIE_BROWSER, token, arena_format(visit->cx.arena, "; Max-Age=%d", BROWSER_DAYS * 24 * 60 * 60));
}

struct text session_departure(const struct visit *visit)
{
	return cookie_value(visit, COOKIE_DEPARTURE);
}

void session_departure_cookie(struct visit *visit, struct text token)
{
	bool ends = !text_known(token);

	visit->response->secret = true;
	set_cookie(visit, COOKIE_DEPARTURE, ends ? TEXT("") : token,
		arena_format(visit->cx.arena, "; Max-Age=%d", ends ? 0 : DEPARTURE_MINUTES * 60));
}

struct text session_form_token(struct visit *visit)
{
	struct text base = visit->visitor.token;

	visit->response->secret = true;
	if (!text_known(base))
		base = cookie_value(visit, COOKIE_FORM);
	if (!text_known(base)) {
		base = token_new(visit->cx.arena);
		set_cookie(visit, COOKIE_FORM, base, "");
	}
	return token_derived(visit->cx.arena, base, form_purpose);
}

/* "https://host" of Origin against the operator's --origin, as a proxy may have changed the Host, or against Host; a browser
 * that says neither is judged by the token alone. */
static bool from_elsewhere(const struct visit *visit)
{
	const struct request *rq = visit->rq;
	struct text ours = visit->settings->origin, site = request_header(rq, "Sec-Fetch-Site"), origin = request_header(rq, "Origin");
	size_t host = text_find(origin, TEXT("://"));

	if (text_known(site) && !text_is(site, "same-origin") && !text_is(site, "none"))
		return true;
	if (!text_empty(ours) && text_is_caseless(origin, text_string(rq->arena, ours)))
		return false;
	return text_known(origin) && (host == origin.n || !text_eq(text_after(origin, host + 3), rq->host));
}

enum fault session_check_form(struct visit *visit)
{
	struct text base = text_known(visit->visitor.token) ? visit->visitor.token : cookie_value(visit, COOKIE_FORM);

	if (!from_elsewhere(visit) && text_known(base) &&
		token_same(visit->form.token, token_derived(visit->cx.arena, base, form_purpose)))
		return FAULT_NONE;
	return refuse(&visit->cx.why, FAULT_DENIED,
		N_("The form is too old, or came from another site: load the page again and send it anew"));
}

struct login_from session_from(const struct visit *visit)
{
	return (struct login_from){ visit->rq->address, request_header(visit->rq, "User-Agent"), visit->visitor.token,
		cookie_value(visit, COOKIE_BROWSER) };
}
