#include "domain/account.h"

#include <inttypes.h>

#include "domain/body.h"
#include "domain/mail.h"
#include "language/language.h"
#include "query/account.h"
#include "query/identity.h"
#include "query/session.h"
#include "seal/password.h"
#include "seal/token.h"
#include "seal/totp.h"

static const int64_t hour = (int64_t)3600 * MICROSECONDS;

/* Who does something to whose account, and with what; one struct for the bodies of all changes here. */
struct account_change {
	struct account_id id;
	const struct account_new *made;
	enum role role;
	struct reach reach;
	struct person_id person;
	struct text token, password, secret;
	struct text session; /* whose browser's goes on; unknown: nobody's */
	const char *purpose; /* of a ticket, which opens its door for so many hours */
	int64_t hours;
	int64_t step;
	struct ticket ticket;
};

static enum fault say(struct change *change, const char *verb, struct account_id id, const char *after)
{
	return journal_append(change, &(struct journal_entry){
		.verb = verb, .noun = "account", .noun_id = id.v, .after = text_from(after) });
}

static bool own(struct ctx *cx, const struct account_row *account)
{
	return cx->viewer.v == account->viewer.v;
}

static enum fault require_owner(struct ctx *cx, struct account_id id)
{
	struct account_row account;
	enum fault fault = sql_account_by_id(cx->db, cx->arena, id, &account);

	if (fault != FAULT_NONE || own(cx, &account))
		return fault;
	return access_require(cx, ROLE_ADMINISTRATOR, (struct reach){ 0 });
}

static enum fault require_administrator(struct ctx *cx)
{
	return access_require(cx, ROLE_ADMINISTRATOR, (struct reach){ 0 });
}

struct text account_email_key(struct arena *arena, struct text email)
{
	char *key = text_string(arena, text_trim(email));

	for (char *c = key; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c += 'a' - 'A';
	return text_from(key);
}

/* Whether mail could go there: something, one @, a name with a dot; the rest is for the mail server to know. */
static bool is_email(struct text t)
{
	size_t at = text_find_byte(t, '@'), dot;
	struct text host = text_after(t, at + 1);

	if (at == 0 || at >= t.n || t.n > ACCOUNT_EMAIL_MAX || text_find_byte(host, '@') < host.n)
		return false;
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.s[i] <= ' ' || strchr("<>()[]\\,;:\"\x7f", t.s[i]) != NULL)
			return false;
	dot = text_find_byte(host, '.');
	return dot > 0 && dot + 1 < host.n;
}

enum fault account_check_email(struct ctx *cx, struct text email)
{
	if (text_valid(email) && is_email(text_trim(email)))
		return FAULT_NONE;
	return refuse_with(&cx->why, FAULT_INVALID, N_("%s is no e-mail address"), "%.*s", TEXT_ARG(email));
}

static enum fault check_new(struct ctx *cx, const struct account_new *account)
{
	struct text name = text_trim(account->name);
	enum fault fault = account_check_email(cx, account->email);

	if (fault != FAULT_NONE)
		return fault;
	if (text_empty(name) || name.n > ACCOUNT_NAME_MAX)
		return refuse(&cx->why, FAULT_INVALID, N_("An account needs the name of its owner"));
	return FAULT_NONE;
}

static const char *role_json(struct arena *arena, const char *role, struct reach reach)
{
	return arena_format(arena, "{\"role\":\"%s\",\"organization\":%" PRId64 ",\"department\":%" PRId64 "}", role,
		reach.organization.v, reach.department.v);
}

static enum fault insert(struct change *change, const struct account_new *account, struct account_id *ret)
{
	struct ctx *cx = change->cx;
	struct text email = text_trim(account->email), name = language_nfc(cx->arena, text_trim(account->name));
	struct text key = account_email_key(cx->arena, email);
	struct account_row there;
	struct viewer_id viewer;
	enum fault fault = sql_account_by_key(tx_db(change->tx), cx->arena, key, &there);
	int64_t changed;

