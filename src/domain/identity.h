/* domain/identity.h: people whom another service knows, the provider (OpenID Connect), and the accounts that are theirs here.
 *
 * A provider's user is bound to one account.  Who comes for the first time gets the account of their address, when the provider
 * says that it is verified and the account is nobody else's there; otherwise a new one, when what the provider claims of them
 * gives a role.  Nobody is let in who would have nothing to do here, and an account that was closed stays closed.
 *
 * The roles that a provider's claims give are replaced at each log-in; those that somebody here gave stay.  Nothing here asks the
 * provider: what it says has been proved before (openid/provider.h).
 */
#ifndef DOMAIN_IDENTITY_H
#define DOMAIN_IDENTITY_H

#include "domain/account.h"
#include "domain/login.h"

enum {
	DEPARTURE_MINUTES = 15, /* to log in at the provider: password, telephone, a new password */
	IDENTITY_SUBJECT_MAX = 255,
};

/* Whoever has this value of the claim has this role there. */
struct identity_rule {
	struct text value;
	enum role role;
	struct text committee, department; /* as in their addresses; unknown: everywhere */
};

struct identity_rules {
	const struct identity_rule *rules;
	size_t n;
};

/* What a provider says of who has just logged in there. */
struct identity_known {
	struct text issuer, subject;
	struct text email, name; /* unknown: it does not tell */
	bool email_verified, email_denied; /* it says that the address is theirs; that it is not known to be */
	const struct text *values;
	size_t values_n;
	struct text hint; /* by which it knows the log-in again */
};

/* FAULT_DENIED, with a sentence for them: there is no account for this user, and none is made. */
must_check enum fault identity_log_in(struct ctx *cx, const struct identity_known *known, const struct identity_rules *rules,
	const struct login_from *from, struct login_answer *ret);

/* The first rule that names a committee or department which is not there; NULL: all are. */
must_check enum fault identity_rules_check(struct ctx *cx, const struct identity_rules *rules, const struct identity_rule **ret);

/* The account's owner, and administrators, may ask. */
must_check enum fault identity_list(struct ctx *cx, struct account_id id, struct identity_row **ret, size_t *ret_n);
/* FAULT_CONFLICT: the user, or the account, is bound already; FAULT_INVALID: it is no user's name. */
must_check enum fault identity_bind(struct ctx *cx, struct account_id id, struct text issuer, struct text subject);
/* What claims gave goes with it, and its sessions end.  FAULT_NOT_FOUND: it is bound to nobody.  The last administrator stays:
 * FAULT_CONFLICT. */
must_check enum fault identity_unbind(struct ctx *cx, struct account_id id);

/* A browser goes to the provider, and shall be led to `back` (unknown: nowhere in particular) when it returns: with this new
 * token, once, within DEPARTURE_MINUTES. */
must_check enum fault identity_depart(struct ctx *cx, struct text token, struct text back);
/* FAULT_NOT_FOUND: it is not expected (any more). */
must_check enum fault identity_return(struct ctx *cx, struct text token, struct text *ret_back);

#endif
