/* Log-in by another service, there and back, and log-out, which it is told of. */
#include "base/log.h"
#include "seal/token.h"
#include "views/account.h"
#include "web/errand.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/login_view.h"
#include "web/pages.h"
#include "web/session.h"
#include "web/sign_on.h"
#include "web/site.h"

enum { STATE_MAX = 200, ERROR_MAX = 200, ISSUER_MAX = 2000 };

enum { SIGN_ON_BACK };
static const struct field sign_on_fields[] = {
	[SIGN_ON_BACK] = { .name = "til", .label = N_("Back to"), .most = ADDRESS_MAX / 2 },
};
const struct form sign_on_form = { sign_on_fields, LENGTH_OF(sign_on_fields), 4 << 10 };

enum { RETURN_CODE, RETURN_STATE, RETURN_ISSUER, RETURN_ERROR };
static const struct field return_fields[] = {
	[RETURN_CODE] = { .name = "code", .label = N_("Code"), .most = PROVIDER_CODE_MAX },
	[RETURN_STATE] = { .name = "state", .label = N_("State"), .most = STATE_MAX },
	[RETURN_ISSUER] = { .name = "iss", .label = N_("Log-in service"), .most = ISSUER_MAX },
	[RETURN_ERROR] = { .name = "error", .label = N_("Error"), .most = ERROR_MAX },
};
const struct form return_form = { return_fields, LENGTH_OF(return_fields), 0 };

/* Of one token, so that the browser keeps one thing and we nothing but its hash. */
static struct provider_secrets secrets_of(struct arena *arena, struct text token)
{
	return (struct provider_secrets){ token_derived(arena, token, "openid state"), token_derived(arena, token, "openid nonce"),
		token_derived(arena, token, "openid verifier") };
}

static enum fault want_sign_on(struct visit *visit)
{
	return visit->settings->sign_on != NULL ? FAULT_NONE :
		refuse(&visit->cx.why, FAULT_NOT_FOUND, N_("Nobody logs in by another service here"));
}

static struct text trouble(const struct visit *visit, const struct refusal *why)
{
	return refusal_text(visit->cx.arena, visit->cx.lang, why);
}

static enum fault show_login(struct visit *visit, int status, struct text problem, struct text back)
{
	return login_show(visit, &(struct login_shown){ .status = status, .problem = problem, .back = back });
}

/* A page that leads on by itself, and whose link does so where that is turned off. */
static enum fault lead_on(struct visit *visit, struct text url, bool leaves)
{
	struct onward_page page = { .service = visit->settings->sign_on->label, .url = { url }, .leaves = leaves };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){
		.title = text_from(tr(visit->cx.lang, leaves ? N_("Logged out") : N_("Log in"))), .unlisted = true }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	visit->response->secret = true;
	response_add(visit->response, "Refresh", arena_format(visit->cx.arena, "0; url=%.*s", TEXT_ARG(url)));
	view_onward(&html, &page);
	return frame_show(visit, &html);
}

static int status_of(enum fault fault)
{
	return fault == FAULT_BUSY ? 503 : 403;
}

/* --- there --- */

enum fault page_sign_on(struct visit *visit)
{
	enum fault fault = want_sign_on(visit);

	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_to(visit, ADDRESS_LOGIN));
}

static enum fault set_out(struct visit *visit, struct errand *errand)
{
	const struct inquiry *inquiry = errand->inquiry;
	enum fault fault;

	if (inquiry->fault != FAULT_NONE) {
		log_line(LOG_WARNING, "openid fault=%s why=%s detail=%s", fault_name(inquiry->fault), inquiry->why.message,
			inquiry->why.detail);
		return show_login(visit, status_of(inquiry->fault), trouble(visit, &inquiry->why), errand->back);
	}
	fault = identity_depart(&visit->cx, errand->token, errand->back);
	if (fault != FAULT_NONE)
		return fault;
	session_departure_cookie(visit, errand->token);
	return lead_on(visit, inquiry->url, false);
}

static enum fault find_way_in(struct visit *visit)
{
	struct errand *errand = errand_new(visit);
	struct login_from from = session_from(visit);
	struct inquiry_how how = errand_how(errand, visit);
	struct provider_secrets secrets;
	int64_t wait = 0;
	enum fault fault = login_wait(&visit->cx, &from, &wait);

	errand->back = login_way_back(visit, form_text(&visit->form, SIGN_ON_BACK));
	if (fault != FAULT_NONE)
		return fault;
	if (wait > 0)
		return show_login(visit, 429, login_wait_words(visit, wait), errand->back);
	errand->token = token_new(visit->cx.arena);
	secrets = secrets_of(visit->cx.arena, errand->token);
	errand->inquiry = provider_way_in(visit->settings->provider, &how, &secrets, text_from(lang_tag(visit->cx.lang)));
	return errand->inquiry->over ? set_out(visit, errand) : visit_later(visit, errand);
}

enum fault submit_sign_on(struct visit *visit)
{
	enum fault fault = want_sign_on(visit);

	if (fault != FAULT_NONE)
		return fault;
	return visit->rq->errand != NULL ? set_out(visit, visit->rq->errand) : find_way_in(visit);
}

/* --- and back --- */

/* Whoever is in already has come back twice, by the button of the browser. */
static enum fault not_expected(struct visit *visit)
{
	if (visit->visitor.known)
		return login_go_on(visit, TEXT_NONE);
	return show_login(visit, 400, text_from(tr(visit->cx.lang,
		N_("The log-in took too long, or was begun in another browser: log in again"))), TEXT_NONE);
}

static struct identity_known known_of(const struct visit *visit, const struct inquiry *inquiry)
{
	const struct claims *claims = &inquiry->claims;