	if (fault == FAULT_NONE)
		return refuse_with(&cx->why, FAULT_CONFLICT, N_("There is an account for %s already"), "%.*s", TEXT_ARG(email));
	if (fault == FAULT_NOT_FOUND)
		fault = sql_viewer_insert(change->tx, name, &viewer);
	if (fault == FAULT_NONE)
		fault = sql_account_insert(change->tx, viewer, email, key, name, cx->now, ret);
	if (fault == FAULT_NONE && account->role >= 0)
		fault = sql_role_insert(change->tx, *ret, text_from(role_name((enum role)account->role)),
			account->reach.organization, account->reach.department, &changed);
	if (fault == FAULT_NONE && account->invited)
		fault = mail_queue(change, MAIL_INVITATION, key);
	if (fault != FAULT_NONE)
		return fault;
	return say(change, "add", *ret,
		role_json(cx->arena, account->role >= 0 ? role_name((enum role)account->role) : "", account->reach));
}

enum fault account_make(struct change *change, const struct account_new *account, struct account_id *ret)
{
	enum fault fault = check_new(change->cx, account);

	return fault != FAULT_NONE ? fault : insert(change, account, ret);
}

static enum fault add_body(struct change *change, void *what)
{
	struct account_change *c = what;

	return account_make(change, c->made, &c->id);
}

enum fault account_add(struct ctx *cx, const struct account_new *account, struct account_id *ret)
{
	struct account_change c = { .made = account };
	enum fault fault = require_administrator(cx);

	if (fault == FAULT_NONE)
		fault = change_make(cx, add_body, &c);
	if (fault == FAULT_NONE)
		*ret = c.id;
	return fault;
}

enum fault account_list(struct ctx *cx, int64_t most, int64_t skip, struct account_row **ret, size_t *ret_n)
{
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : sql_accounts(cx->db, cx->arena, most, skip, ret, ret_n);
}

enum fault account_by_id(struct ctx *cx, struct account_id id, struct account_row *ret)
{
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : sql_account_by_id(cx->db, cx->arena, id, ret);
}

enum fault account_own(struct ctx *cx, struct account_id id, struct account_row *ret)
{
	enum fault fault = require_owner(cx, id);

	return fault != FAULT_NONE ? fault : sql_account_by_id(cx->db, cx->arena, id, ret);
}

enum fault account_by_email(struct ctx *cx, struct text email, struct account_row *ret)
{
	enum fault fault = require_administrator(cx);

	if (fault == FAULT_NONE)
		fault = sql_account_by_key(cx->db, cx->arena, account_email_key(cx->arena, email), ret);
	if (fault == FAULT_NOT_FOUND)
		return refuse_with(&cx->why, fault, N_("There is no account for %s"), "%.*s", TEXT_ARG(email));
	return fault;
}

enum fault administrators_count(struct change *change, int64_t *ret)
{
	return sql_administrator_count(tx_db(change->tx), ret);
}

enum fault administrators_keep(struct change *change, int64_t before)
{
	int64_t left;
	enum fault fault = administrators_count(change, &left);

	if (fault == FAULT_NONE && before > 0 && left == 0)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The last administrator cannot be taken away"));
	return fault;
}

static enum fault close_body(struct change *change, void *what)
{
	struct account_change *c = what;
	int64_t changed = 0, rows, before;
	enum fault fault = administrators_count(change, &before);

	if (fault == FAULT_NONE)
		fault = sql_account_close(change->tx, c->id, &changed);
	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The account is closed already"));
	if (fault == FAULT_NONE)
		fault = administrators_keep(change, before);
	if (fault == FAULT_NONE)
		fault = sql_session_delete_all(change->tx, c->id, &rows);
	if (fault == FAULT_NONE)
		fault = sql_ticket_revoke(change->tx, TEXT("password"), c->id, &rows);
	if (fault == FAULT_NONE)
		fault = sql_ticket_revoke(change->tx, TEXT("session"), c->id, &rows);
	return fault != FAULT_NONE ? fault : say(change, "close", c->id, NULL);
}

enum fault account_close(struct ctx *cx, struct account_id id)
{
	struct account_change c = { .id = id };
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : change_make(cx, close_body, &c);
}

static enum fault reopen_body(struct change *change, void *what)
{
	struct account_change *c = what;
	int64_t changed;
	enum fault fault = sql_account_reopen(change->tx, c->id, &changed);

	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The account is not closed"));
	return fault != FAULT_NONE ? fault : say(change, "reopen", c->id, NULL);
}

enum fault account_reopen(struct ctx *cx, struct account_id id)
{
	struct account_change c = { .id = id };
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : change_make(cx, reopen_body, &c);
}

