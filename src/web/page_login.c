/* Log-in in one step or two, and the links that open a door once. */
#include "seal/password.h"
#include "views/account.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/login_view.h"
#include "web/pages.h"
#include "web/session.h"
#include "web/sign_on.h"
#include "web/site.h"

enum { LOGIN_EMAIL, LOGIN_PASSWORD, LOGIN_CODE, LOGIN_BACK };
static const struct field login_fields[] = {
	[LOGIN_EMAIL] = { .name = "email", .label = N_("E-mail address"), .most = ACCOUNT_EMAIL_MAX },
	[LOGIN_PASSWORD] = { .name = "adgangskode", .label = N_("Password"), .most = PASSWORD_MOST },
	[LOGIN_CODE] = { .name = "kode", .label = N_("Code"), .most = 12 },
	[LOGIN_BACK] = { .name = "til", .label = N_("Back to"), .most = ADDRESS_MAX / 2 },
};
const struct form login_form = { login_fields, LENGTH_OF(login_fields), 8 << 10 };

enum { TICKET_EMAIL, TICKET_NAME, TICKET_NEW, TICKET_AGAIN };
static const struct field ticket_fields[] = {
	[TICKET_EMAIL] = { .name = "email", .label = N_("E-mail address"), .most = ACCOUNT_EMAIL_MAX },
	[TICKET_NAME] = { .name = "navn", .label = N_("Your name"), .most = ACCOUNT_NAME_MAX },
	[TICKET_NEW] = { .name = "adgangskode", .label = N_("New password"), .required = true, .most = PASSWORD_MOST },
	[TICKET_AGAIN] = { .name = "igen", .label = N_("The same again"), .required = true, .most = PASSWORD_MOST },
};
const struct form ticket_form = { ticket_fields, LENGTH_OF(ticket_fields), 8 << 10 };

static struct text back_field(const struct visit *visit)
{
	return login_way_back(visit, form_text(&visit->form, LOGIN_BACK));
}

static enum fault show_login(struct visit *visit, int status, struct text problem)
{
	return login_show(visit, &(struct login_shown){ status, problem, form_text(&visit->form, LOGIN_EMAIL), back_field(visit) });
}

enum fault page_login(struct visit *visit)
{
	if (visit->visitor.known)
		return login_go_on(visit, back_field(visit));
	return show_login(visit, 200, TEXT_NONE);
}

static enum fault answered(struct visit *visit, const struct login_answer *answer, const char *refused)
{
	switch (answer->outcome) {
	case LOGIN_DONE:
	case LOGIN_CODE_WANTED:
		return login_let_in(visit, answer, back_field(visit));
	case LOGIN_REFUSED:
		return show_login(visit, 400, text_from(tr(visit->cx.lang, refused)));
	case LOGIN_WAIT:
		return show_login(visit, 429, login_wait_words(visit, answer->wait));
	}
	return FAULT_BROKEN;
}

static struct text or_empty(struct text t)
{
	return text_known(t) ? t : TEXT("");
}

enum fault submit_login(struct visit *visit)
{
	struct login_from from = session_from(visit);
	struct login_answer answer;
	enum fault fault = login_want_passwords(visit);

	if (fault != FAULT_NONE)
		return show_login(visit, 403, refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx)));
	fault = login_password(&visit->cx, or_empty(form_text(&visit->form, LOGIN_EMAIL)),
		or_empty(form_text(&visit->form, LOGIN_PASSWORD)), &from, &answer);

	if (fault != FAULT_NONE)
		return fault;
	return answered(visit, &answer, N_("The e-mail address and the password do not fit"));
}

enum fault page_login_code(struct visit *visit)
{
	if (!visit->visitor.owes_code)
		return visit_send_to(visit, 303, link_to(visit, ADDRESS_LOGIN));
	return show_login(visit, 200, TEXT_NONE);
}

enum fault submit_login_code(struct visit *visit)
{
	struct login_from from = session_from(visit);
	struct login_answer answer;
	enum fault fault = login_code(&visit->cx, visit->visitor.token, or_empty(form_text(&visit->form, LOGIN_CODE)), &from,
		&answer);

