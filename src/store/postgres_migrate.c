#include "store/postgres.h"

#include <stdio.h>

static const char state_sql[] = "SELECT count(*), count(*) FILTER (WHERE c.relname = "
				"'sagsgang_migration' AND c.relkind = 'r') "
				"FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
				"WHERE n.nspname = current_schema()";

static enum fault state_of(struct postgres *pg, struct schema_state *ret)
{
	PGresult *answer = NULL;
	enum fault fault = postgres_ask(pg, state_sql, &answer);

	if (fault != FAULT_NONE)
		return fault;
	ret->empty = postgres_number(answer, 0, 0) == 0;
	ret->ours = postgres_number(answer, 0, 1) == 1;
	postgres_clear(&answer);
	if (!ret->ours)
		return FAULT_NONE;
	fault = postgres_ask(pg, "SELECT coalesce(max(version), 0) FROM sagsgang_migration", &answer);
	if (fault == FAULT_NONE)
		ret->version = postgres_number(answer, 0, 0);
	PQclear(answer);
	return fault;
}

/* A schema without anything in it is as good as no database. */
static enum fault judge(struct postgres *pg, enum db_mode mode, const struct schema_state *state)
{
	if (state->empty && mode != DB_CREATE)
		return refuse_with(&pg->db.why, FAULT_NOT_FOUND, N_("There is no database %s."), "%s", pg->name);
	return schema_judge(pg->db.schema, mode, state, pg->name, &pg->db.why);
}

static enum fault note_version(struct postgres *pg, int64_t version)
{
	char sql[160];

	snprintf(sql, sizeof(sql), "INSERT INTO sagsgang_migration (version) VALUES (%lld)", (long long)version);
	return postgres_run(pg, sql);
}

/* The next migration, unless another process has just made it: both hold the writers' lock. */
static enum fault migrate_once(struct postgres *pg, enum db_mode mode, int64_t *version)
{
	struct schema_state state = { 0 };
	enum fault fault = state_of(pg, &state);

	if (fault == FAULT_NONE)
		fault = judge(pg, mode, &state);
	*version = state.version;
	if (fault != FAULT_NONE || state.version >= (int64_t)pg->db.schema->n)
		return fault;
	if (!state.ours)
		fault = postgres_run(pg, "CREATE TABLE sagsgang_migration (version bigint PRIMARY KEY, "
					 "made_at timestamptz NOT NULL DEFAULT now())");
	if (fault == FAULT_NONE)
		fault = postgres_run(pg, pg->db.schema->migrations[state.version].postgres);
	if (fault == FAULT_NONE)
		fault = note_version(pg, state.version + 1);
	if (fault == FAULT_NONE)
		*version = state.version + 1;
	return fault;
}

static enum fault migrate_in_transaction(struct postgres *pg, enum db_mode mode, int64_t *version)
{
	char patience[64];
	enum fault fault;

	snprintf(patience, sizeof(patience), "SET lock_timeout = %d", POSTGRES_MIGRATION_LOCK_MS);
	fault = postgres_run(pg, patience);
	if (fault == FAULT_NONE)
		fault = postgres_run(pg, "BEGIN");
	if (fault == FAULT_NONE)
		fault = postgres_run(pg, pg->locking);
	if (fault == FAULT_NONE)
		fault = migrate_once(pg, mode, version);
	if (fault == FAULT_NONE)
		fault = postgres_run(pg, "COMMIT");
	if (fault != FAULT_NONE) {
		pg->db.engine->rollback(&pg->db);
		return fault;
	}
	snprintf(patience, sizeof(patience), "SET lock_timeout = %d", POSTGRES_LOCK_MS);
	return postgres_run(pg, patience);
}

enum fault postgres_migrate(struct postgres *pg, enum db_mode mode)
{
	struct schema_state state = { 0 };
	enum fault fault = state_of(pg, &state);

	if (fault == FAULT_NONE)
		fault = judge(pg, mode, &state);
	while (fault == FAULT_NONE && mode != DB_READ && state.version < (int64_t)pg->db.schema->n)
		fault = migrate_in_transaction(pg, mode, &state.version);
	return fault;
}