static struct text person_json(struct arena *arena, struct person_id person)
{
	return text_from(arena_format(arena, "{\"person\":%" PRId64 "}", person.v));
}

static enum fault bind_body(struct change *change, void *what)
{
	struct account_change *c = what;
	struct ctx *cx = change->cx;
	struct account_row account;
	struct text other;
	int64_t changed;
	enum fault fault = sql_account_by_id(tx_db(change->tx), cx->arena, c->id, &account);

	change->nothing = fault == FAULT_NONE && account.person.v == c->person.v;
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	fault = c->person.v != 0 ? sql_account_of_person(tx_db(change->tx), cx->arena, c->person, &other) : FAULT_NOT_FOUND;
	if (fault == FAULT_NONE)
		return refuse_with(&cx->why, FAULT_CONFLICT, N_("That person has an account already: %s"), "%.*s", TEXT_ARG(other));
	if (fault == FAULT_NOT_FOUND)
		fault = sql_account_bind(change->tx, c->id, c->person, &changed);
	return fault != FAULT_NONE ? fault : journal_append(change, &(struct journal_entry){ "bind", "account", c->id.v,
		person_json(cx->arena, account.person), person_json(cx->arena, c->person) });
}

enum fault account_bind(struct ctx *cx, struct account_id id, struct person_id person)
{
	struct account_change c = { .id = id, .person = person };
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : change_make(cx, bind_body, &c);
}

enum fault account_roles(struct ctx *cx, struct account_id id, struct role_row **ret, size_t *ret_n)
{
	enum fault fault = require_owner(cx, id);

	return fault != FAULT_NONE ? fault : sql_roles_of(cx->db, cx->arena, id, ret, ret_n);
}

static enum fault give_body(struct change *change, void *what)
{
	struct account_change *c = what;
	int64_t changed;
	enum fault fault = sql_role_insert(change->tx, c->id, text_from(role_name(c->role)), c->reach.organization,
		c->reach.department, &changed);

	if (fault == FAULT_NONE && changed == 0)
		fault = sql_claimed_keep(change->tx, c->id, text_from(role_name(c->role)), c->reach.organization,
			c->reach.department, &changed);
	change->nothing = changed == 0;
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	return say(change, "give", c->id, role_json(change->cx->arena, role_name(c->role), c->reach));
}

enum fault account_give(struct ctx *cx, struct account_id id, enum role role, struct reach reach)
{
	struct account_change c = { .id = id, .role = role, .reach = reach };
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : change_make(cx, give_body, &c);
}

static enum fault take_body(struct change *change, void *what)
{
	struct account_change *c = what;
	int64_t changed = 0, before;
	enum fault fault = administrators_count(change, &before);

	if (fault == FAULT_NONE)
		fault = sql_role_delete(change->tx, c->id, text_from(role_name(c->role)), c->reach.organization,
			c->reach.department, &changed);
	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_NOT_FOUND, N_("The account does not have that role"));
	if (fault == FAULT_NONE)
		fault = administrators_keep(change, before);
	return fault != FAULT_NONE ? fault : say(change, "take", c->id, role_json(change->cx->arena, role_name(c->role), c->reach));
}

enum fault account_take(struct ctx *cx, struct account_id id, enum role role, struct reach reach)
{
	struct account_change c = { .id = id, .role = role, .reach = reach };
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : change_make(cx, take_body, &c);
}

/* --- tickets --- */

static enum fault add_ticket(struct change *change, const char *purpose, struct account_id account, int64_t hours,
	struct text token)
{
	struct ctx *cx = change->cx;
	int64_t changed;
	enum fault fault = sql_ticket_insert(change->tx, token_key(cx->arena, token), text_from(purpose), account,
		cx->now + hours * hour, &changed);

	return fault != FAULT_NONE ? fault : say(change, "ticket", account, arena_format(cx->arena, "\"%s\"", purpose));
}

static enum fault new_ticket(struct change *change, const char *purpose, struct account_id account, int64_t hours,
	struct text token)
{
	int64_t changed;
	enum fault fault = sql_ticket_revoke(change->tx, text_from(purpose), account, &changed);

	return fault != FAULT_NONE ? fault : add_ticket(change, purpose, account, hours, token);
}

