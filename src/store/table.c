#include "store/table.h"

#include "store/engine.h"

const struct table *db_tables(const struct db *db, size_t *ret_n)
{
	*ret_n = db->schema->tables_n;
	return db->schema->tables;
}

/* --- Reading --- */

static enum fault start(struct db *db, const struct statement *statement, const struct cell *params,
	struct cursor **ret)
{
	enum fault fault = db_ready(db);

	if (fault == FAULT_NONE)
		fault = db_call(db);
	if (fault == FAULT_NONE)
		fault = db->engine->start(db, statement, params, ret);
	return fault;
}

static void keep_cell(
	struct db *db, struct arena *arena, struct cursor *cursor, size_t column, struct cell *ret)
{
	*ret = (struct cell){ .kind = CELL_NULL };
	db->engine->cell(cursor, column, ret);
	if (ret->kind == CELL_TEXT || ret->kind == CELL_BLOB)
		ret->bytes.s = arena_string(arena, ret->bytes.s, ret->bytes.n);
}

/* Every row that the statement gives, each of columns cells. */
static enum fault collect(struct db *db, struct arena *arena, const struct statement *statement,
	const struct cell *params, size_t columns, struct table_rows *ret)
{
	struct cursor *cursor = NULL;
	struct table_rows rows = { 0 };
	size_t room = 0;
	bool more = false;
	enum fault fault = start(db, statement, params, &cursor);

	if (fault != FAULT_NONE)
		return db_doom(db, fault);
	while ((fault = db->engine->step(cursor, &more)) == FAULT_NONE && more) {
		rows.cells = arena_grow_raw(
			arena, rows.cells, rows.n, &room, columns * sizeof(struct cell));
		for (size_t i = 0; i < columns; i++)
			keep_cell(db, arena, cursor, i, &rows.cells[rows.n * columns + i]);
		rows.n++;
	}
	db->engine->finish(cursor);
	if (fault == FAULT_NONE)
		*ret = rows;
	return db_doom(db, fault);
}

enum { KEYS_MAX = 8 };

enum fault table_read(struct db *db, struct arena *arena, const struct table *table,
	const struct cell *after, int64_t most, struct table_rows *ret)
{
	struct cell params[KEYS_MAX + 1];
	size_t n = 0;

	if (table->keys_n > KEYS_MAX)
		return refuse_with(
			&db->why, FAULT_BROKEN, N_("The database fails: %s."), "%s", table->name);
	for (; after != NULL && n < table->keys_n; n++)
		params[n] = after[n];
	params[n] = (struct cell){ .kind = CELL_INTEGER, .integer = most };
	return collect(db, arena, after != NULL ? table->after : table->first, params,
		table->columns_n, ret);
}

enum fault table_newest(
	struct db *db, struct arena *arena, const struct table *table, struct table_rows *ret)
{
	return collect(db, arena, table->newest, NULL, table->keys_n, ret);
}

enum fault table_count(struct db *db, const struct table *table, int64_t *ret)
{
	struct arena arena = ARENA_INIT;
	struct table_rows rows = { 0 };
	enum fault fault = collect(db, &arena, table->count, NULL, 1, &rows);

	if (fault == FAULT_NONE && (rows.n != 1 || rows.cells[0].kind != CELL_INTEGER))
		fault = db_doom(db, refuse_with(&db->why, FAULT_BROKEN,
					    N_("The database fails: %s."), "%s", table->name));
	if (fault == FAULT_NONE)
		*ret = rows.cells[0].integer;
	arena_release(&arena);
	return fault;
}

/* --- Writing --- */

static enum fault change_one(
	struct db *db, const struct statement *statement, const struct cell *params)
{
	struct cursor *cursor = NULL;
	bool more = false;
	enum fault fault = db->engine->start(db, statement, params, &cursor);

	if (fault != FAULT_NONE)
		return fault;
	fault = db->engine->step(cursor, &more);
	db->engine->finish(cursor);
	return fault;
}

static enum fault change(
	struct tx *tx, const struct statement *statement, const struct cell *cells, size_t rows)
{
	struct db *db = tx_db(tx);
	enum fault fault = db_ready(db);

	if (fault == FAULT_NONE)
		fault = db_call(db);
	if (fault == FAULT_NONE && db->engine->start_many != NULL && rows > 1)
		return db_doom(db, db->engine->start_many(db, statement, cells, rows));
	for (size_t i = 0; fault == FAULT_NONE && i < rows; i++)
		fault = change_one(db, statement, cells + i * statement->params_n);
	return db_doom(db, fault);
}

enum fault table_put(
	struct tx *tx, const struct table *table, const struct cell *cells, size_t rows)
{
	struct arena arena = ARENA_INIT;
	struct cell *early;
	enum fault fault;

	if (table->fill == NULL)
		return change(tx, table->put, cells, rows);
	early = arena_new(&arena, struct cell, rows * table->columns_n);
	for (size_t i = 0; i < rows * table->columns_n; i++)
		if (!table->late[i % table->columns_n])
			early[i] = cells[i];
	fault = change(tx, table->put, early, rows);
	arena_release(&arena);
	return fault;
}

enum fault table_fill(
	struct tx *tx, const struct table *table, const struct cell *cells, size_t rows)
{
	return table->fill != NULL ? change(tx, table->fill, cells, rows) : FAULT_NONE;
}

enum fault table_empty(struct tx *tx, const struct table *table)
{
	return change(tx, table->empty, NULL, 1);
}

enum fault table_loosen(struct tx *tx, const struct table *table)
{
	return table->loosen != NULL ? change(tx, table->loosen, NULL, 1) : FAULT_NONE;
}

enum fault table_settle(struct tx *tx, const struct table *table)
{
	enum fault fault = change(tx, table->settle, NULL, 1);

	return fault == FAULT_NONE ? change(tx, table->gauge, NULL, 1) : fault;
}
