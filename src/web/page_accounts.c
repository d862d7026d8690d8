/* Accounts, for administrators. */
#include "domain/mail.h"
#include "domain/slug.h"
#include "domain/person.h"
#include "views/accounts.h"
#include "web/link.h"
#include "web/login_view.h"
#include "web/pages.h"
#include "web/role_view.h"
#include "web/session.h"
#include "web/site.h"

enum { ACCOUNTS_MOST = 5000 }; /* of one installation: everybody in a municipality who works with committees */

enum { ACCOUNT_NAME, ACCOUNT_EMAIL, ACCOUNT_ROLE, ACCOUNT_ORGANIZATION, ACCOUNT_DEPARTMENT };
static const char *const role_names[] = { "administrator", "clerk", "officer", "approver", "member", "auditor", NULL };
static const struct field account_fields[] = {
	[ACCOUNT_NAME] = { .name = "navn", .label = N_("Name"), .required = true, .most = ACCOUNT_NAME_MAX },
	[ACCOUNT_EMAIL] = { .name = "email", .label = N_("E-mail address"), .required = true, .most = ACCOUNT_EMAIL_MAX },
	[ACCOUNT_ROLE] = { .name = "rolle", .label = N_("Role"), .type = FIELD_CHOICE, .choices = role_names },
	[ACCOUNT_ORGANIZATION] = { .name = "udvalg", .label = N_("Committee"), .most = ADDRESS_SEGMENT_MAX },
	[ACCOUNT_DEPARTMENT] = { .name = "forvaltning", .label = N_("Department"), .most = ADDRESS_SEGMENT_MAX },
};
const struct form account_form = { account_fields, LENGTH_OF(account_fields), 8 << 10 };

enum { DO_WHAT, DO_ROLE, DO_ORGANIZATION, DO_DEPARTMENT, DO_PERSON };
enum what { GIVE, TAKE, LINK, LOG_OUT, ONE_STEP, CLOSE, REOPEN, MAIL, BIND, UNBIND, NO_IDENTITY };
static const char *const whats[] = { "giv", "fratag", "link", "log-ud", "et-trin", "luk", "genaabn", "mail", "bind", "loesn", "uden-tjeneste", NULL };
static const struct field account_of_fields[] = {
	[DO_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .required = true, .choices = whats },
	[DO_ROLE] = { .name = "rolle", .label = N_("Role"), .type = FIELD_CHOICE, .choices = role_names },
	[DO_ORGANIZATION] = { .name = "udvalg", .label = N_("Committee"), .most = ADDRESS_SEGMENT_MAX },
	[DO_DEPARTMENT] = { .name = "forvaltning", .label = N_("Department"), .most = ADDRESS_SEGMENT_MAX },
	[DO_PERSON] = { .name = "person", .label = N_("Person"), .most = NAME_TYPED_MAX },
};
const struct form account_of_form = { account_of_fields, LENGTH_OF(account_of_fields), 8 << 10 };

/* The committee and the department that a form names; 0 where it names none. */
static enum fault chosen_reach(struct visit *visit, size_t organization, size_t department, struct reach *ret)
{
	struct text there = form_text(&visit->form, organization), part = form_text(&visit->form, department);
	struct organization_row organization_row = { .id = { 0 } };
	struct department_row department_row = { .id = { 0 } };
	enum fault fault = text_known(there) ? organization_by_slug(&visit->cx, there, &organization_row) : FAULT_NONE;

	if (fault == FAULT_NONE && text_known(part))
		fault = department_by_slug(&visit->cx, part, &department_row);
	*ret = (struct reach){ organization_row.id, department_row.id };
	return fault;
}

static enum fault show_accounts(struct visit *visit, struct text problem)
{
	bool posted = visit->form.form == &account_form;
	struct accounts_page page = { .form = { .problem = problem,
		.name = posted ? form_text(&visit->form, ACCOUNT_NAME) : TEXT_NONE,
		.email = posted ? form_text(&visit->form, ACCOUNT_EMAIL) : TEXT_NONE },
		.mail = visit->settings->mail, .passwords = login_want_passwords(visit) == FAULT_NONE,
		.action = link_to(visit, ADDRESS_ACCOUNTS) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct account_row *rows;
	enum fault fault = account_list(&visit->cx, ACCOUNTS_MOST, 0, &rows, &page.entries_n);