enum fault ticket_for_mail(struct change *change, struct account_id id, int64_t hours, struct text token)
{
	return add_ticket(change, "password", id, hours, token);
}

static enum fault mail_link_body(struct change *change, void *what)
{
	struct account_change *c = what;
	struct ctx *cx = change->cx;
	struct account_row account;
	int64_t changed;
	enum fault fault = sql_account_by_id(tx_db(change->tx), cx->arena, c->id, &account);

	if (fault == FAULT_NONE && text_is(account.state, "closed"))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The account is closed"));
	if (fault == FAULT_NONE)
		fault = sql_ticket_revoke(change->tx, TEXT("password"), c->id, &changed);
	if (fault == FAULT_NONE)
		fault = mail_queue(change, text_is(account.state, "invited") ? MAIL_INVITATION : MAIL_LINK,
			account_email_key(cx->arena, account.email));
	return fault != FAULT_NONE ? fault : say(change, "mail", c->id, NULL);
}

enum fault account_mail_link(struct ctx *cx, struct account_id id)
{
	struct account_change c = { .id = id };
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : change_make(cx, mail_link_body, &c);
}

static enum fault owners_ticket_body(struct change *change, void *what)
{
	struct account_change *c = what;
	struct account_row account;
	enum fault fault = sql_account_by_id(tx_db(change->tx), change->cx->arena, c->id, &account);

	if (fault == FAULT_NONE && text_is(account.state, "closed"))
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The account is closed"));
	return fault != FAULT_NONE ? fault : new_ticket(change, c->purpose, c->id, c->hours, c->token);
}

static enum fault owners_ticket(struct ctx *cx, struct account_change *c, struct text *ret_token)
{
	enum fault fault;

	c->token = token_new(cx->arena);
	fault = change_make(cx, owners_ticket_body, c);
	if (fault == FAULT_NONE)
		*ret_token = c->token;
	return fault;
}

enum fault account_ticket(struct ctx *cx, struct account_id id, struct text *ret_token)
{
	struct account_change c = { .id = id, .purpose = "password", .hours = TICKET_PASSWORD_HOURS };
	enum fault fault = require_administrator(cx);

	return fault != FAULT_NONE ? fault : owners_ticket(cx, &c, ret_token);
}

enum fault account_session_ticket(struct ctx *cx, struct account_id id, struct text *ret_token)
{
	if (cx->viewer.v != VIEWER_OPERATOR)
		return refuse(&cx->why, FAULT_DENIED, N_("Your account does not have the right to do this"));
	return owners_ticket(cx, &(struct account_change){ .id = id, .purpose = "session", .hours = TICKET_SESSION_HOURS }, ret_token);
}

static enum fault refuse_second_setup(struct change *change)
{
	int64_t n;
	enum fault fault = sql_administrator_count(tx_db(change->tx), &n);

	if (fault == FAULT_NONE && n > 0)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("There is an administrator already"));
	return fault;
}

static enum fault setup_ticket_body(struct change *change, void *what)
{
	struct account_change *c = what;
	enum fault fault = refuse_second_setup(change);

	if (fault != FAULT_NONE)
		return fault;
	return new_ticket(change, "setup", (struct account_id){ 0 }, TICKET_SETUP_HOURS, c->token);
}

enum fault setup_ticket(struct ctx *cx, struct text *ret_token)
{
	struct account_change c = { .token = token_new(cx->arena) };
	enum fault fault = require_administrator(cx);

	if (fault == FAULT_NONE)
		fault = change_make(cx, setup_ticket_body, &c);
	if (fault == FAULT_NONE)
		*ret_token = c.token;
	return fault;
}

enum fault ticket_read(struct ctx *cx, struct text token, struct ticket *ret)
{
	struct ticket_row row;
	enum fault fault = sql_ticket_by_token(cx->db, cx->arena, token_key(cx->arena, token), cx->now, &row);

	*ret = (struct ticket){ .purpose = TICKET_SETUP };
	if (fault == FAULT_NOT_FOUND)
		return refuse(&cx->why, fault, N_("The link has been used or is too old"));
	if (fault != FAULT_NONE || text_is(row.purpose, "setup"))
		return fault;
	ret->purpose = text_is(row.purpose, "session") ? TICKET_SESSION : TICKET_PASSWORD;
	return sql_account_by_id(cx->db, cx->arena, row.account, &ret->account);
}

