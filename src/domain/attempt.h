/* domain/attempt.h: what may be tried only so often, and slower each time after that.
 *
 * Tries are counted under a key: of where the visitor is (of IP version 6: one /64), or of an e-mail address as it was typed
 * in, of which the hash alone is kept.  What is asked of an address is counted whether anybody here has it or not: a
 * wait that only known ones had would tell which they are.
 */
#ifndef DOMAIN_ATTEMPT_H
#define DOMAIN_ATTEMPT_H

#include "domain/change.h"

enum {
	ATTEMPT_FORGET_HOURS = 24,   /* no key is kept longer */
	ATTEMPT_WAIT_MOST = 15 * 60, /* seconds */
};

/* "what HASH"; "what 192.0.2.1". */
struct text attempt_of_email(struct arena *arena, const char *what, struct text email);
struct text attempt_of_visitor(struct arena *arena, const char *what, struct text address);

/* *ret_seconds until the next: 0 while there are free ones, then 2, 4, 8 ... from the newest on.  Counted anew after so many
 * hours without one. */
must_check enum fault attempt_wait(struct ctx *cx, struct text key, int64_t free_tries, int64_t hours, int64_t *ret_seconds);
/* One more. */
must_check enum fault attempt_note(struct change *change, struct text key, int64_t hours);
/* What is long ago tells nothing any more. */
must_check enum fault attempt_forget_old(struct change *change);

#endif
