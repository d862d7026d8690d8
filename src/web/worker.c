#include "web/worker.h"

#include <signal.h>

#include "base/log.h"
#include "jobs/run.h"
#include "openid/provider.h"
#include "web/sign_on.h"
#include "web/systemd.h"

static bool admit(void *what, struct request *rq, struct response *ret)
{
	return site_admit(what, rq, ret);
}

static void receive(void *what, struct request *rq, struct text piece)
{
	site_receive(what, rq, piece);
}

static void abandon(void *what, struct request *rq)
{
	site_abandon(what, rq);
}

static void answer(void *what, struct request *rq, struct response *ret)
{
	site_answer(what, rq, ret);
}

static void turn(void *what)
{
	site_turn(what);
}

static void refuse_request(void *what, struct request *rq, struct gate_answer refused, struct response *ret)
{
	site_refuse(what, rq, refused, ret);
}

/* A disk that cannot be written still serves: only those who log in are turned away. */
static enum fault open_database(struct arena *arena, struct text database, struct refusal *why, struct db **ret)
{
	enum fault fault = db_open(arena, database, DB_WRITE, why, ret);

	if (fault != FAULT_DENIED && fault != FAULT_BROKEN)
		return fault;
	*why = (struct refusal)REFUSAL_INIT;
	return db_open(arena, database, DB_READ, why, ret);
}

static enum fault open_site(struct arena *arena, const struct worker_settings *settings, struct refusal *why,
	struct site **ret)
{
	struct site_settings *site = arena_copy(arena, &settings->site, sizeof(settings->site));
	enum fault fault = FAULT_NONE;

	if (text_known(settings->database))
		fault = open_database(arena, settings->database, why, &site->db);
	if (fault == FAULT_NONE && site->sign_on != NULL)
		fault = provider_open(arena, &site->sign_on->provider, why, &site->provider);
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

static void tell_job(const struct job_row *job, enum fault fault, const struct refusal *why)
{
	if (fault == FAULT_NONE)
		log_line(LOG_INFO, "job=%lld kind=%.*s done", (long long)job->id.v, TEXT_ARG(job->kind));
	else
		log_line(LOG_WARNING, "job=%lld kind=%.*s try=%lld fault=%s why=%s detail=%s", (long long)job->id.v,
			TEXT_ARG(job->kind), (long long)job->tries, fault_name(fault), why->message != NULL ? why->message : "",
			why->detail);
}

static void tell_trouble(const struct refusal *why)
{
	log_line(LOG_WARNING, "no job can be done: why=%s detail=%s", why->message != NULL ? why->message : "", why->detail);
}

static volatile sig_atomic_t job_stop;

static void stop_jobs(int signal_number)
{
	(void)signal_number;
	job_stop = 1;
}

_Static_assert((int)JOB_WORD_LENGTH < (int)POST_HAND_MAX, "a job's word and its NUL are held in a hand");

static enum fault take_over_from_dead(void *what, struct ctx *cx)
{
	const struct post *post = what;
	struct post_left left;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && post_left(post, &left)) {
		fault = job_left(cx, text_from(left.hand));
		if (fault == FAULT_NONE)
			post_settle(post, &left);
	}
	return fault;
}

enum fault worker_do_jobs(const struct worker_settings *settings, const struct post *post, struct refusal *why)
{
	static const int ends[] = { SIGTERM, SIGQUIT, SIGINT };
	struct sigaction action = { .sa_handler = stop_jobs };
	struct arena arena = ARENA_INIT;
	struct post own = *post;
	struct jobs_settings jobs = { .now = settings->server.now, .office = settings->office, .tell = tell_job,
		.tell_trouble = tell_trouble, .beat = post->beat, .hand = post->hand, .take_over = take_over_from_dead,
		.what = &own };
	enum fault fault;

	for (size_t i = 0; i < LENGTH_OF(ends) - 1; i++) /* Ctrl-C reaches the supervisor, which decides */
		sigaction(ends[i], &action, NULL);
	fault = open_database(&arena, settings->database, why, &jobs.db);
	if (fault == FAULT_NONE) {
		post_ready(post);
		jobs_run(&jobs, &job_stop);
	}
	arena_release(&arena);
	return fault;
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
		fault = server_open(&arena, &options, &(struct server_handler){ site, admit, receive, abandon, answer,
			refuse_request, site_fd(site), turn }, why, &server);
	if (fault == FAULT_NONE) {
		begin(post);
		if (!server_run(server))
			log_line(LOG_WARNING, "worker=%d: requests were cut off", options.log.worker);
	}
	arena_release(&arena);
	return fault;
}
