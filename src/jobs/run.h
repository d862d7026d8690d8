/* jobs/run.h: the job process: claims a job, does it, ends it, and looks for the next.
 *
 * One process does one job at a time, each in an arena of its own; several processes, on several machines, do not get in
 * each other's way (domain/job.h).  It ends at once when it is told to: whatever it was doing is taken up again.  What a process
 * that died was doing is taken up at once by one that is told of it (take_over), and by any other when it has been silent for
 * JOB_SILENT_SECONDS.
 */
#ifndef JOBS_RUN_H
#define JOBS_RUN_H

#include <signal.h>

#include "domain/job.h"
#include "jobs/office.h"

enum {
	JOBS_LOOK_MS = 500,        /* between looks at the database when there is nothing to do */
	JOBS_LOOK_AFTER_SECONDS = 5, /* between looks for the dead and for what comes back */
	JOBS_TROUBLE_LOOKS = 10,   /* of these a troubled database is given one */
	JOBS_BEAT_SECONDS = 1,     /* progress is written no more often */
};

/* A job being done. */
struct job_run {
	struct ctx cx; /* acts for whoever asked for the job; its arena is the job's */
	const struct job_claim *claim;
	const struct mail_office *office; /* NULL: mail is not set up */
	int64_t beaten; /* instant of the newest beat */
	int64_t *beat;  /* of the process */
	const volatile sig_atomic_t *stop;
};

/* Tells how far it is, and lives on by it.  FAULT_CONFLICT: stop, it is no longer this process's.  FAULT_BUSY: stop, the
 * process is to leave, and the job goes on in another. */
must_check enum fault job_run_progress(struct job_run *run, int64_t done, int64_t total);
/* Ends it with what came of it (JSON). */
must_check enum fault job_run_end(struct job_run *run, struct text outcome);

struct job_kind {
	const char *name;
	enum fault (*run)(struct job_run *run); /* must have ended the job when it gives FAULT_NONE */
	int64_t every; /* seconds; 0: only when asked for */
};
extern const struct job_kind job_kinds[]; /* ends with a NULL name */

struct jobs_settings {
	struct db *db;
	const struct mail_office *office; /* NULL: mail is not set up */
	int64_t now; /* a fixed clock; 0: the real one */
	int64_t *beat; /* monotonic milliseconds of the newest sign of life, for whoever watches; may be NULL */
	/* Where the word stands by which a job is claimed, JOB_WORD_LENGTH letters and a NUL, for whoever finds this process dead;
	 * may be NULL. */
	char *hand;
	/* Frees what processes known to be dead had claimed (job_left); may be NULL. */
	enum fault (*take_over)(void *what, struct ctx *cx);
	void *what;
	/* Tells what happened, for the log; may be NULL. */
	void (*tell)(const struct job_row *job, enum fault fault, const struct refusal *why);
	/* Tells that no job can be done, once until one can: the disk is full, or may only be read; may be NULL. */
	void (*tell_trouble)(const struct refusal *why);
};

/* Does what there is to do now, until nothing is due or *stop is set; how many jobs were begun. */
must_check enum fault jobs_do(const struct jobs_settings *settings, const volatile sig_atomic_t *stop, int64_t *ret_begun,
	struct refusal *why);
/* Goes on until *stop is set, whatever befalls the database: what cannot be done now is tried again. */
void jobs_run(const struct jobs_settings *settings, const volatile sig_atomic_t *stop);

#endif
