#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "domain/copy.h"
#include "domain/keep.h"
#include "minutes/readers.h"

static const struct option options[] = {
	{ "dry-run", NULL, N_("says what would happen, and changes nothing") },
	{ "body", N_("NAME"), N_("the authority (\"Solbæk Kommune\"); needed once") },
	{ "organization", N_("NAME"), N_("the committee of documents that do not name theirs") },
	{ "open-sources", NULL, N_("lets everybody open the source documents, but those that hold closed items") },
};

enum { PATIENCE_SECONDS = 60 }; /* as long as another server takes to take over */

enum outcome { OUTCOME_NEW, OUTCOME_CHANGED, OUTCOME_UNCHANGED, OUTCOME_NOT_RECOGNISED, OUTCOME_FAILED, OUTCOMES };

/* What is said of one file. */
static const char *const outcome_words[] = {
	[OUTCOME_NEW] = N_("a new meeting"),
	[OUTCOME_CHANGED] = N_("a new revision of a meeting"),
	[OUTCOME_UNCHANGED] = N_("unchanged"),
	[OUTCOME_NOT_RECOGNISED] = N_("not recognised"),
	[OUTCOME_FAILED] = N_("failed"),
};

static const char *outcome_count(enum lang lang, enum outcome outcome, int64_t n)
{
	switch (outcome) {
	case OUTCOME_NEW:
		return tr_n(lang, "%s new", "%s new", n);
	case OUTCOME_CHANGED:
		return tr_n(lang, "%s changed", "%s changed", n);
	case OUTCOME_UNCHANGED:
		return tr_n(lang, "%s unchanged", "%s unchanged", n);
	case OUTCOME_NOT_RECOGNISED:
		return tr_n(lang, "%s not recognised", "%s not recognised", n);
	case OUTCOME_FAILED:
	case OUTCOMES:
		break;
	}
	return tr_n(lang, "%s failed", "%s failed", n);
}

/* What an import is doing. */
struct importing {
	struct invocation *in;
	struct progress progress;
	int64_t counts[OUTCOMES];
	bool stopped; /* by a signal, between two documents */
};

/* The first Ctrl-C lets the document at hand be finished; the second one ends the program. */
static volatile sig_atomic_t stop;

static void on_stop(int signal)
{
	(void)signal;
	stop = 1;
}

static void watch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = on_stop, .sa_flags = (int)(SA_RESETHAND | SA_RESTART) };

	for (size_t i = 0; i < LENGTH_OF(signals); i++)
		sigaction(signals[i], &action, NULL);
}

static void say_outcome(struct importing *im, const struct ctx *cx, struct text path, enum outcome outcome)
{
	im->counts[outcome]++;
	if (im->progress.shown && outcome < OUTCOME_NOT_RECOGNISED)
		return;
	progress_clear(&im->progress);
	command_print_name(path);
	printf(": %s", tr(cx->lang, outcome_words[outcome]));
	if (outcome >= OUTCOME_NOT_RECOGNISED)
		printf(": %.*s", TEXT_ARG(refusal_text(cx->arena, cx->lang, ctx_why(cx))));
	putchar('\n');
}

static void say_sum(const struct importing *im, struct arena *arena)
{
	enum lang lang = im->in->cx.lang;

	if (im->stopped)
		command_say(im->in, N_("Stopped; what is said below is kept. Run it again for the rest."));
	for (int i = 0; i < OUTCOMES; i++) {
		struct text n = text_from(arena_format(arena, "%" PRId64, im->counts[i]));

		if (i == OUTCOME_FAILED && im->counts[i] == 0)
			continue;
		printf("%s%.*s", i > 0 ? ", " : "",
			TEXT_ARG(tr_with(arena, lang, outcome_count(lang, i, im->counts[i]), n)));
	}
	putchar('\n');
}

static enum outcome outcome_of(enum fault fault, enum keep_outcome kept)
{
	static const enum outcome outcomes[] = {
		[KEEP_NEW] = OUTCOME_NEW, [KEEP_CHANGED] = OUTCOME_CHANGED, [KEEP_UNCHANGED] = OUTCOME_UNCHANGED
	};

	if (fault == FAULT_NONE)
		return outcomes[kept];
	return fault == FAULT_INVALID ? OUTCOME_NOT_RECOGNISED : OUTCOME_FAILED;
}

static void import_next(struct importing *im, struct readers *readers, struct text path,
	const struct keep_settings *settings, struct arena *arena)
{
	struct ctx cx = im->in->cx;
	struct reading reading;
	enum keep_outcome kept = KEEP_UNCHANGED;
	struct meeting_id meeting;
	enum fault fault;

	cx.arena = arena;
	cx.why = (struct refusal)REFUSAL_INIT;
	fault = readers_next(readers, arena, &cx.why, &reading);
	if (fault == FAULT_NONE) {
		struct keep_document document = { reading.record, reading.bytes, reading.media_type };

		fault = keep(&cx, &document, settings, &kept, &meeting);
	}
	say_outcome(im, &cx, path, outcome_of(fault, kept));
}

