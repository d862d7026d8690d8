/* web/worker.h: one worker's life: its own database handle, site and server, from beginning to end. */
#ifndef WEB_WORKER_H
#define WEB_WORKER_H

#include "web/server.h"
#include "web/site.h"
#include "web/supervisor.h"

struct worker_settings {
	struct text database;        /* as for db_open; unknown: none, in tests */
	struct site_settings site;   /* but for its database */
	struct server_options server;
	const struct mail_office *office; /* NULL: mail is not set up */
};

/* Does slow work (jobs/run.h) until it is told to leave. */
must_check enum fault worker_do_jobs(const struct worker_settings *settings, const struct post *post, struct refusal *why);

/* Serves until it is told to leave.  post: of the supervisor; NULL when there is none, and Ctrl-C stops it. */
must_check enum fault worker_serve(const struct worker_settings *settings, const struct post *post, struct refusal *why);

#endif