	if (fault == FAULT_NOT_FOUND)
		return visit_send_to(visit, 303, link_to(visit, ADDRESS_LOGIN));
	if (fault != FAULT_NONE)
		return fault;
	return answered(visit, &answer, N_("The code does not fit: look at the telephone's clock, and try the next"));
}

/* --- links that open a door once --- */

static enum fault show_ticket(struct visit *visit, const struct ticket *ticket, struct text problem)
{
	struct ticket_page page = { .form = { .problem = problem, .email = form_text(&visit->form, TICKET_EMAIL),
		.name = form_text(&visit->form, TICKET_NAME) }, .least = PASSWORD_LEAST, .purpose = ticket->purpose,
		.owner = ticket->account.email, .action = visit_url_as(visit, AS_PAGE) };
	static const char *const titles[] = { [TICKET_SETUP] = N_("Set up the portal"),
		[TICKET_PASSWORD] = N_("Choose a password"), [TICKET_SESSION] = N_("Log in") };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){
		.title = text_from(tr(visit->cx.lang, titles[ticket->purpose])), .unlisted = true }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	page.frame.token = session_form_token(visit);
	view_ticket(&html, &page);
	if (text_known(problem))
		visit->response->status = 400;
	return frame_show(visit, &html);
}

/* A link for a password opens nothing where nobody logs in by one. */
static enum fault read_ticket(struct visit *visit, struct ticket *ret)
{
	enum fault fault = ticket_read(&visit->cx, visit->place.part[0], ret);

	return fault != FAULT_NONE || ret->purpose == TICKET_SESSION ? fault : login_want_passwords(visit);
}

enum fault page_ticket(struct visit *visit)
{
	struct ticket ticket;
	enum fault fault = read_ticket(visit, &ticket);

	return fault != FAULT_NONE ? fault : show_ticket(visit, &ticket, TEXT_NONE);
}

static enum fault open_door(struct visit *visit, const struct ticket *ticket)
{
	struct text token = visit->place.part[0], password = or_empty(form_text(&visit->form, TICKET_NEW));

	if (ticket->purpose == TICKET_PASSWORD)
		return ticket_choose_password(&visit->cx, token, password);
	return ticket_set_up(&visit->cx, token, or_empty(form_text(&visit->form, TICKET_EMAIL)),
		or_empty(form_text(&visit->form, TICKET_NAME)), password);
}

static enum fault log_in_by_ticket(struct visit *visit)
{
	struct login_from from = session_from(visit);
	struct login_answer answer;
	enum fault fault = login_ticket(&visit->cx, visit->place.part[0], &from, &answer);

	return fault != FAULT_NONE ? fault : login_let_in(visit, &answer, TEXT_NONE);
}

/* What is wrong with the form, if anything: the first problem is enough for so short a form. */
static struct text form_trouble(struct visit *visit)
{
	if (visit->form.problems_n > 0)
		return problem_field_text(visit->cx.arena, visit->cx.lang, &visit->form.problems[0]);
	if (!text_eq(form_text(&visit->form, TICKET_NEW), form_text(&visit->form, TICKET_AGAIN)))
		return text_from(tr(visit->cx.lang, N_("The two passwords are not the same")));
	return TEXT_NONE;
}

enum fault submit_ticket(struct visit *visit)
{
	struct ticket ticket;
	struct text trouble = form_trouble(visit);
	enum fault fault = read_ticket(visit, &ticket);

	if (fault != FAULT_NONE)
		return fault;
	if (ticket.purpose == TICKET_SESSION)
		return log_in_by_ticket(visit);
	if (text_known(trouble))
		return show_ticket(visit, &ticket, trouble);
	fault = open_door(visit, &ticket);
	if (fault == FAULT_INVALID)
		return show_ticket(visit, &ticket, refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx)));
	if (fault != FAULT_NONE)
		return fault;
	session_cookie_end(visit);
	return visit_send_to(visit, 303, link_to(visit, ADDRESS_LOGIN));
}
