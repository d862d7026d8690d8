/* The visitor's own account. */
#include "markup/qr.h"
#include "seal/password.h"
#include "seal/totp.h"
#include "views/account.h"
#include "web/link.h"
#include "web/login_view.h"
#include "web/pages.h"
#include "web/proof.h"
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
	if (page.has_password && login_want_passwords(visit) == FAULT_NONE)
		page.password = link_to(visit, ADDRESS_PASSWORD);
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
	struct account_row account;
	struct factor_page page = { .problem = problem, .account = link_to(visit, ADDRESS_ACCOUNT),
		.action = link_to(visit, ADDRESS_FACTOR) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = account_own(&visit->cx, visit->visitor.account, &account);

	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){
			.title = text_from(tr(visit->cx.lang, N_("Log-in in two steps"))), .unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.has_password = text_known(account.password);
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

/* Somebody else's telephone would keep the owner out: whoever has a password is asked for it. */
static enum fault ask_for_password(struct visit *visit)
{
	struct account_row account;
	enum fault fault = account_own(&visit->cx, visit->visitor.account, &account);

	if (fault != FAULT_NONE || !text_known(account.password) || text_known(account.secret))
		return fault;
	return proof_ask(visit, &(struct login_proof){ .password = form_text(&visit->form, FACTOR_PASSWORD) });
}

static enum fault turn_on(struct visit *visit)
{
	struct text code = form_text(&visit->form, FACTOR_CODE), secret;
	enum fault fault;

	if (!totp_secret_parse(visit->cx.arena, form_text(&visit->form, FACTOR_KEY), &secret))
		return page_factor(visit);
	fault = ask_for_password(visit);
	if (fault == FAULT_NONE)
		fault = account_second_factor_on(&visit->cx, visit->visitor.account, secret, text_known(code) ? code : TEXT(""));
	if (fault == FAULT_INVALID || fault == FAULT_DENIED)
		return show_factor(visit, secret, refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx)));
	return fault;
}

static enum fault turn_off(struct visit *visit)
{
	enum fault fault = proof_ask(visit, &(struct login_proof){ form_text(&visit->form, FACTOR_PASSWORD),
		form_text(&visit->form, FACTOR_CODE) });

	return fault != FAULT_NONE ? fault : account_second_factor_off(&visit->cx, visit->visitor.account);
}

enum fault submit_factor(struct visit *visit)
{
	bool off = form_number(&visit->form, FACTOR_WHAT, FACTOR_ON) == FACTOR_OFF;
	enum fault fault = off ? turn_off(visit) : turn_on(visit);

	if (fault != FAULT_NONE || text_known(visit->response->body))
		return fault;
	return visit_send_to(visit, 303, link_to(visit, ADDRESS_ACCOUNT));
}
