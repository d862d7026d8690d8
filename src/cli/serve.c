#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/commands.h"
#include "cli/letterhead.h"
#include "cli/office.h"
#include "cli/sign_on.h"
#include "domain/account.h"
#include "domain/organization.h"
#include "web/listen.h"
#include "web/pages.h"
#include "web/static.h"
#include "web/worker.h"

static const struct option options[] = {
	{ "listen", N_("ADDRESS"), N_("where to listen: 127.0.0.1:8080 (the default), [::1]:8080, :8080 for every address of this "
				      "machine, or unix:PATH; may be given several times"), .many = true },
	{ "workers", N_("N"), N_("how many processes serve (default: one per processor, at most 4); 0: this one alone") },
	{ "origin", N_("URL"), N_("how visitors name the portal, \"https://referater.example.dk\", for feeds and the site map") },
	{ "contact", N_("ADDRESS"), N_("who is told of security problems, for security.txt: a mail address or an URL") },
	{ "cache", N_("MIB"), N_("memory for pages that stand ready, in each process (default 16); 0: none") },
	OFFICE_OPTIONS,
	SIGN_ON_OPTIONS,
	{ "limits", N_("NAME=N,..."), N_("other limits than the usual: head, body, answer, stop, stuck, mail (seconds), connections, "
					 "address (connections)") },
	{ "behind-proxy", NULL, N_("a web server on this machine stands in front: visitors' addresses are those that it adds to "
				   "X-Forwarded-For") },
	{ "shorten-addresses", NULL, N_("the access log shows visitors' addresses without their last part") },
	{ "no-access-log", NULL, N_("writes no access log") },
	LETTERHEAD_OPTIONS,
};

enum {
	WORKERS_DEFAULT_MOST = 4, /* what a portal of one municipality can use */
	CACHE_MIB_MOST = 4096,
	SPARE_DESCRIPTORS = 128, /* beside those of connections */
	LIMIT_MOST = 1000000,
};

struct serving {
	struct invocation *in;
	struct worker_settings worker;
	struct supervisor_options supervisor;
	struct letterhead letterhead;
	struct mail_office office;
	struct sign_on sign_on;
	int mail_seconds;
};

static enum fault take_limit(struct serving *serving, struct text word)
{
	struct server_options *server = &serving->worker.server;
	const struct {
		const char *name;
		int *limit;
	} limits[] = {
		{ "head", &server->head_seconds },
		{ "body", &server->body_seconds },
		{ "answer", &server->answer_seconds },
		{ "stop", &server->stop_seconds },
		{ "stuck", &serving->supervisor.stuck_seconds },
		{ "mail", &serving->mail_seconds },
		{ "connections", &server->connections_max },
		{ "address", &server->address_max },
	};
	size_t equals = text_find_byte(word, '=');
	int64_t n;

	for (size_t i = 0; i < LENGTH_OF(limits); i++)
		if (text_is(text_from_to(word, 0, equals), limits[i].name) && text_number(text_after(word, equals + 1), &n) &&
			n <= LIMIT_MOST && (n > 0 || limits[i].limit == &server->address_max)) {
			*limits[i].limit = (int)n;
			return FAULT_NONE;
		}
	return refuse_with(&serving->in->cx.why, FAULT_INVALID, N_("%s is out of range"), "--limits %.*s", TEXT_ARG(word));
}

static enum fault take_limits(struct serving *serving)
{
	struct text rest = text_from(option_value(serving->in, "limits")), word;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && text_known(rest) && text_split(&rest, ',', &word))
		fault = take_limit(serving, word);
	serving->supervisor.stop_seconds = serving->worker.server.stop_seconds;
	return fault;
}

static enum fault take_numbers(struct serving *serving)
{
	int64_t processors = sysconf(_SC_NPROCESSORS_ONLN), workers, mib;
	int64_t usual = processors < 1 ? 1 : processors > WORKERS_DEFAULT_MOST ? WORKERS_DEFAULT_MOST : processors;
	enum fault fault = option_number(serving->in, "workers", 0, SUPERVISOR_WORKERS_MAX, usual, &workers);

	if (fault == FAULT_NONE)
		fault = option_number(serving->in, "cache", 0, CACHE_MIB_MOST, SITE_CACHE_DEFAULT >> 20, &mib);
	if (fault != FAULT_NONE)
		return fault;
	serving->supervisor.workers = (int)workers;
	serving->worker.site.cache_max = (size_t)mib << 20;
	return FAULT_NONE;
}

/* Stands in fields, feeds and links: nothing but what an address may hold. */
static bool is_plain(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] <= 0x20 || t.s[i] >= 0x7f || strchr("\"<>\\^`{|}", t.s[i]) != NULL)
			return false;
	return true;
}

static enum fault take_origin(struct serving *serving)
{
	struct text origin = text_from(option_value(serving->in, "origin"));
	struct text after;

