#include "domain/copy.h"

#include <inttypes.h>

#include "cli/commands.h"
#include "cli/progress.h"
#include "domain/meeting.h"
#include "domain/record_json.h"

static const struct option options[] = {
	{ "from", N_("DATABASE"), N_("the installation to copy: a file or an address") },
	{ "to", N_("DATABASE"), N_("where to: a file, or an empty PostgreSQL database") },
};

enum { MEETINGS_AT_ONCE = 200 };

static void show(void *what, int64_t done, int64_t total)
{
	progress_show(what, done, total);
}

static enum fault json_of(struct ctx *cx, const struct meeting_row *facts, int64_t revision, struct text *ret,
	int64_t *ret_revisions)
{
	struct meeting meeting;
	struct record *record;
	enum fault fault = meeting_load(cx, facts, revision, &meeting);

	if (fault != FAULT_NONE)
		return fault;
	record = meeting_record(cx->arena, &meeting);
	fault = meeting_record_complete(cx, &meeting, record);
	*ret = record_to_json(cx->arena, record);
	*ret_revisions = (int64_t)meeting.revisions_n;
	return fault;
}

/* As `show --as json` gives it, in every revision, byte by byte. */
static enum fault compare_meeting(struct ctx *from, struct ctx *to, const struct meeting_row *facts)
{
	struct meeting_row other;
	struct text a, b;
	int64_t revisions = 1;
	enum fault fault = meeting_by_id(to, facts->id, &other);

	for (int64_t revision = 0; fault == FAULT_NONE && revision <= revisions; revision++) {
		fault = json_of(from, facts, revision, &a, &revisions);
		if (fault == FAULT_NONE)
			fault = json_of(to, &other, revision, &b, &revisions);
		if (fault == FAULT_NONE && !text_eq(a, b))
			fault = refuse_with(&to->why, FAULT_BROKEN, N_("The copy shows another meeting %s than what was copied."),
				"%" PRId64, facts->id.v);
	}
	return fault;
}

static enum fault compare_meetings(struct ctx *from, struct ctx *to, struct progress *progress, int64_t *ret_n)
{
	struct meeting_row *rows;
	int64_t all = 0, done = 0;
	size_t n;
	enum fault fault = meeting_count(from, &all);

	do {
		struct arena arena = ARENA_INIT;
		struct ctx a = *from, b = *to;

		a.arena = b.arena = &arena;
		fault = fault != FAULT_NONE ? fault : meeting_list(&a, MEETINGS_AT_ONCE, done, &rows, &n);
		for (size_t i = 0; fault == FAULT_NONE && i < n; i++) {
			fault = compare_meeting(&a, &b, &rows[i]);
			progress_show(progress, ++done, all);
		}
		if (fault != FAULT_NONE)
			to->why = b.why.message != NULL ? b.why : *ctx_why(&a);
		arena_release(&arena);
	} while (fault == FAULT_NONE && n > 0);
	*ret_n = done;
	return fault;
}

static enum fault open_both(struct invocation *in, struct ctx *from, struct ctx *to)
{
	enum fault fault = db_open(in->cx.arena, text_from(option_value(in, "from")), DB_READ, &in->cx.why, &from->db);

	if (fault == FAULT_NONE)
		fault = db_open(in->cx.arena, text_from(option_value(in, "to")), DB_CREATE, &in->cx.why, &to->db);
	return fault;
}

static int say(struct invocation *in, const struct copy_sum *sum, int64_t meetings)
{
	struct arena *arena = in->cx.arena;

	command_say_with(in, N_("Tables copied: %s"), arena_format(arena, "%" PRId64, sum->tables));
	command_say_with(in, N_("Rows, each the same on both: %s"), arena_format(arena, "%" PRId64, sum->rows));
	command_say_with(in, N_("Meetings that read the same on both, byte by byte: %s"),
		arena_format(arena, "%" PRId64, meetings));
	command_say_with(in, N_("SHA-256 of all rows, the same on both: %s"), text_string(arena, sum->sha256));
	return EXIT_DONE;
}

static int run_copy(struct invocation *in)
{
	struct ctx from = in->cx, to = in->cx;
	struct progress progress = progress_start();
	struct copy_sum sum;
	int64_t meetings = 0;
	enum fault fault;

	if (!option_given(in, "from") || !option_given(in, "to")) {
		refuse(&in->cx.why, FAULT_INVALID, N_("--from and --to are both needed; sagsgang copy --help shows how"));
		command_fail(in, FAULT_INVALID);
		return EXIT_USAGE;
	}
	fault = open_both(in, &from, &to);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	fault = copy_installation(&from, &to, show, &progress, &sum);
	if (fault == FAULT_NONE)
		fault = compare_meetings(&from, &to, &progress, &meetings);
	progress_clear(&progress);
	if (fault == FAULT_NONE)
		return say(in, &sum, meetings);
	in->cx.why = to.why;
	in->cx.db = to.db;
	return command_fail(in, fault);
}

const struct command command_copy = {
	.name = "copy",
	.arguments = "",
	.least = 0,
	.most = 0,
	.summary = N_("moves a whole installation to another database"),
	.about = N_("Copies everything, documents and journal included, from one database into a new one: from a file to a "
		    "PostgreSQL server, or the other way. Stop whatever writes first. It can be stopped at any moment and run "
		    "again. In the end it reads every table of both once more and compares them, walks the journal of the copy, "
		    "and shows every meeting from both, which must be the same byte by byte."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_copy,
};
