/* Log-in in one step or two, log-out, and the links that open a door once. */
#include "seal/password.h"
#include "views/account.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/session.h"
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

/* The way back is a path of ours or nothing: nobody is sent to another site. */
static struct text way_back(const struct visit *visit)
{
	struct text back = form_text(&visit->form, LOGIN_BACK);
	struct place place;

	if (!text_known(back) || address_find(visit->cx.arena, back, &place) != FAULT_NONE)
		return TEXT_NONE;
	return address_url(visit->cx.arena, &place, NULL, 0).s;
}

static enum fault show_login(struct visit *visit, struct text problem)
{
	struct login_page page = { .form = { .problem = problem, .email = form_text(&visit->form, LOGIN_EMAIL),
		.back = way_back(visit) }, .action = link_to(visit, visit->place.address),
		.forgotten = visit->settings->mail ? link_to(visit, ADDRESS_FORGOTTEN) : (struct url){ TEXT_NONE } };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	bool code = visit->place.address == ADDRESS_LOGIN_CODE;
	enum fault fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("Log in"))),
		.unlisted = true }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	page.frame.token = session_form_token(visit);
	if (code)
		view_login_code(&html, &page);
	else
		view_login(&html, &page);
	if (text_known(problem) && visit->response->status == 200)
		visit->response->status = 400;
	return frame_show(visit, &html);
}

static enum fault go_on(struct visit *visit)
{
	struct text back = way_back(visit);

	return visit_send_to(visit, 303, text_known(back) ? (struct url){ back } : link_to(visit, ADDRESS_ACCOUNT));
}

enum fault page_login(struct visit *visit)
{
	if (visit->visitor.known)
		return go_on(visit);
	return show_login(visit, TEXT_NONE);
}

/* "Vent 8 sekunder, og prøv igen". */
static struct text wait_words(const struct visit *visit, int64_t seconds)
{
	return frame_words(visit, N_("Too many tries: wait %s seconds, and try again"),
		text_from(arena_format(visit->cx.arena, "%lld", (long long)seconds)));
}

static enum fault answered(struct visit *visit, const struct login_answer *answer, const char *refused)
{
	struct address_field back = { "til", way_back(visit) };

	switch (answer->outcome) {
	case LOGIN_DONE:
		session_cookie(visit, answer->token);
		return go_on(visit);
	case LOGIN_CODE_WANTED:
		session_cookie(visit, answer->token);
		return visit_send_to(visit, 303,
			address_url(visit->cx.arena, &(struct place){ .address = ADDRESS_LOGIN_CODE }, &back, 1));
	case LOGIN_REFUSED:
		return show_login(visit, text_from(tr(visit->cx.lang, refused)));
	case LOGIN_WAIT:
		visit->response->status = 429;
		return show_login(visit, wait_words(visit, answer->wait));
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
	enum fault fault = login_password(&visit->cx, or_empty(form_text(&visit->form, LOGIN_EMAIL)),
		or_empty(form_text(&visit->form, LOGIN_PASSWORD)), &from, &answer);

	if (fault != FAULT_NONE)
		return fault;
	return answered(visit, &answer, N_("The e-mail address and the password do not fit"));
}

enum fault page_login_code(struct visit *visit)
{
	if (!visit->visitor.owes_code)
		return visit_send_to(visit, 303, link_to(visit, ADDRESS_LOGIN));
	return show_login(visit, TEXT_NONE);
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

enum fault page_logout(struct visit *visit)
{
	return visit_send_to(visit, 303, link_to(visit, ADDRESS_FRONT));
}

enum fault submit_logout(struct visit *visit)
{
	enum fault fault = text_known(visit->visitor.token) ? session_end(&visit->cx, visit->visitor.token) : FAULT_NONE;

	if (fault != FAULT_NONE)
		return fault;
	session_cookie_end(visit);
	return visit_send_to(visit, 303, link_to(visit, ADDRESS_FRONT));
}

/* --- links that open a door once --- */

static enum fault show_ticket(struct visit *visit, const struct ticket *ticket, struct text problem)
{
	struct ticket_page page = { .form = { .problem = problem, .email = form_text(&visit->form, TICKET_EMAIL),
		.name = form_text(&visit->form, TICKET_NAME) }, .least = PASSWORD_LEAST,
		.owner = ticket->purpose == TICKET_PASSWORD ? ticket->account.email : TEXT_NONE,
		.action = visit_url_as(visit, AS_PAGE) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){
		.title = text_from(tr(visit->cx.lang, text_known(page.owner) ? N_("Choose a password") : N_("Set up the portal"))),
		.unlisted = true }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	page.frame.token = session_form_token(visit);
	view_ticket(&html, &page);
	if (text_known(problem))
		visit->response->status = 400;
	return frame_show(visit, &html);
}

enum fault page_ticket(struct visit *visit)
{
	struct ticket ticket;
	enum fault fault = ticket_read(&visit->cx, visit->place.part[0], &ticket);

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
	enum fault fault = ticket_read(&visit->cx, visit->place.part[0], &ticket);

	if (fault != FAULT_NONE)
		return fault;
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
