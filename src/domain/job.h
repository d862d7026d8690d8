/* domain/job.h: slow work, done beside the requests: asked for here, done by src/jobs.
 *
 * A job is made in the change that wants it, so that there is never one without the other.  A job process claims it, tells
 * how far it is (which is also its sign of life), and ends it in the transaction that makes its effect: when the process
 * dies before, nothing has happened and the job is taken up again; when it was only slow and another has taken over, its
 * claim no longer fits and its transaction is undone.  So an effect happens once.
 */
#ifndef DOMAIN_JOB_H
#define DOMAIN_JOB_H

#include "domain/change.h"

enum {
	JOB_TRIES_MOST = 5,
	JOB_SILENT_SECONDS = 60, /* without a beat a process counts as dead */
	JOB_PAUSE_SECONDS = 10,  /* after the first failure; four times as long after each further one */
	JOB_OUTCOME_MAX = 1 << 20,
	JOB_WORD_LENGTH = 32,
};

struct job_new {
	const char *kind;
	struct text input; /* JSON */
	struct text once;  /* unknown: every asking is a job of its own */
	struct text alone; /* unknown: any number at a time */
	int64_t due;       /* instant; 0: at once */
};
/* The one that is there already when `once` was asked for before. */
must_check enum fault job_add(struct change *change, const struct job_new *job, struct job_id *ret);

must_check enum fault job_get(struct ctx *cx, struct job_id id, struct job_row *ret);
must_check enum fault job_list(struct ctx *cx, const char *kind, int64_t most, int64_t skip, struct job_row **ret,
	size_t *ret_n);
/* FAULT_CONFLICT when it is over already. */
must_check enum fault job_cancel(struct ctx *cx, struct job_id id);

/* For job processes. */
struct job_claim {
	struct job_row job;
	struct text claim;
};
/* What a process claims its next job with: JOB_WORD_LENGTH letters that nobody else has. */
struct text job_word(struct arena *arena);
/* The job that has waited longest; FAULT_NOT_FOUND when there is none to do now. */
must_check enum fault job_take(struct ctx *cx, struct text word, struct job_claim *ret);
/* FAULT_CONFLICT: it was cancelled, or is somebody else's: stop. */
must_check enum fault job_progress(struct ctx *cx, const struct job_claim *claim, int64_t done, int64_t total);
/* Within a change that makes a part of its effect, before the last.  FAULT_CONFLICT: it was cancelled, or is somebody
 * else's, and the part must not be made. */
must_check enum fault job_hold(struct change *change, const struct job_claim *claim);
/* Within the change that makes its effect.  FAULT_CONFLICT: it was cancelled, or is somebody else's. */
must_check enum fault job_end(struct change *change, const struct job_claim *claim, struct text outcome);
/* Tried again later, until JOB_TRIES_MOST; FAULT_INVALID and FAULT_DENIED would fail again, and are given up at once. */
must_check enum fault job_fail(struct ctx *cx, const struct job_claim *claim, enum fault fault, struct text why);
/* Not failed, only left: another process may take it at once. */
must_check enum fault job_put_back(struct ctx *cx, const struct job_claim *claim);
/* The process that claimed with this word is known to be dead: what it left is taken up at once when this was its first try,
 * and after a pause when it dies of every try.  Nothing when it left nothing. */
must_check enum fault job_left(struct ctx *cx, struct text word);
/* Takes up what the dead have left, and makes the jobs that come back.  *ret_next: instant when the next waiting job may
 * begin, 0 when none waits. */
must_check enum fault job_look_after(struct ctx *cx, int64_t *ret_next);
/* Something that comes back every so many seconds. */
must_check enum fault job_schedule(struct ctx *cx, const char *kind, int64_t seconds);

#endif
