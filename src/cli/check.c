#include <inttypes.h>

#include "cli/commands.h"
#include "domain/change.h"

static void tell(void *what, const struct refusal *problem)
{
	struct invocation *in = what;

	printf("%.*s\n", TEXT_ARG(refusal_text(in->cx.arena, in->cx.lang, problem)));
}

static int run_check(struct invocation *in)
{
	int64_t entries, broken;
	enum fault fault = command_open(in, DB_READ);

	if (fault == FAULT_NONE)
		fault = db_check(in->cx.db, tell, in, &in->cx.why);
	if (fault == FAULT_NONE)
		fault = journal_verify(&in->cx, &entries, &broken);
	if (fault != FAULT_NONE) {
		command_fail(in, fault);
		return fault == FAULT_NOT_FOUND ? EXIT_NOT_FOUND : EXIT_SOME_FAILED;
	}
	command_say_with(in, N_("The database is sound; its journal is unbroken, %s entries"),
		arena_format(in->cx.arena, "%" PRId64, entries));
	return EXIT_DONE;
}

const struct command command_check = {
	.name = "check",
	.arguments = "",
	.least = 0,
	.most = 0,
	.summary = N_("checks the database and its journal"),
	.about = N_("Checks every page, index and reference of the database, that its schema is the one this program made, and "
		    "that the journal of changes is an unbroken chain. Status 1 when something is wrong."),
	.run = run_check,
};