/* What a guesser would try first here: zxcvbn knows what English ones would. */
static const char *const danish[] = { "adgangskode", "kodeord", "hemmelig", "velkommen", "kommune", "danmark", "sommer", "vinter",
	"efter\xc3\xa5r", "for\xc3\xa5r", "fodbold", "k\xc3\xb8""benhavn", "referat", "dagsorden", "udvalg", "sagsgang", "r\xc3\xa5""dhus", "borgmester" };

enum { WORDS_MAX = 64, WORD_LEAST = 3 };

struct words {
	struct text all[WORDS_MAX];
	size_t n;
};

/* Each part of "Kirsten Holm", "kirsten.holm@solbaek.example" or "Solbæk Kommune". */
static void add_words(struct arena *arena, struct words *words, struct text t)
{
	struct text rest = language_fold(arena, t);

	for (size_t from = 0, at = 0; at <= rest.n; at++) {
		if (at < rest.n && strchr(" .@-_+", rest.s[at]) == NULL)
			continue;
		if (at - from >= WORD_LEAST && words->n < WORDS_MAX)
			words->all[words->n++] = text_from_to(rest, from, at);
		from = at + 1;
	}
}

static enum fault check_guesses(struct ctx *cx, struct text password, struct text email, struct text name)
{
	struct words words = { .n = 0 };
	struct text body = TEXT("");
	enum fault fault = body_name(cx, &body);

	if (fault != FAULT_NONE && fault != FAULT_NOT_FOUND)
		return fault;
	add_words(cx->arena, &words, name);
	add_words(cx->arena, &words, email);
	add_words(cx->arena, &words, body);
	for (size_t i = 0; i < LENGTH_OF(danish) && words.n < WORDS_MAX; i++)
		words.all[words.n++] = text_from(danish[i]);
	if (password_is_weak(cx->arena, password, words.all, words.n))
		return refuse(&cx->why, FAULT_INVALID, N_("That password is among the first that somebody would guess: a sentence that only "
			"you would think of is better"));
	return FAULT_NONE;
}

static enum fault check_password(struct ctx *cx, struct text password, struct text email, struct text name)
{
	if (!text_valid(password) || text_runes(password) < PASSWORD_LEAST)
		return refuse_with(&cx->why, FAULT_INVALID, N_("A password has at least %s letters"), "%d", PASSWORD_LEAST);
	if (password.n > PASSWORD_MOST)
		return refuse_with(&cx->why, FAULT_INVALID, N_("A password has at most %s letters"), "%d", PASSWORD_MOST);
	return check_guesses(cx, password, email, name);
}

enum fault ticket_use(struct change *change, struct text token)
{
	int64_t changed;
	enum fault fault = sql_ticket_use(change->tx, token_key(change->cx->arena, token), change->cx->now, &changed);

	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_NOT_FOUND, N_("The link has been used or is too old"));
	return fault;
}

static enum fault set_password(struct change *change, const struct account_change *c)
{
	int64_t changed, ended;
	enum fault fault = sql_account_set_password(change->tx, c->id, c->password, &changed);

	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The account is closed"));
	if (fault == FAULT_NONE)
		fault = text_known(c->session) ? sql_session_delete_others(change->tx, c->id, token_key(change->cx->arena, c->session), &ended) :
			sql_session_delete_all(change->tx, c->id, &ended);
	if (fault == FAULT_NONE)
		fault = sql_ticket_revoke(change->tx, TEXT("password"), c->id, &ended);
	if (fault == FAULT_NONE)
		fault = sql_browser_delete_all(change->tx, c->id, &ended);
	return fault != FAULT_NONE ? fault : say(change, "password", c->id, NULL);
}

static enum fault choose_body(struct change *change, void *what)
{
	struct account_change *c = what;
	enum fault fault = ticket_use(change, c->token);

	return fault != FAULT_NONE ? fault : set_password(change, c);
}

/* Who holds a ticket acts for the account that it is for. */
enum fault ticket_choose_password(struct ctx *cx, struct text token, struct text password)
{
	struct account_change c = { .token = token };
	enum fault fault = ticket_read(cx, token, &c.ticket);