	if (fault == FAULT_NONE)
		fault = role_choices(visit, &page.choices);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("Accounts"))),
			.unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.entries = arena_new(visit->cx.arena, struct account_entry, page.entries_n);
	for (size_t i = 0; i < page.entries_n; i++)
		page.entries[i] = (struct account_entry){ rows[i], link_account_of(visit, rows[i].id.v) };
	if (text_known(problem))
		visit->response->status = 400;
	view_accounts(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_accounts(struct visit *visit)
{
	return show_accounts(visit, TEXT_NONE);
}

static struct text trouble(struct visit *visit)
{
	return refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx));
}

enum fault submit_accounts(struct visit *visit)
{
	struct account_new account;
	struct account_id id;
	struct reach reach = { 0 };
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_accounts(visit, problem_field_text(visit->cx.arena, visit->cx.lang, &visit->form.problems[0]));
	fault = chosen_reach(visit, ACCOUNT_ORGANIZATION, ACCOUNT_DEPARTMENT, &reach);
	account = (struct account_new){ form_text(&visit->form, ACCOUNT_EMAIL), form_text(&visit->form, ACCOUNT_NAME),
		(int)form_number(&visit->form, ACCOUNT_ROLE, -1), reach, visit->settings->mail };
	if (fault == FAULT_NONE)
		fault = account_add(&visit->cx, &account, &id);
	if (fault == FAULT_INVALID || fault == FAULT_CONFLICT)
		return show_accounts(visit, trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_account_of(visit, id.v));
}

/* "tirsdag 5. december 2023 kl. 13.00", within a sentence. */
static struct text moment_words(const struct visit *visit, int64_t instant)
{
	struct html html = html_in(visit->cx.arena, visit->cx.lang);

	html_moment(&html, instant_to_local(instant));
	return html_finish(&html);
}

/* "En mail med link er sendt: tirsdag 5. december 2023 kl. 13.00." */
static enum fault mail_words(struct visit *visit, const struct account_row *account, struct text *ret)
{
	struct mail_row row;
	enum fault fault = mail_newest(&visit->cx, account_email_key(visit->cx.arena, account->email), &row);

	if (fault == FAULT_NOT_FOUND)
		return FAULT_NONE;
	if (fault != FAULT_NONE)
		return fault;
	if (row.sent_at != 0)
		*ret = frame_words(visit, N_("A mail with a link was sent: %s"), moment_words(visit, row.sent_at));
	else if (text_is(row.state, "waiting") || text_is(row.state, "running"))
		*ret = text_from(tr(visit->cx.lang, N_("A mail with a link is on its way")));
	else
		*ret = frame_words(visit, N_("A mail with a link could not be sent: %s"), moment_words(visit, row.made_at));
	return FAULT_NONE;
}

/* Where nobody chooses a password there is nothing to send but the invitation. */
static bool may_mail(const struct visit *visit, const struct account_row *account)
{
	return login_sends_links(visit) || (visit->settings->mail && text_is(account->state, "invited"));
}

static enum fault show_account(struct visit *visit, struct account_id id, struct text link, struct text problem)
{
	struct account_of_page page = { .link = link, .problem = problem,
		.passwords = login_want_passwords(visit) == FAULT_NONE, .action = link_account_of(visit, id.v),
		.accounts = link_to(visit, ADDRESS_ACCOUNTS) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct role_row *roles;
	enum fault fault = account_by_id(&visit->cx, id, &page.row);

