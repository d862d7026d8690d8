#include "store/engine.h"

#include <assert.h>
#include <stdalign.h>
#include <stdio.h>

enum {
	PARAMS_MAX = 64,      /* sqlc refuses more */
	ROW_BYTES_MAX = 1024, /* 64 columns, the most that sqlc allows, of 16 bytes */
};

/* --- Parameters: C to cells --- */

static bool moment_valid(struct moment m)
{
	return date_valid(m.date) && m.hour >= -1 && m.hour < 24 && m.minute >= 0 && m.minute < 60;
}

static void cell_of_date(struct date d, struct cell *ret)
{
	ret->kind = date_known(d) ? CELL_TEXT : CELL_NULL;
	snprintf(ret->brief, sizeof(ret->brief), "%04d-%02d-%02d", d.year, d.month, d.day);
	ret->bytes = text_from(ret->brief);
}

static void cell_of_moment(struct moment m, struct cell *ret)
{
	cell_of_date(m.date, ret);
	if (m.hour >= 0)
		snprintf(ret->brief + ret->bytes.n, sizeof(ret->brief) - ret->bytes.n, "T%02d:%02d",
			m.hour, m.minute);
	ret->bytes = text_from(ret->brief);
}

/* False when no database may hold such a value: it would not come out again. */
static bool cell_of(enum value_kind kind, bool optional, const union value *value, struct cell *ret)
{
	switch (kind) {
	case VALUE_TEXT:
	case VALUE_BLOB:
		ret->kind = !text_known(value->text) ? CELL_NULL
			    : kind == VALUE_TEXT     ? CELL_TEXT
						     : CELL_BLOB;
		ret->bytes = value->text;
		return value->text.n <= VALUE_BYTES_MAX &&
		       (kind == VALUE_BLOB || text_valid(value->text));
	case VALUE_REAL:
		ret->kind = CELL_REAL;
		ret->real = value->real;
		return value->real - value->real == 0; /* neither infinite nor NaN */
	case VALUE_DATE:
		cell_of_date(value->date, ret);
		return ret->kind == CELL_NULL || date_valid(value->date);
	case VALUE_MOMENT:
		cell_of_moment(value->moment, ret);
		return ret->kind == CELL_NULL || moment_valid(value->moment);
	case VALUE_INT:
	case VALUE_BOOL:
	case VALUE_INSTANT:
	case VALUE_ID:
		break;
	}
	ret->kind = kind == VALUE_ID && optional && value->integer == 0 ? CELL_NULL : CELL_INTEGER;
	ret->integer = value->integer;
	return kind != VALUE_BOOL || value->integer == 0 || value->integer == 1;
}

static enum fault cells_of(struct db *db, const struct statement *statement,
	const union value *params, struct cell *cells)
{
	assert(statement->params_n <= PARAMS_MAX);
	for (size_t i = 0; i < statement->params_n; i++) {
		const struct statement_param *param = &statement->params[i];

		if (!cell_of(param->kind, param->optional, &params[i], &cells[i]))
			return refuse_with(&db->why, FAULT_INVALID,
				N_("A value cannot be kept as it is: %s."), "%s.%s",
				statement->name, param->name);
		if (cells[i].kind == CELL_NULL && !param->optional)
			return refuse_with(&db->why, FAULT_INVALID, N_("A value is missing: %s."),
				"%s.%s", statement->name, param->name);
	}
	return FAULT_NONE;
}

/* --- Columns: cells to C --- */

static bool text_of(
	enum value_kind kind, const struct cell *cell, struct arena *arena, struct text *ret)
{
	if (cell->kind != (kind == VALUE_TEXT ? CELL_TEXT : CELL_BLOB) ||
		cell->bytes.n > VALUE_BYTES_MAX)
		return false;
	if (kind == VALUE_TEXT && !text_valid(cell->bytes))
		return false;
	*ret = (struct text){ arena_string(arena, cell->bytes.s, cell->bytes.n), cell->bytes.n };
	return true;
}

static bool real_of(const struct cell *cell, double *ret)
{
	*ret = cell->kind == CELL_REAL ? cell->real : (double)cell->integer;
	return cell->kind == CELL_REAL || cell->kind == CELL_INTEGER;
}

static bool bool_of(const struct cell *cell, bool *ret)
{
	*ret = cell->integer == 1;
	return cell->kind == CELL_INTEGER && (cell->integer == 0 || cell->integer == 1);
}

static bool integer_of(const struct cell *cell, int64_t *ret)
{
	*ret = cell->integer;
	return cell->kind == CELL_INTEGER;
}

/* What stands for NULL, in a row that begins as zeroes. */
static void none_of(enum value_kind kind, void *to)
{
	if (kind == VALUE_MOMENT)
		*(struct moment *)to = MOMENT_NONE;
}

