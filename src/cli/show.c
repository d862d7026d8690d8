#include <unistd.h>

#include "cli/commands.h"
#include "cli/letterhead.h"
#include "doc/write_markdown.h"
#include "doc/write_page.h"
#include "domain/body.h"
#include "domain/meeting.h"
#include "minutes/compose.h"
#include "domain/record_json.h"

static const struct option options[] = {
	{ "as", N_("text|html|json|pdf"), N_("the form (default text)") },
	{ "revision", N_("N"), N_("an older revision; without it the one that counts") },
	{ "item", N_("N"), N_("only the item of that place on the agenda (PDF)") },
	{ "signatures", NULL, N_("adds a sheet to sign to minutes (PDF)") },
	{ "public", NULL, N_("shows only what everybody may see") },
	LETTERHEAD_OPTIONS,
};

enum { REVISIONS_MAX = 1000000, ITEMS_MAX = 100000 };

struct shown {
	struct meeting meeting;
	const struct record *record;
};

static enum fault show_text(struct invocation *in, const struct shown *shown, struct text *ret)
{
	struct doc *doc;
	enum fault fault = compose(in->cx.arena, shown->record, &in->cx.why, &doc);

	if (fault != FAULT_NONE)
		return fault;
	return doc_write_markdown(in->cx.arena, doc->first, DOC_BYTES_MAX, &in->cx.why, ret);
}

static enum fault show_html(struct invocation *in, const struct shown *shown, struct text *ret)
{
	struct doc *doc;
	enum fault fault = compose(in->cx.arena, shown->record, &in->cx.why, &doc);

	if (fault != FAULT_NONE)
		return fault;
	return doc_write_page(in->cx.arena, doc, &in->cx.why, ret);
}

static enum fault show_json(struct invocation *in, const struct shown *shown, struct text *ret)
{
	*ret = record_to_json(in->cx.arena, shown->record);
	return FAULT_NONE;
}

static enum fault read_letterhead(struct invocation *in, struct letterhead *ret)
{
	enum fault fault = letterhead_read(in, ret);

	return fault == FAULT_NONE ? body_name(&in->cx, &ret->authority) : fault;
}

static enum fault show_pdf(struct invocation *in, const struct shown *shown, struct text *ret)
{
	struct letterhead letterhead;
	struct paper_settings settings = {
		.letterhead = &letterhead,
		.created = shown->meeting.revision.kept_at,
		.signatures = option_given(in, "signatures"),
	};
	struct pdf pdf;
	struct text missing;
	int64_t order;
	enum fault fault = option_number(in, "item", 1, ITEMS_MAX, 0, &order);

	if (fault == FAULT_NONE)
		fault = read_letterhead(in, &letterhead);
	settings.order = (int)order;
	if (fault == FAULT_NONE)
		fault = paper_set(in->cx.arena, shown->record, &settings, &in->cx.why, &pdf);
	if (fault != FAULT_NONE)
		return fault;
	missing = paper_missing(in->cx.arena, in->cx.lang, &pdf);
	if (text_known(missing))
		fprintf(stderr, "sagsgang: %.*s\n", TEXT_ARG(missing));
	*ret = pdf.bytes;
	return FAULT_NONE;
}

static const struct form {
	const char *name;
	enum fault (*show)(struct invocation *in, const struct shown *shown, struct text *ret);
	bool binary;
} forms[] = { { "text", show_text }, { "html", show_html }, { "json", show_json }, { "pdf", show_pdf, .binary = true } };

static enum fault load(struct invocation *in, struct shown *ret)
{
	struct meeting_row facts;
	struct meeting_id id;
	struct record *record;
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
		fault = meeting_load(&in->cx, &facts, revision, &ret->meeting);
	if (fault != FAULT_NONE)
		return fault;
	record = meeting_record(in->cx.arena, &ret->meeting);
	ret->record = record;
	if (in->cx.viewer.v == VIEWER_OPERATOR)
		fault = meeting_record_complete(&in->cx, &ret->meeting, record);
	return fault;
}

static const struct form *form_of(const char *name)
{
	for (size_t i = 0; i < LENGTH_OF(forms); i++)
		if (strcmp(forms[i].name, name) == 0)
			return &forms[i];
	return NULL;
}

static int run_show(struct invocation *in)
{
	const char *as = option_given(in, "as") ? option_value(in, "as") : "text";
	const struct form *form = form_of(as);
	struct shown shown;
	struct text text;
	enum fault fault = FAULT_NONE;

	if (form == NULL)
		fault = refuse_with(&in->cx.why, FAULT_INVALID, N_("There is no form %s"), "%s", as);
	else if (form->binary && isatty(STDOUT_FILENO))
		fault = refuse(&in->cx.why, FAULT_INVALID, N_("A PDF is not shown on a terminal; send it to a file: > meeting.pdf"));
	if (fault != FAULT_NONE) {
		command_fail(in, fault);
		return EXIT_USAGE;
	}
	fault = load(in, &shown);
	if (fault == FAULT_NONE)
		fault = form->show(in, &shown, &text);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	command_print(text);
	if (!text_ends(text, TEXT("\n")))
		putchar('\n');
	return EXIT_DONE;
}

const struct command command_show = {
	.name = "show",
	.arguments = N_("MEETING"),
	.least = 1,
	.most = 1,
	.summary = N_("prints a meeting as text, HTML, JSON or PDF"),
	.about = N_("Prints one meeting, whose number `sagsgang list` shows. The text can be read again and gives the same record, "
		    "and so does the PDF, which carries the record within it. "
		    "Run by an operator it shows closed items whole; --public shows what everybody may see."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_show,
};
