/* domain/withdrawal.h: what was published and is not to be shown any more.
 *
 * At once, and in every revision, nobody is shown an item or a file that is withdrawn, nor finds it; its place stays and says when and why,
 * and its address answers that it is gone.  Where the title itself tells too much it goes too.  The rows stay: what was published is
 * preserved, and what is taken back can be put back.
 */
#ifndef DOMAIN_WITHDRAWAL_H
#define DOMAIN_WITHDRAWAL_H

#include "domain/planning.h"

enum { WITHDRAWAL_REASON_MAX = 400 }; /* bytes */

struct withdrawal {
	struct meeting_id meeting;
	int64_t changes;
	int64_t position; /* of the item, in the revision that counts */
	int64_t file;     /* its number there; 0: the whole item */
	struct text why;  /* as everybody may read it; empty or unknown: not said */
	bool title;       /* the title, or the file's name, is not to be shown either */
};

/* Asks for ROLE_CLERK of the committee.  FAULT_NOT_FOUND: there is no such item or file; FAULT_CONFLICT: it is withdrawn already. */
must_check enum fault withdraw(struct ctx *cx, const struct withdrawal *withdrawal);
/* It was no mistake after all: all is as it was. */
must_check enum fault withdraw_undo(struct ctx *cx, const struct withdrawal *withdrawal);

/* A file of the revision that counts.  FAULT_GONE when it, or its item, was withdrawn; FAULT_NOT_FOUND when the viewer may not see it,
 * or nothing but its name is known.  That what is closed was opened stands in the journal. */
must_check enum fault withdrawal_file(struct ctx *cx, struct revision_id revision, int64_t position, int64_t number,
	struct file_place_row *ret);
/* FAULT_GONE, with when it was, for an item that was withdrawn. */
must_check enum fault withdrawal_of_item(struct ctx *cx, struct revision_id revision, int64_t position);

#endif
