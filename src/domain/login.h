/* domain/login.h: from a password, or whatever else shows who it is, to a session, and how a session ends.
 *
 * Nobody learns from an answer, or from how long it takes, which accounts exist.  Guessing becomes slow: after
 * LOGIN_FREE_TRIES failures for an e-mail address, whether it has an account or not, or LOGIN_FREE_TRIES_ADDRESS from where
 * the visitor is, the wait doubles with each (domain/attempt.h).  A browser in which the account was logged in before counts on
 * its own: nobody keeps the owner out by guessing.
 */
#ifndef DOMAIN_LOGIN_H
#define DOMAIN_LOGIN_H

#include "domain/change.h"
#include "query/types.h"

enum {
	LOGIN_FREE_TRIES = 5,
	LOGIN_FREE_TRIES_ADDRESS = 30,  /* a town hall has one address */
	FORGOTTEN_FREE_TRIES = 30,      /* of a visitor's address; then as for log-in */
	FORGOTTEN_HOURS = 1,            /* without one, and they are counted anew */
	FORGOTTEN_MINUTES = 10,
	SESSION_IDLE_HOURS = 12,        /* a working day */
	SESSION_MOST_HOURS = 7 * 24,
	SESSION_CODE_MINUTES = 5,       /* to give the code of the second factor */
	BROWSER_DAYS = 180,             /* one is known since the newest log-in there */
	SESSION_PROGRAM_MAX = 120,      /* bytes kept of what the browser calls itself */
};

enum login_outcome {
	LOGIN_DONE,        /* a session is open */
	LOGIN_CODE_WANTED, /* a session that still wants the second factor's code */
	LOGIN_REFUSED,     /* address and password, or the code, do not fit */
	LOGIN_WAIT,        /* too many failures: not even looked at */
};

struct login_from {
	struct text address; /* of the visitor */
	struct text program; /* what the browser calls itself; may be unknown */
	struct text session; /* the token that it has already; may be unknown */
	struct text browser; /* by which it is known; may be unknown */
};

struct login_answer {
	enum login_outcome outcome;
	struct text token; /* LOGIN_DONE, LOGIN_CODE_WANTED: the new session's; the browser's old one is over */
	struct text browser; /* LOGIN_DONE: by which it is known from here on */
	int64_t wait;      /* LOGIN_WAIT: seconds */
};

must_check enum fault login_password(struct ctx *cx, struct text email, struct text password, const struct login_from *from,
	struct login_answer *ret);
/* token is that of a session that wants a code. */
must_check enum fault login_code(struct ctx *cx, struct text token, struct text code, const struct login_from *from,
	struct login_answer *ret);
/* Whether this is the account's password, or for want of one its telephone's code, which then has counted: asked again before
 * what matters. */
struct login_proof {
	struct text password, code; /* what was given; unknown: it was not */
};
must_check enum fault login_again(struct ctx *cx, struct account_id id, const struct login_proof *proof,
	const struct login_from *from, struct login_answer *ret);

/* For who comes by other doors (domain/identity.h, tickets).  Seconds until one may try again from there; 0: now. */
must_check enum fault login_wait(struct ctx *cx, const struct login_from *from, int64_t *ret_seconds);
/* It was not who they said. */
must_check enum fault login_failed(struct ctx *cx, const struct login_from *from);

/* By a link of the command line (account_session_ticket).  FAULT_NOT_FOUND: it opens nothing (any more). */
must_check enum fault login_ticket(struct ctx *cx, struct text token, const struct login_from *from, struct login_answer *ret);

struct login_opening {
	struct account_row account;
	const struct login_from *from;
	const char *by;    /* for the journal: "password", "openid", "link" */
	struct text token; /* the new session's; the browser's old one is over */
	struct text hint;  /* by what a provider knows the log-in again; unknown: it has nothing to do with it */
};
/* Within a change, for who has shown to be the owner: a session begins, which wants the second factor's code when the account
 * has one.  From here on it is the account that acts. */
must_check enum fault login_open(struct change *change, const struct login_opening *opening, struct login_answer *ret);

/* Somebody says that the password of that address is forgotten: whoever has an account with it gets a mail with a link.
 * What is done here is the same whether there is one or not (the mail's job finds out), and so is how long it takes.
 * Within FORGOTTEN_MINUTES an address is sent one mail, and further askings change nothing.  *ret_wait: seconds until the
 * visitor may ask again; 0: it was taken.  FAULT_INVALID: no mail could go there. */
must_check enum fault login_forgotten(struct ctx *cx, struct text email, const struct login_from *from, int64_t *ret_wait);

/* Whose session it is; FAULT_NOT_FOUND when it is nobody's.  One that is open and in use lives on. */
must_check enum fault session_find(struct ctx *cx, struct text token, struct session_row *ret);
must_check enum fault session_list(struct ctx *cx, struct account_id id, struct session_row **ret, size_t *ret_n);
/* By what a provider knows the log-in again; unknown when it was not by a provider. */
must_check enum fault session_hint(struct ctx *cx, struct text token, struct text *ret);
must_check enum fault session_end(struct ctx *cx, struct text token);
/* What has ended, was never taken up, or lies too long to tell anything goes: it holds addresses of visitors. */
must_check enum fault login_forget(struct ctx *cx);
must_check enum fault session_end_all(struct ctx *cx, struct account_id id);

#endif
