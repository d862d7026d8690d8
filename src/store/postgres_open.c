#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* --- The address --- */

/* For people: the hosts and the database, nothing else that the address holds. */
static const char *name_of(struct arena *arena, const PQconninfoOption *options)
{
	const char *host = NULL, *port = NULL, *database = NULL;

	for (const PQconninfoOption *o = options; o->keyword != NULL; o++) {
		if (strcmp(o->keyword, "host") == 0)
			host = o->val;
		else if (strcmp(o->keyword, "port") == 0)
			port = o->val;
		else if (strcmp(o->keyword, "dbname") == 0)
			database = o->val;
	}
	return arena_format(arena, "postgresql://%.*s%s%.*s/%.*s", POSTGRES_NAME_MAX, host != NULL ? host : "",
		port != NULL ? ":" : "", POSTGRES_NAME_MAX / 4, port != NULL ? port : "", POSTGRES_NAME_MAX / 4,
		database != NULL ? database : "");
}

/* What libpq may then connect to takes no changes, and whoever wrote the address knows it. */
static bool names_follower(const PQconninfoOption *options)
{
	for (const PQconninfoOption *o = options; o->keyword != NULL; o++)
		if (strcmp(o->keyword, "target_session_attrs") == 0 && o->val != NULL)
			return strcmp(o->val, "read-write") != 0 && strcmp(o->val, "primary") != 0;
	return false;
}

/* libpq's own words on an address that it cannot read may quote the password. */
static enum fault parse_url(struct postgres *pg)
{
	PQconninfoOption *options = PQconninfoParse(pg->url, NULL);

	if (options == NULL)
		return refuse(&pg->db.why, FAULT_INVALID,
			N_("The address of the database cannot be understood. It looks like "
			   "postgresql://HOST/DATABASE."));
	pg->name = name_of(&pg->own, options);
	pg->may_follow = names_follower(options);
	PQconninfoFree(options);
	return FAULT_NONE;
}

/* --- The link --- */

int64_t postgres_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

bool postgres_lost(const struct postgres *pg)
{
	return pg->link == NULL || PQstatus(pg->link) != CONNECTION_OK;
}

void postgres_drop(struct postgres *pg)
{
	PQfinish(pg->link);
	pg->link = NULL;
	pg->listens = pg->pending = false;
	pg->heard++;
}

static void note_warning(void *what, const PGresult *notice)
{
	struct postgres *pg = what;
	const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);

	pg->warned |= severity != NULL && strcmp(severity, "WARNING") == 0;
}

/* The first line of what libpq says: the second gives advice to an administrator. */
static enum fault unreachable(struct postgres *pg, const char *words)
{
	size_t n = strcspn(words, "\n");

	return refuse_with(&pg->db.why, FAULT_BUSY, N_("The database cannot be reached: %s."), "%.*s", (int)n, words);
}

/* What stands before the address yields to it, what stands after does not.  A host that has gone
 * silent is given up within seconds: a worker that waits serves nobody. */
static enum fault connect_link(struct postgres *pg)
{
	const char *const keys[] = { "connect_timeout", "tcp_user_timeout", "keepalives_idle", "keepalives_interval",
		"keepalives_count", "application_name", "target_session_attrs", "dbname", "client_encoding", NULL };
	const char *const values[] = { "5", "10000", "10", "5", "3", "sagsgang",
		pg->mode == DB_READ ? "any" : "read-write", pg->url, "UTF8", NULL };
	enum fault fault;

	pg->link = PQconnectdbParams(keys, values, 1);
	if (PQstatus(pg->link) == CONNECTION_OK) {
		pg->links++;
		PQsetNoticeReceiver(pg->link, note_warning, pg);
		return FAULT_NONE;
	}
	fault = unreachable(pg, PQerrorMessage(pg->link));
	postgres_drop(pg);
	return fault;
}

static enum fault check_server(struct postgres *pg)
{
	if (PQserverVersion(pg->link) < POSTGRES_LEAST)
		return refuse_with(&pg->db.why, FAULT_INVALID, N_("PostgreSQL must be of version 15 or newer: %s."),
			"%s", pg->name);
	if (strcmp(PQparameterStatus(pg->link, "server_encoding"), "UTF8") != 0)
		return refuse_with(&pg->db.why, FAULT_INVALID,
			N_("The database must be made with the encoding UTF8: %s."), "%s", pg->name);
	return FAULT_NONE;
}

/* What is acknowledged must survive, so a server that is set to promise less is asked for more. */
static enum fault set_session(struct postgres *pg)
{
	char sql[512];

