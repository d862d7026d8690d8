#include "domain/job.h"

#include "fixture.h"
#include "tap.h"

static const int64_t second = MICROSECONDS;

struct asking {
	struct job_new job;
	struct job_id id;
};

static enum fault ask_body(struct change *change, void *what)
{
	struct asking *a = what;

	change->nothing = true;
	return job_add(change, &a->job, &a->id);
}

static struct job_id ask(struct ctx *cx, struct job_new job)
{
	struct asking a = { .job = job };

	a.job.input = TEXT("{}");
	CHECK_INT(change_make(cx, ask_body, &a), FAULT_NONE);
	return a.id;
}

static enum fault end_body(struct change *change, void *what)
{
	change->nothing = true;
	return job_end(change, what, TEXT("{\"kept\":3}"));
}

static void state_is(struct ctx *cx, struct job_id id, const char *state)
{
	struct job_row row;

	CHECK_INT(job_get(cx, id, &row), FAULT_NONE);
	CHECK_TEXT(row.state, state);
}

TEST(job_goes_from_waiting_to_done)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id id = ask(cx, (struct job_new){ .kind = "import" });
	struct job_claim claim, none;
	struct job_row row;

	state_is(cx, id, "waiting");
	CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NONE);
	CHECK_INT(claim.job.id.v, id.v);
	CHECK_INT(job_take(cx, job_word(cx->arena), &none), FAULT_NOT_FOUND);
	CHECK_INT(job_progress(cx, &claim, 1, 3), FAULT_NONE);
	CHECK_INT(job_get(cx, id, &row), FAULT_NONE);
	CHECK_INT(row.done, 1);
	CHECK_INT(row.total, 3);
	CHECK_INT(change_make(cx, end_body, &claim), FAULT_NONE);
	CHECK_INT(job_get(cx, id, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "done");
	CHECK_TEXT(row.outcome, "{\"kept\":3}");
	CHECK_INT(change_make(cx, end_body, &claim), FAULT_CONFLICT);
	CHECK_INT(job_cancel(cx, id), FAULT_CONFLICT);
}

TEST(job_waits_until_it_is_due_and_the_oldest_comes_first)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id late = ask(cx, (struct job_new){ .kind = "a", .due = cx->now + 10 * second });
	struct job_id soon = ask(cx, (struct job_new){ .kind = "a", .due = cx->now + 5 * second });
	struct job_claim claim;
	int64_t next;

	CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NOT_FOUND);
	CHECK_INT(job_look_after(cx, &next), FAULT_NONE);
	CHECK_INT(next, cx->now + 5 * second);
	cx->now += 20 * second;
	CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NONE);
	CHECK_INT(claim.job.id.v, soon.v);
	CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NONE);
	CHECK_INT(claim.job.id.v, late.v);
}

TEST(job_asked_for_once_is_one)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id a = ask(cx, (struct job_new){ .kind = "a", .once = TEXT("form 1") });

	CHECK_INT(ask(cx, (struct job_new){ .kind = "a", .once = TEXT("form 1") }).v, a.v);
	CHECK(ask(cx, (struct job_new){ .kind = "a", .once = TEXT("form 2") }).v != a.v);
	CHECK(ask(cx, (struct job_new){ .kind = "a" }).v != ask(cx, (struct job_new){ .kind = "a" }).v);
}

TEST(job_that_must_be_alone_waits_for_the_other)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id first = ask(cx, (struct job_new){ .kind = "a", .alone = TEXT("import") });
	struct job_id other;
	struct job_claim claim, next;

	ask(cx, (struct job_new){ .kind = "a", .alone = TEXT("import") });
	other = ask(cx, (struct job_new){ .kind = "b", .alone = TEXT("mail") });
	CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NONE);
	CHECK_INT(claim.job.id.v, first.v);
	CHECK_INT(job_take(cx, job_word(cx->arena), &next), FAULT_NONE);
	CHECK_INT(next.job.id.v, other.v);
	CHECK_INT(job_take(cx, job_word(cx->arena), &next), FAULT_NOT_FOUND);
	CHECK_INT(change_make(cx, end_body, &claim), FAULT_NONE);
	CHECK_INT(job_take(cx, job_word(cx->arena), &next), FAULT_NONE);
}

TEST(job_of_a_dead_process_is_taken_up_and_the_dead_can_do_nothing_more)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id id = ask(cx, (struct job_new){ .kind = "a" });
	struct job_claim dead, heir;
	int64_t next;

	CHECK_INT(job_take(cx, job_word(cx->arena), &dead), FAULT_NONE);
	cx->now += (JOB_SILENT_SECONDS - 1) * second;
	CHECK_INT(job_look_after(cx, &next), FAULT_NONE);
	CHECK_INT(job_take(cx, job_word(cx->arena), &heir), FAULT_NOT_FOUND);
	cx->now += 2 * second;
	CHECK_INT(job_look_after(cx, &next), FAULT_NONE);
	CHECK_INT(job_take(cx, job_word(cx->arena), &heir), FAULT_NONE);
	CHECK_INT(heir.job.id.v, id.v);
	CHECK_INT(heir.job.tries, 2);
	CHECK_INT(job_progress(cx, &dead, 1, 2), FAULT_CONFLICT);
	CHECK_INT(change_make(cx, end_body, &dead), FAULT_CONFLICT);
	CHECK_INT(job_fail(cx, &dead, FAULT_BUSY, TEXT("late")), FAULT_CONFLICT);
	CHECK_INT(change_make(cx, end_body, &heir), FAULT_NONE);
}

