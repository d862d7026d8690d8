#include "domain/login.h"

#include "domain/account.h"
#include "domain/attempt.h"
#include "domain/mail.h"
#include "query/account.h"
#include "query/session.h"
#include "seal/password.h"
#include "seal/token.h"
#include "seal/totp.h"

static const int64_t minute = (int64_t)60 * MICROSECONDS;
static const int64_t hour = (int64_t)3600 * MICROSECONDS;

enum { TOUCH_MINUTES = 5 }; /* a session in use is written no more often */

/* --- throttling --- */

static struct text email_attempts(struct arena *arena, struct text email)
{
	return attempt_of_email(arena, "account", email);
}

static struct text address_attempts(struct arena *arena, struct text address)
{
	return attempt_of_visitor(arena, "address", address);
}

static enum fault wait_for_both(struct ctx *cx, struct text email, const struct login_from *from, int64_t *ret_seconds)
{
	int64_t of_account = 0, of_address = 0;
	enum fault fault = attempt_wait(cx, address_attempts(cx->arena, from->address), LOGIN_FREE_TRIES_ADDRESS,
		ATTEMPT_FORGET_HOURS, &of_address);

	if (fault == FAULT_NONE)
		fault = attempt_wait(cx, email_attempts(cx->arena, email), LOGIN_FREE_TRIES, ATTEMPT_FORGET_HOURS, &of_account);
	*ret_seconds = of_account > of_address ? of_account : of_address;
	return fault;
}

/* --- what is written --- */

struct login_change {
	struct account_id id; /* of a log-in that worked */
	struct text email;    /* as it was typed in, or the account's */
	const struct login_from *from;
	const char *stage;
	struct text token, over; /* the new session's; the old one's, unknown when there is none */
	int64_t step;            /* the code's; 0: none was given */
	bool taken;              /* the code counted */
};

static enum fault failed_body(struct change *change, void *what)
{
	struct login_change *c = what;
	struct ctx *cx = change->cx;
	enum fault fault;

	change->nothing = true; /* a guesser must not be able to fill the journal */
	fault = attempt_forget_old(change);
	if (fault == FAULT_NONE)
		fault = attempt_note(change, address_attempts(cx->arena, c->from->address), ATTEMPT_FORGET_HOURS);
	if (fault == FAULT_NONE)
		fault = attempt_note(change, email_attempts(cx->arena, c->email), ATTEMPT_FORGET_HOURS);
	return fault;
}

static enum fault refuse_login(struct ctx *cx, struct text email, const struct login_from *from, struct login_answer *ret)
{
	struct login_change c = { .email = email, .from = from };

	ret->outcome = LOGIN_REFUSED;
	return change_make(cx, failed_body, &c);
}

static enum fault open_session(struct change *change, struct login_change *c)
{
	struct ctx *cx = change->cx;
	bool open = strcmp(c->stage, "open") == 0;
	int64_t until = cx->now + (open ? SESSION_IDLE_HOURS * hour : SESSION_CODE_MINUTES * minute), changed;
	struct text program = text_known(c->from->program) ? c->from->program : TEXT("");
	enum fault fault = sql_session_delete_ended(change->tx, cx->now, &changed);

	if (program.n > SESSION_PROGRAM_MAX)
		program = text_from_to(program, 0, SESSION_PROGRAM_MAX);
	if (!text_valid(program))
		program = TEXT("?");
	if (fault == FAULT_NONE && text_known(c->over))
		fault = sql_session_delete(change->tx, token_key(cx->arena, c->over), &changed);
	if (fault == FAULT_NONE)
		fault = sql_session_insert(change->tx, token_key(cx->arena, c->token), c->id, text_from(c->stage), cx->now,
			until, c->from->address, program, &changed);
	return fault;
}

static enum fault open_body(struct change *change, void *what)
{
	struct login_change *c = what;
	struct ctx *cx = change->cx;
	int64_t changed = 1;
	enum fault fault = FAULT_NONE;

	if (c->step != 0)
		fault = sql_account_take_step(change->tx, c->id, c->step, &changed);
	c->taken = changed > 0;
	if (fault == FAULT_NONE && !c->taken) {
		change->nothing = true;
		return FAULT_NONE;
	}
	if (fault == FAULT_NONE)
		fault = open_session(change, c);
	if (fault == FAULT_NONE && strcmp(c->stage, "open") == 0)
		fault = sql_attempt_forget(change->tx, email_attempts(cx->arena, c->email), &changed);
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(change, &(struct journal_entry){
		.verb = strcmp(c->stage, "open") == 0 ? "log-in" : "password-given", .noun = "account", .noun_id = c->id.v });
}

/* From here on it is the account that acts; unless nothing came of it. */
static enum fault open_for(struct ctx *cx, struct viewer_id viewer, struct login_change *c, struct login_answer *ret)
{
	enum fault fault;

