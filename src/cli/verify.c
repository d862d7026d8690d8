#include <inttypes.h>

#include "cli/commands.h"
#include "domain/change.h"

static int run_verify(struct invocation *in)
{
	int64_t entries = 0, broken = 0;
	enum fault fault = command_open(in, DB_READ);

	if (fault == FAULT_NONE)
		fault = journal_verify(&in->cx, &entries, &broken);
	if (fault == FAULT_INVALID && broken != 0) {
		command_fail(in, fault);
		command_say_with(in, N_("%s entries before it are as they were written"),
			arena_format(in->cx.arena, "%" PRId64, entries));
		return EXIT_SOME_FAILED;
	}
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	command_say_with(in, N_("The journal is an unbroken chain of %s entries"), arena_format(in->cx.arena, "%" PRId64, entries));
	return EXIT_DONE;
}

const struct command command_verify = {
	.name = "verify",
	.arguments = "",
	.least = 0,
	.most = 0,
	.summary = N_("walks the journal and tells the first entry that was changed"),
	.about = N_("Walks the journal of changes from its beginning. Each entry carries the hash of the one before it, so that one that "
		    "was changed, taken out, put in or moved later is found: the first such is told, and the status is 1. "
		    "`check` does this too, and looks at everything else."),
	.run = run_verify,
};
