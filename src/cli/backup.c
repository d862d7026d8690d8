#include "cli/commands.h"
#include "cli/progress.h"

static void show(void *what, int64_t done, int64_t total)
{
	progress_show(what, done, total);
}

static int run_backup(struct invocation *in)
{
	struct progress progress = progress_start();
	enum fault fault = command_open(in, DB_READ);

	if (fault == FAULT_NONE)
		fault = db_backup(in->cx.db, in->arguments[0], show, &progress, &in->cx.why);
	progress_clear(&progress);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	command_say_with(in, N_("The copy is complete: %s"), in->arguments[0]);
	return EXIT_DONE;
}

const struct command command_backup = {
	.name = "backup",
	.arguments = N_("FILE"),
	.least = 1,
	.most = 1,
	.summary = N_("copies the database while others go on writing"),
	.about = N_("Writes a whole copy of the database, as it is at one moment, to a file. Others may read and write "
		    "meanwhile. The file appears only when it is complete."),
	.run = run_backup,
};
