#include "domain/job.h"

#include <inttypes.h>

#include "base/random.h"
#include "markup/json.h"
#include "query/job.h"

static const int64_t second = MICROSECONDS;

enum { PAUSE_GROWTH = 4 };

enum fault job_add(struct change *change, const struct job_new *job, struct job_id *ret)
{
	struct ctx *cx = change->cx;
	struct job_row there;
	enum fault fault = FAULT_NOT_FOUND;

	if (text_known(job->once))
		fault = sql_job_by_once(tx_db(change->tx), cx->arena, job->once, &there);
	if (fault == FAULT_NONE)
		*ret = there.id;
	if (fault != FAULT_NOT_FOUND)
		return fault;
	return sql_job_insert(change->tx, text_from(job->kind), job->input, job->once, job->alone,
		job->due != 0 ? job->due : cx->now, cx->viewer.v, cx->now, ret);
}

enum fault job_get(struct ctx *cx, struct job_id id, struct job_row *ret)
{
	return sql_job_by_id(cx->db, cx->arena, id, ret);
}

enum fault job_list(struct ctx *cx, const char *kind, int64_t most, int64_t skip, struct job_row **ret, size_t *ret_n)
{
	return sql_jobs_newest(cx->db, cx->arena, text_from(kind), most, skip, ret, ret_n);
}

static enum fault cancel_body(struct change *change, void *what)
{
	const struct job_id *id = what;
	int64_t changed;
	enum fault fault = sql_job_cancel(change->tx, *id, change->cx->now, &changed);

	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The job is over already"));
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = "cancel", .noun = "job", .noun_id = id->v });
}

enum fault job_cancel(struct ctx *cx, struct job_id id)
{
	return change_make(cx, cancel_body, &id);
}

/* --- for job processes: what they write is no change to the record, and so not for the journal --- */

static enum fault take_body(struct change *change, void *what)
{
	struct job_claim *claim = what;

	change->nothing = true;
	return sql_job_claim(change->tx, change->cx->arena, claim->claim, change->cx->now, &claim->job);
}

struct text job_word(struct arena *arena)
{
	return random_hex(arena, JOB_WORD_LENGTH / 2);
}

enum fault job_take(struct ctx *cx, struct text word, struct job_claim *ret)
{
	*ret = (struct job_claim){ .claim = word };
	return change_make(cx, take_body, ret);
}

static enum fault no_longer_ours(struct ctx *cx)
{
	return refuse(&cx->why, FAULT_CONFLICT, N_("The job was cancelled, or another process does it"));
}

struct beat {
	const struct job_claim *claim;
	int64_t done, total;
};

static enum fault beat_body(struct change *change, void *what)
{
	const struct beat *beat = what;
	int64_t changed;
	enum fault fault = sql_job_beat(change->tx, beat->claim->job.id, beat->claim->claim, change->cx->now, beat->done,
		beat->total, &changed);

	change->nothing = true;
	return fault == FAULT_NONE && changed == 0 ? no_longer_ours(change->cx) : fault;
}

enum fault job_progress(struct ctx *cx, const struct job_claim *claim, int64_t done, int64_t total)
{
	struct beat beat = { claim, done, total };

	return change_make(cx, beat_body, &beat);
}

enum fault job_hold(struct change *change, const struct job_claim *claim)
{
	int64_t changed;
	enum fault fault = sql_job_hold(change->tx, claim->job.id, claim->claim, change->cx->now, &changed);

	return fault == FAULT_NONE && changed == 0 ? no_longer_ours(change->cx) : fault;
}

enum fault job_end(struct change *change, const struct job_claim *claim, struct text outcome)
{
	int64_t changed;
	enum fault fault = sql_job_end(change->tx, claim->job.id, claim->claim, TEXT("done"), outcome, change->cx->now,
		&changed);

	return fault == FAULT_NONE && changed == 0 ? no_longer_ours(change->cx) : fault;
}

struct failure {
	const struct job_claim *claim;
	struct text outcome;
	int64_t due; /* 0: given up */
};

static enum fault fail_body(struct change *change, void *what)
{
	const struct failure *f = what;
	const struct job_claim *c = f->claim;
	int64_t changed;
	enum fault fault = f->due != 0 ? sql_job_again(change->tx, c->job.id, c->claim, f->outcome, f->due, &changed) :
		sql_job_end(change->tx, c->job.id, c->claim, TEXT("failed"), f->outcome, change->cx->now, &changed);

	change->nothing = true;
	return fault == FAULT_NONE && changed == 0 ? no_longer_ours(change->cx) : fault;
}

