#include "jobs/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/random.h"
#include "database.h"
#include "domain/access.h"
#include "domain/account.h"
#include "domain/import.h"
#include "domain/meeting.h"
#include "domain/upload.h"
#include "minutes/readers.h"
#include "tap.h"

static const int64_t second = MICROSECONDS;
static const int64_t start = (int64_t)1700000000 * MICROSECONDS;

enum { DOCUMENTS = 12 };

struct setup {
	struct ctx cx;
	struct text path;
};

static struct setup *set_up(struct arena *arena)
{
	struct setup *s = arena_new(arena, struct setup, 1);

	s->path = text_from(database_new(arena));
	s->cx = (struct ctx){ .arena = arena, .viewer = { VIEWER_OPERATOR }, .now = start };
	if (db_open(arena, s->path, DB_CREATE, &s->cx.why, &s->cx.db) != FAULT_NONE)
		abort();
	return s;
}

static struct import_upload upload(struct ctx *cx, const char *name, struct text bytes)
{
	struct upload *upload = arena_new(cx->arena, struct upload, 1);

	CHECK_INT(upload_begin(cx, 1 << 20, arena_new(cx->arena, struct upload_room, 1), upload), FAULT_NONE);
	CHECK_INT(upload_add(cx, upload, bytes), FAULT_NONE);
	CHECK_INT(upload_end(cx, upload), FAULT_NONE);
	return (struct import_upload){ text_from(name), upload };
}

static struct text minutes_of_day(struct arena *arena, int day)
{
	return text_from(arena_format(arena,
		"REFERAT Økonomiudvalget d. %02d-03-2024\n\nMødedato Den %d. marts 2024 kl. 16:00\n\nMødested Rådhuset\n\n"
		"Punkt 1: Meddelelser\n\nSagsfremstilling\n\nDer var %d meddelelser.\n\nBeslutning\n\nTaget til efterretning.\n\n"
		"Punkt 2: Eventuelt\n\nBeslutning\n\nIntet.\n", day, day, day));
}

static struct job_id ask(struct ctx *cx, const char *once)
{
	struct import_upload files[DOCUMENTS + 1];
	struct import_new import = { .files = files, .files_n = DOCUMENTS + 1, .once = text_from(once) };
	struct job_id id = { 0 };

	for (int i = 0; i < DOCUMENTS; i++)
		files[i] = upload(cx, arena_format(cx->arena, "%d.txt", i), minutes_of_day(cx->arena, i + 1));
	files[DOCUMENTS] = upload(cx, "brev.txt", TEXT("K\xc3\xa6re borger\n\nTak for dit brev.\n"));
	CHECK_INT(import_ask(cx, &import, &id), FAULT_NONE);
	return id;
}

static void outcomes_are(struct ctx *cx, struct job_id id)
{
	struct import_file_row *files;
	struct job_row job;
	int64_t meetings, entries, broken;
	size_t n;

	CHECK_INT(import_get(cx, id, &job, &files, &n), FAULT_NONE);
	CHECK_TEXT(job.state, "done");
	CHECK_INT(job.done, DOCUMENTS + 1);
	CHECK_INT(n, DOCUMENTS + 1);
	for (size_t i = 0; i < n; i++)
		CHECK_TEXT(files[i].outcome, i < DOCUMENTS ? "new" : "refused");
	CHECK(text_known(files[DOCUMENTS].message));
	CHECK_INT(meeting_count(cx, &meetings), FAULT_NONE);
	CHECK_INT(meetings, DOCUMENTS);
	CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
	CHECK_INT(entries, DOCUMENTS + 1); /* each document, and the asking */
}

TEST(jobs_import_what_was_handed_in)
{
	struct setup *s = set_up(arena);
	struct jobs_settings settings = { .db = s->cx.db, .now = start };
	struct job_id id = ask(&s->cx, "form 1");
	volatile sig_atomic_t stop = 0;
	struct refusal why = REFUSAL_INIT;
	int64_t begun;

	CHECK_INT(ask(&s->cx, "form 1").v, id.v); /* sent twice */
	CHECK_INT(jobs_do(&settings, &stop, &begun, &why), FAULT_NONE);
	CHECK_INT(begun, 1);
	outcomes_are(&s->cx, id);
	CHECK_INT(jobs_do(&settings, &stop, &begun, &why), FAULT_NONE);
	CHECK_INT(begun, 0);
}

/* In a child: opens the database anew and does jobs. */
static void work(const struct setup *s, int64_t now)
{
	struct arena arena = ARENA_INIT;
	struct jobs_settings settings = { .now = now };
	volatile sig_atomic_t stop = 0;
	struct refusal why = REFUSAL_INIT;
	int64_t next, begun;
	struct ctx cx = { .arena = &arena, .viewer = { VIEWER_OPERATOR }, .now = now };

	if (db_open(&arena, s->path, DB_WRITE, &why, &settings.db) != FAULT_NONE)
		_exit(1);
	cx.db = settings.db;
	if (job_look_after(&cx, &next) != FAULT_NONE || jobs_do(&settings, &stop, &begun, &why) != FAULT_NONE)
		_exit(1);
	_exit(0);
}

/* Processes are started and killed until the job is over; how many died of it. */
static int kill_until_over(struct setup *s, struct job_id id, struct job_row *job)
{
	int64_t now = start;
	int kills = 0;

	do {
		struct timespec pause = { 0, 0 };
		unsigned char some;
		pid_t child = fork();
		int status;

		if (child == 0)
			work(s, now);
		random_bytes(&some, 1);
		pause.tv_nsec = 1000000 + (long)some * 100000 * (1 + kills / 4);
		nanosleep(&pause, NULL);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		kills += WIFSIGNALED(status);
		now += (JOB_SILENT_SECONDS + 1) * second;
		CHECK_INT(job_get(&s->cx, id, job), FAULT_NONE);
	} while (text_is(job->state, "waiting") || text_is(job->state, "running"));
	return kills;
}