	c->token = token_new(cx->arena);
	cx->viewer = viewer;
	fault = change_make(cx, open_body, c);
	if (fault != FAULT_NONE || !c->taken)
		cx->viewer.v = VIEWER_PUBLIC;
	if (fault != FAULT_NONE)
		return fault;
	if (!c->taken)
		return refuse_login(cx, c->email, c->from, ret);
	ret->outcome = strcmp(c->stage, "open") == 0 ? LOGIN_DONE : LOGIN_CODE_WANTED;
	ret->token = c->token;
	return FAULT_NONE;
}

/* --- the steps --- */

/* LOGIN_WAIT after too many failures: then nothing else is looked at. */
static enum fault hold_off(struct ctx *cx, struct text email, const struct login_from *from, struct login_answer *ret)
{
	enum fault fault = wait_for_both(cx, email, from, &ret->wait);

	if (fault == FAULT_NONE && ret->wait > 0)
		ret->outcome = LOGIN_WAIT;
	return fault;
}

/* Whether the password is that of an account that may log in; takes as long when there is none. */
static bool password_fits(const struct account_row *account, bool there, struct text password)
{
	if (there && text_is(account->state, "active") && text_known(account->password))
		return password_is(account->password, password);
	password_pretend(password);
	return false;
}

static enum fault find_account(struct ctx *cx, struct text email, struct account_row *ret, bool *ret_there)
{
	struct ctx operator = *cx; /* who logs in may not look for accounts: this asks on the house's behalf */
	enum fault fault;

	operator.viewer.v = VIEWER_OPERATOR;
	fault = account_by_email(&operator, email, ret);
	*ret_there = fault == FAULT_NONE;
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

enum fault login_password(struct ctx *cx, struct text email, struct text password, const struct login_from *from,
	struct login_answer *ret)
{
	struct account_row account = { .id = { 0 } };
	bool there;
	enum fault fault = find_account(cx, email, &account, &there);

	*ret = (struct login_answer){ .outcome = LOGIN_REFUSED };
	if (fault == FAULT_NONE)
		fault = hold_off(cx, email, from, ret);
	if (fault != FAULT_NONE || ret->outcome == LOGIN_WAIT)
		return fault;
	if (password.n > PASSWORD_MOST || !password_fits(&account, there, password))
		return refuse_login(cx, email, from, ret);
	return open_for(cx, account.viewer, &(struct login_change){
		.id = account.id, .email = email, .from = from, .over = from->session,
		.stage = text_known(account.secret) ? "code" : "open" }, ret);
}

enum fault login_code(struct ctx *cx, struct text token, struct text code, const struct login_from *from,
	struct login_answer *ret)
{
	struct login_change c = { .from = from, .stage = "open", .over = token };
	struct account_row account;
	struct session_row session;
	enum fault fault = sql_session_by_token(cx->db, cx->arena, token_key(cx->arena, token), cx->now, &session);

	*ret = (struct login_answer){ .outcome = LOGIN_REFUSED };
	if (fault == FAULT_NOT_FOUND || (fault == FAULT_NONE && !text_is(session.stage, "code")))
		return refuse(&cx->why, FAULT_NOT_FOUND, N_("It took too long: log in again"));
	if (fault == FAULT_NONE)
		fault = sql_account_by_id(cx->db, cx->arena, session.account, &account);
	if (fault == FAULT_NONE)
		fault = hold_off(cx, account.email, from, ret);
	if (fault != FAULT_NONE || ret->outcome == LOGIN_WAIT)
		return fault;
	if (!totp_is(cx->arena, account.secret, code, cx->now, &c.step))
		return refuse_login(cx, account.email, from, ret);
	c.id = account.id;
	c.email = account.email;
	return open_for(cx, account.viewer, &c, ret);
}

enum fault login_again(struct ctx *cx, struct account_id id, struct text password, const struct login_from *from,
	struct login_answer *ret)
{
	struct account_row account;
	enum fault fault = sql_account_by_id(cx->db, cx->arena, id, &account);

	*ret = (struct login_answer){ .outcome = LOGIN_REFUSED };
	if (fault == FAULT_NONE)
		fault = hold_off(cx, account.email, from, ret);
	if (fault != FAULT_NONE || ret->outcome == LOGIN_WAIT)
		return fault;
	if (password.n > PASSWORD_MOST || !password_fits(&account, true, password))
		return refuse_login(cx, account.email, from, ret);
	ret->outcome = LOGIN_DONE;
	return FAULT_NONE;
}

/* --- a password is forgotten --- */

/* Of the address that was typed only the hash is kept: it need not be anybody's here. */
struct forgotten {
	struct text email, of_email, of_address; /* keys */
	bool asked_before;
};

static enum fault forgotten_body(struct change *change, void *what)
{
	struct forgotten *f = what;
	struct ctx *cx = change->cx;
	struct attempt_row row;
	enum fault fault = sql_attempt_by_key(tx_db(change->tx), f->of_email, &row);

