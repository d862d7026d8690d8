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

/* What a process knows between two looks. */
struct watch {
	bool scheduled; /* what comes back is known to the database */
	bool troubled;  /* ... and told */
	int64_t seen;   /* version of the database */
	int64_t looked; /* instant of the real clock, also where the record's stands still */
	int64_t next;   /* instant when something waiting may begin; 0: nothing waits */
};

/* Works only when somebody has written, or when a job's time has come: asking costs no system call (db_version). */
static enum fault look(const struct jobs_settings *settings, struct arena *arena, struct watch *w,
	const volatile sig_atomic_t *stop, struct refusal *why)
{
	int64_t version = db_version(settings->db), begun;
	enum fault fault = w->scheduled ? FAULT_NONE : set_schedules(settings, arena, why);

	w->scheduled = fault == FAULT_NONE;
	if (fault == FAULT_NONE)
		fault = take_over(settings, arena, why);
	if (fault == FAULT_NONE && instant_now() - w->looked >= JOBS_LOOK_AFTER_SECONDS * second) {
		w->looked = instant_now();
		fault = look_after(settings, arena, &w->next, why);
	}
	if (fault != FAULT_NONE || (version == w->seen && (w->next == 0 || w->next > clock_of(settings))))
		return fault;
	fault = jobs_do(settings, stop, &begun, why);
	w->seen = db_version(settings->db);
	w->looked = begun > 0 ? 0 : w->looked;
	return fault;
}

/* A database that is busy or away for a moment is no trouble. */
static void take_trouble(const struct jobs_settings *settings, struct watch *w, enum fault fault, const struct refusal *why)
{
	bool troubled = fault != FAULT_NONE && fault != FAULT_BUSY && fault != FAULT_UNCERTAIN;

	if (troubled && !w->troubled && settings->tell_trouble != NULL)
		settings->tell_trouble(why);
	w->troubled = troubled || (w->troubled && fault != FAULT_NONE);
}

void jobs_run(const struct jobs_settings *settings, const volatile sig_atomic_t *stop)
{
	struct arena arena = ARENA_INIT;
	struct watch w = { .seen = -1 };

	while (!*stop) {
		struct refusal why = REFUSAL_INIT;

		give_sign(settings->beat);
		take_trouble(settings, &w, look(settings, &arena, &w, stop, &why), &why);
		for (int i = 0; i < (w.troubled ? JOBS_TROUBLE_LOOKS : 1) && !*stop; i++)
			pause_ms(JOBS_LOOK_MS);
	}
	arena_release(&arena);
}
