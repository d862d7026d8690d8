#include <inttypes.h>

#include "cage/cage.h"
#include "cli/commands.h"
#include "domain/change.h"
#include "domain/content.h"

static void tell(void *what, const struct refusal *problem)
{
	struct invocation *in = what;

	printf("%.*s\n", TEXT_ARG(refusal_text(in->cx.arena, in->cx.lang, problem)));
}

static const struct {
	enum cage_layer layer;
	const char *name; /* message id */
} layers[] = {
	{ CAGE_LIMITS, N_("limits of memory and time") },
	{ CAGE_LANDLOCK, N_("no files (Landlock)") },
	{ CAGE_SECCOMP, N_("no system calls but for reading (seccomp)") },
};

/* What this machine can do to a document is no property of the database: it is said, and does not change the status. */
static void say_cage(struct invocation *in)
{
	unsigned strength = cage_strength();

	puts(tr(in->cx.lang, N_("Documents of strangers are opened in a cage:")));
	for (size_t i = 0; i < LENGTH_OF(layers); i++)
		printf("  %s: %s\n", tr(in->cx.lang, layers[i].name),
			tr(in->cx.lang, (strength & layers[i].layer) != 0 ? N_("yes") : N_("NO, this kernel or build lacks it")));
}

/* What is wrong with the database is a finding; that it could not be looked at is not. */
static int check_status(enum fault fault)
{
	if (fault == FAULT_NOT_FOUND || fault == FAULT_BUSY || fault == FAULT_DENIED)
		return exit_status(fault);
	return EXIT_SOME_FAILED;
}

static int run_check(struct invocation *in)
{
	int64_t entries, broken, files;
	enum fault fault = command_open(in, DB_READ);

	if (fault == FAULT_NONE)
		fault = db_check(in->cx.db, tell, in, &in->cx.why);
	if (fault == FAULT_NONE)
		fault = journal_verify(&in->cx, &entries, &broken);
	if (fault == FAULT_NONE)
		fault = content_verify(&in->cx, &files);
	if (fault != FAULT_NONE) {
		command_fail(in, fault);
		return check_status(fault);
	}
	command_say_with(in, N_("The database is sound; its journal is unbroken, %s entries"),
		arena_format(in->cx.arena, "%" PRId64, entries));
	command_say_with(in, N_("%s kept documents are what they were"), arena_format(in->cx.arena, "%" PRId64, files));
	say_cage(in);
	return EXIT_DONE;
}

const struct command command_check = {
	.name = "check",
	.arguments = "",
	.least = 0,
	.most = 0,
	.summary = N_("checks the database and its journal"),
	.about = N_("Checks every page, index and reference of the database, that its schema is the one this program made, "
		    "that the journal of changes is an unbroken chain and tells of everything kept, and that every kept document is "
		    "what it was; and says how strong the cage is in which documents are "
		    "opened here. Status 1 when something is wrong with the database."),
	.run = run_check,
};
