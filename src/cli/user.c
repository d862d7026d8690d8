#include "cli/commands.h"
#include "domain/department.h"
#include "domain/identity.h"
#include "domain/organization.h"
#include "domain/person.h"
#include "markup/json.h"
#include "web/address.h"

static const struct option options[] = {
	{ "role", "administrator|clerk|officer|approver|member|auditor", N_("the role that is given or taken away") },
	{ "organization", N_("COMMITTEE"), N_("where, as in the committee's address; without it everywhere") },
	{ "department", N_("DEPARTMENT"), N_("where, as in the department's address; without it in every one") },
	{ "person", N_("PERSON"), N_("bind: who the owner is, as in the person's address; without it nobody in particular") },
	{ "origin", N_("ADDRESS"), N_("the portal's address, for links (default http://127.0.0.1:8080)") },
	{ "mail", NULL, N_("add, link: the link goes to its owner by mail, and is not printed") },
	{ "oidc", N_("URL"), N_("the issuer of an OpenID Connect provider by which people log in (default: SAGSGANG_OIDC)") },
	{ "subject", N_("TEXT"), N_("identity: the user, as the provider names it (\"sub\"); a log-in that was refused is logged by it") },
	{ "json", NULL, N_("prints an array of accounts as JSON") },
};

enum { USERS_MOST = 100000 };

/* What one action needs. */
struct work {
	struct invocation *in;
	struct account_row account; /* of actions on one */
	struct reach reach;
	struct person_id person;
	int role;                   /* -1: none was given */
};

static void write_identities(struct json *json, const struct identity_row *rows, size_t n)
{
	json_key(json, "identities");
	json_begin_array(json);
	for (size_t i = 0; i < n; i++) {
		json_begin_object(json);
		json_key_text(json, "issuer", rows[i].issuer);
		json_key_text(json, "subject", rows[i].subject);
		json_end(json);
	}
	json_end(json);
}

static enum fault write_account(struct json *json, struct ctx *cx, const struct account_row *a, const struct role_row *roles,
	size_t n)
{
	struct identity_row *identities;
	size_t identities_n = 0;
	enum fault fault = identity_list(cx, a->id, &identities, &identities_n);

	json_begin_object(json);
	json_key_text(json, "email", a->email);
	json_key_text(json, "name", a->name);
	json_key_text(json, "state", a->state);
	json_key_text(json, "person", a->person_slug);
	json_key_bool(json, "secondFactor", text_known(a->secret));
	json_key_text(json, "since", instant_text(cx->arena, a->made_at));
	json_key(json, "roles");
	json_begin_array(json);
	for (size_t i = 0; i < n; i++) {
		json_begin_object(json);
		json_key_text(json, "role", roles[i].role);
		json_key_text(json, "organization", roles[i].organization_slug);
		json_key_text(json, "department", roles[i].department_slug);
		json_key_bool(json, "claimed", roles[i].claimed);
		json_end(json);
	}
	json_end(json);
	write_identities(json, identities, identities_n);
	json_end(json);
	return fault;
}

static void print_account(const struct account_row *a, const struct role_row *roles, size_t n)
{
	printf("%-8.*s  %.*s <%.*s>", TEXT_ARG(a->state), TEXT_ARG(a->name), TEXT_ARG(a->email));
	if (text_known(a->person_slug))
		printf(" = %.*s", TEXT_ARG(a->person_slug));
	for (size_t i = 0; i < n; i++)
		printf("%s %.*s%s%.*s%s%.*s", i == 0 ? " :" : ",", TEXT_ARG(roles[i].role),
			text_known(roles[i].organization_slug) ? " " : "", TEXT_ARG(roles[i].organization_slug),
			text_known(roles[i].department_slug) ? " @" : "", TEXT_ARG(roles[i].department_slug));
	putchar('\n');
}

static enum fault list_users(struct work *w)
{
	struct ctx *cx = &w->in->cx;
	bool as_json = option_given(w->in, "json");
	struct json json = json_in(cx->arena, true);
	struct account_row *rows;
	size_t n = 0;
	enum fault fault = account_list(cx, USERS_MOST, 0, &rows, &n);

	json_begin_array(&json);
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		struct role_row *roles;
		size_t roles_n;

