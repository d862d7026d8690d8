#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "domain/keep.h"
#include "minutes/intake.h"

static const struct option options[] = {
	{ "dry-run", NULL, N_("says what would happen, and changes nothing") },
	{ "body", N_("NAME"), N_("the authority (\"Solbæk Kommune\"); needed once") },
	{ "organization", N_("NAME"), N_("the committee of documents that do not name theirs") },
	{ "open-sources", NULL, N_("lets everybody open the source documents, but those that hold closed items") },
};

enum outcome { OUTCOME_NEW, OUTCOME_CHANGED, OUTCOME_UNCHANGED, OUTCOME_NOT_RECOGNISED, OUTCOME_FAILED, OUTCOMES };

static const char *const outcome_words[] = {
	[OUTCOME_NEW] = N_("new"),
	[OUTCOME_CHANGED] = N_("changed"),
	[OUTCOME_UNCHANGED] = N_("unchanged"),
	[OUTCOME_NOT_RECOGNISED] = N_("not recognised"),
	[OUTCOME_FAILED] = N_("failed"),
};

/* One file, in an arena of its own. */
static enum outcome import_file(struct ctx *cx, const char *path, const struct keep_settings *settings)
{
	static const enum outcome outcomes[] = {
		[KEEP_NEW] = OUTCOME_NEW, [KEEP_CHANGED] = OUTCOME_CHANGED, [KEEP_UNCHANGED] = OUTCOME_UNCHANGED
	};
	enum keep_outcome kept;
	struct meeting_id meeting;
	struct intake intake;
	struct text bytes;
	enum fault fault = path_read(cx->arena, path, INTAKE_BYTES_MAX, &cx->why, &bytes);

	if (fault != FAULT_NONE)
		return OUTCOME_FAILED;
	fault = intake_read(cx->arena, text_from(path), bytes, &cx->why, &intake);
	if (fault == FAULT_NONE) {
		struct keep_document document = { intake.record, bytes, intake.media_type };

		fault = keep(cx, &document, settings, &kept, &meeting);
	}
	if (fault == FAULT_NONE)
		return outcomes[kept];
	return fault == FAULT_INVALID ? OUTCOME_NOT_RECOGNISED : OUTCOME_FAILED;
}

static void say_outcome(const struct ctx *cx, const char *path, enum outcome outcome)
{
	printf("%s: %s", path, tr(cx->lang, outcome_words[outcome]));
	if (outcome >= OUTCOME_NOT_RECOGNISED)
		printf(": %.*s", TEXT_ARG(refusal_text(cx->arena, cx->lang, ctx_why(cx))));
	putchar('\n');
}

static void say_sum(const struct ctx *cx, const int64_t counts[OUTCOMES])
{
	for (int i = 0; i < OUTCOMES; i++) {
		if (i == OUTCOME_FAILED && counts[i] == 0)
			continue;
		printf("%s%" PRId64 " %s", i > 0 ? ", " : "", counts[i], tr(cx->lang, outcome_words[i]));
	}
	putchar('\n');
}

static int import_all(struct invocation *in, const struct path_list *files)
{
	const struct keep_settings settings = {
		.body = text_from(option_value(in, "body")),
		.organization = text_from(option_value(in, "organization")),
		.open_sources = option_given(in, "open-sources"),
	};
	struct progress progress = progress_start();
	int64_t counts[OUTCOMES] = { 0 };
	struct arena arena = ARENA_INIT;

	for (size_t i = 0; i < files->n; i++) {
		struct ctx cx = in->cx;
		enum outcome outcome;

		cx.arena = &arena;
		cx.why = (struct refusal)REFUSAL_INIT;
		outcome = import_file(&cx, files->paths[i].s, &settings);
		counts[outcome]++;
		if (!progress.shown || outcome >= OUTCOME_NOT_RECOGNISED) {
			progress_clear(&progress);
			say_outcome(&cx, files->paths[i].s, outcome);
		}
		progress_show(&progress, (int64_t)i + 1, (int64_t)files->n);
		arena_clear(&arena);
	}
	progress_clear(&progress);
	arena_release(&arena);
	say_sum(&in->cx, counts);
	return counts[OUTCOME_NOT_RECOGNISED] + counts[OUTCOME_FAILED] > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
}

/* A dry run is a real run on a copy: what it says is then true of agendas and minutes that meet, too. */
static enum fault open_copy(struct invocation *in, char *folder, char *path, size_t room)
{
	struct text name = command_database(in);
	enum fault fault;

	if (mkdtemp(folder) == NULL)
		return refuse_with(&in->cx.why, FAULT_BROKEN, N_("The file %s cannot be read or written"), "%s", folder);
	snprintf(path, room, "%s/copy.db", folder);
	fault = db_open(in->cx.arena, name, DB_READ, &in->cx.why, &in->cx.db);
	if (fault == FAULT_NONE)
		fault = db_backup(in->cx.db, path, NULL, NULL, &in->cx.why);
	if (fault != FAULT_NONE && fault != FAULT_NOT_FOUND)
		return fault;
	return db_open(in->cx.arena, text_from(path), DB_CREATE, &in->cx.why, &in->cx.db);
}

static void remove_copy(const char *folder, const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm" };
	char file[128];

	for (size_t i = 0; i < LENGTH_OF(endings); i++) {
		snprintf(file, sizeof(file), "%s%s", path, endings[i]);
		unlink(file);
	}
	rmdir(folder);
}

static int dry_run(struct invocation *in, const struct path_list *files)
{
	char folder[] = "/tmp/sagsgang-XXXXXX", path[64];
	enum fault fault = open_copy(in, folder, path, sizeof(path));
	int status = fault == FAULT_NONE ? import_all(in, files) : command_fail(in, fault);

	remove_copy(folder, path);
	return status;
}

static int run_import(struct invocation *in)
{
	struct path_list files = { .n = 0 };
	enum fault fault = FAULT_NONE;

	for (int i = 0; i < in->arguments_n && fault == FAULT_NONE; i++)
		fault = path_walk(in->cx.arena, in->arguments[i], &files, &in->cx.why);
	if (fault == FAULT_NONE && option_given(in, "dry-run"))
		return dry_run(in, &files);
	if (fault == FAULT_NONE)
		fault = command_open(in, DB_CREATE);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	return import_all(in, &files);
}

const struct command command_import = {
	.name = "import",
	.arguments = N_("FILE|FOLDER..."),
	.least = 1,
	.most = -1,
	.summary = N_("keeps agendas and minutes in the database"),
	.about = N_("Keeps what documents say. The same file again changes nothing; a file that changed makes a new revision of "
		    "its meeting, and nothing is deleted. An agenda and later minutes of a meeting become one meeting. A file "
		    "that is bad never stops the rest; the status is 1 when there was one. It can be stopped at any moment and "
		    "run again."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_import,
};
