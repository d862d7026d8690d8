#include "sqlc/engine.h"

#include <sqlite3.h>

#include "store/sqlite_functions.h"

struct engine {
	struct arena *arena;
	sqlite3 *handle;
	struct prepared *asked; /* while a statement is being prepared */
};

static void engine_close(void *what)
{
	struct engine *engine = what;

	sqlite3_close(engine->handle);
}

static struct text copy(struct engine *engine, const char *s)
{
	return text_copy(engine->arena, text_from(s));
}

static void note_touch(
	struct engine *engine, const char *table, const char *within, bool writes, bool rows_only)
{
	struct prepared *asked = engine->asked;
	struct text name = text_from(table), through = text_from(within);

	for (size_t i = 0; i < asked->touches_n; i++) {
		const struct touch *t = &asked->touches[i];

		if (text_eq(t->table, name) && text_eq(t->within, through) && t->writes == writes &&
			t->rows_only == rows_only)
			return;
	}
	arena_grow(engine->arena, asked->touches, asked->touches_n, &asked->touches_room);
	asked->touches[asked->touches_n++] = (struct touch){
		.table = copy(engine, table),
		.within = copy(engine, within),
		.writes = writes,
		.rows_only = rows_only,
	};
}

static int authorize(void *what, int action, const char *first, const char *second,
	const char *database, const char *within)
{
	struct engine *engine = what;

	(void)database;
	if (engine->asked == NULL)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_READ:
		note_touch(engine, first, within, false, second == NULL || second[0] == '\0');
		return SQLITE_OK;
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		note_touch(engine, first, within, true, false);
		return SQLITE_OK;
	case SQLITE_SELECT:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	default: /* schema, pragma, attach, transaction: not for a query */
		return SQLITE_DENY;
	}
}

static size_t line_of(struct text t, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at && i < t.n; i++)
		line += t.s[i] == '\n';
	return line;
}

/* Runs a script one statement at a time, so that a problem has a line. */
static bool run_schema(struct engine *engine, const struct schema_file *file, struct report *report)
{
	const char *start = text_string(engine->arena, file->sql), *rest = start;

	while (*rest != '\0') {
		sqlite3_stmt *stmt = NULL;
		int rc = sqlite3_prepare_v2(engine->handle, rest, -1, &stmt, &rest);
		int at = sqlite3_error_offset(engine->handle);

		if (rc == SQLITE_OK && stmt != NULL) {
			while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
				;
			at = -1;
		}
		sqlite3_finalize(stmt);
		if (rc != SQLITE_OK && rc != SQLITE_DONE) {
			report_add(report, file->file,
				line_of(file->sql,
					(size_t)(rest - start) + (size_t)(at > 0 ? at : 0)),
				"%s", sqlite3_errmsg(engine->handle));
			return false;
		}
	}
	return true;
}

/* Without STRICT a column's type is advice, and a query's promise worth nothing. */
static bool is_strict(struct engine *engine, const struct schema_file *file, struct report *report)
{
	sqlite3_stmt *stmt = NULL;
	bool strict = true;
	int rc = sqlite3_prepare_v2(engine->handle,
		"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
		"AND NOT strict AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
		-1, &stmt, NULL);

	while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		report_add(report, file->file, 1, "table %s is not STRICT",
			(const char *)sqlite3_column_text(stmt, 0));
		strict = false;
	}
	sqlite3_finalize(stmt);
	return strict;
}

struct engine *engine_open(
	struct arena *arena, const struct schema_file *schema, size_t n, struct report *report)
{
	struct engine *engine = arena_new(arena, struct engine, 1);

	engine->arena = arena;
	if (sqlite3_open(":memory:", &engine->handle) != SQLITE_OK ||
		sqlite_functions_register(engine->handle) != SQLITE_OK) {
		report_add(report, "sqlc", 1, "SQLite does not start: %s",
			sqlite3_errmsg(engine->handle));
		sqlite3_close(engine->handle);
		return NULL;
	}
	arena_defer(arena, engine_close, engine);
	for (size_t i = 0; i < n; i++)
		if (!run_schema(engine, &schema[i], report))
			return NULL;
	if (n > 0 && !is_strict(engine, &schema[n - 1], report))
		return NULL;
	sqlite3_set_authorizer(engine->handle, authorize, engine);
	return engine;
}