	change->nothing = true; /* nothing has happened to anybody yet; the link's making is told */
	f->asked_before = fault == FAULT_NONE && row.newest > cx->now - FORGOTTEN_MINUTES * minute;
	if (fault == FAULT_NONE || fault == FAULT_NOT_FOUND)
		fault = attempt_forget_old(change);
	if (fault == FAULT_NONE)
		fault = attempt_note(change, f->of_address, FORGOTTEN_HOURS);
	if (fault != FAULT_NONE || f->asked_before)
		return fault;
	fault = attempt_note(change, f->of_email, ATTEMPT_FORGET_HOURS);
	return fault != FAULT_NONE ? fault : mail_queue(change, MAIL_RESET, f->email);
}

enum fault login_forgotten(struct ctx *cx, struct text email, const struct login_from *from, int64_t *ret_wait)
{
	struct forgotten f = { .email = account_email_key(cx->arena, email) };
	enum fault fault = account_check_email(cx, email);

	f.of_email = attempt_of_email(cx->arena, "forgotten", f.email);
	f.of_address = attempt_of_visitor(cx->arena, "forgotten by", from->address);
	if (fault == FAULT_NONE)
		fault = attempt_wait(cx, f.of_address, FORGOTTEN_FREE_TRIES, FORGOTTEN_HOURS, ret_wait);
	if (fault != FAULT_NONE || *ret_wait > 0)
		return fault;
	return change_make(cx, forgotten_body, &f);
}

/* --- sessions --- */

struct touch {
	struct text token;
	int64_t until;
};

static enum fault touch_body(struct change *change, void *what)
{
	struct touch *touch = what;
	int64_t changed;

	change->nothing = true;
	return sql_session_touch(change->tx, token_key(change->cx->arena, touch->token), change->cx->now, touch->until,
		&changed);
}

enum fault session_find(struct ctx *cx, struct text token, struct session_row *ret)
{
	struct touch touch = { .token = token };
	enum fault fault;

	if (token.n != TOKEN_TEXT)
		return FAULT_NOT_FOUND;
	fault = sql_session_by_token(cx->db, cx->arena, token_key(cx->arena, token), cx->now, ret);
	if (fault != FAULT_NONE || !text_is(ret->stage, "open") || cx->now - ret->seen_at < TOUCH_MINUTES * minute)
		return fault;
	touch.until = cx->now + SESSION_IDLE_HOURS * hour;
	if (touch.until > ret->made_at + SESSION_MOST_HOURS * hour)
		touch.until = ret->made_at + SESSION_MOST_HOURS * hour;
	fault = change_make(cx, touch_body, &touch);
	return fault == FAULT_BUSY ? FAULT_NONE : fault; /* another time will do */
}

enum fault session_list(struct ctx *cx, struct account_id id, struct session_row **ret, size_t *ret_n)
{
	struct role_row *roles;
	size_t n;
	enum fault fault = account_roles(cx, id, &roles, &n); /* asks for the owner or an administrator */

	return fault != FAULT_NONE ? fault : sql_sessions_of(cx->db, cx->arena, id, cx->now, ret, ret_n);
}

struct ending {
	struct text token;
	struct account_id id;
};

static enum fault end_body(struct change *change, void *what)
{
	struct ending *e = what;
	int64_t changed;
	enum fault fault = text_known(e->token) ?
		sql_session_delete(change->tx, token_key(change->cx->arena, e->token), &changed) :
		sql_session_delete_all(change->tx, e->id, &changed);

	change->nothing = changed == 0;
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	return journal_append(change, &(struct journal_entry){
		.verb = text_known(e->token) ? "log-out" : "log-out-everywhere", .noun = "account", .noun_id = e->id.v });
}

enum fault session_end(struct ctx *cx, struct text token)
{
	struct ending e = { .token = token };
	struct session_row session;
	enum fault fault = sql_session_by_token(cx->db, cx->arena, token_key(cx->arena, token), cx->now, &session);

	if (fault == FAULT_NOT_FOUND)
		return FAULT_NONE;
	e.id = session.account;
	return fault != FAULT_NONE ? fault : change_make(cx, end_body, &e);
}

enum fault session_end_all(struct ctx *cx, struct account_id id)
{
	struct ending e = { .id = id };
	struct session_row *sessions;
	size_t n;
	enum fault fault = session_list(cx, id, &sessions, &n);

	return fault != FAULT_NONE ? fault : change_make(cx, end_body, &e);
}
