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
	json_begin_object(json);
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

static void print_json(struct invocation *in, const struct meeting_row *m, bool first)
{
	struct json json = json_in(in->cx.arena, true);

	write_row(&json, in->cx.arena, m);
	printf("%s", first ? "\n" : ",\n");
	command_print(json_finish(&json));
}

/* One batch after the other, each in the room of the one before. */
static enum fault print_all(struct invocation *in, bool as_json)
{
	enum fault fault = FAULT_NONE;
	size_t n = LIST_BATCH;

	for (int64_t skip = 0; fault == FAULT_NONE && n == LIST_BATCH; skip += LIST_BATCH) {
		struct arena_mark mark = arena_mark(in->cx.arena);
		struct meeting_row *rows;

		fault = meeting_list(&in->cx, LIST_BATCH, skip, &rows, &n);
		for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
			if (as_json)
				print_json(in, &rows[i], skip == 0 && i == 0);
			else
				print_line(in, &rows[i]);
		}
		arena_rewind(in->cx.arena, mark);
	}
	return fault;
}

struct list_call {
	struct invocation *in;
	bool as_json;
};

static enum fault list_body(struct db *db, void *what)
{
	struct list_call *call = what;

	(void)db;
	return print_all(call->in, call->as_json);
}

static int run_list(struct invocation *in)
{
	struct list_call call = { in, option_given(in, "json") };
	enum fault fault = command_open(in, DB_READ);

	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	if (call.as_json)
		putchar('[');
	fault = db_read(in->cx.db, &in->cx.why, list_body, &call);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	if (call.as_json)
		puts("\n]");
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
