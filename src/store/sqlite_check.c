#include "store/sqlite.h"

struct check {
	struct sqlite *lite;
	void (*problem)(void *what, const struct refusal *problem);
	void *what;
	bool found;
};

static void report(struct check *check, const char *message, const char *about)
{
	struct refusal problem = REFUSAL_INIT;

	refuse_with(&problem, FAULT_BROKEN, message, "%s", about);
	check->found = true;
	check->problem(check->what, &problem);
}

/* Calls each for every row of constant text; what stops the reading is itself a finding. */
static void for_rows(
	struct check *check, const char *sql, void (*each)(struct check *check, sqlite3_stmt *row))
{
	sqlite3_stmt *asked = NULL;
	int rc = sqlite3_prepare_v2(check->lite->handle, sql, -1, &asked, NULL);

	if (rc == SQLITE_OK)
		while (sqlite3_step(asked) == SQLITE_ROW)
			each(check, asked);
	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(asked);
	if (rc != SQLITE_OK)
		report(check, N_("The database file is damaged: %s."),
			sqlite3_errmsg(check->lite->handle));
}

static const char *column(sqlite3_stmt *row, int at)
{
	const char *s = (const char *)sqlite3_column_text(row, at);

	return s != NULL ? s : "";
}

static void pages_row(struct check *check, sqlite3_stmt *row)
{
	if (strcmp(column(row, 0), "ok") != 0)
		report(check, N_("The database file is damaged: %s."), column(row, 0));
}

static void reference_row(struct check *check, sqlite3_stmt *row)
{
	report(check, N_("A row refers to one that does not exist, in table %s."), column(row, 0));
}

/* --- The schema that is there against the one that the migrations make --- */

static const char schema_rows[] =
	"SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema "
	"WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1";

static void finalize(sqlite3_stmt **stmt)
{
	sqlite3_finalize(*stmt);
}

static void compare_rows(struct check *check, sqlite3_stmt *here, sqlite3_stmt *wanted)
{
	int a = sqlite3_step(here), b = sqlite3_step(wanted);

	while (a == SQLITE_ROW || b == SQLITE_ROW) {
		int order = a != SQLITE_ROW   ? 1
			    : b != SQLITE_ROW ? -1
					      : strcmp(column(here, 0), column(wanted, 0));

		if (order < 0)
			report(check, N_("The schema holds what it should not: %s."),
				column(here, 0));
		else if (order > 0)
			report(check, N_("The schema lacks what it should hold: %s."),
				column(wanted, 0));
		else if (strcmp(column(here, 1), column(wanted, 1)) != 0)
			report(check, N_("The schema is not what this program makes: %s."),
				column(here, 0));
		if (order <= 0)
			a = sqlite3_step(here);
		if (order >= 0)
			b = sqlite3_step(wanted);
	}
}

static void close_model(struct sqlite *model)
{
	sqlite3_close(model->handle);
	arena_release(&model->own);
}

static void check_schema(struct check *check)
{
	scoped(close_model) struct sqlite model = { .db = { .engine = &sqlite_engine,
							    .schema = check->lite->db.schema },
		.path = "",
		.own = ARENA_INIT };
	scoped(finalize) sqlite3_stmt *here = NULL;
	scoped(finalize) sqlite3_stmt *wanted = NULL;

	if (sqlite3_open(":memory:", &model.handle) != SQLITE_OK ||
		sqlite_configure(&model) != FAULT_NONE ||
		sqlite_make_schema(&model) != FAULT_NONE) {
		report(check, N_("The schema could not be made for comparison: %s."),
			model.db.why.detail);
		return;
	}
	if (sqlite3_prepare_v2(check->lite->handle, schema_rows, -1, &here, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(model.handle, schema_rows, -1, &wanted, NULL) == SQLITE_OK)
		compare_rows(check, here, wanted);
	else
		report(check, N_("The database file is damaged: %s."),
			sqlite3_errmsg(check->lite->handle));
}

enum fault sqlite_check(
	struct db *db, void (*problem)(void *what, const struct refusal *problem), void *what)
{
	struct check check = { .lite = sqlite_of(db), .problem = problem, .what = what };

	for_rows(&check, "PRAGMA integrity_check", pages_row);
	for_rows(&check, "PRAGMA foreign_key_check", reference_row);
	check_schema(&check);
	if (!check.found)
		return FAULT_NONE;
	return refuse_with(&db->why, FAULT_BROKEN, N_("Problems were found in the database %s."),
		"%s", check.lite->path);
}
