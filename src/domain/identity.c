#include "domain/identity.h"

#include "language/language.h"
#include "markup/json.h"
#include "query/account.h"
#include "query/identity.h"
#include "query/session.h"
#include "seal/token.h"

static const int64_t minute = (int64_t)60 * MICROSECONDS;

struct claimed {
	enum role role;
	struct reach reach;
};

struct logging_in {
	const struct identity_known *known;
	const struct claimed *claimed; /* what the claims give */
	size_t claimed_n;
	struct login_opening opening;
	struct login_answer answer;
};

static enum fault say(struct change *change, const char *verb, struct account_id id, struct text after)
{
	return journal_append(change, &(struct journal_entry){ .verb = verb, .noun = "account", .noun_id = id.v, .after = after });
}

static struct text user_json(struct arena *arena, struct text issuer, struct text subject)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "issuer", issuer);
	json_key_text(&json, "subject", subject);
	json_end(&json);
	return json_finish(&json);
}

static struct text role_json(struct arena *arena, struct text role, struct reach reach)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "role", role);
	json_key_int(&json, "organization", reach.organization.v);
	json_key_int(&json, "department", reach.department.v);
	json_key_text(&json, "by", TEXT("openid"));
	json_end(&json);
	return json_finish(&json);
}

/* --- what the claims give --- */

/* FAULT_NOT_FOUND: there is no such committee or department. */
static enum fault find_reach(struct ctx *cx, const struct identity_rule *rule, struct reach *ret)
{
	enum fault fault = FAULT_NONE;

	*ret = (struct reach){ 0 };
	if (text_known(rule->committee))
		fault = sql_organization_at(cx->db, rule->committee, &ret->organization);
	if (fault == FAULT_NONE && text_known(rule->department))
		fault = sql_department_at(cx->db, rule->department, &ret->department);
	return fault;
}

static bool applies(const struct identity_rule *rule, const struct identity_known *known)
{
	for (size_t i = 0; i < known->values_n; i++)
		if (text_eq(known->values[i], rule->value))
			return true;
	return false;
}

static bool gives(const struct claimed *claimed, size_t n, struct text role, struct reach reach)
{
	for (size_t i = 0; i < n; i++)
		if (text_is(role, role_name(claimed[i].role)) && claimed[i].reach.organization.v == reach.organization.v &&
			claimed[i].reach.department.v == reach.department.v)
			return true;
	return false;
}

/* Each once.  A committee that is not there gives nothing: it may come, and be told of at the next log-in. */
static enum fault find_claimed(struct ctx *cx, const struct identity_rules *rules, const struct identity_known *known,
	struct logging_in *ret)
{
	struct claimed *claimed = arena_new(cx->arena, struct claimed, rules->n);

	ret->claimed = claimed;
	for (size_t i = 0; i < rules->n; i++) {
		const struct identity_rule *rule = &rules->rules[i];
		struct reach reach;
		enum fault fault = applies(rule, known) ? find_reach(cx, rule, &reach) : FAULT_NOT_FOUND;

		if (fault != FAULT_NONE && fault != FAULT_NOT_FOUND)
			return fault;
		if (fault == FAULT_NONE && !gives(claimed, ret->claimed_n, text_from(role_name(rule->role)), reach))
			claimed[ret->claimed_n++] = (struct claimed){ rule->role, reach };
	}
	return FAULT_NONE;
}

enum fault identity_rules_check(struct ctx *cx, const struct identity_rules *rules, const struct identity_rule **ret)
{
	*ret = NULL;
	for (size_t i = 0; i < rules->n; i++) {
		struct reach reach;
		enum fault fault = find_reach(cx, &rules->rules[i], &reach);

		if (fault == FAULT_NOT_FOUND)
			*ret = &rules->rules[i];
		if (fault != FAULT_NONE)
			return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
	}
	return FAULT_NONE;
}

