#include <inttypes.h>

#include "cli/commands.h"
#include "doc/write_markdown.h"
#include "doc/write_page.h"
#include "domain/meeting.h"
#include "minutes/compose.h"
#include "minutes/record_json.h"

static const struct option options[] = {
	{ "as", N_("text|html|json"), N_("the form (default text)") },
	{ "revision", N_("N"), N_("an older revision; without it the one that counts") },
	{ "public", NULL, N_("shows only what everybody may see") },
};

enum { REVISIONS_MAX = 1000000 };

static enum fault show_text(struct invocation *in, const struct record *record, struct text *ret)
{
	struct doc *doc;
	enum fault fault = compose(in->cx.arena, record, &in->cx.why, &doc);

	if (fault != FAULT_NONE)
		return fault;
	return doc_write_markdown(in->cx.arena, doc->first, DOC_BYTES_MAX, &in->cx.why, ret);
}

static enum fault show_html(struct invocation *in, const struct record *record, struct text *ret)
{
	struct doc *doc;
	enum fault fault = compose(in->cx.arena, record, &in->cx.why, &doc);

	if (fault != FAULT_NONE)
		return fault;
	return doc_write_page(in->cx.arena, doc, &in->cx.why, ret);
}

static enum fault show_json(struct invocation *in, const struct record *record, struct text *ret)
{
	*ret = record_to_json(in->cx.arena, record);
	return FAULT_NONE;
}

static const struct {
	const char *name;
	enum fault (*show)(struct invocation *in, const struct record *record, struct text *ret);
} forms[] = { { "text", show_text }, { "html", show_html }, { "json", show_json } };

static enum fault load(struct invocation *in, struct record **ret)
{
	struct meeting_row facts;
	struct meeting meeting;
	struct meeting_id id;
	int64_t revision;
	enum fault fault = option_number(in, "revision", 1, REVISIONS_MAX, 0, &revision);

	if (!text_number(text_from(in->arguments[0]), &id.v))
		return refuse_with(&in->cx.why, FAULT_INVALID, N_("%s is no meeting's number; sagsgang list shows them"), "%s",
			in->arguments[0]);
	if (option_given(in, "public"))
		in->cx.viewer.v = VIEWER_PUBLIC;
	if (fault == FAULT_NONE)
		fault = command_open(in, DB_READ);
	if (fault == FAULT_NONE)
		fault = meeting_by_id(&in->cx, id, &facts);
	if (fault == FAULT_NOT_FOUND && in->cx.db != NULL)
		return refuse_with(&in->cx.why, fault, N_("There is no meeting %s"), "%s", in->arguments[0]);
	if (fault == FAULT_NONE)
		fault = meeting_load(&in->cx, &facts, revision, &meeting);
	if (fault != FAULT_NONE)
		return fault;
	*ret = meeting_record(in->cx.arena, &meeting);
	if (in->cx.viewer.v == VIEWER_OPERATOR)
		fault = meeting_record_complete(&in->cx, &meeting, *ret);
	return fault;
}

static int run_show(struct invocation *in)
{
	const char *form = option_given(in, "as") ? option_value(in, "as") : "text";
	struct record *record;
	struct text text;
	enum fault fault;

	for (size_t i = 0; i < LENGTH_OF(forms); i++) {
		if (strcmp(forms[i].name, form) != 0)
			continue;
		fault = load(in, &record);
		if (fault == FAULT_NONE)
			fault = forms[i].show(in, record, &text);
		if (fault != FAULT_NONE)
			return command_fail(in, fault);
		command_print(text);
		if (!text_ends(text, TEXT("\n")))
			putchar('\n');
		return EXIT_DONE;
	}
	refuse_with(&in->cx.why, FAULT_INVALID, N_("There is no form %s"), "%s", form);
	command_fail(in, FAULT_INVALID);
	return EXIT_USAGE;
}

const struct command command_show = {
	.name = "show",
	.arguments = N_("MEETING"),
	.least = 1,
	.most = 1,
	.summary = N_("prints a meeting as text, HTML or JSON"),
	.about = N_("Prints one meeting, whose number `sagsgang list` shows. The text can be read again and gives the same record. "
		    "Run by an operator it shows closed items whole; --public shows what everybody may see."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_show,
};