static void find_column(
	struct engine *engine, const char *table, const char *column, struct origin *ret)
{
	const char *type = NULL;
	int not_null = 0, key = 0, automatic = 0;

	if (sqlite3_table_column_metadata(engine->handle, "main", table, column, &type, NULL,
		    &not_null, &key, &automatic) != SQLITE_OK)
		return;
	ret->table = copy(engine, table);
	ret->column = copy(engine, column);
	ret->type = copy(engine, type != NULL ? type : "");
	ret->nullable = !not_null && !key;
}

static void read_columns(struct engine *engine, sqlite3_stmt *stmt, struct prepared *ret)
{
	int n = sqlite3_column_count(stmt);

	ret->columns_n = (size_t)n;
	ret->columns = arena_new(engine->arena, struct origin, (size_t)n);
	for (int i = 0; i < n; i++) {
		const char *table = sqlite3_column_table_name(stmt, i),
			   *column = sqlite3_column_origin_name(stmt, i);

		ret->columns[i].name = copy(engine, sqlite3_column_name(stmt, i));
		if (table != NULL && column != NULL)
			find_column(engine, table, column, &ret->columns[i]);
	}
}

/* The first column of the first row; unknown when there is none. */
static struct text ask(
	struct engine *engine, const char *sql, struct text first, struct text second)
{
	sqlite3_stmt *stmt = NULL;
	struct text answer = TEXT_NONE;

