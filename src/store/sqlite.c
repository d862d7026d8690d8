#include "store/sqlite.h"

#include <assert.h>

/* A prepared statement, kept for the next time. */
struct cursor {
	struct sqlite *lite;
	const struct statement *statement;
	sqlite3_stmt *prepared;
	int64_t changes_before;
};

enum fault sqlite_run(struct sqlite *lite, const char *sql)
{
	int rc = sqlite3_exec(lite->handle, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? FAULT_NONE : sqlite_fault(lite, rc);
}

enum fault sqlite_ask(struct sqlite *lite, const char *sql, int64_t *ret)
{
	sqlite3_stmt *asked = NULL;
	int rc = sqlite3_prepare_v2(lite->handle, sql, -1, &asked, NULL);
	int64_t answer = 0;

	if (rc == SQLITE_OK && sqlite3_step(asked) == SQLITE_ROW)
		answer = sqlite3_column_int64(asked, 0);
	if (rc == SQLITE_OK)
		rc = sqlite3_finalize(asked);
	if (rc != SQLITE_OK)
		return sqlite_fault(lite, rc);
	*ret = answer;
	return FAULT_NONE;
}

/* --- Transactions --- */

/* Prepared once: a page that is built anew begins and ends a transaction, and reading these words again would be a
 * twentieth of its time. */
static int control(struct sqlite *lite, enum sqlite_control what)
{
	static const char *const words[SQLITE_CONTROLS] = {
		[SQLITE_BEGIN_READING] = "BEGIN",
		[SQLITE_BEGIN_WRITING] = "BEGIN IMMEDIATE",
		[SQLITE_COMMIT] = "COMMIT",
		[SQLITE_ROLLBACK_ALL] = "ROLLBACK",
	};
	sqlite3_stmt **prepared = &lite->controls[what];
	int rc = SQLITE_OK;

	if (*prepared == NULL)
		rc = sqlite3_prepare_v3(lite->handle, words[what], -1, SQLITE_PREPARE_PERSISTENT, prepared, NULL);
	if (rc != SQLITE_OK)
		return rc;
	rc = sqlite3_step(*prepared);
	sqlite3_reset(*prepared);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static enum fault begin(struct db *db, bool writes)
{
	struct sqlite *lite = sqlite_of(db);
	int rc = control(lite, writes ? SQLITE_BEGIN_WRITING : SQLITE_BEGIN_READING);

	return rc == SQLITE_OK ? FAULT_NONE : sqlite_fault(lite, rc);
}

static enum fault commit(struct db *db)
{
	struct sqlite *lite = sqlite_of(db);
	int rc = control(lite, SQLITE_COMMIT);

	return rc == SQLITE_OK ? FAULT_NONE : sqlite_fault(lite, rc);
}

static void rollback(struct db *db)
{
	struct sqlite *lite = sqlite_of(db);

	/* SQLite itself has rolled back after some errors (a full disk), and then there is nothing
	 * to end. */
	if (!sqlite3_get_autocommit(lite->handle))
		(void)control(lite, SQLITE_ROLLBACK_ALL);
	assert(sqlite3_get_autocommit(lite->handle));
}

/* --- Statements --- */

static enum fault prepare(
	struct sqlite *lite, const struct statement *statement, struct cursor **ret)
{
	struct cursor **slot = statement_map_at(&lite->own, &lite->cursors, statement);
	sqlite3_stmt *prepared = NULL;
	int rc;

	if (*slot == NULL) {
		rc = sqlite3_prepare_v3(lite->handle, statement->sqlite, -1,
			SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
		if (rc != SQLITE_OK)
			return sqlite_fault(lite, rc);
		*slot = arena_new(&lite->own, struct cursor, 1);
		**slot = (struct cursor){
			.lite = lite, .statement = statement, .prepared = prepared
		};
	}
	*ret = *slot;
	return FAULT_NONE;
}

static int bind(sqlite3_stmt *prepared, int at, const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_INTEGER:
		return sqlite3_bind_int64(prepared, at, cell->integer);
	case CELL_REAL:
		return sqlite3_bind_double(prepared, at, cell->real);
	case CELL_TEXT:
		return sqlite3_bind_text64(
			prepared, at, cell->bytes.s, cell->bytes.n, SQLITE_STATIC, SQLITE_UTF8);
	case CELL_BLOB:
		return sqlite3_bind_blob64(
			prepared, at, cell->bytes.s, cell->bytes.n, SQLITE_STATIC);
	case CELL_NULL:
		break;
	}
	return sqlite3_bind_null(prepared, at);
}

/* What was borrowed is let go, and the statement is ready for the next time. */
static int64_t finish(struct cursor *cursor)
{
	int64_t changes = sqlite3_total_changes64(cursor->lite->handle) - cursor->changes_before;

	/* Without what triggers and references have changed besides. */
	if (changes > 0)
		changes = sqlite3_changes64(cursor->lite->handle);
	sqlite3_reset(cursor->prepared);
	sqlite3_clear_bindings(cursor->prepared);
	return changes;
}

static enum fault start(struct db *db, const struct statement *statement, const struct cell *params,
	struct cursor **ret)
{
	struct sqlite *lite = sqlite_of(db);
	struct cursor *cursor = NULL;
	enum fault fault = prepare(lite, statement, &cursor);
	int rc = SQLITE_OK;

	if (fault != FAULT_NONE)
		return fault;
	assert(!sqlite3_stmt_busy(cursor->prepared));
	for (size_t i = 0; rc == SQLITE_OK && i < statement->params_n; i++)
		rc = bind(cursor->prepared, (int)i + 1, &params[i]);
	cursor->changes_before = sqlite3_total_changes64(lite->handle);
	if (rc != SQLITE_OK) {
		fault = sqlite_fault(lite, rc);
		finish(cursor);
		return fault;
	}
	*ret = cursor;
	return FAULT_NONE;
}

static enum fault step(struct cursor *cursor, bool *ret_row)
{
	int rc = sqlite3_step(cursor->prepared);

	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return sqlite_fault(cursor->lite, rc);
	*ret_row = rc == SQLITE_ROW;
	return FAULT_NONE;
}

static void cell(struct cursor *cursor, size_t column, struct cell *ret)
{
	/* Looked up once; that the value is unprotected matters to threads alone. */
	sqlite3_value *value = sqlite3_column_value(cursor->prepared, (int)column);

	switch (sqlite3_value_type(value)) {
	case SQLITE_INTEGER:
		ret->kind = CELL_INTEGER;
		ret->integer = sqlite3_value_int64(value);
		return;
	case SQLITE_FLOAT:
		ret->kind = CELL_REAL;
		ret->real = sqlite3_value_double(value);
		return;
	case SQLITE_TEXT:
		ret->kind = CELL_TEXT;
		ret->bytes.s = (const char *)sqlite3_value_text(value);
		break;
	case SQLITE_BLOB:
		ret->kind = CELL_BLOB;
		ret->bytes.s = sqlite3_value_blob(value);
		break;
	default:
		ret->kind = CELL_NULL;
		return;
	}
	ret->bytes.n = (size_t)sqlite3_value_bytes(value);
}

void sqlite_forget(struct sqlite *lite)
{
	for (size_t i = 0; i < lite->cursors.room; i++)
		if (lite->cursors.entries[i].cursor != NULL)
			sqlite3_finalize(lite->cursors.entries[i].cursor->prepared);
	for (size_t i = 0; i < SQLITE_CONTROLS; i++) {
		sqlite3_finalize(lite->controls[i]);
		lite->controls[i] = NULL;
	}
	sqlite3_finalize(lite->version);
	lite->version = NULL;
	lite->cursors = (struct statement_map){ 0 };
}

/* --- The state of the file --- */

enum {
	WAL_INDEX_BYTES = 32 << 10, /* one region of shared memory, as SQLite maps it */
	HEADER_BYTES = 48,
};

/* The header of the WAL index, which every process maps, changes with every commit: a counter, the
 * last frame, its checksum, the salts (sqlite.org/walformat.html, section 2.2).  Reading it costs
 * no system call, where asking SQLite costs four.  Half of a header that is just being written is
 * unlike any whole one, and so only another version. */
static bool version_in_memory(struct sqlite *lite, int64_t *ret)
{
	sqlite3_file *file = NULL;
	void volatile *index = NULL;
	uint64_t words[HEADER_BYTES / sizeof(uint64_t)], mixed = 0;

	if (sqlite3_file_control(lite->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
			SQLITE_OK ||
		file == NULL || file->pMethods == NULL || file->pMethods->iVersion < 2 ||
		file->pMethods->xShmMap(file, 0, WAL_INDEX_BYTES, 0, &index) != SQLITE_OK ||
		index == NULL)
		return false;
	for (size_t i = 0; i < LENGTH_OF(words); i++) {
		words[i] = ((uint64_t volatile *)index)[i];
		mixed = (mixed ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
		mixed ^= mixed >> 29;
	}
	*ret = (int64_t)mixed;
	return true;
}

/* data_version tells what others have committed. */
static bool version_by_pragma(struct sqlite *lite, int64_t *ret)
{
	bool ok;

	if (lite->version == NULL &&
		sqlite3_prepare_v3(lite->handle, "PRAGMA data_version", -1,
			SQLITE_PREPARE_PERSISTENT, &lite->version, NULL) != SQLITE_OK)
		return false;
	ok = sqlite3_step(lite->version) == SQLITE_ROW;
	if (ok)
		*ret = sqlite3_column_int64(lite->version, 0) + lite->db.commits;
	sqlite3_reset(lite->version);
	return ok;
}

static bool version(struct db *db, int64_t *ret)
{
	struct sqlite *lite = sqlite_of(db);

	return lite->has_wal ? version_in_memory(lite, ret) : version_by_pragma(lite, ret);
}

const struct db_engine sqlite_engine = {
	.kind = ENGINE_SQLITE,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.start = start,
	.step = step,
	.cell = cell,
	.finish = finish,
	.version = version,
	.backup = sqlite_backup,
	.check = sqlite_check,
};