	if (fault == FAULT_NONE)
		fault = account_roles(&visit->cx, id, &roles, &page.held_n);
	if (fault == FAULT_NONE)
		fault = role_identities(visit, id, &page.identities, &page.identities_n);
	if (fault == FAULT_NONE)
		fault = role_choices(visit, &page.choices);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = page.row.name, .unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.mail = may_mail(visit, &page.row);
	page.held = role_entries(visit, roles, page.held_n);
	if (page.row.person.v != 0)
		page.person = link_place(visit, ADDRESS_GOVERN_PERSON, page.row.person_slug, TEXT_NONE);
	fault = role_rights(visit, &page.row, roles, page.held_n, &page.rights, &page.rights_n);
	if (fault != FAULT_NONE)
		return fault;
	fault = mail_words(visit, &page.row, &page.mailed);
	if (fault != FAULT_NONE)
		return fault;
	if (text_known(problem))
		visit->response->status = 400;
	view_account_of(&html, &page);
	return frame_show(visit, &html);
}

static struct account_id account_of_place(const struct visit *visit)
{
	struct account_id id = { 0 };

	if (!text_number(visit->place.part[0], &id.v))
		id.v = 0;
	return id;
}

enum fault page_account_of(struct visit *visit)
{
	return show_account(visit, account_of_place(visit), TEXT_NONE, TEXT_NONE);
}

static enum fault make_link(struct visit *visit, struct account_id id)
{
	struct text token, origin = visit->settings->origin;
	enum fault fault = login_want_passwords(visit);

	if (fault == FAULT_NONE)
		fault = account_ticket(&visit->cx, id, &token);
	if (fault != FAULT_NONE)
		return fault;
	if (text_empty(origin))
		origin = text_from(arena_format(visit->cx.arena, "http://%.*s", TEXT_ARG(visit->rq->host)));
	return show_account(visit, id, url_absolute(visit->cx.arena, origin, url_ticket(visit->cx.arena, token)).s, TEXT_NONE);
}

static enum fault mail_link(struct visit *visit, struct account_id id)
{
	struct account_row account;
	enum fault fault = account_by_id(&visit->cx, id, &account);

	if (fault == FAULT_NONE && !may_mail(visit, &account))
		return FAULT_INVALID;
	return fault != FAULT_NONE ? fault : account_mail_link(&visit->cx, id);
}

static enum fault do_what(struct visit *visit, struct account_id id, enum what what)
{
	int64_t role = form_number(&visit->form, DO_ROLE, -1);
	struct reach reach = { 0 };
	struct person_row person;
	enum fault fault = chosen_reach(visit, DO_ORGANIZATION, DO_DEPARTMENT, &reach);

	if (fault != FAULT_NONE)
		return fault;
	switch (what) {
	case GIVE:
	case TAKE:
		if (role < 0)
			return refuse(&visit->cx.why, FAULT_INVALID, N_("Choose a role"));
		return what == GIVE ? account_give(&visit->cx, id, (enum role)role, reach) :
			account_take(&visit->cx, id, (enum role)role, reach);
	case LINK:
		return make_link(visit, id);
	case LOG_OUT:
		return session_end_all(&visit->cx, id);
	case ONE_STEP:
		return account_second_factor_off(&visit->cx, id);
	case CLOSE:
		return account_close(&visit->cx, id);
	case REOPEN:
		return account_reopen(&visit->cx, id);
	case BIND:
		fault = person_find(&visit->cx, form_text(&visit->form, DO_PERSON), &person);
		return fault != FAULT_NONE ? fault : account_bind(&visit->cx, id, person.id);
	case UNBIND:
		return account_bind(&visit->cx, id, (struct person_id){ 0 });
	case MAIL:
		return mail_link(visit, id);
	case NO_IDENTITY:
		return identity_unbind(&visit->cx, id);
	}
	return FAULT_INVALID;
}

enum fault submit_account_of(struct visit *visit)
{
	struct account_id id = account_of_place(visit);
	struct account_row row;
	enum fault fault = account_by_id(&visit->cx, id, &row);

	if (fault == FAULT_NONE)
		fault = do_what(visit, id, (enum what)form_number(&visit->form, DO_WHAT, LINK));
	if (fault == FAULT_INVALID || fault == FAULT_CONFLICT || fault == FAULT_NOT_FOUND)
		return show_account(visit, id, TEXT_NONE, trouble(visit));
	if (fault != FAULT_NONE || text_known(visit->response->body))
		return fault;
	return visit_send_to(visit, 303, link_account_of(visit, id.v));
}
