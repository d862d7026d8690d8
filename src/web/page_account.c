/* The visitor's own account. */
#include "markup/qr.h"
#include "seal/password.h"
#include "seal/totp.h"
#include "views/account.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/role_view.h"
#include "web/session.h"

enum { FACTOR_WHAT, FACTOR_PASSWORD, FACTOR_CODE, FACTOR_KEY };
enum { FACTOR_ON, FACTOR_OFF };
static const char *const factor_whats[] = { "til", "fra", NULL };
static const struct field factor_fields[] = {
	[FACTOR_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .choices = factor_whats },
	[FACTOR_PASSWORD] = { .name = "adgangskode", .label = N_("Password"), .most = PASSWORD_MOST },
	[FACTOR_CODE] = { .name = "kode", .label = N_("Code"), .most = 12 },
	[FACTOR_KEY] = { .name = "noegle", .label = N_("Key"), .most = 80 },
};
const struct form factor_form = { factor_fields, LENGTH_OF(factor_fields), 8 << 10 };
const struct form bare_form = { NULL, 0, 1 << 10 };

static void add_sessions(const struct visit *visit, const struct session_row *rows, struct account_page *page)
{
	page->sessions = arena_new(visit->cx.arena, struct session_entry, page->sessions_n);
	for (size_t i = 0; i < page->sessions_n; i++)
		page->sessions[i] = (struct session_entry){ rows[i], instant_to_local(rows[i].made_at),
			instant_to_local(rows[i].seen_at) };
}

enum fault page_account(struct visit *visit)
{
	struct account_page page = { .name = visit->visitor.name, .email = visit->visitor.email,
		.factor = link_to(visit, ADDRESS_FACTOR), .action = link_to(visit, ADDRESS_ACCOUNT) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct account_row account;
	struct role_row *roles;
	struct session_row *sessions;
	enum fault fault = account_own(&visit->cx, visit->visitor.account, &account);

	if (fault == FAULT_NONE)
		fault = account_roles(&visit->cx, account.id, &roles, &page.roles_n);
	if (fault == FAULT_NONE)
		fault = role_identities(visit, account.id, &page.identities, &page.identities_n);
	if (fault == FAULT_NONE)
		fault = session_list(&visit->cx, account.id, &sessions, &page.sessions_n);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = account.name, .unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	fault = role_rights(visit, &account, roles, page.roles_n, &page.rights, &page.rights_n);
	if (fault != FAULT_NONE)
		return fault;
	page.roles = role_entries(visit, roles, page.roles_n);
	page.second_factor = text_known(account.secret);
	page.has_password = text_known(account.password);
	add_sessions(visit, sessions, &page);
	view_account(&html, &page);
	return frame_show(visit, &html);
}

/* Log-out everywhere, here too. */
enum fault submit_account(struct visit *visit)
{
	enum fault fault = session_end_all(&visit->cx, visit->visitor.account);

	if (fault != FAULT_NONE)
		return fault;
	session_cookie_end(visit);
	return visit_send_to(visit, 303, link_to(visit, ADDRESS_LOGIN));
}

static enum fault show_factor(struct visit *visit, struct text secret, struct text problem)
{
	struct factor_page page = { .problem = problem, .account = link_to(visit, ADDRESS_ACCOUNT),
		.action = link_to(visit, ADDRESS_FACTOR) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){
		.title = text_from(tr(visit->cx.lang, N_("Log-in in two steps"))), .unlisted = true }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	page.secret = totp_secret_text(visit->cx.arena, secret);
	page.picture = qr_svg(visit->cx.arena,
		totp_address(visit->cx.arena, text_known(page.frame.site) ? page.frame.site : TEXT("Sagsgang"),
			visit->visitor.email, secret));
	if (text_known(problem))
		visit->response->status = 400;
	view_factor(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_factor(struct visit *visit)
{
	return show_factor(visit, totp_secret_new(visit->cx.arena), TEXT_NONE);
}

static enum fault turn_on(struct visit *visit)
{
	struct text code = form_text(&visit->form, FACTOR_CODE), secret;
	enum fault fault;

	if (!totp_secret_parse(visit->cx.arena, form_text(&visit->form, FACTOR_KEY), &secret))
		return page_factor(visit);
	fault = account_second_factor_on(&visit->cx, visit->visitor.account, secret, text_known(code) ? code : TEXT(""));
	if (fault == FAULT_INVALID)
		return show_factor(visit, secret, refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx)));
	return fault;
}

/* The password once more, or a code where there is none: an open browser alone must not be enough. */
static enum fault turn_off(struct visit *visit)
{
	struct login_from from = session_from(visit);
	struct text password = form_text(&visit->form, FACTOR_PASSWORD), code = form_text(&visit->form, FACTOR_CODE);
	struct login_answer answer;
	enum fault fault = login_again(&visit->cx, visit->visitor.account,
		&(struct login_proof){ password, code }, &from, &answer);

	if (fault != FAULT_NONE)
		return fault;
	if (answer.outcome == LOGIN_WAIT)
		return refuse_with(&visit->cx.why, FAULT_DENIED, N_("Too many tries: wait %s seconds, and try again"), "%lld",
			(long long)answer.wait);
	if (answer.outcome != LOGIN_DONE)
		return refuse(&visit->cx.why, FAULT_DENIED, text_known(password) ? N_("The password does not fit") :
			N_("The code does not fit: look at the telephone's clock, and try the next"));
	return account_second_factor_off(&visit->cx, visit->visitor.account);
}

enum fault submit_factor(struct visit *visit)
{
	bool off = form_number(&visit->form, FACTOR_WHAT, FACTOR_ON) == FACTOR_OFF;
	enum fault fault = off ? turn_off(visit) : turn_on(visit);

	if (fault != FAULT_NONE || text_known(visit->response->body))
		return fault;
	return visit_send_to(visit, 303, link_to(visit, ADDRESS_ACCOUNT));
}