/* Killed more often than a job is tried: what it did is whole all the same. */
static void given_up_but_whole(struct ctx *cx, struct job_id id)
{
	struct import_file_row *files;
	struct job_row job;
	int64_t meetings, kept = 0;
	size_t n;

	CHECK_INT(import_get(cx, id, &job, &files, &n), FAULT_NONE);
	for (size_t i = 0; i < n; i++)
		kept += text_is(files[i].outcome, "new");
	CHECK_INT(meeting_count(cx, &meetings), FAULT_NONE);
	CHECK_INT(meetings, kept);
}

TEST(jobs_killed_at_any_moment_have_their_effect_once)
{
	int kills = 0;

	for (int round = 0; round < 50 && kills < 8; round++) {
		struct setup *s = set_up(arena);
		struct job_id id = ask(&s->cx, "form 1");
		struct job_row job;

		kills += kill_until_over(s, id, &job);
		if (text_is(job.state, "done"))
			outcomes_are(&s->cx, id);
		else
			given_up_but_whole(&s->cx, id);
	}
	CHECK(kills >= 8);
}

TEST(jobs_act_for_whoever_asked)
{
	struct setup *s = set_up(arena);
	struct jobs_settings settings = { .db = s->cx.db, .now = start };
	struct import_upload file = upload(&s->cx, "1.txt", minutes_of_day(arena, 1));
	struct import_new import = { .files = &file, .files_n = 1 };
	struct import_file_row *files;
	struct job_row job;
	struct job_id id;
	volatile sig_atomic_t stop = 0;
	struct refusal why = REFUSAL_INIT;
	int64_t begun;
	size_t n;

	CHECK_INT(import_ask(&s->cx, &import, &id), FAULT_NONE);
	s->cx.viewer.v = VIEWER_PUBLIC;
	CHECK_INT(import_ask(&s->cx, &import, &id), FAULT_DENIED);
	CHECK_INT(import_get(&s->cx, id, &job, &files, &n), FAULT_NOT_FOUND);
	s->cx.viewer.v = VIEWER_OPERATOR;
	CHECK_INT(jobs_do(&settings, &stop, &begun, &why), FAULT_NONE);
	CHECK_INT(import_get(&s->cx, id, &job, &files, &n), FAULT_NONE);
	CHECK_TEXT(files[0].outcome, "new");
}

/* Between two beats somebody stops it: the document that was being read then is not kept. */
TEST(jobs_that_are_cancelled_keep_nothing_more)
{
	struct setup *s = set_up(arena);
	struct job_id id = ask(&s->cx, "form 1");
	struct keep_settings settings;
	struct import_file_row *files;
	struct refusal why = REFUSAL_INIT, no = { .fault = FAULT_INVALID, .message = "no" };
	struct text bytes = minutes_of_day(arena, 1);
	struct reading reading;
	struct job_claim claim;
	int64_t meetings;
	size_t n;

	CHECK_INT(job_take(&s->cx, job_word(arena), &claim), FAULT_NONE);
	CHECK_INT(import_settings(&s->cx, &claim.job, &settings), FAULT_NONE);
	CHECK_INT(import_files(&s->cx, id, &files, &n), FAULT_NONE);
	CHECK_INT(readers_read(arena, files[0].name, bytes, &why, &reading), FAULT_NONE);
	CHECK_INT(job_cancel(&s->cx, id), FAULT_NONE);
	CHECK_INT(import_keep(&s->cx, &claim, &files[0],
		&(struct keep_document){ reading.record, bytes, reading.media_type }, &settings), FAULT_CONFLICT);
	CHECK_INT(import_refuse(&s->cx, &claim, &files[0], &no), FAULT_CONFLICT);
	CHECK_INT(meeting_count(&s->cx, &meetings), FAULT_NONE);
	CHECK_INT(meetings, 0);
}

struct other_job {
	struct job_id id;
};

static enum fault add_other(struct change *change, void *what)
{
	struct other_job *other = what;

	change->nothing = true;
	return job_add(change, &(struct job_new){ .kind = "sweep", .input = TEXT("{}"), .once = TEXT("sweep 42") }, &other->id);
}

/* The form's key is whatever a stranger likes: it never names a job of another kind, or of somebody else. */
TEST(jobs_are_not_taken_over_by_a_forms_key)
{
	struct setup *s = set_up(arena);
	struct other_job other;
	struct account_id account;
	struct account_row row;
	struct text token;
	struct job_id mine, theirs;

	CHECK_INT(change_make(&s->cx, add_other, &other), FAULT_NONE);
	mine = ask(&s->cx, "sweep 42");
	CHECK(mine.v != other.id.v);
	CHECK_INT(account_add(&s->cx, &(struct account_new){ TEXT("b@solbaek.example"), TEXT("Bo"), ROLE_CLERK, { { 0 }, { 0 } } }, &account),
		FAULT_NONE);
	CHECK_INT(account_ticket(&s->cx, account, &token), FAULT_NONE);
	CHECK_INT(ticket_choose_password(&s->cx, token, TEXT("en lang nok en")), FAULT_NONE);
	s->cx.viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_by_id(&s->cx, account, &row), FAULT_NONE);
	s->cx.viewer = row.viewer;
	theirs = ask(&s->cx, "sweep 42");
	CHECK(theirs.v != mine.v && theirs.v != other.id.v);
}