		fault = account_roles(cx, rows[i].id, &roles, &roles_n);
		if (fault == FAULT_NONE && as_json)
			fault = write_account(&json, cx, &rows[i], roles, roles_n);
		else if (fault == FAULT_NONE)
			print_account(&rows[i], roles, roles_n);
	}
	if (fault == FAULT_NONE && as_json) {
		command_print(json_finish(&json));
		putchar('\n');
	}
	return fault;
}

/* The link goes to standard output, so that it can be sent on; it is shown here this once. */
static enum fault print_link(struct work *w, struct account_id id,
	enum fault (*make)(struct ctx *cx, struct account_id id, struct text *ret_token))
{
	const char *origin = option_given(w->in, "origin") ? option_value(w->in, "origin") : "http://127.0.0.1:8080";
	struct arena *arena = w->in->cx.arena;
	struct text token;
	enum fault fault = make(&w->in->cx, id, &token);

	if (fault == FAULT_NONE)
		printf("%.*s\n", TEXT_ARG(url_absolute(arena, text_from(origin), url_ticket(arena, token)).s));
	return fault;
}

/* A process that serves sends it. */
static enum fault told_of_mail(struct work *w)
{
	command_say(w->in, N_("The mail is sent by sagsgang serve, when that runs with --smtp"));
	return FAULT_NONE;
}

static enum fault add_user(struct work *w)
{
	struct invocation *in = w->in;
	struct account_new account = { .email = text_from(in->arguments[1]), .role = w->role,
		.reach = w->reach };
	struct buffer name = buffer_in(in->cx.arena, 4 * ACCOUNT_NAME_MAX);
	struct account_id id;
	enum fault fault;

	for (int i = 2; i < in->arguments_n; i++) {
		if (i > 2)
			buffer_add_byte(&name, ' ');
		buffer_add_string(&name, in->arguments[i]);
	}
	account.name = buffer_text(&name);
	account.invited = option_given(in, "mail");
	fault = account_add(&in->cx, &account, &id);
	if (fault != FAULT_NONE)
		return fault;
	return account.invited ? told_of_mail(w) : print_link(w, id, account_ticket);
}

static enum fault link_user(struct work *w)
{
	enum fault fault;

	if (!option_given(w->in, "mail"))
		return print_link(w, w->account.id, account_ticket);
	fault = account_mail_link(&w->in->cx, w->account.id);
	return fault != FAULT_NONE ? fault : told_of_mail(w);
}

static enum fault let_in(struct work *w)
{
	return print_link(w, w->account.id, account_session_ticket);
}

static enum fault identity(struct work *w)
{
	struct text issuer = option_setting(w->in, "oidc", "SAGSGANG_OIDC"), subject = text_from(option_value(w->in, "subject"));

	if (!text_known(issuer) || !text_known(subject))
		return refuse(&w->in->cx.why, FAULT_INVALID, N_("Name the provider with --oidc, and its user with --subject"));
	return identity_bind(&w->in->cx, w->account.id, issuer, subject);
}

static enum fault no_identity(struct work *w)
{
	return identity_unbind(&w->in->cx, w->account.id);
}

static enum fault want_role(struct work *w)
{
	return w->role >= 0 ? FAULT_NONE : refuse(&w->in->cx.why, FAULT_INVALID, N_("Name the role with --role"));
}

static enum fault give_role(struct work *w)
{
	enum fault fault = want_role(w);

	return fault != FAULT_NONE ? fault : account_give(&w->in->cx, w->account.id, (enum role)w->role, w->reach);
}

static enum fault take_role(struct work *w)
{
	enum fault fault = want_role(w);

	return fault != FAULT_NONE ? fault : account_take(&w->in->cx, w->account.id, (enum role)w->role, w->reach);
}

static enum fault bind_user(struct work *w)
{
	return account_bind(&w->in->cx, w->account.id, w->person);
}

static enum fault close_user(struct work *w)
{
	return account_close(&w->in->cx, w->account.id);
}

static enum fault reopen_user(struct work *w)
{
	return account_reopen(&w->in->cx, w->account.id);
}

static enum fault one_step(struct work *w)
{
	return account_second_factor_off(&w->in->cx, w->account.id);
}

static enum fault log_out(struct work *w)
{
	return session_end_all(&w->in->cx, w->account.id);
}