/* {"fault":"busy","why":"..."} */
static struct text failure_outcome(struct arena *arena, enum fault fault, struct text why)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "fault", text_from(fault_name(fault)));
	json_key_text(&json, "why", why);
	json_end(&json);
	return json_finish(&json);
}

/* Before another try, when so many have failed. */
static int64_t pause_after(int64_t failures)
{
	int64_t pause = failures > 0 ? JOB_PAUSE_SECONDS * second : 0;

	for (int64_t i = 1; i < failures; i++)
		pause *= PAUSE_GROWTH;
	return pause;
}

enum fault job_fail(struct ctx *cx, const struct job_claim *claim, enum fault fault, struct text why)
{
	struct failure f = { .claim = claim, .outcome = failure_outcome(cx->arena, fault, why) };

	if (claim->job.tries < JOB_TRIES_MOST && fault != FAULT_INVALID && fault != FAULT_DENIED)
		f.due = cx->now + pause_after(claim->job.tries);
	return change_make(cx, fail_body, &f);
}

static struct text death_outcome(struct arena *arena)
{
	return failure_outcome(arena, FAULT_BROKEN, TEXT("its process died"));
}

/* Looked for when it is our turn to write: by then what the dead had sent to the database is settled. */
static enum fault left_body(struct change *change, void *what)
{
	struct ctx *cx = change->cx;
	struct job_claim claim = { .claim = *(struct text *)what };
	struct failure f = { .claim = &claim, .outcome = death_outcome(cx->arena) };
	enum fault fault = sql_job_by_claim(tx_db(change->tx), cx->arena, claim.claim, &claim.job);

	if (fault == FAULT_NONE && claim.job.tries < JOB_TRIES_MOST)
		f.due = cx->now + pause_after(claim.job.tries - 1);
	return fault == FAULT_NONE ? fail_body(change, &f) : fault;
}

enum fault job_left(struct ctx *cx, struct text word)
{
	enum fault fault = change_make(cx, left_body, &word);

	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum fault put_back_body(struct change *change, void *what)
{
	const struct job_claim *claim = what;
	int64_t changed;
	enum fault fault = sql_job_put_back(change->tx, claim->job.id, claim->claim, change->cx->now, &changed);

	change->nothing = true;
	return fault == FAULT_NONE && changed == 0 ? no_longer_ours(change->cx) : fault;
}

enum fault job_put_back(struct ctx *cx, const struct job_claim *claim)
{
	struct job_claim copy = *claim;

	return change_make(cx, put_back_body, &copy);
}

static enum fault make_scheduled(struct change *change)
{
	struct ctx *cx = change->cx;
	struct schedule_row *rows;
	size_t n;
	enum fault fault = sql_schedules_due(tx_db(change->tx), cx->arena, cx->now, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		const struct schedule_row *s = &rows[i];
		struct job_id id;
		int64_t changed;

		fault = sql_schedule_move(change->tx, s->kind, s->due, cx->now + s->seconds * second, &changed);
		if (fault == FAULT_NONE && changed > 0)
			fault = job_add(change, &(struct job_new){ .kind = text_string(cx->arena, s->kind), .input = TEXT("{}"),
				.once = text_from(arena_format(cx->arena, "%.*s %" PRId64, TEXT_ARG(s->kind), s->due)),
				.alone = s->kind }, &id);
	}
	return fault;
}

static enum fault look_after_body(struct change *change, void *what)
{
	struct ctx *cx = change->cx;
	int64_t silent = cx->now - JOB_SILENT_SECONDS * second, changed;
	enum fault fault = sql_job_give_up(change->tx, silent, cx->now, JOB_TRIES_MOST,
		death_outcome(cx->arena), &changed);

	(void)what;
	change->nothing = true;
	if (fault == FAULT_NONE)
		fault = sql_job_revive(change->tx, silent, cx->now, JOB_TRIES_MOST, &changed);
	return fault != FAULT_NONE ? fault : make_scheduled(change);
}

enum fault job_look_after(struct ctx *cx, int64_t *ret_next)
{
	enum fault fault = change_make(cx, look_after_body, NULL);

	*ret_next = 0;
	if (fault == FAULT_NONE)
		fault = sql_job_next_due(cx->db, ret_next);
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

struct scheduling {
	const char *kind;
	int64_t seconds;
};

static enum fault schedule_body(struct change *change, void *what)
{
	const struct scheduling *s = what;
	int64_t changed;

	change->nothing = true;
	return sql_schedule_set(change->tx, text_from(s->kind), s->seconds, change->cx->now + s->seconds * second, &changed);
}

enum fault job_schedule(struct ctx *cx, const char *kind, int64_t seconds)
{
	struct scheduling s = { kind, seconds };

	return change_make(cx, schedule_body, &s);
}
