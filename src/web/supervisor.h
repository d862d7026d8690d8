/* web/supervisor.h: keeps workers at work.
 *
 * The supervisor holds the listening sockets open, so that whoever comes while a worker is replaced waits in their queue and
 * is served.  It reads nothing that a visitor sent, and so nothing that a visitor sends can harm it.
 *
 *     a worker dies            another takes its place at once; one that cannot even start is tried again more and more seldom.
 *                              What it had in hand is kept for whoever takes it up (post_left)
 *     ... shows no sign of life for stuck_seconds: it is killed, and so dies
 *     SIGHUP                   new workers are started; when all of them serve, the old ones finish and leave.  When one of
 *                              them cannot start, the old ones stay
 *     another file lies in place of `watched`: that is said, and no worker is started while one has the first file open
 *     SIGTERM, SIGINT          workers finish and leave; a second one: at once
 *
 * The supervisor tells systemd when it is ready and when it stops, and gives it a sign of life.
 */
#ifndef WEB_SUPERVISOR_H
#define WEB_SUPERVISOR_H

#include <stdbool.h>
#include <stdint.h>

enum {
	SUPERVISOR_WORKERS_MAX = 64,
	POST_HAND_MAX = 40,
};

struct supervisor_options {
	int workers;          /* 1 to SUPERVISOR_WORKERS_MAX */
	int patient;          /* of these the last ones do slow work: they are stuck after patient_seconds only */
	int patient_seconds;
	int start_seconds;    /* until a new worker must serve */
	int stuck_seconds;    /* without a sign of life */
	int stop_seconds;     /* a worker's own, after which it is helped */
	const char *watched;  /* path of the database's file; NULL: none */
};

#define SUPERVISOR_OPTIONS_INIT { .workers = 1, .start_seconds = 30, .stuck_seconds = 30, .patient_seconds = 600, .stop_seconds = 20 }

/* What a worker has of its supervisor. */
struct post {
	int number;    /* 0.. */
	int64_t *beat; /* signs of life: monotonic milliseconds */
	char *hand;    /* POST_HAND_MAX bytes: a word for what it is doing, which is there when the worker no longer is */
	int ready_fd;
	struct sign *signs; /* of all workers */
};

/* To be called by a worker, once, when it begins to serve. */
void post_ready(const struct post *post);

/* What a worker that died had in hand, until somebody has settled it. */
struct post_left {
	int station;
	int32_t pid;
	char hand[POST_HAND_MAX];
};
/* Finds one; false when there is none. */
bool post_left(const struct post *post, struct post_left *ret);
void post_settle(const struct post *post, const struct post_left *left);

struct supervisor_work {
	void *what;
	/* A worker's life, in a process of its own; returns its exit status.  0: it was told to leave. */
	int (*run)(void *what, const struct post *post);
};

/* Returns when every worker has left: the exit status of one that could not start at all, 0 otherwise. */
int supervisor_run(const struct supervisor_options *options, const struct supervisor_work *work);

#endif
