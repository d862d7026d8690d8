/* domain/change.h: the only way to write: access, begin, change, journal, commit.
 *
 * A body gets a struct change, does its writing through change->tx and says in the journal what it did.  A body that
 * wrote nothing to the journal is not committed: forgetting the journal is an error that the first test run shows.
 *
 * The journal is a chain: each entry's hash covers the entry and the hash before it, so that an entry that is changed,
 * removed, swapped or put in later is found by journal_verify.  A chain that was cut at its end, or made anew from its
 * beginning, is whole in itself: journal_verify therefore asks too that it tells of every revision that is kept, with
 * the hash of its document.
 */
#ifndef DOMAIN_CHANGE_H
#define DOMAIN_CHANGE_H

#include "domain/ctx.h"
#include "query/types.h"

struct change {
	struct ctx *cx;
	struct tx *tx;
	int entries;  /* written to the journal so far */
	bool nothing; /* set by the body: there was nothing to change, and so nothing to say */
	struct text answer; /* set by a body of change_once: what to tell whoever asked */
};

/* Runs body in one transaction: all of it happens or none.  FAULT_BROKEN when it neither spoke nor said `nothing`. */
must_check enum fault change_make(struct ctx *cx, enum fault (*body)(struct change *, void *), void *what);

/* Runs it and undoes it: what it has written can be looked at within the body, and is never kept.  The body owes the journal nothing. */
must_check enum fault change_rehearse(struct ctx *cx, enum fault (*body)(struct change *, void *), void *what);

/* The same, once for each key of this viewer, however often it is asked for.  A key that was used before changes nothing:
 * *ret_answer is what the body answered then, and *ret_before tells so.  When nobody knows whether the commit happened
 * it is asked for once more, and that tells; FAULT_UNCERTAIN is left for when the database stays away, and whoever then
 * asks again with the same key gets the truth. */
must_check enum fault change_once(struct ctx *cx, struct text key, enum fault (*body)(struct change *, void *), void *what,
	struct text *ret_answer, bool *ret_before);
enum { REQUEST_DAYS = 30 }; /* a key is remembered so long */
must_check enum fault change_forget_requests(struct ctx *cx);

/* What happened, for journal_append; before and after are JSON or unknown. */
struct journal_entry {
	const char *verb, *noun;
	int64_t noun_id;
	struct text before, after;
};
must_check enum fault journal_append(struct change *change, const struct journal_entry *entry);

/* Walks the chain from its beginning.  FAULT_INVALID when an entry does not fit (*ret_broken is its id) or a revision is
 * not told of (0); *ret_entries is how many were read. */
must_check enum fault journal_verify(struct ctx *cx, int64_t *ret_entries, int64_t *ret_broken);

#endif
