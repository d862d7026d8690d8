/* domain/account.h: who may log in, and how an account comes and goes.
 *
 * invited -> active -> closed.  An account is made without a password; a ticket, a link that opens one door once, lets its
 * owner choose one.  The first administrator comes by a ticket too, which is given to whoever starts the program.
 *
 * Changes ask for ROLE_ADMINISTRATOR, unless they are about the viewer's own account.  Rows live in cx->arena.
 */
#ifndef DOMAIN_ACCOUNT_H
#define DOMAIN_ACCOUNT_H

#include "domain/access.h"
#include "domain/change.h"
#include "query/types.h"

enum {
	ACCOUNT_EMAIL_MAX = 254, /* bytes: RFC 5321 section 4.5.3.1 */
	ACCOUNT_NAME_MAX = 120,  /* bytes */
	TICKET_SETUP_HOURS = 48,
	TICKET_PASSWORD_HOURS = 72,
	TICKET_RESET_HOURS = 2, /* of a link that anybody can have sent to an account's address */
	TICKET_SESSION_HOURS = 1,
};

struct account_new {
	struct text email, name;
	int role;                            /* enum role; -1: none yet */
	struct reach reach;                  /* of the role */
	bool invited;                        /* its owner gets a mail with a link (domain/mail.h) */
};

/* FAULT_INVALID: no such address, no name; FAULT_CONFLICT: there is one with that address. */
must_check enum fault account_add(struct ctx *cx, const struct account_new *account, struct account_id *ret);
/* Within a change that knows of itself that the account may be made. */
must_check enum fault account_make(struct change *change, const struct account_new *account, struct account_id *ret);
must_check enum fault account_list(struct ctx *cx, int64_t most, int64_t skip, struct account_row **ret, size_t *ret_n);
must_check enum fault account_by_id(struct ctx *cx, struct account_id id, struct account_row *ret);
/* The viewer's own. */
must_check enum fault account_own(struct ctx *cx, struct account_id id, struct account_row *ret);
/* What one address is known by: in lower case, the part before the @ too, as nobody has two accounts that differ in it. */
struct text account_email_key(struct arena *arena, struct text email);
must_check enum fault account_by_email(struct ctx *cx, struct text email, struct account_row *ret);
/* Around what may take an administrator away: how many there are before, and FAULT_CONFLICT when nobody is left of them who
 * could let others in. */
must_check enum fault administrators_count(struct change *change, int64_t *ret);
must_check enum fault administrators_keep(struct change *change, int64_t before);
/* Nobody logs in with it any more, and whoever is logged in is put out.  The last administrator stays: FAULT_CONFLICT. */
must_check enum fault account_close(struct ctx *cx, struct account_id id);
must_check enum fault account_reopen(struct ctx *cx, struct account_id id);

/* Who its owner is: what the person's memberships open is open to the account.  Person 0: nobody in particular.  FAULT_CONFLICT:
 * the person has another account. */
must_check enum fault account_bind(struct ctx *cx, struct account_id id, struct person_id person);

must_check enum fault account_roles(struct ctx *cx, struct account_id id, struct role_row **ret, size_t *ret_n);
/* A role that only a provider's claims gave (domain/identity.h) is given by hand from here on. */
must_check enum fault account_give(struct ctx *cx, struct account_id id, enum role role, struct reach reach);
/* The last administrator keeps the role: FAULT_CONFLICT. */
must_check enum fault account_take(struct ctx *cx, struct account_id id, enum role role, struct reach reach);

/* A link's token, for choosing a password; older ones of the account open nothing any more. */
must_check enum fault account_ticket(struct ctx *cx, struct account_id id, struct text *ret_token);
/* A link's token that logs in once, for when nothing else does; the second factor's code is asked for all the same.  From the
 * command line alone: FAULT_DENIED. */
must_check enum fault account_session_ticket(struct ctx *cx, struct account_id id, struct text *ret_token);
/* The same link by mail, as an invitation while no password was chosen yet. */
must_check enum fault account_mail_link(struct ctx *cx, struct account_id id);
/* For a mail that is sent now: the right was asked for when it was queued, and older links stay. */
must_check enum fault ticket_for_mail(struct change *change, struct account_id id, int64_t hours, struct text token);
/* FAULT_INVALID unless mail could go there. */
must_check enum fault account_check_email(struct ctx *cx, struct text email);
/* A token for making the first administrator; FAULT_CONFLICT when there is one. */
must_check enum fault setup_ticket(struct ctx *cx, struct text *ret_token);

/* What a ticket opens, without opening it.  FAULT_NOT_FOUND when it opens nothing (any more). */
enum ticket_purpose { TICKET_SETUP, TICKET_PASSWORD, TICKET_SESSION };
struct ticket {
	enum ticket_purpose purpose;
	struct account_row account; /* but of TICKET_SETUP: whose */
};
must_check enum fault ticket_read(struct ctx *cx, struct text token, struct ticket *ret);
/* FAULT_INVALID: the password is too short, or soon guessed.  Ends the account's sessions, and its other links. */
must_check enum fault ticket_choose_password(struct ctx *cx, struct text token, struct text password);
/* The owner's own, who has shown to know the old one: ends the account's other sessions, and its links. */
must_check enum fault account_change_password(struct ctx *cx, struct account_id id, struct text password, struct text session);
must_check enum fault ticket_set_up(struct ctx *cx, struct text token, struct text email, struct text name,
	struct text password);

/* Within the change that makes what it opens.  FAULT_NOT_FOUND: somebody was there before. */
must_check enum fault ticket_use(struct change *change, struct text token);

/* The second factor: off, or on with a secret of which the owner has shown to know the code.  One that is on is not
 * exchanged (FAULT_CONFLICT) but turned off first, for which the page asks for the password. */
must_check enum fault account_second_factor_on(struct ctx *cx, struct account_id id, struct text secret, struct text code);
must_check enum fault account_second_factor_off(struct ctx *cx, struct account_id id);

#endif