static enum fault import_files(struct importing *im, const struct path_list *files)
{
	const struct keep_settings settings = {
		.body = text_from(option_value(im->in, "body")),
		.organization = text_from(option_value(im->in, "organization")),
		.open_sources = option_given(im->in, "open-sources"),
		.patience = PATIENCE_SECONDS,
	};
	struct arena arena = ARENA_INIT;
	struct readers *readers;
	enum fault fault = readers_start(im->in->cx.arena, files, 0, &im->in->cx.why, &readers);

	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < files->n && !stop; i++) {
		import_next(im, readers, files->paths[i], &settings, &arena);
		progress_show(&im->progress, (int64_t)i + 1, (int64_t)files->n);
		arena_clear(&arena);
	}
	arena_release(&arena);
	im->stopped = stop;
	return FAULT_NONE;
}

static int import_all(struct importing *im, const struct path_list *files)
{
	enum fault fault;

	im->progress = progress_start();
	fault = import_files(im, files);
	progress_clear(&im->progress);
	if (fault != FAULT_NONE)
		return command_fail(im->in, fault);
	say_sum(im, im->in->cx.arena);
	if (im->counts[OUTCOME_NOT_RECOGNISED] + im->counts[OUTCOME_FAILED] > 0 || im->stopped)
		return EXIT_SOME_FAILED;
	return EXIT_DONE;
}

/* A server is not copied as a file is; what it holds fits into one all the same. */
static enum fault copy_to_file(struct invocation *in, const char *path)
{
	struct ctx from = in->cx, to = in->cx;
	struct copy_sum sum;
	enum fault fault;

	if (db_is_file(in->cx.db))
		return db_backup(in->cx.db, path, NULL, NULL, &in->cx.why);
	fault = db_open(in->cx.arena, text_from(path), DB_CREATE, &in->cx.why, &to.db);
	if (fault == FAULT_NONE)
		fault = copy_installation(&from, &to, NULL, NULL, &sum);
	in->cx.why = to.why;
	return fault;
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
		fault = copy_to_file(in, path);
	if (fault != FAULT_NONE && fault != FAULT_NOT_FOUND)
		return fault;
	return db_open(in->cx.arena, text_from(path), DB_CREATE, &in->cx.why, &in->cx.db);
}

static void remove_copy(const char *folder, const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm" };
	char file[4200];

	for (size_t i = 0; i < LENGTH_OF(endings); i++) {
		snprintf(file, sizeof(file), "%s%s", path, endings[i]);
		unlink(file);
	}
	rmdir(folder);
}

static int dry_run(struct importing *im, const struct path_list *files)
{
	const char *temporary = getenv("TMPDIR");
	char *folder = arena_format(im->in->cx.arena, "%s/sagsgang-XXXXXX",
		temporary != NULL && *temporary != '\0' ? temporary : "/tmp");
	char path[4096] = "";
	enum fault fault = open_copy(im->in, folder, path, sizeof(path));
	int status = fault == FAULT_NONE ? import_all(im, files) : command_fail(im->in, fault);

	remove_copy(folder, path);
	return status;
}

/* What cannot be walked is said and counted, and the rest goes on; the fault is that of the last one. */
static enum fault find_files(struct importing *im, struct path_list *files)
{
	struct invocation *in = im->in;
	enum fault last = FAULT_NONE;

	for (int i = 0; i < in->arguments_n; i++) {
		enum fault fault = path_walk(in->cx.arena, in->arguments[i], files, &in->cx.why);

		if (fault == FAULT_NONE)
			continue;
		last = fault;
		if (in->arguments_n > 1)
			say_outcome(im, &in->cx, text_from(in->arguments[i]), OUTCOME_FAILED);
	}
	return last;
}

static int run_import(struct invocation *in)
{
	struct importing im = { .in = in };
	struct path_list files = { .n = 0 };
	enum fault fault = find_files(&im, &files);

	watch_signals();
	if (files.n == 0 && fault != FAULT_NONE)
		return command_fail(in, fault);
	fault = option_words(in, "body");
	if (fault == FAULT_NONE)
		fault = option_words(in, "organization");
	if (fault == FAULT_NONE && option_given(in, "dry-run"))
		return dry_run(&im, &files);
	if (fault == FAULT_NONE)
		fault = command_open(in, DB_CREATE);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	return import_all(&im, &files);
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
