#include <inttypes.h>

#include "cli/commands.h"
#include "domain/meeting.h"
#include "markup/json.h"

enum { LIST_BATCH = 1000 };

static const struct option options[] = { { "json", NULL, N_("prints an array of meetings as JSON") } };

static void print_line(struct invocation *in, const struct meeting_row *m)
{
	bool minutes = text_is(m->state, "minutes");

	printf("%6" PRId64 "  %-16.*s  %-9s  %3" PRId64 "  %.*s\n", m->id.v,
		TEXT_ARG(moment_text(in->cx.arena, m->start)),
		tr(in->cx.lang, minutes ? N_("minutes") : N_("agenda")), m->items, TEXT_ARG(m->organization_name));
}

static void write_row(struct json *json, struct arena *arena, const struct meeting_row *m)
{
	json_object(json);
	json_key(json, "id");
	json_int(json, m->id.v);
	json_key(json, "kind");
	json_text(json, text_is(m->state, "minutes") ? TEXT("minutes") : TEXT("agenda"));
	json_key(json, "state");
	json_text(json, m->state);
	json_key(json, "organization");
	json_text(json, m->organization_name);
	json_key(json, "start");
	json_text(json, moment_text(arena, m->start));
	json_key(json, "items");
	json_int(json, m->items);
	json_end(json);
}

static int run_list(struct invocation *in)
{
	struct json json = json_in(in->cx.arena, 1);
	bool as_json = option_given(in, "json");
	struct meeting_row *rows;
	size_t n = LIST_BATCH;
	enum fault fault = command_open(in, DB_READ);

	json_array(&json);
	for (int64_t skip = 0; fault == FAULT_NONE && n == LIST_BATCH; skip += LIST_BATCH) {
		fault = meeting_list(&in->cx, LIST_BATCH, skip, &rows, &n);
		for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
			if (as_json)
				write_row(&json, in->cx.arena, &rows[i]);
			else
				print_line(in, &rows[i]);
		}
	}
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	json_end(&json);
	if (as_json) {
		command_print(json_finish(&json));
		putchar('\n');
	}
	return EXIT_DONE;
}

const struct command command_list = {
	.name = "list",
	.arguments = "",
	.least = 0,
	.most = 0,
	.summary = N_("lists the meetings, newest first"),
	.about = N_("Lists every meeting with its number, start, kind, how many items it has and its committee, newest first."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_list,
};
