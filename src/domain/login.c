#include "domain/login.h"

#include "domain/account.h"
#include "domain/attempt.h"
#include "domain/mail.h"
#include "query/account.h"
#include "query/identity.h"
#include "query/session.h"
#include "seal/box.h"
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

/* Whether the account of that address was logged in there before.  Costs the same whether there is one or not. */
static enum fault is_known(struct ctx *cx, struct text email, const struct login_from *from, bool *ret)
{
	*ret = false;
	if (!text_known(from->browser) || !text_known(email))
		return FAULT_NONE;
	return sql_browser_known_to(cx->db, token_key(cx->arena, from->browser), account_email_key(cx->arena, email), cx->now, ret);
}

static struct text browser_attempts(struct arena *arena, const struct login_from *from)
{
	return text_join(arena, TEXT("browser"), TEXT(" "), token_key(arena, from->browser));
}

static enum fault wait_for_both(struct ctx *cx, struct text email, const struct login_from *from, int64_t *ret_seconds)
{
	int64_t of_account = 0, of_address = 0;
	bool known;
	enum fault fault = is_known(cx, email, from, &known);

	if (fault != FAULT_NONE)
		return fault;
	if (known)
		return attempt_wait(cx, browser_attempts(cx->arena, from), LOGIN_FREE_TRIES, ATTEMPT_FORGET_HOURS, ret_seconds);
	fault = attempt_wait(cx, address_attempts(cx->arena, from->address), LOGIN_FREE_TRIES_ADDRESS, ATTEMPT_FORGET_HOURS,
		&of_address);
	if (fault == FAULT_NONE)
		fault = attempt_wait(cx, email_attempts(cx->arena, email), LOGIN_FREE_TRIES, ATTEMPT_FORGET_HOURS, &of_account);
	*ret_seconds = of_account > of_address ? of_account : of_address;
	return fault;
}

/* --- what is written --- */

struct login_change {
	struct text email; /* of one that failed: as it was typed in, or the account's; unknown: nobody said */
	struct login_opening opening; /* of one that worked */
	struct login_answer answer;
	int64_t step; /* the code's; 0: none was given */
	bool taken;   /* the code counted */
};

static enum fault failed_body(struct change *change, void *what)
{
	struct login_change *c = what;
	struct ctx *cx = change->cx;
	const struct login_from *from = c->opening.from;
	bool known = false;
	enum fault fault = attempt_forget_old(change);

	change->nothing = true; /* a guesser must not be able to fill the journal */
	if (fault == FAULT_NONE)
		fault = is_known(cx, c->email, from, &known);
	if (fault == FAULT_NONE && known)
		return attempt_note(change, browser_attempts(cx->arena, from), ATTEMPT_FORGET_HOURS);
	if (fault == FAULT_NONE)
		fault = attempt_note(change, address_attempts(cx->arena, from->address), ATTEMPT_FORGET_HOURS);
	if (fault == FAULT_NONE && text_known(c->email))
		fault = attempt_note(change, email_attempts(cx->arena, c->email), ATTEMPT_FORGET_HOURS);
	return fault;
}

static enum fault refuse_login(struct ctx *cx, struct text email, const struct login_from *from, struct login_answer *ret)
{
	struct login_change c = { .email = email, .opening.from = from };

	ret->outcome = LOGIN_REFUSED;
	return change_make(cx, failed_body, &c);
}

enum fault login_wait(struct ctx *cx, const struct login_from *from, int64_t *ret_seconds)
{
	return attempt_wait(cx, address_attempts(cx->arena, from->address), LOGIN_FREE_TRIES_ADDRESS, ATTEMPT_FORGET_HOURS,
		ret_seconds);
}

enum fault login_failed(struct ctx *cx, const struct login_from *from)
{
	struct login_change c = { .opening.from = from };

	return change_make(cx, failed_body, &c);
}

static enum fault open_session(struct change *change, const struct login_opening *o, bool open)
{
	struct ctx *cx = change->cx;
	int64_t until = cx->now + (open ? SESSION_IDLE_HOURS * hour : SESSION_CODE_MINUTES * minute), changed;
	struct text program = text_known(o->from->program) ? o->from->program : TEXT("");
	struct text hint = text_known(o->hint) ? box_close(cx->arena, o->token, o->hint) : TEXT_NONE;
	enum fault fault = sql_session_delete_ended(change->tx, cx->now, &changed);