/* False when the cell is not what the column promises. */
static bool value_of(const struct statement_column *column, const struct cell *cell,
	struct arena *arena, void *to)
{
	if (cell->kind == CELL_NULL && column->optional) {
		none_of(column->kind, to);
		return true;
	}
	switch (column->kind) {
	case VALUE_TEXT:
	case VALUE_BLOB:
		return text_of(column->kind, cell, arena, to);
	case VALUE_REAL:
		return real_of(cell, to);
	case VALUE_BOOL:
		return bool_of(cell, to);
	case VALUE_DATE:
		return cell->kind == CELL_TEXT && date_parse(cell->bytes, to);
	case VALUE_MOMENT:
		return cell->kind == CELL_TEXT && moment_parse(cell->bytes, to);
	case VALUE_INT:
	case VALUE_INSTANT:
	case VALUE_ID:
		break;
	}
	return integer_of(cell, to); /* an id is a struct of one int64_t */
}

static enum fault row_of(struct db *db, const struct statement *statement, struct cursor *cursor,
	struct arena *arena, char *row)
{
	for (size_t i = 0; i < statement->columns_n; i++) {
		const struct statement_column *column = &statement->columns[i];
		struct cell cell = { .kind = CELL_NULL };

		db->engine->cell(cursor, i, &cell);
		if (!value_of(column, &cell, arena, row + column->offset))
			return refuse_with(&db->why, FAULT_BROKEN,
				N_("The database holds a value that cannot be: %s."), "%s.%s",
				statement->name, column->name);
	}
	return FAULT_NONE;
}

/* --- Running --- */

/* cells must live until the cursor is finished. */
static enum fault start(struct db *db, const struct statement *statement, const union value *params,
	struct cell *cells, struct cursor **ret)
{
	enum fault fault = db_ready(db);

	if (fault == FAULT_NONE)
		fault = cells_of(db, statement, params, cells);
	if (fault == FAULT_NONE)
		fault = db_call(db);
	if (fault == FAULT_NONE)
		fault = db->engine->start(db, statement, cells, ret);
	return db_doom(db, fault);
}

static enum fault step(struct db *db, struct cursor *cursor, bool *ret_row)
{
	enum fault fault = db_call(db);

	return fault != FAULT_NONE ? fault : db->engine->step(cursor, ret_row);
}

struct rows {
	struct arena *arena;
	char *v;
	size_t n, room;
};

static enum fault run_one(struct db *db, const struct statement *statement, struct cursor *cursor,
	struct arena *arena, char *row)
{
	bool more = false;
	enum fault fault = step(db, cursor, &more);

	if (fault == FAULT_NONE && !more)
		return refuse(&db->why, FAULT_NOT_FOUND, N_("This does not exist."));
	if (fault == FAULT_NONE)
		fault = row_of(db, statement, cursor, arena, row);
	if (fault == FAULT_NONE)
		fault = step(db, cursor, &more);
	if (fault == FAULT_NONE && more)
		return refuse_with(&db->why, FAULT_BROKEN,
			N_("The database holds twice what can be there once: %s."), "%s",
			statement->name);
	return fault;
}

static enum fault run_many(
	struct db *db, const struct statement *statement, struct cursor *cursor, struct rows *rows)
{
	bool more = false;
	enum fault fault;

	while ((fault = step(db, cursor, &more)) == FAULT_NONE && more) {
		rows->v = arena_grow_raw(
			rows->arena, rows->v, rows->n, &rows->room, statement->row_size);
		fault = row_of(db, statement, cursor, rows->arena,
			rows->v + rows->n * statement->row_size);
		if (fault != FAULT_NONE)
			return fault;
		rows->n++;
	}
	return fault;
}

enum fault statement_one(struct db *db, struct arena *arena, const struct statement *statement,
	const union value *params, void *ret_row)
{
	alignas(max_align_t) char row[ROW_BYTES_MAX];
	struct cell cells[PARAMS_MAX];
	struct cursor *cursor = NULL;
	enum fault fault = start(db, statement, params, cells, &cursor);

	assert(statement->row_size <= sizeof(row));
	memset(row, 0, statement->row_size);
	if (fault != FAULT_NONE)
		return fault;
	fault = run_one(db, statement, cursor, arena, row);
	db->engine->finish(cursor);
	if (fault == FAULT_NONE)
		memcpy(ret_row, row, statement->row_size);
	return db_doom(db, fault);
}

enum fault statement_many(struct db *db, struct arena *arena, const struct statement *statement,
	const union value *params, void *ret_rows, size_t *ret_n)
{
	struct cell cells[PARAMS_MAX];
	struct rows rows = { .arena = arena };
	struct cursor *cursor = NULL;
	enum fault fault = start(db, statement, params, cells, &cursor);

	if (fault != FAULT_NONE)
		return fault;
	fault = run_many(db, statement, cursor, &rows);
	db->engine->finish(cursor);
	if (fault == FAULT_NONE) {
		memcpy(ret_rows, &rows.v, sizeof(rows.v));
		*ret_n = rows.n;
	}
	return db_doom(db, fault);
}

enum fault statement_change(struct tx *tx, const struct statement *statement,
	const union value *params, int64_t *ret_changed)
{
	struct db *db = tx_db(tx);
	struct cell cells[PARAMS_MAX];
	struct cursor *cursor = NULL;
	bool more = false;
	int64_t changed;
	enum fault fault = start(db, statement, params, cells, &cursor);

	if (fault != FAULT_NONE)
		return fault;
	fault = step(db, cursor, &more);
	changed = db->engine->finish(cursor);
	if (fault == FAULT_NONE && ret_changed != NULL)
		*ret_changed = changed;
	return db_doom(db, fault);
}
