#include "web/worker.h"

#include "base/log.h"
#include "web/systemd.h"

static bool admit(void *what, struct request *rq, struct response *ret)
{
	return site_admit(what, rq, ret);
}

static void answer(void *what, struct request *rq, struct response *ret)
{
	site_answer(what, rq, ret);
}

static void refuse_request(void *what, struct request *rq, struct gate_answer refused, struct response *ret)
{
	site_refuse(what, rq, refused, ret);
}

static enum fault open_site(struct arena *arena, const struct worker_settings *settings, struct refusal *why,
	struct site **ret)
{
	struct site_settings *site = arena_copy(arena, &settings->site, sizeof(settings->site));
	enum fault fault = FAULT_NONE;

	if (text_known(settings->database))
		fault = db_open(arena, settings->database, DB_READ, why, &site->db);
	if (fault == FAULT_NONE)
		*ret = site_open(arena, site);
	return fault;
}

static void begin(const struct post *post)
{
	if (post != NULL)
		post_ready(post);
	else
		systemd_tell("READY=1");
}

enum fault worker_serve(const struct worker_settings *settings, const struct post *post, struct refusal *why)
{
	struct arena arena = ARENA_INIT;
	struct server_options options = settings->server;
	struct server *server;
	struct site *site;
	enum fault fault;

	options.alone = post == NULL;
	options.beat = post != NULL ? post->beat : NULL;
	options.log.worker = post != NULL ? post->number : 0;
	fault = open_site(&arena, settings, why, &site);
	if (fault == FAULT_NONE)
		fault = server_open(&arena, &options, &(struct server_handler){ site, admit, answer, refuse_request }, why,
			&server);
	if (fault == FAULT_NONE) {
		begin(post);
		if (!server_run(server))
			log_line(LOG_WARNING, "worker=%d: requests were cut off", options.log.worker);
	}
	arena_release(&arena);
	return fault;
}
