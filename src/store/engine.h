/* store/engine.h: what an engine must be able to do; for src/store alone.
 *
 * db.c and statement.c hold what all engines share: transactions that cannot be forgotten,
 * parameters and rows checked against their types.  A driver only moves cells.  It notes why it
 * refused in db->why, and knows neither arenas of the caller nor rows.  A driver is one struct
 * db_engine: sqlite.c, postgres.c.
 */
#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include <sys/types.h>

#include "store/cell.h"
#include "store/schema.h"
#include "store/statement.h"

/* One statement being run.  Cells are borrowed from start to finish. */
struct cursor;

enum engine_kind {
	ENGINE_SQLITE,
	ENGINE_POSTGRES,
};

struct db_engine {
	enum engine_kind kind; /* whose words a statement and a match are in */
	enum fault (*begin)(struct db *db, bool writes);
	enum fault (*commit)(struct db *db);
	void (*rollback)(struct db *db); /* ends a reading transaction too; cannot fail */
	enum fault (*start)(
		struct db *db, const struct statement *statement, const struct cell *params, struct cursor **ret);
	enum fault (*step)(struct cursor *cursor, bool *ret_row);
	void (*cell)(struct cursor *cursor, size_t column, struct cell *ret);
	int64_t (*finish)(struct cursor *cursor); /* how many rows it changed */
	/* The same change for each of rows, with params_n cells each; NULL: one at a time will do.
	 */
	enum fault (*start_many)(
		struct db *db, const struct statement *statement, const struct cell *params, size_t rows);
	/* False: unknown, so anything may have changed. */
	bool (*version)(struct db *db, int64_t *ret);
	enum fault (*backup)(
		struct db *db, const char *path, void (*progress)(void *what, int64_t done, int64_t all), void *what);
	enum fault (*check)(struct db *db, void (*problem)(void *what, const struct refusal *problem), void *what);
};

enum db_phase {
	DB_IDLE,
	DB_READING,
	DB_WRITING,
};

/* The part of a connection that is the same for all; a driver's own struct begins with it. */
struct db {
	const struct db_engine *engine;
	enum db_phase phase;
	enum fault doomed; /* of the open transaction: nothing of it will be kept */
	const struct schema *schema;
	pid_t owner;
	struct refusal why;
	int64_t commits;        /* by this connection */
	int64_t version;        /* before the open transaction began; only when it is watched */
	bool watched;           /* somebody has asked for the version */
	int64_t unknown;        /* versions given when the engine could not tell: each differs */
	int64_t calls, fail_at; /* db_fail_at */
	enum { COMMIT_TOLD, COMMIT_LOST_AFTER, COMMIT_LOST_BEFORE } losing; /* db_lose_commit */
};

/* Counts a call of the engine, and fails when it is the one that a test has chosen. */
must_check enum fault db_call(struct db *db);
/* Dooms the open transaction unless it is no fault, or the mere want of a row; gives the fault
 * back. */
enum fault db_doom(struct db *db, enum fault fault);
/* FAULT_BROKEN in a process that only inherited the connection. */
must_check enum fault db_owned(struct db *db);

/* Told before anything runs: a transaction that failed goes on failing, and a child has no
 * connection. */
must_check enum fault db_ready(struct db *db);

must_check enum fault sqlite_open(struct arena *arena, struct text path, enum db_mode mode, const struct schema *schema,
	struct refusal *why, struct db **ret);

must_check enum fault postgres_open(struct arena *arena, struct text url, enum db_mode mode,
	const struct schema *schema, struct refusal *why, struct db **ret);

/* db_open with another schema than the program's, for tests. */
must_check enum fault db_open_schema(struct arena *arena, struct text url, enum db_mode mode,
	const struct schema *schema, struct refusal *why, struct db **ret);

#endif