static enum fault take_back(struct change *change, const struct logging_in *l)
{
	struct account_id id = l->opening.account.id;
	struct claimed_row *rows;
	size_t n = 0;
	enum fault fault = sql_claimed_roles(tx_db(change->tx), change->cx->arena, id, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		struct reach reach = { rows[i].organization, rows[i].department };
		int64_t changed;

		if (gives(l->claimed, l->claimed_n, rows[i].role, reach))
			continue;
		fault = sql_claimed_delete(change->tx, rows[i].id, &changed);
		if (fault == FAULT_NONE)
			fault = say(change, "take", id, role_json(change->cx->arena, rows[i].role, reach));
	}
	return fault;
}

/* The provider's word counts, even about the last administrator: another can be made at the command line. */
static enum fault replace_roles(struct change *change, const struct logging_in *l)
{
	struct account_id id = l->opening.account.id;
	enum fault fault = take_back(change, l);

	for (size_t i = 0; i < l->claimed_n && fault == FAULT_NONE; i++) {
		const struct claimed *c = &l->claimed[i];
		struct text role = text_from(role_name(c->role));
		int64_t changed = 0;

		fault = sql_claimed_insert(change->tx, id, role, c->reach.organization, c->reach.department, &changed);
		if (fault == FAULT_NONE && changed > 0)
			fault = say(change, "give", id, role_json(change->cx->arena, role, c->reach));
	}
	return fault;
}

/* --- whose account it is --- */

static enum fault bind(struct change *change, struct account_id id, struct text issuer, struct text subject)
{
	int64_t changed;
	enum fault fault = sql_identity_insert(change->tx, id, issuer, subject, change->cx->now, &changed);

	return fault != FAULT_NONE ? fault : say(change, "identity", id, user_json(change->cx->arena, issuer, subject));
}

/* There is an account with that address: it is theirs when the provider vouches for the address, and it is nobody else's there. */
static enum fault take_over(struct change *change, struct logging_in *l)
{
	struct ctx *cx = change->cx;
	const struct identity_known *known = l->known;
	const struct account_row *account = &l->opening.account;
	struct identity_row other;
	enum fault fault;

	if (!known->email_verified)
		return refuse_with(&cx->why, FAULT_DENIED, N_("There is an account for %s here, and the log-in service does not say that "
			"the address is yours: an administrator can bind the two"), "%.*s", TEXT_ARG(known->email));
	fault = sql_identity_at(tx_db(change->tx), cx->arena, account->id, known->issuer, &other);
	if (fault == FAULT_NONE)
		return refuse_with(&cx->why, FAULT_DENIED, N_("Another user of the log-in service has the account for %s here: ask an "
			"administrator"), "%.*s", TEXT_ARG(known->email));
	if (fault != FAULT_NOT_FOUND)
		return fault;
	cx->viewer = account->viewer;
	return bind(change, account->id, known->issuer, known->subject);
}

/* As much of it as an account holds, in whole letters. */
static struct text short_name(struct text name)
{
	size_t at = 0, end = 0;

	while (at < name.n && at <= ACCOUNT_NAME_MAX) {
		end = at;
		text_rune(name, &at);
	}
	return at <= ACCOUNT_NAME_MAX ? name : text_from_to(name, 0, end);
}

static enum fault make_account(struct change *change, struct logging_in *l)
{
	struct ctx *cx = change->cx;
	const struct identity_known *known = l->known;
	struct account_new made = { .email = known->email, .name = known->name, .role = -1 };
	struct account_id id;
	enum fault fault;

	made.name = short_name(text_known(made.name) && !text_empty(text_trim(made.name)) ? made.name : known->email);
	fault = account_make(change, &made, &id);
	if (fault == FAULT_INVALID)
		return refuse(&cx->why, FAULT_DENIED, N_("The log-in service tells no e-mail address of yours, and an account needs one"));
	if (fault == FAULT_NONE)
		fault = sql_account_by_id(tx_db(change->tx), cx->arena, id, &l->opening.account);
	if (fault != FAULT_NONE)
		return fault;
	cx->viewer = l->opening.account.viewer;
	return bind(change, id, known->issuer, known->subject);
}

