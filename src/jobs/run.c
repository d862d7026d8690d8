#include "jobs/run.h"

#include <string.h>
#include <time.h>

static const int64_t second = MICROSECONDS;

static int64_t clock_of(const struct jobs_settings *settings)
{
	return settings->now != 0 ? settings->now : instant_now();
}

static void give_sign(int64_t *beat)
{
	struct timespec ts;

	if (beat == NULL)
		return;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	__atomic_store_n(beat, (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000, __ATOMIC_RELAXED);
}

enum fault job_run_progress(struct job_run *run, int64_t done, int64_t total)
{
	int64_t now = instant_now();

	give_sign(run->beat);
	if (*run->stop)
		return refuse(&run->cx.why, FAULT_BUSY, N_("The process that did the job was told to leave"));
	if (done != total && now - run->beaten < JOBS_BEAT_SECONDS * second)
		return FAULT_NONE;
	run->cx.now += now - run->beaten;
	run->beaten = now;
	return job_progress(&run->cx, run->claim, done, total);
}

struct ending {
	const struct job_claim *claim;
	struct text outcome;
};

static enum fault end_body(struct change *change, void *what)
{
	struct ending *e = what;

	change->nothing = true;
	return job_end(change, e->claim, e->outcome);
}

enum fault job_run_end(struct job_run *run, struct text outcome)
{
	struct ending e = { run->claim, outcome };

	return change_make(&run->cx, end_body, &e);
}

static const struct job_kind *kind_of(const struct job_row *job)
{
	for (const struct job_kind *kind = job_kinds; kind->name != NULL; kind++)
		if (text_is(job->kind, kind->name))
			return kind;
	return NULL;
}

/* The job is done as whoever asked for it; what becomes of the job itself is ours to write. */
static enum fault do_one(const struct jobs_settings *settings, const volatile sig_atomic_t *stop, struct ctx *cx,
	const struct job_claim *claim)
{
	struct job_run run = { .cx = *cx, .claim = claim, .office = settings->office, .beaten = instant_now(),
		.beat = settings->beat, .stop = stop };
	const struct job_kind *kind = kind_of(&claim->job);
	enum fault fault = FAULT_INVALID;
	const struct refusal *why;

	run.cx.viewer.v = claim->job.viewer;
	if (kind != NULL)
		fault = kind->run(&run);
	else
		refuse_with(&run.cx.why, fault, N_("There is no job of the kind %s"), "%.*s", TEXT_ARG(claim->job.kind));
	why = ctx_why(&run.cx);
	if (settings->tell != NULL)
		settings->tell(&claim->job, fault, why);
	if (fault == FAULT_NONE || fault == FAULT_CONFLICT)
		return FAULT_NONE;
	cx->now = run.cx.now;
	fault = *stop ? job_put_back(cx, claim) : job_fail(cx, claim, fault, refusal_text(cx->arena, LANG_EN, why));
	return fault == FAULT_CONFLICT ? FAULT_NONE : fault;
}

/* Before the database knows the word: whoever dies in between leaves a word too many, and not a job too many. */
static struct text word_in_hand(struct arena *arena, char *hand)
{
	struct text word = job_word(arena);

	if (hand != NULL)
		memcpy(hand, word.s, word.n);
	return word;
}

enum fault jobs_do(const struct jobs_settings *settings, const volatile sig_atomic_t *stop, int64_t *ret_begun,
	struct refusal *why)
{
	struct arena arena = ARENA_INIT;
	enum fault fault = FAULT_NONE;

	*ret_begun = 0;
	while (!*stop && fault == FAULT_NONE) {
		struct ctx cx = { .arena = &arena, .db = settings->db, .viewer = { VIEWER_OPERATOR }, .now = clock_of(settings) };
		struct job_claim claim;

		fault = job_take(&cx, word_in_hand(&arena, settings->hand), &claim);
		if (fault == FAULT_NONE) {
			++*ret_begun;
			fault = do_one(settings, stop, &cx, &claim);
		}
		if (fault != FAULT_NONE)
			*why = *ctx_why(&cx);
		arena_clear(&arena);
	}
	arena_release(&arena);
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum fault take_over(const struct jobs_settings *settings, struct arena *arena, struct refusal *why)
{
	struct ctx cx = { .arena = arena, .db = settings->db, .viewer = { VIEWER_OPERATOR }, .now = clock_of(settings) };
	enum fault fault = settings->take_over != NULL ? settings->take_over(settings->what, &cx) : FAULT_NONE;

	if (fault != FAULT_NONE)
		*why = *ctx_why(&cx);
	arena_clear(arena);
	return fault;
}

static enum fault look_after(const struct jobs_settings *settings, struct arena *arena, int64_t *ret_next, struct refusal *why)
{
	struct ctx cx = { .arena = arena, .db = settings->db, .viewer = { VIEWER_OPERATOR }, .now = clock_of(settings) };
	enum fault fault = job_look_after(&cx, ret_next);

	if (fault != FAULT_NONE)
		*why = *ctx_why(&cx);
	arena_clear(arena);
	return fault;
}

static enum fault set_schedules(const struct jobs_settings *settings, struct arena *arena, struct refusal *why)
{
	struct ctx cx = { .arena = arena, .db = settings->db, .viewer = { VIEWER_OPERATOR }, .now = clock_of(settings) };
	enum fault fault = FAULT_NONE;

	for (const struct job_kind *kind = job_kinds; kind->name != NULL && fault == FAULT_NONE; kind++)
		if (kind->every > 0)
			fault = job_schedule(&cx, kind->name, kind->every);
	if (fault != FAULT_NONE)
		*why = *ctx_why(&cx);
	arena_clear(arena);
	return fault;
}

static void pause_ms(long ms)
{
	struct timespec pause = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&pause, NULL); /* a signal ends it sooner, and that is meant */
}

/* A database that is busy or away for a moment is asked again. */
static bool is_passing(enum fault fault)
{
	return fault == FAULT_NONE || fault == FAULT_BUSY || fault == FAULT_UNCERTAIN;
}

/* Looks only when somebody has written, or when a job's time has come: asking costs no system call (db_version).  How often it
 * looks after the others goes by the real clock, also where the record's stands still. */
enum fault jobs_run(const struct jobs_settings *settings, const volatile sig_atomic_t *stop, struct refusal *why)
{
	struct arena arena = ARENA_INIT;
	int64_t seen = -1, looked = 0, next = 0, begun;
	enum fault fault = set_schedules(settings, &arena, why);

	while (!*stop && is_passing(fault)) {
		int64_t version = db_version(settings->db), now = clock_of(settings), passing = instant_now();

		give_sign(settings->beat);
		fault = take_over(settings, &arena, why);
		if (fault == FAULT_NONE && passing - looked >= JOBS_LOOK_AFTER_SECONDS * second) {
			fault = look_after(settings, &arena, &next, why);
			looked = passing;
		}
		if (fault == FAULT_NONE && (version != seen || (next != 0 && next <= now))) {
			fault = jobs_do(settings, stop, &begun, why);
			seen = db_version(settings->db);
			looked = begun > 0 ? 0 : looked;
		}
		if (!*stop)
			pause_ms(JOBS_LOOK_MS);
	}
	arena_release(&arena);
	return is_passing(fault) ? FAULT_NONE : fault;
}
