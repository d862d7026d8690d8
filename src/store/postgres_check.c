/* Pages are the server's own business: data checksums, and pg_amcheck (docs/operations.md). */
#include "store/postgres.h"

#include <stdio.h>

struct check {
	struct postgres *pg;
	void (*problem)(void *what, const struct refusal *problem);
	void *what;
	bool found;
};

static void report(struct check *check, const char *message, const char *about)
{
	struct refusal problem = REFUSAL_INIT;

	refuse_with(&problem, FAULT_BROKEN, message, "%s", about != NULL ? about : "");
	check->found = true;
	check->problem(check->what, &problem);
}

/* What stops the asking is itself a finding. */
static bool ask(struct check *check, const char *sql, PGresult **ret)
{
	if (postgres_ask(check->pg, sql, ret) == FAULT_NONE)
		return true;
	report(check, N_("The database fails: %s."), check->pg->db.why.detail);
	return false;
}

static void report_rows(struct check *check, const char *sql, const char *message)
{
	scoped(postgres_clear) PGresult *rows = NULL;

	if (!ask(check, sql, &rows))
		return;
	for (int i = 0; i < PQntuples(rows); i++)
		report(check, message, PQgetvalue(rows, i, 0));
}

/* A newer ICU may sort otherwise than the one that an index was made with. */
static void check_order(struct check *check)
{
	report_rows(check,
		"SELECT c.collname FROM pg_collation c JOIN pg_namespace n ON n.oid = "
		"c.collnamespace "
		"WHERE n.nspname = current_schema() AND c.collversion IS DISTINCT FROM "
		"pg_collation_actual_version(c.oid)",
		N_("The server's ICU has changed since the indexes were made: REINDEX, and then "
		   "ALTER COLLATION %s "
		   "REFRESH VERSION."));
}

static void check_validity(struct check *check)
{
	report_rows(check,
		"SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = "
		"i.indexrelid "
		"JOIN pg_namespace n ON n.oid = c.relnamespace "
		"WHERE n.nspname = current_schema() AND NOT i.indisvalid ORDER BY 1",
		N_("An index is not whole: %s."));
	report_rows(check,
		"SELECT c.conrelid::regclass::text FROM pg_constraint c JOIN pg_namespace n ON "
		"n.oid = c.connamespace "
		"WHERE n.nspname = current_schema() AND NOT c.convalidated ORDER BY 1",
		N_("A row refers to one that does not exist, in table %s."));
}

/* --- The schema that is there against the one that the migrations make --- */

#define SCHEMA_ROWS(schema)                                                                                            \
	"WITH s AS (SELECT oid, quote_ident(nspname) || '.' AS prefix FROM pg_namespace "                              \
	"WHERE nspname = " schema "), "                                                                                \
	"t AS (SELECT c.oid, c.relname AS name, c.relkind AS kind FROM pg_class c JOIN s ON "                          \
	"c.relnamespace = s.oid WHERE c.relname NOT LIKE 'sagsgang\\_migration%' AND c.relkind "                       \
	"<> 'S'), "                                                                                                    \
	"a AS (SELECT 'table ' || t.name AS thing, '' AS made FROM t WHERE t.kind = 'r' UNION "                        \
	"ALL "                                                                                                         \
	"SELECT 'view ' || t.name, pg_get_viewdef(t.oid) FROM t WHERE t.kind = 'v' UNION ALL "                         \
	"SELECT 'index ' || t.name, pg_get_indexdef(t.oid) FROM t WHERE t.kind = 'i' UNION ALL "                       \
	"SELECT 'column ' || t.name || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, "                      \
	"a.atttypmod), a.attnotnull, a.attidentity, l.collname, pg_get_expr(d.adbin, d.adrelid)) "                     \
	"FROM t JOIN pg_attribute a ON a.attrelid = t.oid LEFT JOIN pg_attrdef d ON "                                  \
	"d.adrelid = t.oid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = "                                \
	"a.attcollation "                                                                                              \
	"WHERE t.kind = 'r' AND a.attnum > 0 AND NOT a.attisdropped UNION ALL "                                        \
	"SELECT 'rule ' || t.name || '.' || r.conname, pg_get_constraintdef(r.oid) "                                   \
	"FROM t JOIN pg_constraint r ON r.conrelid = t.oid) "                                                          \
	"SELECT a.thing, replace(a.made, s.prefix, '') FROM a, s ORDER BY a.thing COLLATE \"C\""

static const char here_rows[] = SCHEMA_ROWS("current_schema()");
static const char model_rows[] = SCHEMA_ROWS("'sagsgang_model'");

static void compare_rows(struct check *check, const PGresult *here, const PGresult *wanted)
{
	int a = 0, b = 0, a_n = PQntuples(here), b_n = PQntuples(wanted);

	while (a < a_n || b < b_n) {
		const char *mine = a < a_n ? PQgetvalue(here, a, 0) : NULL,
			   *model = b < b_n ? PQgetvalue(wanted, b, 0) : NULL;
		int order = mine == NULL ? 1 : model == NULL ? -1 : strcmp(mine, model);

		if (order < 0)
			report(check, N_("The schema holds what it should not: %s."), mine);
		else if (order > 0)
			report(check, N_("The schema lacks what it should hold: %s."), model);
		else if (strcmp(PQgetvalue(here, a, 1), PQgetvalue(wanted, b, 1)) != 0)
			report(check, N_("The schema is not what this program makes: %s."), mine);
		a += order <= 0;
		b += order >= 0;
	}
}

/* In a transaction that is taken back, so that nobody else ever sees it. */
static enum fault make_model(struct postgres *pg)
{
	enum fault fault = postgres_run(pg, "CREATE SCHEMA sagsgang_model; SET LOCAL search_path = sagsgang_model");

	for (size_t i = 0; fault == FAULT_NONE && i < pg->db.schema->n; i++)
		fault = postgres_run(pg, pg->db.schema->migrations[i].postgres);
	return fault;
}

static void check_schema(struct check *check)
{
	struct postgres *pg = check->pg;
	scoped(postgres_clear) PGresult *here = NULL;
	scoped(postgres_clear) PGresult *wanted = NULL;
	enum fault fault = postgres_run(pg, "BEGIN");

	if (fault == FAULT_NONE)
		fault = postgres_ask(pg, here_rows, &here);
	if (fault == FAULT_NONE)
		fault = make_model(pg);
	if (fault == FAULT_NONE)
		fault = postgres_ask(pg, model_rows, &wanted);
	pg->db.engine->rollback(&pg->db);
	if (fault != FAULT_NONE)
		report(check, N_("The schema could not be made for comparison: %s."), pg->db.why.detail);
	else
		compare_rows(check, here, wanted);
}

enum fault postgres_check(struct db *db, void (*problem)(void *what, const struct refusal *problem), void *what)
{
	struct check check = { .pg = postgres_of(db), .problem = problem, .what = what };
	enum fault fault = postgres_ready(check.pg);

	if (fault != FAULT_NONE)
		return fault;
	check_order(&check);
	check_validity(&check);
	check_schema(&check);
	if (!check.found)
		return FAULT_NONE;
	return refuse_with(&db->why, FAULT_BROKEN, N_("Problems were found in the database %s."), "%s", check.pg->name);
}