static enum fault nothing_to_do(struct ctx *cx)
{
	return refuse(&cx->why, FAULT_DENIED, N_("The log-in service knows you, but you have been given nothing to do here: ask an "
		"administrator"));
}

/* Whose address is not known to be theirs learns nothing of who has an account, unless they are to have one themselves. */
static enum fault find_by_email(struct change *change, struct logging_in *l)
{
	struct ctx *cx = change->cx;
	const struct identity_known *known = l->known;
	struct text key = text_known(known->email) ? account_email_key(cx->arena, known->email) : TEXT("");
	enum fault fault;

	if (known->email_denied)
		return refuse_with(&cx->why, FAULT_DENIED, N_("Your address %s is not verified at the log-in service"), "%.*s",
			TEXT_ARG(known->email));
	if (!known->email_verified && l->claimed_n == 0)
		return nothing_to_do(cx);
	fault = sql_account_by_key(tx_db(change->tx), cx->arena, key, &l->opening.account);
	if (fault == FAULT_NOT_FOUND)
		return l->claimed_n > 0 ? make_account(change, l) : nothing_to_do(cx);
	return fault != FAULT_NONE ? fault : take_over(change, l);
}

static enum fault find_account(struct change *change, struct logging_in *l)
{
	struct ctx *cx = change->cx;
	struct identity_row identity;
	enum fault fault = sql_identity_by_subject(tx_db(change->tx), cx->arena, l->known->issuer, l->known->subject, &identity);

	if (fault == FAULT_NONE)
		fault = sql_account_by_id(tx_db(change->tx), cx->arena, identity.account, &l->opening.account);
	else if (fault == FAULT_NOT_FOUND)
		fault = find_by_email(change, l);
	if (fault == FAULT_NONE && text_is(l->opening.account.state, "closed"))
		return refuse(&cx->why, FAULT_DENIED, N_("Your account here is closed: ask an administrator"));
	return fault;
}

/* --- the log-in --- */

static enum fault log_in_body(struct change *change, void *what)
{
	struct logging_in *l = what;
	struct ctx *cx = change->cx;
	int64_t changed;
	enum fault fault = find_account(change, l);

	if (fault != FAULT_NONE)
		return fault;
	cx->viewer = l->opening.account.viewer;
	fault = sql_account_activate(change->tx, l->opening.account.id, &changed);
	if (fault == FAULT_NONE)
		fault = sql_identity_seen(change->tx, l->known->issuer, l->known->subject, cx->now, &changed);
	if (fault == FAULT_NONE)
		fault = replace_roles(change, l);
	return fault != FAULT_NONE ? fault : login_open(change, &l->opening, &l->answer);
}

enum fault identity_log_in(struct ctx *cx, const struct identity_known *known, const struct identity_rules *rules,
	const struct login_from *from, struct login_answer *ret)
{
	struct logging_in l = { .known = known,
		.opening = { .from = from, .by = "openid", .token = token_new(cx->arena), .hint = known->hint } };
	enum fault fault = find_claimed(cx, rules, known, &l);

	if (fault == FAULT_NONE)
		fault = change_make(cx, log_in_body, &l);
	if (fault != FAULT_NONE) {
		cx->viewer.v = VIEWER_PUBLIC;
		return fault;
	}
	*ret = l.answer;
	return FAULT_NONE;
}

/* --- bindings --- */

struct binding {
	struct account_id id;
	struct text issuer, subject;
};

enum fault identity_list(struct ctx *cx, struct account_id id, struct identity_row **ret, size_t *ret_n)
{
	struct role_row *roles;
	size_t n;
	enum fault fault = account_roles(cx, id, &roles, &n); /* asks for the owner or an administrator */

	return fault != FAULT_NONE ? fault : sql_identities_of(cx->db, cx->arena, id, ret, ret_n);
}