static const struct {
	const char *name;
	bool one; /* it is about the account of the second argument */
	enum fault (*run)(struct work *w);
} actions[] = {
	{ "list", false, list_users }, { "add", false, add_user }, { "link", true, link_user }, { "give", true, give_role },
	{ "take", true, take_role }, { "bind", true, bind_user }, { "close", true, close_user }, { "reopen", true, reopen_user },
	{ "one-step", true, one_step }, { "log-out", true, log_out }, { "let-in", true, let_in },
	{ "identity", true, identity }, { "no-identity", true, no_identity },
};

static enum fault find_organization(struct work *w, struct text slug)
{
	struct organization_row row;
	enum fault fault = organization_by_slug(&w->in->cx, slug, &row);

	if (fault == FAULT_NOT_FOUND)
		return refuse_with(&w->in->cx.why, fault, N_("There is no committee %s"), "%.*s", TEXT_ARG(slug));
	if (fault == FAULT_NONE)
		w->reach.organization = row.id;
	return fault;
}

static enum fault find_department(struct work *w, struct text slug)
{
	struct department_row row;
	enum fault fault = department_by_slug(&w->in->cx, slug, &row);

	if (fault == FAULT_NOT_FOUND)
		return refuse_with(&w->in->cx.why, fault, N_("There is no department %s"), "%.*s", TEXT_ARG(slug));
	if (fault == FAULT_NONE)
		w->reach.department = row.id;
	return fault;
}

static enum fault find_person(struct work *w, struct text slug)
{
	struct person_row row;
	enum fault fault = person_at_desk(&w->in->cx, slug, &row);

	if (fault == FAULT_NOT_FOUND)
		return refuse_with(&w->in->cx.why, fault, N_("There is no person %s"), "%.*s", TEXT_ARG(slug));
	if (fault == FAULT_NONE)
		w->person = row.id;
	return fault;
}

/* What an option names, when it is given. */
static enum fault find(struct work *w, const char *option, enum fault (*by_slug)(struct work *, struct text))
{
	return option_given(w->in, option) ? by_slug(w, text_from(option_value(w->in, option))) : FAULT_NONE;
}

static enum fault prepare(struct work *w, bool one)
{
	struct invocation *in = w->in;
	enum fault fault;

	w->role = -1;
	if (option_given(in, "role")) {
		w->role = role_from(text_from(option_value(in, "role")));
		if (w->role < 0)
			return refuse_with(&in->cx.why, FAULT_INVALID, N_("There is no role %s"), "%s", option_value(in, "role"));
	}
	fault = find(w, "organization", find_organization);
	if (fault == FAULT_NONE)
		fault = find(w, "department", find_department);
	if (fault == FAULT_NONE)
		fault = find(w, "person", find_person);
	return fault == FAULT_NONE && one ? account_by_email(&in->cx, text_from(in->arguments[1]), &w->account) : fault;
}

static int run_user(struct invocation *in)
{
	struct work w = { .in = in };

	for (size_t i = 0; i < LENGTH_OF(actions); i++) {
		enum fault fault;

		if (strcmp(in->arguments[0], actions[i].name) != 0)
			continue;
		if (in->arguments_n < 2 && actions[i].run != list_users)
			return command_misused(in, N_("something is missing: %s"), N_("E-MAIL"));
		fault = command_open(in, DB_CREATE);
		if (fault == FAULT_NONE)
			fault = prepare(&w, actions[i].one);
		if (fault == FAULT_NONE)
			fault = actions[i].run(&w);
		return fault != FAULT_NONE ? command_fail(in, fault) : EXIT_DONE;
	}
	return command_misused(in, N_("there is no action %s"), in->arguments[0]);
}

const struct command command_user = {
	.name = "user",
	.arguments = N_("ACTION [E-MAIL [NAME...]]"),
	.least = 1,
	.most = -1,
	.summary = N_("lets people in: accounts, their roles, and links for choosing a password"),
	.about = N_("Actions: list; add E-MAIL NAME makes an account and prints a link with which its owner chooses a password; "
		    "link E-MAIL prints a new link; give and take E-MAIL --role change what it may do, everywhere or with "
		    "--organization and --department there alone; bind E-MAIL --person says who its owner is, whose memberships "
		    "then are the account's; close and reopen E-MAIL; "
		    "one-step E-MAIL turns off the second factor of a lost telephone; log-out E-MAIL ends its sessions. A link "
		    "works once, for three days. let-in E-MAIL prints a link that logs in, once, within an hour: the way in when the "
		    "provider by which people log in is away. identity E-MAIL --subject makes the account that of a provider's user, "
		    "and no-identity E-MAIL ends that."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_user,
};