	serving->worker.site.origin = TEXT("");
	if (!text_known(origin))
		return FAULT_NONE;
	if (text_ends(origin, TEXT("/")))
		origin.n--;
	serving->worker.site.tls = text_starts(origin, TEXT("https://"));
	after = text_after(origin, text_find(origin, TEXT("://")) + 3);
	if ((!serving->worker.site.tls && !text_starts(origin, TEXT("http://"))) || text_empty(after) || !is_plain(origin) ||
		text_find_byte(after, '/') < after.n)
		return refuse_with(&serving->in->cx.why, FAULT_INVALID, N_("%s is out of range"), "--origin %.*s",
			TEXT_ARG(origin));
	serving->worker.site.origin = origin;
	return FAULT_NONE;
}

static enum fault take_office(struct serving *serving)
{
	struct worker_settings *worker = &serving->worker;
	enum fault fault = office_read(serving->in, worker->site.origin, &serving->office, &worker->site.mail);

	serving->office.server.seconds = serving->mail_seconds;
	worker->office = worker->site.mail ? &serving->office : NULL;
	return fault;
}

static enum fault take_sign_on(struct serving *serving)
{
	bool set;
	enum fault fault = sign_on_read(serving->in, serving->worker.site.origin, &serving->sign_on, &set);

	serving->worker.site.sign_on = set ? &serving->sign_on : NULL;
	if (set && serving->sign_on.alone)
		serving->office.service = serving->sign_on.label;
	return fault;
}

static enum fault take_contact(struct serving *serving)
{
	struct text contact = text_from(option_value(serving->in, "contact"));

	if (text_known(contact) && (text_empty(contact) || !is_plain(contact)))
		return refuse_with(&serving->in->cx.why, FAULT_INVALID, N_("%s is out of range"), "--contact %.*s",
			TEXT_ARG(contact));
	if (text_known(contact) && text_find_byte(contact, ':') == contact.n)
		contact = text_from(arena_format(serving->in->cx.arena, "mailto:%.*s", TEXT_ARG(contact)));
	serving->worker.site.contact = contact;
	return FAULT_NONE;
}

static enum fault open_listeners(struct serving *serving)
{
	struct server_options *server = &serving->worker.server;
	struct text rest = text_from(option_value(serving->in, "listen")), where;
	enum fault fault = FAULT_NONE;

	if (!text_known(rest)) {
		listen_inherit(server->listeners, SERVER_LISTENERS_MAX, &server->listeners_n);
		if (server->listeners_n > 0)
			return FAULT_NONE;
		rest = TEXT("127.0.0.1:8080");
	}
	while (fault == FAULT_NONE && text_split(&rest, '\n', &where))
		fault = listen_open(where, server->listeners, SERVER_LISTENERS_MAX, &server->listeners_n, &serving->in->cx.why);
	return fault;
}

/* Once, before anybody is told that we serve: so that what is wrong with it is said plainly, and an older schema is brought
 * forward.  A disk that cannot be written is no trouble. */
static enum fault try_database(struct serving *serving)
{
	struct arena arena = ARENA_INIT;
	struct db *db;
	enum fault fault = db_open(&arena, serving->worker.database, DB_WRITE, &serving->in->cx.why, &db);

	if (fault == FAULT_DENIED || fault == FAULT_BROKEN)
		fault = db_open(&arena, serving->worker.database, DB_READ, &serving->in->cx.why, &db);
	arena_release(&arena);
	return fault;
}

/* While nobody can let others in, whoever starts the program gets the link that makes the first administrator. */
static enum fault show_way_in(struct serving *serving, struct ctx *cx)
{
	struct text token, origin = serving->worker.site.origin;
	enum fault fault = setup_ticket(cx, &token);

	if (fault != FAULT_NONE)
		return fault;
	if (text_empty(origin))
		origin = text_from(arena_format(cx->arena, "http://%.*s",
			TEXT_ARG(listen_name(cx->arena, serving->worker.server.listeners[0]))));
	fprintf(stderr, "%s\n  %.*s\n", tr(cx->lang, N_("Nobody can log in yet. Make the first administrator here (works once):")),
		TEXT_ARG(url_absolute(cx->arena, origin, url_ticket(cx->arena, token)).s));
	return FAULT_NONE;
}

static enum fault check_rules(struct ctx *cx, const struct identity_rules *rules)
{
	const struct identity_rule *lost;
	enum fault fault = identity_rules_check(cx, rules, &lost);

	if (fault == FAULT_NONE && lost != NULL)
		log_line(LOG_WARNING, "oidc-roles: %.*s gives nothing, as there is no committee or department %.*s %.*s",
			TEXT_ARG(lost->value), TEXT_ARG(lost->committee), TEXT_ARG(lost->department));
	return fault;
}

/* What whoever starts the program should know of who can log in.  A disk that cannot be written is no trouble. */
static enum fault tell_of_ways_in(struct serving *serving)
{
	const struct sign_on *sign_on = serving->worker.site.sign_on;
	struct arena arena = ARENA_INIT;
	struct ctx cx = serving->in->cx;
	enum fault fault;