static enum fault bind_body(struct change *change, void *what)
{
	const struct binding *b = what;
	struct ctx *cx = change->cx;
	struct db *db = tx_db(change->tx);
	struct identity_row row;
	enum fault fault = sql_identity_by_subject(db, cx->arena, b->issuer, b->subject, &row);

	if (fault == FAULT_NOT_FOUND)
		fault = sql_identity_at(db, cx->arena, b->id, b->issuer, &row);
	if (fault == FAULT_NONE)
		return refuse(&cx->why, FAULT_CONFLICT, N_("The user or the account is bound already: end that first"));
	return fault != FAULT_NOT_FOUND ? fault : bind(change, b->id, b->issuer, b->subject);
}

enum fault identity_bind(struct ctx *cx, struct account_id id, struct text issuer, struct text subject)
{
	struct binding b = { id, issuer, subject };
	enum fault fault = access_require(cx, ROLE_ADMINISTRATOR, (struct reach){ 0 });

	if (fault == FAULT_NONE && (text_empty(subject) || subject.n > IDENTITY_SUBJECT_MAX || !text_valid(subject)))
		return refuse(&cx->why, FAULT_INVALID, N_("That is no user of a log-in service"));
	return fault != FAULT_NONE ? fault : change_make(cx, bind_body, &b);
}

static enum fault unbind_body(struct change *change, void *what)
{
	const struct binding *b = what;
	struct ctx *cx = change->cx;
	struct logging_in nothing = { .opening.account.id = b->id };
	int64_t changed = 0, before;
	enum fault fault = administrators_count(change, &before);

	if (fault == FAULT_NONE)
		fault = sql_identity_delete_all(change->tx, b->id, &changed);
	if (fault == FAULT_NONE && changed == 0)
		return refuse(&cx->why, FAULT_NOT_FOUND, N_("The account is bound to no user of a log-in service"));
	if (fault == FAULT_NONE)
		fault = say(change, "no-identity", b->id, TEXT_NONE);
	if (fault == FAULT_NONE)
		fault = take_back(change, &nothing);
	if (fault == FAULT_NONE)
		fault = sql_session_delete_all(change->tx, b->id, &changed);
	return fault != FAULT_NONE ? fault : administrators_keep(change, before);
}

enum fault identity_unbind(struct ctx *cx, struct account_id id)
{
	struct binding b = { .id = id };
	enum fault fault = access_require(cx, ROLE_ADMINISTRATOR, (struct reach){ 0 });

	return fault != FAULT_NONE ? fault : change_make(cx, unbind_body, &b);
}

/* --- there and back --- */

struct journey {
	struct text token, back;
};

static enum fault depart_body(struct change *change, void *what)
{
	const struct journey *j = what;
	struct ctx *cx = change->cx;
	int64_t changed;
	enum fault fault = sql_departure_delete_late(change->tx, cx->now, &changed);

	change->nothing = true; /* nobody is known yet, and strangers must not be able to fill the journal */
	return fault != FAULT_NONE ? fault : sql_departure_insert(change->tx, token_key(cx->arena, j->token), j->back,
		cx->now + DEPARTURE_MINUTES * minute, &changed);
}

enum fault identity_depart(struct ctx *cx, struct text token, struct text back)
{
	struct journey j = { token, back };

	return change_make(cx, depart_body, &j);
}

static enum fault return_body(struct change *change, void *what)
{
	struct journey *j = what;
	struct ctx *cx = change->cx;
	struct departure_row row;
	int64_t changed;
	enum fault fault = sql_departure_by_token(tx_db(change->tx), cx->arena, token_key(cx->arena, j->token), cx->now, &row);

	change->nothing = true;
	if (fault != FAULT_NONE)
		return fault;
	j->back = row.back;
	return sql_departure_delete(change->tx, token_key(cx->arena, j->token), &changed);
}

enum fault identity_return(struct ctx *cx, struct text token, struct text *ret_back)
{
	struct journey j = { .token = token };
	enum fault fault = change_make(cx, return_body, &j);

	if (fault == FAULT_NONE)
		*ret_back = j.back;
	return fault;
}
