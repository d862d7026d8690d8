/* Another password, for who knows the one that is. */
#include "seal/password.h"
#include "views/account.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/login_view.h"
#include "web/pages.h"
#include "web/proof.h"
#include "web/session.h"

enum { PASSWORD_OLD, PASSWORD_NEW, PASSWORD_AGAIN };
static const struct field password_fields[] = {
	[PASSWORD_OLD] = { .name = "nuvaerende", .label = N_("Your password"), .required = true, .most = PASSWORD_MOST },
	[PASSWORD_NEW] = { .name = "adgangskode", .label = N_("New password"), .required = true, .most = PASSWORD_MOST },
	[PASSWORD_AGAIN] = { .name = "igen", .label = N_("The same again"), .required = true, .most = PASSWORD_MOST },
};
const struct form password_form = { password_fields, LENGTH_OF(password_fields), 8 << 10 };

static enum fault show_password(struct visit *visit, int status, bool changed, struct text problem)
{
	struct password_page page = { .problem = problem, .changed = changed, .least = PASSWORD_LEAST,
		.action = link_to(visit, ADDRESS_PASSWORD), .account = link_to(visit, ADDRESS_ACCOUNT) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){
		.title = text_from(tr(visit->cx.lang, N_("Change the password"))), .unlisted = true }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	visit->response->status = status;
	view_password(&html, &page);
	return frame_show(visit, &html);
}

/* Whoever logs in by another service alone has none to change. */
static enum fault want_password(struct visit *visit)
{
	struct account_row account;
	enum fault fault = login_want_passwords(visit);

	if (fault == FAULT_NONE)
		fault = account_own(&visit->cx, visit->visitor.account, &account);
	if (fault == FAULT_NONE && !text_known(account.password))
		return refuse(&visit->cx.why, FAULT_NOT_FOUND, N_("Your account has no password"));
	return fault;
}

enum fault page_password(struct visit *visit)
{
	enum fault fault = want_password(visit);

	return fault != FAULT_NONE ? fault : show_password(visit, 200, false, TEXT_NONE);
}

static enum fault show_trouble(struct visit *visit, int status)
{
	return show_password(visit, status, false, refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx)));
}

enum fault submit_password(struct visit *visit)
{
	const struct form_values *form = &visit->form;
	enum fault fault = want_password(visit);

	if (fault != FAULT_NONE)
		return fault;
	if (form->problems_n > 0)
		return show_password(visit, 400, false, problem_field_text(visit->cx.arena, visit->cx.lang, &form->problems[0]));
	if (!text_eq(form_text(form, PASSWORD_NEW), form_text(form, PASSWORD_AGAIN)))
		return show_password(visit, 400, false, text_from(tr(visit->cx.lang, N_("The two passwords are not the same"))));
	fault = proof_ask(visit, &(struct login_proof){ .password = form_text(form, PASSWORD_OLD) });
	if (fault == FAULT_DENIED)
		return show_trouble(visit, 403);
	if (fault == FAULT_NONE)
		fault = account_change_password(&visit->cx, visit->visitor.account, form_text(form, PASSWORD_NEW), visit->visitor.token);
	if (fault == FAULT_INVALID)
		return show_trouble(visit, 400);
	return fault != FAULT_NONE ? fault : show_password(visit, 200, true, TEXT_NONE);
}
