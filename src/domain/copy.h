/* domain/copy.h: a whole installation, from one database into another, whatever engine either is on.
 *
 * Table by table in the order of their references, ids kept, in batches that are each a transaction.  The source is read
 * in one state; the target says in the table `copying` that it is not whole, and how the source stood.  Interrupted it
 * goes on where it was when it is begun again, or begins anew when the source has changed meanwhile.
 *
 * In the end every table of both is read once more, and their hashes compared, and the journal's chain is walked.
 */
#ifndef DOMAIN_COPY_H
#define DOMAIN_COPY_H

#include "domain/ctx.h"

struct copy_sum {
	int64_t tables, rows;
	struct text sha256; /* over every row of every table, the same on both */
};

/* FAULT_CONFLICT: the target holds something that no copy of this program's was putting there.  FAULT_INVALID: the source
 * is itself half a copy.  FAULT_BROKEN: what came out is not what went in; begun again it begins anew.  Both contexts are
 * the operator's; refusals are noted in to->why. */
must_check enum fault copy_installation(struct ctx *from, struct ctx *to,
	void (*progress)(void *what, int64_t done, int64_t all), void *what, struct copy_sum *ret);

#endif