	return (struct identity_known){ .issuer = visit->settings->sign_on->provider.issuer, .subject = claims->subject,
		.email = claims->email, .name = claims->name, .email_verified = claims->email_verified,
		.email_denied = claims->email_denied, .values = claims->values, .values_n = claims->values_n, .hint = inquiry->hint };
}

/* The log names the user as the service does: by that an operator can bind an account to them. */
static enum fault refuse_visitor(struct visit *visit, const struct refusal *why, struct text subject, struct text back)
{
	log_line(LOG_WARNING, "openid subject=%.*s fault=%s why=%s detail=%s", TEXT_ARG(subject), fault_name(why->fault),
		why->message, why->detail);
	return show_login(visit, status_of(why->fault), trouble(visit, why), back);
}

static enum fault let_in(struct visit *visit, const struct errand *errand)
{
	const struct inquiry *inquiry = errand->inquiry;
	struct login_from from = session_from(visit);
	struct identity_known known = known_of(visit, inquiry);
	struct login_answer answer;
	enum fault fault;

	session_departure_cookie(visit, TEXT_NONE);
	if (inquiry->fault == FAULT_DENIED) {
		fault = login_failed(&visit->cx, &from);
		if (fault != FAULT_NONE)
			return fault;
	}
	if (inquiry->fault != FAULT_NONE)
		return refuse_visitor(visit, &inquiry->why, TEXT_NONE, errand->back);
	fault = identity_log_in(&visit->cx, &known, &visit->settings->sign_on->rules, &from, &answer);
	if (fault == FAULT_DENIED)
		return refuse_visitor(visit, ctx_why(&visit->cx), known.subject, errand->back);
	return fault != FAULT_NONE ? fault : login_let_in(visit, &answer, errand->back);
}

/* "access_denied" is the word for somebody who pressed "no"; whatever else it says is not for us to repeat. */
static enum fault turned_away(struct visit *visit, struct text back)
{
	bool denied = text_is(form_text(&visit->form, RETURN_ERROR), "access_denied");

	session_departure_cookie(visit, TEXT_NONE);
	return show_login(visit, 403, text_from(tr(visit->cx.lang, denied ? N_("The log-in service did not let you in") :
		N_("The log-in service could not let you in: try again, or ask an administrator"))), back);
}

static enum fault find_who(struct visit *visit, struct text token, struct text back)
{
	struct provider_secrets secrets = secrets_of(visit->cx.arena, token);
	struct errand *errand = errand_new(visit);
	struct login_from from = session_from(visit);
	struct inquiry_how how = errand_how(errand, visit);
	int64_t wait = 0;
	enum fault fault = login_wait(&visit->cx, &from, &wait);

	if (fault != FAULT_NONE)
		return fault;
	if (wait > 0)
		return show_login(visit, 429, login_wait_words(visit, wait), back);
	errand->back = back;
	errand->inquiry = provider_who(visit->settings->provider, &how, &secrets, form_text(&visit->form, RETURN_CODE),
		form_text(&visit->form, RETURN_ISSUER));
	return errand->inquiry->over ? let_in(visit, errand) : visit_later(visit, errand);
}

static enum fault come_back(struct visit *visit)
{
	struct text token = session_departure(visit), back = TEXT_NONE;
	enum fault fault = FAULT_NOT_FOUND;

	if (text_known(token) && token_same(form_text(&visit->form, RETURN_STATE), secrets_of(visit->cx.arena, token).state))
		fault = identity_return(&visit->cx, token, &back);
	if (fault == FAULT_NOT_FOUND)
		return not_expected(visit);
	if (fault != FAULT_NONE)
		return fault;
	back = login_way_back(visit, back);
	if (text_known(form_text(&visit->form, RETURN_ERROR)) || !text_known(form_text(&visit->form, RETURN_CODE)))
		return turned_away(visit, back);
	return find_who(visit, token, back);
}

enum fault page_return(struct visit *visit)
{
	enum fault fault = want_sign_on(visit);

	if (fault != FAULT_NONE)
		return fault;
	return visit->rq->errand != NULL ? let_in(visit, visit->rq->errand) : come_back(visit);
}

/* --- out --- */

enum fault page_logout(struct visit *visit)
{
	return visit_send_to(visit, 303, link_to(visit, ADDRESS_FRONT));
}

/* Nobody who has left here is kept because the service does not answer. */
static enum fault leave(struct visit *visit, const struct inquiry *inquiry)
{
	session_cookie_end(visit);
	if (inquiry != NULL && inquiry->fault == FAULT_NONE && text_known(inquiry->url))
		return lead_on(visit, inquiry->url, true);
	return visit_send_to(visit, 303, link_to(visit, ADDRESS_FRONT));
}

static enum fault find_way_out(struct visit *visit, struct text hint)
{
	struct errand *errand = errand_new(visit);
	struct inquiry_how how = errand_how(errand, visit);

	errand->inquiry = provider_way_out(visit->settings->provider, &how, hint);
	return errand->inquiry->over ? leave(visit, errand->inquiry) : visit_later(visit, errand);
}

enum fault submit_logout(struct visit *visit)
{
	struct text token = visit->visitor.token, hint = TEXT_NONE;
	enum fault fault = FAULT_NONE;

	if (visit->rq->errand != NULL)
		return leave(visit, visit->rq->errand->inquiry);
	if (text_known(token) && visit->settings->sign_on != NULL)
		fault = session_hint(&visit->cx, token, &hint);
	if (fault == FAULT_NONE && text_known(token))
		fault = session_end(&visit->cx, token);
	if (fault != FAULT_NONE)
		return fault;
	return text_known(hint) ? find_way_out(visit, hint) : leave(visit, NULL);
}
