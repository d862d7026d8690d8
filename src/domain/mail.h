/* domain/mail.h: what is told by mail, from the change that wants it to the moment it is sent.
 *
 * A mail is a job (domain/job.h) and holds no words: what it says is made when it goes out, by src/jobs.  The link that it
 * carries is made then too, a new one for each try, and of that the database gets the hash alone: no token ever lies here.
 * A mail of which nobody knows whether it arrived is sent again under the same key, and either link opens the door; a password
 * that is chosen closes every other one.
 *
 * No mail holds what is closed.
 */
#ifndef DOMAIN_MAIL_H
#define DOMAIN_MAIL_H

#include "domain/change.h"
#include "domain/job.h"

enum mail_kind {
	MAIL_INVITATION, /* an account was made */
	MAIL_LINK,       /* an administrator sends a link for choosing a password */
	MAIL_RESET,      /* somebody says that the password of that address is forgotten */
	MAIL_KINDS,
};

enum {
	MAIL_KEY_BYTES = 16,
	MAIL_KEPT_DAYS = 90, /* how long one can ask what became of it */
};

/* Within the change that wants it; to: an account's address in lower case (a reset's need not be one).  In cx->lang. */
must_check enum fault mail_queue(struct change *change, enum mail_kind kind, struct text to);
/* The newest to an account; FAULT_NOT_FOUND when there was none. */
must_check enum fault mail_newest(struct ctx *cx, struct text address, struct mail_row *ret);
must_check enum fault mail_forget(struct ctx *cx);

/* What a mail is to say. */
struct letter {
	enum mail_kind kind;
	enum lang lang;
	struct text name, email; /* to whom */
	struct text asker;       /* who asked for it; unknown: nobody that the reader need know */
	struct text site;        /* the authority; unknown while there is none, and the portal is called by its host */
	struct text token, key;
	int64_t until;           /* the link works; instant */
	int64_t date;            /* when it was asked for; instant */
};

/* For the job: makes the link, and tells what to write.  FAULT_NOT_FOUND: there is nobody to write to (any more). */
must_check enum fault mail_open(struct ctx *cx, struct job_id job, struct letter *ret);
/* Its ends.  FAULT_CONFLICT as for job_end. */
must_check enum fault mail_end_sent(struct ctx *cx, const struct job_claim *claim);
must_check enum fault mail_end_nobody(struct ctx *cx, const struct job_claim *claim);

#endif