	if (fault == FAULT_NONE && c.ticket.purpose != TICKET_PASSWORD)
		return refuse(&cx->why, FAULT_NOT_FOUND, N_("The link has been used or is too old"));
	if (fault == FAULT_NONE)
		fault = check_password(cx, password, c.ticket.account.email, c.ticket.account.name);
	if (fault == FAULT_NONE)
		fault = password_hash(cx->arena, password, &c.password);
	if (fault != FAULT_NONE)
		return fault;
	c.id = c.ticket.account.id;
	cx->viewer = c.ticket.account.viewer;
	return change_make(cx, choose_body, &c);
}

static enum fault change_password_body(struct change *change, void *what)
{
	return set_password(change, what);
}

enum fault account_change_password(struct ctx *cx, struct account_id id, struct text password, struct text session)
{
	struct account_change c = { .id = id, .session = session };
	struct account_row account;
	enum fault fault = sql_account_by_id(cx->db, cx->arena, id, &account);

	if (fault == FAULT_NONE && !own(cx, &account))
		return refuse(&cx->why, FAULT_DENIED, N_("Your account does not have the right to do this"));
	if (fault == FAULT_NONE)
		fault = check_password(cx, password, account.email, account.name);
	if (fault == FAULT_NONE)
		fault = password_hash(cx->arena, password, &c.password);
	return fault != FAULT_NONE ? fault : change_make(cx, change_password_body, &c);
}

static enum fault set_up_body(struct change *change, void *what)
{
	struct account_change *c = what;
	enum fault fault = ticket_use(change, c->token);

	if (fault == FAULT_NONE)
		fault = refuse_second_setup(change);
	if (fault == FAULT_NONE)
		fault = insert(change, c->made, &c->id);
	return fault != FAULT_NONE ? fault : set_password(change, c);
}

enum fault ticket_set_up(struct ctx *cx, struct text token, struct text email, struct text name, struct text password)
{
	struct account_new made = { .email = email, .name = name, .role = ROLE_ADMINISTRATOR };
	struct account_change c = { .token = token, .made = &made };
	enum fault fault = ticket_read(cx, token, &c.ticket);

	if (fault == FAULT_NONE && c.ticket.purpose != TICKET_SETUP)
		return refuse(&cx->why, FAULT_NOT_FOUND, N_("The link has been used or is too old"));
	if (fault == FAULT_NONE)
		fault = check_new(cx, &made);
	if (fault == FAULT_NONE)
		fault = check_password(cx, password, email, name);
	if (fault == FAULT_NONE)
		fault = password_hash(cx->arena, password, &c.password);
	return fault != FAULT_NONE ? fault : change_make(cx, set_up_body, &c);
}

/* --- the second factor --- */

static enum fault secret_body(struct change *change, void *what)
{
	struct account_change *c = what;
	struct account_row account;
	int64_t changed;
	enum fault fault = sql_account_by_id(tx_db(change->tx), change->cx->arena, c->id, &account);

	if (fault == FAULT_NONE && text_known(c->secret) && text_known(account.secret))
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("Log-in in two steps is on already: turn it off first"));
	if (fault == FAULT_NONE)
		fault = sql_account_set_secret(change->tx, c->id, c->secret, &changed);
	if (fault == FAULT_NONE && text_known(c->secret))
		fault = sql_account_take_step(change->tx, c->id, c->step, &changed);
	if (fault != FAULT_NONE)
		return fault;
	return say(change, text_known(c->secret) ? "second-factor-on" : "second-factor-off", c->id, NULL);
}

enum fault account_second_factor_on(struct ctx *cx, struct account_id id, struct text secret, struct text code)
{
	struct account_change c = { .id = id, .secret = secret };
	enum fault fault = require_owner(cx, id);

	if (fault == FAULT_NONE && (secret.n != TOTP_SECRET || !totp_is(cx->arena, secret, code, cx->now, &c.step)))
		return refuse(&cx->why, FAULT_INVALID, N_("The code does not fit: look at the telephone's clock, and try the next"));
	return fault != FAULT_NONE ? fault : change_make(cx, secret_body, &c);
}

enum fault account_second_factor_off(struct ctx *cx, struct account_id id)
{
	struct account_change c = { .id = id, .secret = TEXT_NONE };
	enum fault fault = require_owner(cx, id);

	return fault != FAULT_NONE ? fault : change_make(cx, secret_body, &c);
}