	if (program.n > SESSION_PROGRAM_MAX)
		program = text_from_to(program, 0, SESSION_PROGRAM_MAX);
	if (!text_valid(program))
		program = TEXT("?");
	if (fault == FAULT_NONE && text_known(o->from->session))
		fault = sql_session_delete(change->tx, token_key(cx->arena, o->from->session), &changed);
	if (fault == FAULT_NONE)
		fault = sql_session_insert(change->tx, token_key(cx->arena, o->token), o->account.id,
			open ? TEXT("open") : TEXT("code"), cx->now, until, o->from->address, program, hint, &changed);
	return fault;
}

/* Under the name that it has, if we gave it one. */
static enum fault keep_browser(struct change *change, const struct login_opening *o, struct text *ret)
{
	struct ctx *cx = change->cx;
	bool known = false;
	int64_t changed;
	enum fault fault = FAULT_NONE;

	*ret = o->from->browser;
	if (text_known(*ret))
		fault = sql_browser_known(tx_db(change->tx), token_key(cx->arena, *ret), cx->now, &known);
	if (!known)
		*ret = token_new(cx->arena);
	if (fault == FAULT_NONE)
		fault = sql_browser_keep(change->tx, token_key(cx->arena, *ret), o->account.id, cx->now + BROWSER_DAYS * 24 * hour,
			&changed);
	return fault;
}

/* What failed before is forgotten, there and for the account. */
static enum fault forget_failures(struct change *change, const struct login_opening *o)
{
	struct arena *arena = change->cx->arena;
	int64_t changed;
	enum fault fault = sql_attempt_forget(change->tx, email_attempts(arena, o->account.email), &changed);

	if (fault == FAULT_NONE && text_known(o->from->browser))
		fault = sql_attempt_forget(change->tx, browser_attempts(arena, o->from), &changed);
	return fault;
}

static enum fault begin_session(struct change *change, const struct login_opening *o, bool open, struct login_answer *ret)
{
	struct ctx *cx = change->cx;
	enum fault fault = open_session(change, o, open);

	*ret = (struct login_answer){ .outcome = open ? LOGIN_DONE : LOGIN_CODE_WANTED, .token = o->token };
	cx->viewer = o->account.viewer;
	if (fault == FAULT_NONE && open)
		fault = forget_failures(change, o);
	if (fault == FAULT_NONE && open)
		fault = keep_browser(change, o, &ret->browser);
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = open ? "log-in" : "log-in-begun", .noun = "account",
		.noun_id = o->account.id.v, .after = text_from(arena_format(cx->arena, "{\"by\":\"%s\"}", o->by)) });
}

enum fault login_open(struct change *change, const struct login_opening *opening, struct login_answer *ret)
{
	return begin_session(change, opening, !text_known(opening->account.secret), ret);
}

static enum fault password_body(struct change *change, void *what)
{
	struct login_change *c = what;

	return login_open(change, &c->opening, &c->answer);
}

static enum fault code_body(struct change *change, void *what)
{
	struct login_change *c = what;
	int64_t changed;
	enum fault fault = sql_account_take_step(change->tx, c->opening.account.id, c->step, &changed);

	c->taken = fault == FAULT_NONE && changed > 0;
	if (fault == FAULT_NONE && !c->taken) {
		change->nothing = true;
		return FAULT_NONE;
	}
	return fault != FAULT_NONE ? fault : begin_session(change, &c->opening, true, &c->answer);
}

/* From here on it is the account that acts; unless nothing came of it. */
static enum fault open_by(struct ctx *cx, enum fault (*body)(struct change *, void *), struct login_change *c,
	struct login_answer *ret)
{
	enum fault fault;

	c->opening.token = token_new(cx->arena);
	c->taken = true;
	fault = change_make(cx, body, c);
	if (fault != FAULT_NONE || !c->taken)
		cx->viewer.v = VIEWER_PUBLIC;
	if (fault != FAULT_NONE)
		return fault;
	if (!c->taken)
		return refuse_login(cx, c->opening.account.email, c->opening.from, ret);
	*ret = c->answer;
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
	return open_by(cx, password_body, &(struct login_change){ .opening = { .account = account, .from = from, .by = "password" } },
		ret);
}

enum fault login_code(struct ctx *cx, struct text token, struct text code, const struct login_from *from,
	struct login_answer *ret)
{
	struct login_from ends = { from->address, from->program, token, from->browser };
	struct login_change c = { .opening = { .from = &ends, .by = "code" } };
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
	if (!text_known(account.secret) || !totp_is(cx->arena, account.secret, code, cx->now, &c.step))
		return refuse_login(cx, account.email, from, ret);
	c.opening.account = account;
	fault = session_hint(cx, token, &c.opening.hint);
	return fault != FAULT_NONE ? fault : open_by(cx, code_body, &c, ret);
}