	if (sqlite3_prepare_v2(engine->handle, sql, -1, &stmt, NULL) != SQLITE_OK)
		return TEXT_NONE;
	sqlite3_bind_text(stmt, 1, first.s, (int)first.n, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, second.s, (int)second.n, SQLITE_STATIC);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		answer = copy(engine, (const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return answer;
}

/* SQLite tells names as the statement spells them, and compares them without regard to case. */
static struct text schema_name(struct engine *engine, struct text name)
{
	struct text found = text_known(name)
				    ? ask(engine,
					      "SELECT name FROM sqlite_schema WHERE name = ?1 "
					      "COLLATE NOCASE AND type <> 'index' AND ?2",
					      name, TEXT("1"))
				    : TEXT_NONE;

	return text_known(found) ? found : name;
}

/* The planner says "MATERIALIZE v" or "CO-ROUTINE v" of a view that it makes as a whole, and names no view that it takes apart. */
static void note_wholes(struct engine *engine, const char *sql, struct prepared *ret)
{
	enum { DETAIL = 3 };
	sqlite3_stmt *plan = NULL;
	int rc = sqlite3_prepare_v2(engine->handle, arena_format(engine->arena, "EXPLAIN QUERY PLAN %s", sql), -1, &plan, NULL);

	while (rc == SQLITE_OK && sqlite3_step(plan) == SQLITE_ROW) {
		struct text detail = text_from((const char *)sqlite3_column_text(plan, DETAIL)), verb;

		if (!text_split(&detail, ' ', &verb) || (!text_is(verb, "MATERIALIZE") && !text_is(verb, "CO-ROUTINE")))
			continue;
		for (size_t i = 0; i < ret->touches_n; i++)
			ret->touches[i].whole |= text_eq(ret->touches[i].within, detail);
	}
	sqlite3_finalize(plan);
}

void engine_prepare(struct engine *engine, struct text sql, struct prepared *ret)
{
	sqlite3_stmt *stmt = NULL;
	int rc;

	*ret = (struct prepared){ .reads_only = true };
	engine->asked = ret;
	rc = sqlite3_prepare_v2(engine->handle, text_string(engine->arena, sql), -1, &stmt, NULL);
	engine->asked = NULL;
	if (rc == SQLITE_OK && stmt != NULL) {
		ret->reads_only = sqlite3_stmt_readonly(stmt) != 0;
		read_columns(engine, stmt, ret);
	} else {
		int at = sqlite3_error_offset(engine->handle);

		ret->problem = text_string(
			engine->arena, text_from(rc != SQLITE_OK ? sqlite3_errmsg(engine->handle)
								 : "there is no statement"));
		ret->problem_at = at > 0 ? (size_t)at : 0;
	}
	sqlite3_finalize(stmt);
	for (size_t i = 0; i < ret->touches_n; i++) {
		ret->touches[i].table = schema_name(engine, ret->touches[i].table);
		ret->touches[i].within = schema_name(engine, ret->touches[i].within);
	}
	if (ret->problem == NULL)
		note_wholes(engine, text_string(engine->arena, sql), ret);
}

void engine_prepare_view(struct engine *engine, struct text view, struct prepared *ret)
{
	engine_prepare(engine,
		text_from(arena_format(engine->arena, "SELECT * FROM \"%.*s\"", TEXT_ARG(view))),
		ret);
}

bool engine_has(struct engine *engine, struct text type, struct text name)
{
	return text_known(ask(engine,
		"SELECT name FROM sqlite_schema WHERE type = ?1 AND name = ?2", type, name));
}

struct text engine_view(struct engine *engine, struct text name)
{
	return ask(engine,
		"SELECT name FROM sqlite_schema WHERE type = ?1 AND name = ?2 COLLATE NOCASE",
		TEXT("view"), name);
}

bool engine_gives(struct engine *engine, struct text table, struct text column)
{
	return text_known(ask(
		engine, "SELECT name FROM pragma_table_info(?1) WHERE name = ?2", table, column));
}

struct text engine_target(struct engine *engine, struct text table, struct text column)
{
	struct text to =
		ask(engine, "SELECT \"table\" FROM pragma_foreign_key_list(?1) WHERE \"from\" = ?2",
			table, column);

	if (text_known(to))
		return to;
	return ask(engine,
		"SELECT ?1 FROM pragma_table_info(?1) WHERE name = ?2 AND pk = 1 AND type = "
		"'INTEGER'",
		table, column);
}

static struct text text_at(struct engine *engine, sqlite3_stmt *stmt, int column)
{
	return copy(engine, (const char *)sqlite3_column_text(stmt, column));
}

static void read_table_columns(struct engine *engine, struct table_found *table)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(engine->handle,
		"SELECT c.name, c.type, c.\"notnull\" OR c.pk > 0, c.pk, f.\"table\" FROM "
		"pragma_table_info(?1) c LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = "
		"c.name ORDER BY c.cid",
		-1, &stmt, NULL);

	if (rc == SQLITE_OK)
		sqlite3_bind_text(stmt, 1, table->name.s, (int)table->name.n, SQLITE_STATIC);
	while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		arena_grow(engine->arena, table->columns, table->columns_n, &table->columns_room);
		table->columns[table->columns_n++] = (struct table_column){
			.name = text_at(engine, stmt, 0),
			.type = table->is_virtual ? TEXT("TEXT") : text_at(engine, stmt, 1),
			.not_null = sqlite3_column_int(stmt, 2) != 0 || table->is_virtual,
			.key = sqlite3_column_int64(stmt, 3),
			.to = text_at(engine, stmt, 4),
		};
	}
	sqlite3_finalize(stmt);
}

static int64_t count_rows(struct engine *engine, struct text table)
{
	sqlite3_stmt *stmt = NULL;
	int64_t n = 0;

	if (sqlite3_prepare_v2(engine->handle,
		    arena_format(engine->arena, "SELECT count(*) FROM \"%.*s\"", TEXT_ARG(table)),
		    -1, &stmt, NULL) == SQLITE_OK &&
		sqlite3_step(stmt) == SQLITE_ROW)
		n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

void engine_tables(struct engine *engine, struct table_found **ret, size_t *ret_n)
{
	struct table_found *tables = NULL;
	size_t n = 0, room = 0;
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(engine->handle,
		"SELECT name, type = 'virtual' FROM pragma_table_list WHERE schema = 'main' AND "
		"type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY "
		"name",
		-1, &stmt, NULL);

	while (rc == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
		arena_grow(engine->arena, tables, n, &room);
		tables[n++] = (struct table_found){
			.name = text_at(engine, stmt, 0),
			.is_virtual = sqlite3_column_int(stmt, 1) != 0,
		};
	}
	sqlite3_finalize(stmt);
	for (size_t i = 0; i < n; i++) {
		read_table_columns(engine, &tables[i]);
		tables[i].rows = count_rows(engine, tables[i].name);
	}
	*ret = tables;
	*ret_n = n;
}