	cx.arena = &arena;
	fault = db_open(&arena, serving->worker.database, DB_WRITE, &cx.why, &cx.db);
	if (fault == FAULT_NONE && sign_on != NULL)
		fault = check_rules(&cx, &sign_on->rules);
	if (fault == FAULT_NONE && (sign_on == NULL || !sign_on->alone))
		fault = show_way_in(serving, &cx);
	arena_release(&arena);
	return fault == FAULT_CONFLICT || fault == FAULT_DENIED || fault == FAULT_BROKEN ? FAULT_NONE : fault;
}

static enum fault take_options(struct serving *serving)
{
	enum fault fault = take_numbers(serving);

	if (fault == FAULT_NONE)
		fault = take_limits(serving);
	if (fault == FAULT_NONE)
		fault = take_origin(serving);
	if (fault == FAULT_NONE)
		fault = take_contact(serving);
	if (fault == FAULT_NONE)
		fault = take_office(serving);
	if (fault == FAULT_NONE)
		fault = take_sign_on(serving);
	if (fault == FAULT_NONE)
		fault = letterhead_read(serving->in, &serving->letterhead);
	serving->worker.site.letterhead = &serving->letterhead;
	serving->worker.server.log.fd = option_given(serving->in, "no-access-log") ? -1 : STDOUT_FILENO;
	serving->worker.server.behind_proxy = option_given(serving->in, "behind-proxy");
	serving->worker.server.log.shorten = option_given(serving->in, "shorten-addresses");
	serving->worker.server.now = getenv("SAGSGANG_NOW") != NULL ? serving->in->cx.now : 0;
	return fault;
}

static void raise_descriptors(int connections)
{
	struct rlimit limit;
	rlim_t wanted = (rlim_t)connections + SPARE_DESCRIPTORS;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
		return;
	limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
	if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted)
		log_line(LOG_WARNING, "descriptors=%llu: fewer than connections may want", (unsigned long long)limit.rlim_cur);
}

/* The file whose place another may take; NULL when the database is no file. */
static const char *watched_file(struct arena *arena, struct text database)
{
	if (text_starts(database, TEXT("sqlite:")))
		database = text_after(database, 7);
	else if (text_find(database, TEXT("://")) < database.n)
		return NULL;
	return text_string(arena, database);
}

/* For /healthz: a row is read from disk or cache, through all that a page goes through. */
static enum fault can_be_read(struct ctx *cx)
{
	int64_t n;

	return organization_count(cx, &n);
}

/* The last of the processes does slow work, the others serve. */
static int work(void *what, const struct post *post)
{
	struct serving *serving = what;
	bool does_jobs = post != NULL && post->number == serving->supervisor.workers - serving->supervisor.patient;
	enum fault fault = does_jobs ? worker_do_jobs(&serving->worker, post, &serving->in->cx.why) :
				       worker_serve(&serving->worker, post, &serving->in->cx.why);

	return fault != FAULT_NONE ? command_fail(serving->in, fault) : EXIT_DONE;
}

static int run_serve(struct invocation *in)
{
	struct serving serving = {
		.in = in,
		.worker = { .database = command_database(in),
			.site = { .routes = routes, .file = static_file, .problem_view = page_problem,
				.healthy = can_be_read },
			.server = SERVER_OPTIONS_INIT },
		.supervisor = SUPERVISOR_OPTIONS_INIT,
	};
	const struct server_options *server = &serving.worker.server;
	enum fault fault = take_options(&serving);

	if (fault == FAULT_NONE)
		fault = try_database(&serving);
	if (fault == FAULT_NONE)
		fault = open_listeners(&serving);
	if (fault == FAULT_NONE)
		fault = tell_of_ways_in(&serving);
	if (fault != FAULT_NONE)
		return command_fail(in, fault);
	raise_descriptors(server->connections_max);
	for (size_t i = 0; i < server->listeners_n; i++)
		log_line(LOG_INFO, "serving at=%.*s workers=%d", TEXT_ARG(listen_name(in->cx.arena, server->listeners[i])),
			serving.supervisor.workers);
	if (serving.supervisor.workers == 0)
		return work(&serving, NULL);
	serving.supervisor.workers++;
	serving.supervisor.patient = 1;
	serving.supervisor.watched = watched_file(in->cx.arena, serving.worker.database);
	return supervisor_run(&serving.supervisor, &(struct supervisor_work){ &serving, work });
}

const struct command command_serve = {
	.name = "serve",
	.arguments = "",
	.least = 0,
	.most = 0,
	.summary = N_("serves the portal to everybody"),
	.about = N_("Serves the pages of the database over HTTP/1.1, until it is told to stop. SIGTERM lets requests that have come in "
		    "be answered, a second one stops at once. SIGHUP starts new processes and lets the old ones finish. A "
		    "process that dies is replaced. The access log goes to standard output, everything else to standard error. Put "
		    "a web server that speaks TLS in front."),
	.options = options,
	.options_n = LENGTH_OF(options),
	.run = run_serve,
};