static enum fault spend_code_body(struct change *change, void *what)
{
	struct login_change *c = what;
	int64_t changed;
	enum fault fault = sql_account_take_step(change->tx, c->opening.account.id, c->step, &changed);

	change->nothing = true; /* what it is given for is told */
	c->taken = fault == FAULT_NONE && changed > 0;
	return fault;
}

/* *ret_fits: the code is the telephone's, and nobody has used it before. */
static enum fault spend_code(struct ctx *cx, const struct account_row *account, struct text code, bool *ret_fits)
{
	struct login_change c = { .opening.account = *account };
	enum fault fault = FAULT_NONE;

	if (text_known(account->secret) && totp_is(cx->arena, account->secret, code, cx->now, &c.step))
		fault = change_make(cx, spend_code_body, &c);
	*ret_fits = c.taken;
	return fault;
}

enum fault login_again(struct ctx *cx, struct account_id id, const struct login_proof *proof, const struct login_from *from,
	struct login_answer *ret)
{
	struct account_row account;
	bool fits = false;
	enum fault fault = sql_account_by_id(cx->db, cx->arena, id, &account);

	*ret = (struct login_answer){ .outcome = LOGIN_REFUSED };
	if (fault == FAULT_NONE)
		fault = hold_off(cx, account.email, from, ret);
	if (fault != FAULT_NONE || ret->outcome == LOGIN_WAIT)
		return fault;
	if (text_known(account.password))
		fits = text_known(proof->password) && proof->password.n <= PASSWORD_MOST && password_fits(&account, true, proof->password);
	else if (text_known(proof->code))
		fault = spend_code(cx, &account, proof->code, &fits);
	if (fault != FAULT_NONE)
		return fault;
	if (!fits)
		return refuse_login(cx, account.email, from, ret);
	ret->outcome = LOGIN_DONE;
	return FAULT_NONE;
}

struct by_ticket {
	struct text token;
	struct login_opening opening;
	struct login_answer answer;
};

static enum fault ticket_body(struct change *change, void *what)
{
	struct by_ticket *t = what;
	int64_t changed;
	enum fault fault = ticket_use(change, t->token);

	if (fault == FAULT_NONE && text_is(t->opening.account.state, "closed"))
		return refuse(&change->cx->why, FAULT_NOT_FOUND, N_("The link has been used or is too old"));
	if (fault == FAULT_NONE)
		fault = sql_account_activate(change->tx, t->opening.account.id, &changed);
	return fault != FAULT_NONE ? fault : login_open(change, &t->opening, &t->answer);
}

enum fault login_ticket(struct ctx *cx, struct text token, const struct login_from *from, struct login_answer *ret)
{
	struct by_ticket t = { .token = token, .opening = { .from = from, .by = "link", .token = token_new(cx->arena) } };
	struct ticket ticket;
	enum fault fault = ticket_read(cx, token, &ticket);

	if (fault == FAULT_NONE && ticket.purpose != TICKET_SESSION)
		return refuse(&cx->why, FAULT_NOT_FOUND, N_("The link has been used or is too old"));
	t.opening.account = ticket.account;
	if (fault == FAULT_NONE)
		fault = change_make(cx, ticket_body, &t);
	if (fault != FAULT_NONE) {
		cx->viewer.v = VIEWER_PUBLIC;
		return fault;
	}
	*ret = t.answer;
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

enum fault session_hint(struct ctx *cx, struct text token, struct text *ret)
{
	struct hint_row row;
	enum fault fault = sql_session_hint(cx->db, cx->arena, token_key(cx->arena, token), cx->now, &row);

	*ret = TEXT_NONE;
	if (fault == FAULT_NONE && !box_open(cx->arena, token, row.hint, ret))
		*ret = TEXT_NONE;
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
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

/* --- what is over --- */

static enum fault forget_body(struct change *change, void *what)
{
	struct ctx *cx = change->cx;
	int64_t changed;
	enum fault fault = sql_session_delete_ended(change->tx, cx->now, &changed);

	(void)what;
	change->nothing = true;
	if (fault == FAULT_NONE)
		fault = sql_departure_delete_late(change->tx, cx->now, &changed);
	if (fault == FAULT_NONE)
		fault = sql_ticket_delete_late(change->tx, cx->now, &changed);
	if (fault == FAULT_NONE)
		fault = sql_browser_delete_late(change->tx, cx->now, &changed);
	return fault != FAULT_NONE ? fault : attempt_forget_old(change);
}

enum fault login_forget(struct ctx *cx)
{
	return change_make(cx, forget_body, NULL);
}