TEST(job_whose_process_is_known_to_be_dead_is_taken_up_at_once)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id id = ask(cx, (struct job_new){ .kind = "a" }), other;
	struct job_claim dead, heir, alive;

	CHECK_INT(job_take(cx, job_word(arena), &dead), FAULT_NONE);
	other = ask(cx, (struct job_new){ .kind = "b" });
	CHECK_INT(job_take(cx, job_word(arena), &alive), FAULT_NONE);
	CHECK_INT(alive.job.id.v, other.v);
	CHECK_INT(job_left(cx, dead.claim), FAULT_NONE);
	CHECK_INT(job_left(cx, dead.claim), FAULT_NONE);
	CHECK_INT(job_left(cx, job_word(arena)), FAULT_NONE);
	CHECK_INT(job_take(cx, job_word(arena), &heir), FAULT_NONE);
	CHECK_INT(heir.job.id.v, id.v);
	CHECK_INT(heir.job.tries, 2);
	CHECK_INT(change_make(cx, end_body, &dead), FAULT_CONFLICT);
	CHECK_INT(change_make(cx, end_body, &heir), FAULT_NONE);
	CHECK_INT(change_make(cx, end_body, &alive), FAULT_NONE);
	CHECK_INT(job_left(cx, heir.claim), FAULT_NONE); /* it had ended its job */
	state_is(cx, id, "done");
}

/* The first death is an accident; after that it may be the job. */
TEST(job_whose_processes_die_is_tried_later_and_later)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id id = ask(cx, (struct job_new){ .kind = "a" });
	struct job_claim claim;
	struct job_row row;
	int64_t pause = JOB_PAUSE_SECONDS * second;

	for (int i = 1; i <= JOB_TRIES_MOST; i++) {
		CHECK_INT(job_take(cx, job_word(arena), &claim), FAULT_NONE);
		CHECK_INT(claim.job.tries, i);
		CHECK_INT(job_left(cx, claim.claim), FAULT_NONE);
		if (i == 1)
			continue;
		cx->now += pause - 1;
		CHECK_INT(job_take(cx, job_word(arena), &claim), FAULT_NOT_FOUND);
		cx->now += 1;
		pause *= 4;
	}
	CHECK_INT(job_get(cx, id, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "failed");
	CHECK(text_find(row.outcome, TEXT("its process died")) < row.outcome.n);
}

TEST(job_that_kills_its_processes_is_given_up_visibly)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id id = ask(cx, (struct job_new){ .kind = "a" });
	struct job_claim claim;
	struct job_row row;
	int64_t next;
	int taken = 0;

	while (job_take(cx, job_word(cx->arena), &claim) == FAULT_NONE) {
		taken++;
		cx->now += (JOB_SILENT_SECONDS + 1) * second;
		CHECK_INT(job_look_after(cx, &next), FAULT_NONE);
	}
	CHECK_INT(taken, JOB_TRIES_MOST);
	CHECK_INT(job_get(cx, id, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "failed");
	CHECK(text_find(row.outcome, TEXT("its process died")) < row.outcome.n);
}

TEST(job_that_fails_is_tried_again_later_and_later)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id id = ask(cx, (struct job_new){ .kind = "a" });
	struct job_claim claim;
	struct job_row row;
	int64_t pause = JOB_PAUSE_SECONDS * second;

	for (int i = 1; i <= JOB_TRIES_MOST; i++) {
		CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NONE);
		CHECK_INT(job_fail(cx, &claim, FAULT_BUSY, TEXT("the server is away")), FAULT_NONE);
		cx->now += pause - 1;
		CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NOT_FOUND);
		cx->now += 1;
		pause *= 4;
	}
	CHECK_INT(job_get(cx, id, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "failed");
	CHECK_TEXT(row.outcome, "{\"fault\":\"busy\",\"why\":\"the server is away\"}");

	id = ask(cx, (struct job_new){ .kind = "a" });
	CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NONE);
	CHECK_INT(job_fail(cx, &claim, FAULT_INVALID, TEXT("no such file")), FAULT_NONE);
	state_is(cx, id, "failed");
}

TEST(job_cancelled_while_it_runs_has_no_effect)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_id id = ask(cx, (struct job_new){ .kind = "a" });
	struct job_claim claim;

	CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NONE);
	CHECK_INT(job_cancel(cx, id), FAULT_NONE);
	CHECK_INT(job_progress(cx, &claim, 1, 2), FAULT_CONFLICT);
	CHECK_INT(change_make(cx, end_body, &claim), FAULT_CONFLICT);
	state_is(cx, id, "cancelled");
}

TEST(job_that_comes_back_is_made_once_each_time)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_claim claim;
	int64_t next;

	CHECK_INT(job_schedule(cx, "mail", 60), FAULT_NONE);
	CHECK_INT(job_look_after(cx, &next), FAULT_NONE);
	CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NOT_FOUND);
	for (int i = 0; i < 3; i++) {
		cx->now += 61 * second;
		CHECK_INT(job_schedule(cx, "mail", 60), FAULT_NONE); /* every start of the program says so */
		CHECK_INT(job_look_after(cx, &next), FAULT_NONE);
		CHECK_INT(job_look_after(cx, &next), FAULT_NONE);
		CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NONE);
		CHECK_TEXT(claim.job.kind, "mail");
		CHECK_INT(change_make(cx, end_body, &claim), FAULT_NONE);
		CHECK_INT(job_take(cx, job_word(cx->arena), &claim), FAULT_NOT_FOUND);
	}
}
