#include <inttypes.h>
#include <unistd.h>

#include "cli/commands.h"
#include "domain/record.h"
#include "domain/search.h"
#include "markup/json.h"

static const struct option options[] = {
	{ "json", NULL, N_("prints the total and the hits as JSON") },
	{ "page", N_("N"), N_("which page of 20 hits (default 1)") },
	{ "year", N_("YYYY"), N_("only meetings of that year") },
	{ "kind", N_("agenda|minutes"), N_("only agendas or only minutes") },
};

enum { PAGES_MAX = 100000 };

static void print_runs(const struct search_run *runs, size_t n, bool bold)
{
	for (size_t i = 0; i < n; i++) {
		if (bold && runs[i].marked)
			printf("\x1b[1m%.*s\x1b[0m", TEXT_ARG(runs[i].text));
		else
			printf("%.*s", TEXT_ARG(runs[i].text));
	}
}

static void print_hit(struct invocation *in, const struct search_hit *hit)
{
	bool bold = isatty(STDOUT_FILENO);

	printf("\n%.*s  %.*s  (%" PRId64 ", %s %" PRId64 ")\n  ", TEXT_ARG(moment_text(in->cx.arena, hit->item.start)),
		TEXT_ARG(hit->item.organization_name), hit->item.meeting.v, tr(in->cx.lang, N_("item")),
		hit->item.position);
	print_runs(hit->title, hit->title_n, bold);
	printf("\n  ");
	print_runs(hit->snippet, hit->snippet_n, bold);
	putchar('\n');
}

static int print_answer(struct invocation *in, const struct search_answer *answer)
{
	printf("%.*s\n",
		TEXT_ARG(tr_with(in->cx.arena, in->cx.lang,
			tr_n(in->cx.lang, "%s hit", "%s hits", answer->total),
			text_from(arena_format(in->cx.arena, "%" PRId64, answer->total)))));
	for (size_t i = 0; i < answer->hits_n; i++)
		print_hit(in, &answer->hits[i]);
	for (size_t i = 0; i < answer->words_n; i++)
		printf("  %.*s: %" PRId64 "\n", TEXT_ARG(answer->words[i].word), answer->words[i].total);
	return EXIT_DONE;
}

static struct text joined(struct arena *arena, const struct search_run *runs, size_t n)
{
	struct buffer b = buffer_in(arena, 1 << 20);

	for (size_t i = 0; i < n; i++)
		buffer_add(&b, runs[i].text);
	return buffer_text(&b);
}

static void write_hit(struct json *json, struct arena *arena, const struct search_hit *hit)
{
	json_begin_object(json);
	json_key(json, "meeting");
	json_int(json, hit->item.meeting.v);
	json_key(json, "organization");
	json_text(json, hit->item.organization_name);
	json_key(json, "start");
	json_text(json, moment_text(arena, hit->item.start));
	json_key(json, "order");
	json_int(json, hit->item.position);
	json_key(json, "number");
	json_text(json, hit->item.number);
	json_key(json, "title");
	json_text(json, hit->item.title);
	json_key(json, "matter");
	json_text(json, hit->item.matter_label);
	json_key(json, "snippet");
	json_text(json, joined(arena, hit->snippet, hit->snippet_n));
	json_end(json);
}

static int print_json(struct invocation *in, const struct search_answer *answer)
{
	struct json json = json_in(in->cx.arena, 1);

	json_begin_object(&json);
	json_key(&json, "total");
	json_int(&json, answer->total);
	json_key(&json, "hits");
	json_begin_array(&json);
	for (size_t i = 0; i < answer->hits_n; i++)
		write_hit(&json, in->cx.arena, &answer->hits[i]);
	json_end(&json);
	json_end(&json);
	command_print(json_finish(&json));
	putchar('\n');
	return EXIT_DONE;
}

static int run_search(struct invocation *in)
{
	struct buffer words = buffer_in(in->cx.arena, SEARCH_QUERY_MAX);
	struct search_answer answer;
	struct search_ask ask = { .kind = text_from(option_value(in, "kind")) };
	int64_t year = 0;
	enum fault fault = option_number(in, "page", 1, PAGES_MAX, 1, &ask.page);

	if (fault == FAULT_NONE)
		fault = option_number(in, "year", 1000, 9999, 0, &year);
	ask.year = (int)year;
	for (int i = 0; i < in->arguments_n; i++) {
		if (i > 0)
			buffer_add_byte(&words, ' ');
		buffer_add_string(&words, in->arguments[i]);
	}
	ask.words = buffer_text(&words);
	if (fault == FAULT_NONE && text_known(ask.kind) && record_kind_from(ask.kind) < 0)
		fault = refuse_with(&in->cx.why, FAULT_INVALID, N_("There is no kind %s"), "%s", ask.kind.s);
	if (fault == FAULT_NONE && !text_valid(ask.words))
		fault = refuse(&in->cx.why, FAULT_INVALID, N_("The words are not UTF-8"));
	if (fault == FAULT_NONE)
		fault = command_open(in, DB_READ);
	if (fault == FAULT_NONE)
		fault = search(&in->cx, &ask, &answer);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	return option_given(in, "json") ? print_json(in, &answer) : print_answer(in, &answer);
}

const struct command command_search = {
	.name = "search",
	.arguments = N_("WORDS..."),
	.least = 1,
	.most = -1,
	.summary = N_("finds items by their words"),
	.about = N_("Finds the items that hold all the words, in any inflection; \"words in quotation marks\" stand together; the "
		    "last word may be the beginning of one; case numbers may be typed with or without their hyphen."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_search,
};
