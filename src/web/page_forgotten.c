/* "Glemt adgangskode?": the answer, and how long it takes, tell nobody whether there is an account (domain/login.h). */
#include "views/account.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/login_view.h"
#include "web/pages.h"
#include "web/session.h"
#include "web/site.h"

enum { FORGOTTEN_EMAIL };
static const struct field forgotten_fields[] = {
	[FORGOTTEN_EMAIL] = { .name = "email", .label = N_("E-mail address"), .required = true, .most = ACCOUNT_EMAIL_MAX },
};
const struct form forgotten_form = { forgotten_fields, LENGTH_OF(forgotten_fields), 8 << 10 };

static enum fault show_forgotten(struct visit *visit, bool taken, struct text problem)
{
	struct forgotten_page page = { .problem = problem, .email = form_text(&visit->form, FORGOTTEN_EMAIL), .taken = taken,
		.hours = TICKET_RESET_HOURS, .action = link_to(visit, ADDRESS_FORGOTTEN), .login = link_to(visit, ADDRESS_LOGIN) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){
		.title = text_from(tr(visit->cx.lang, N_("Forgotten password"))), .unlisted = true }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	page.frame.token = session_form_token(visit);
	if (text_known(problem) && visit->response->status != 429)
		visit->response->status = 400;
	view_forgotten(&html, &page);
	return frame_show(visit, &html);
}

/* Without mail there is no such page. */
static enum fault want_mail(struct visit *visit)
{
	return login_sends_links(visit) ? FAULT_NONE :
		refuse(&visit->cx.why, FAULT_NOT_FOUND, N_("An administrator can give you a new link"));
}

enum fault page_forgotten(struct visit *visit)
{
	enum fault fault = want_mail(visit);

	return fault != FAULT_NONE ? fault : show_forgotten(visit, false, TEXT_NONE);
}

enum fault submit_forgotten(struct visit *visit)
{
	struct login_from from = session_from(visit);
	enum fault fault = want_mail(visit);
	int64_t wait = 0;

	if (fault != FAULT_NONE)
		return fault;
	if (visit->form.problems_n > 0)
		return show_forgotten(visit, false, problem_field_text(visit->cx.arena, visit->cx.lang, &visit->form.problems[0]));
	fault = login_forgotten(&visit->cx, form_text(&visit->form, FORGOTTEN_EMAIL), &from, &wait);
	if (fault == FAULT_INVALID)
		return show_forgotten(visit, false, refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx)));
	if (fault != FAULT_NONE)
		return fault;
	if (wait == 0)
		return show_forgotten(visit, true, TEXT_NONE);
	visit->response->status = 429;
	return show_forgotten(visit, false, login_wait_words(visit, wait));
}
