#include <inttypes.h>

#include "cli/commands.h"
#include "domain/index.h"

static int run_reindex(struct invocation *in)
{
	int64_t meetings;
	enum fault fault = command_open(in, DB_WRITE);

	if (fault == FAULT_NONE)
		fault = index_all(&in->cx, &meetings);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	command_say_with(in, N_("The index was made anew for %s meetings"), arena_format(in->cx.arena, "%" PRId64, meetings));
	return EXIT_DONE;
}

const struct command command_reindex = {
	.name = "reindex",
	.arguments = "",
	.least = 0,
	.most = 0,
	.summary = N_("makes the search index anew"),
	.about = N_("Makes what search finds anew from the record, a few meetings at a time, while the portal serves. Nothing else changes. "
		    "It is needed after an upgrade whose notes say so, and does no harm at any other time."),
	.run = run_reindex,
};
