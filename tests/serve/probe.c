/* tests/serve/probe.c: the server, the site and the supervisor of the program, with pages that no real portal has: ones that
 * take their time, crash, hang, are huge.
 *
 *     serve-probe LISTEN WORKERS [LIMIT=N...]
 *
 * /                         a page of 20 kB, kept           /soeg?q=..     echoes it; POST too, to 10 kB
 * /udvalg                   built anew each time            /udvalg/SLUG   takes 600 ms
 * /sager                    dies of SIGSEGV                 /sager/SLUG    aborts
 * /personer                 never returns                   /personer/SLUG who answers: the process
 * /udvalg/a/moeder/b/kilde/N   N bytes, read piece by piece /udvalg/a/moeder/b/kilde/7777777  breaks off
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "web/listen.h"
#include "web/pages.h"
#include "web/worker.h"

enum { PAGE_BYTES = 20000, BROKEN_SIZE = 1000000 };

static enum fault page(struct visit *visit)
{
	struct buffer b = buffer_in(visit->cx.arena, 1 << 20);

	buffer_add_string(&b, "<!DOCTYPE html>\n<title>Prøve</title>\n<h1>Økonomiudvalget</h1>\n");
	for (int i = 0; b.n < PAGE_BYTES; i++)
		buffer_format(&b, "<p>Punkt %d: %d\n", i, i * 7919 % 1000);
	return visit_html(visit, buffer_text(&b));
}

static enum fault page_slow(struct visit *visit)
{
	usleep(600 * 1000);
	return page(visit);
}

static enum fault page_crash(struct visit *visit)
{
	raise(SIGSEGV);
	return FAULT_BROKEN;
}

static enum fault page_abort(struct visit *visit)
{
	abort();
	return FAULT_BROKEN;
}

static enum fault page_hang(struct visit *visit)
{
	for (;;)
		pause();
	return FAULT_BROKEN;
}

static enum fault page_process(struct visit *visit)
{
	visit->response->keep = KEEP_NEVER;
	return visit_text(visit, text_from(arena_format(visit->cx.arena, "%d\n", (int)getpid())));
}

static enum fault page_echo(struct visit *visit)
{
	return visit_text(visit, form_text(&visit->form, 0));
}

/* Byte i of a file is the low byte of i / 7. */
static enum fault read_file(void *what, int64_t from, int64_t most, struct text *ret)
{
	struct visit *visit = what;
	char *s = arena_alloc(visit->cx.arena, 1, (size_t)most);

	if (visit->response->size == BROKEN_SIZE && from > 0)
		return FAULT_BROKEN;
	for (int64_t i = 0; i < most; i++)
		s[i] = (char)((from + i) / 7);
	*ret = (struct text){ s, (size_t)most };
	return FAULT_NONE;
}

static enum fault page_file(struct visit *visit)
{
	struct visit *kept = arena_copy(visit->cx.arena, visit, sizeof(*visit));
	int64_t size = 0;

	if (!text_number(visit->place.part[2], &size))
		return FAULT_NOT_FOUND;
	if (size == 7777777)
		size = BROKEN_SIZE;
	visit_attachment(visit, TEXT("Prøve på bilag.bin"));
	return visit_file(visit, "application/octet-stream", TEXT("0123456789abcdef"), size, read_file, kept);
}

static const struct field echo_fields[] = {
	{ .name = "q", .label = N_("Language"), .type = FIELD_TEXT, .required = true, .most = 5000 },
};
static const struct form echo_query = { echo_fields, 1, 0 }, echo_body = { echo_fields, 1, 10000 };

static const struct route probe_routes[ADDRESSES] = {
	[ADDRESS_FRONT] = { .page = page, .kept = true },
	[ADDRESS_ORGANIZATIONS] = { .page = page },
	[ADDRESS_ORGANIZATION] = { .page = page_slow },
	[ADDRESS_MATTERS] = { .page = page_crash },
	[ADDRESS_MATTER] = { .page = page_abort },
	[ADDRESS_PERSONS] = { .page = page_hang },
	[ADDRESS_PERSON] = { .page = page_process },
	[ADDRESS_SOURCE] = { .page = page_file },
	[ADDRESS_SEARCH] = { .page = page_echo, .form = &echo_query },
	[ADDRESS_MEETING] = { .page = page_echo, .submit = page_echo, .form = &echo_body },
	[ADDRESS_STATIC] = { .page = page_static },
	[ADDRESS_HEALTH] = { .page = page_health },
	[ADDRESS_ROBOTS] = { .page = page_robots },
};

static const struct site_file *find_file(struct text name)
{
	static const struct site_file file = { { "portal.css", 10 }, "text/css; charset=utf-8",
		{ "body { color: black }\n", 22 }, { NULL, 0 }, { "c0ffee", 6 } };

	return text_eq(name, file.name) ? &file : NULL;
}

static int work(void *what, const struct post *post)
{
	struct refusal why = REFUSAL_INIT;

	if (worker_serve(what, post, &why) != FAULT_NONE) {
		fprintf(stderr, "%s %s\n", why.message, why.detail);
		return 1;
	}
	return 0;
}

static bool take_limit(const char *word, struct worker_settings *settings, struct supervisor_options *supervisor)
{
	struct text name = text_from_to(text_from(word), 0, text_find_byte(text_from(word), '='));
	int n = atoi(word + name.n + 1);
	const struct {
		const char *name;
		int *limit;
	} limits[] = {
		{ "head", &settings->server.head_seconds },
		{ "body", &settings->server.body_seconds },
		{ "answer", &settings->server.answer_seconds },
		{ "stop", &settings->server.stop_seconds },
		{ "connections", &settings->server.connections_max },
		{ "address", &settings->server.address_max },
		{ "stuck", &supervisor->stuck_seconds },
		{ "start", &supervisor->start_seconds },
	};

	for (size_t i = 0; i < LENGTH_OF(limits); i++)
		if (text_is(name, limits[i].name)) {
			*limits[i].limit = n;
			return true;
		}
	return false;
}

int main(int argc, char **argv)
{
	struct worker_settings settings = {
		.database = TEXT_NONE,
		.site = { .routes = probe_routes, .origin = TEXT(""), .cache_max = SITE_CACHE_DEFAULT, .file = find_file },
		.server = SERVER_OPTIONS_INIT,
	};
	struct supervisor_options supervisor = SUPERVISOR_OPTIONS_INIT;
	struct refusal why = REFUSAL_INIT;

	if (argc < 3 || listen_open(text_from(argv[1]), settings.server.listeners, SERVER_LISTENERS_MAX,
				&settings.server.listeners_n, &why) != FAULT_NONE)
		return 64;
	for (int i = 3; i < argc; i++)
		if (!take_limit(argv[i], &settings, &supervisor))
			return 64;
	settings.server.log.fd = STDOUT_FILENO;
	supervisor.workers = atoi(argv[2]);
	supervisor.stop_seconds = settings.server.stop_seconds;
	if (supervisor.workers == 0)
		return work(&settings, NULL);
	return supervisor_run(&supervisor, &(struct supervisor_work){ &settings, work });
}
