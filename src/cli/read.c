#include "base/path.h"
#include "cli/commands.h"
#include "doc/write_markdown.h"
#include "minutes/compose.h"
#include "minutes/intake.h"
#include "domain/record_json.h"
#include "minutes/words.h"

static const struct option options[] = {
	{ "json", NULL, N_("prints the record as JSON") },
	{ "check", NULL, N_("counts the words of the document and prints those that are nowhere in the record") },
};

static int print_check(struct invocation *in, const struct intake *intake)
{
	struct arena *arena = in->cx.arena;
	struct words_missing missing = words_check(arena, intake->doc, intake->record);

	for (size_t i = 0; i < missing.n; i++)
		printf("%.*s\n", TEXT_ARG(missing.words[i]));
	printf("%.*s\n", TEXT_ARG(tr_with(arena, in->cx.lang, N_("%s words in the document"),
		text_from(arena_format(arena, "%lld", (long long)intake->record->source.words)))));
	printf("%.*s\n", TEXT_ARG(tr_with(arena, in->cx.lang, N_("%s of them are nowhere in the record"),
		text_from(arena_format(arena, "%zu", missing.n)))));
	return missing.n > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
}

static int print_text(struct invocation *in, const struct record *record)
{
	struct doc *doc;
	struct text text;
	enum fault fault = compose(in->cx.arena, record, &in->cx.why, &doc);

	if (fault == FAULT_NONE)
		fault = doc_write_markdown(in->cx.arena, doc->first, DOC_BYTES_MAX, &in->cx.why, &text);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	command_print(text);
	putchar('\n');
	for (size_t i = 0; i < record->findings_n; i++)
		fprintf(stderr, "%s %zu: %.*s\n", tr(in->cx.lang, N_("line")), record->findings[i].line,
			TEXT_ARG(record->findings[i].message));
	return EXIT_DONE;
}

static int say_not_recognised(struct invocation *in)
{
	fprintf(stderr, "sagsgang: %s: %.*s\n", tr(in->cx.lang, N_("not recognised")),
		TEXT_ARG(refusal_text(in->cx.arena, in->cx.lang, &in->cx.why)));
	return EXIT_NOT_RECOGNISED;
}

static int run_read(struct invocation *in)
{
	struct intake intake;
	struct text bytes;
	enum fault fault = path_read(in->cx.arena, in->arguments[0], INTAKE_BYTES_MAX, &in->cx.why, &bytes);

	if (fault == FAULT_NONE)
		fault = intake_read(in->cx.arena, text_from(in->arguments[0]), bytes, &in->cx.why, &intake);
	if (fault == FAULT_INVALID)
		return say_not_recognised(in);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	if (option_given(in, "check"))
		return print_check(in, &intake);
	if (!option_given(in, "json"))
		return print_text(in, intake.record);
	command_print(record_to_json(in->cx.arena, intake.record));
	putchar('\n');
	return EXIT_DONE;
}

const struct command command_read = {
	.name = "read",
	.arguments = N_("FILE"),
	.least = 1,
	.most = 1,
	.summary = N_("prints what an agenda or minutes say, and stores nothing"),
	.about = N_("Recognises one agenda or minutes in plain text or PDF and prints what was understood, without storing. "
		    "Text that is neither is answered with the reason and status 2."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_read,
};