	snprintf(sql, sizeof(sql),
		"SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d; "
		"SET standard_conforming_strings = on; SET client_min_messages = warning; "
		"SELECT set_config('synchronous_commit', 'on', false) "
		"WHERE current_setting('synchronous_commit') IN ('off', 'local')",
		POSTGRES_LOCK_MS, POSTGRES_IDLE_MS);
	return postgres_run(pg, sql);
}

/* The schema's number is the lock's and the channel's name: several of our databases may share one
 * of the server's. */
static enum fault find_schema(struct postgres *pg)
{
	PGresult *answer = NULL;
	enum fault fault = postgres_ask(pg,
		"SELECT n.oid, (current_setting('transaction_read_only') = 'on')::int FROM pg_namespace n "
		"WHERE n.nspname = current_schema()",
		&answer);
	long long schema;

	if (fault != FAULT_NONE)
		return fault;
	if (PQntuples(answer) != 1) {
		PQclear(answer);
		return refuse_with(&pg->db.why, FAULT_NOT_FOUND, N_("There is no database %s."), "%s", pg->name);
	}
	schema = postgres_number(answer, 0, 0);
	pg->follows = postgres_number(answer, 0, 1) == 1;
	PQclear(answer);
	snprintf(pg->locking, sizeof(pg->locking), "SELECT pg_advisory_xact_lock(%d, %lld::bit(32)::int)", 0x53414753,
		schema);
	snprintf(pg->channel, sizeof(pg->channel), "sagsgang_%lld", schema);
	snprintf(pg->committing, sizeof(pg->committing), "NOTIFY %s; COMMIT", pg->channel);
	return FAULT_NONE;
}

static enum fault takes_no_changes(struct postgres *pg, enum fault fault)
{
	return refuse_with(&pg->db.why, fault, N_("The database may only be read here: %s."), "%s", pg->name);
}

static enum fault link_up(struct postgres *pg, enum db_mode mode)
{
	enum fault fault = connect_link(pg);

	if (fault == FAULT_NONE)
		fault = check_server(pg);
	if (fault == FAULT_NONE)
		fault = set_session(pg);
	if (fault == FAULT_NONE)
		fault = find_schema(pg);
	if (fault == FAULT_NONE && mode != DB_READ && pg->follows && !pg->may_follow)
		fault = takes_no_changes(pg, FAULT_BUSY);
	if (fault == FAULT_NONE)
		fault = postgres_migrate(pg, pg->follows ? DB_READ : mode);
	if (fault != FAULT_NONE)
		postgres_drop(pg);
	return fault;
}

/* A link made anew brings nothing forward: it wants the schema that was opened. */
enum fault postgres_ready(struct postgres *pg)
{
	enum fault fault;

	if (!postgres_lost(pg))
		return FAULT_NONE;
	if (pg->link != NULL)
		postgres_drop(pg);
	if (postgres_clock() < pg->retry_at)
		return refuse_with(&pg->db.why, FAULT_BUSY,
			N_("The connection to the database was lost: %s. Try again."), "%s", pg->name);
	fault = link_up(pg, pg->mode == DB_CREATE ? DB_WRITE : pg->mode);
	if (fault != FAULT_NONE)
		pg->retry_at = postgres_clock() + POSTGRES_RETRY_US;
	return fault;
}

enum fault postgres_ready_to_write(struct postgres *pg)
{
	enum fault fault = postgres_ready(pg);

	if (fault == FAULT_NONE && pg->follows)
		fault = find_schema(pg);
	if (fault == FAULT_NONE && (pg->follows || pg->mode == DB_READ))
		fault = takes_no_changes(pg, FAULT_BROKEN);
	return fault;
}

/* A child that inherited the link must not speak on it. */
static void release(void *what)
{
	struct postgres *pg = what;

	if (pg->db.owner == getpid())
		postgres_drop(pg);
	arena_release(&pg->own);
}

enum fault postgres_open(struct arena *arena, struct text url, enum db_mode mode, const struct schema *schema,
	struct refusal *why, struct db **ret)
{
	struct postgres *pg = arena_new(arena, struct postgres, 1);
	enum fault fault;

	*pg = (struct postgres){
		.db = { .engine = &postgres_engine, .schema = schema, .owner = getpid() },
		.url = text_string(arena, url),
		.mode = mode,
		.own = ARENA_INIT,
	};
	arena_defer(arena, release, pg);
	fault = parse_url(pg);
	if (fault == FAULT_NONE)
		fault = link_up(pg, mode);
	if (fault != FAULT_NONE) {
		if (why != NULL)
			*why = pg->db.why;
		return fault;
	}
	*ret = &pg->db;
	return FAULT_NONE;
}
