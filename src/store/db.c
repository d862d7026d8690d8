#include "store/engine.h"

#include <unistd.h>

struct tx {
	struct db *db;
};

struct db *tx_db(struct tx *tx)
{
	return tx->db;
}

const struct refusal *db_why(const struct db *db)
{
	return &db->why;
}

enum fault db_call(struct db *db)
{
	db->calls++;
	if (db->fail_at == 0 || db->calls != db->fail_at)
		return FAULT_NONE;
	return refuse(&db->why, FAULT_BROKEN, N_("The database fails because a test asked for it."));
}

int64_t db_fail_at(struct db *db, int64_t n)
{
	int64_t calls = db->calls;

	db->calls = 0;
	db->fail_at = n;
	return calls;
}

enum fault db_doom(struct db *db, enum fault fault)
{
	if (db->phase != DB_IDLE && fault != FAULT_NONE && fault != FAULT_NOT_FOUND && db->doomed == FAULT_NONE)
		db->doomed = fault;
	return fault;
}

enum fault db_owned(struct db *db)
{
	if (db->owner == getpid())
		return FAULT_NONE;
	return refuse(&db->why, FAULT_BROKEN, N_("A process must open the database itself and not inherit it."));
}

enum fault db_ready(struct db *db)
{
	if (db->doomed != FAULT_NONE && db->phase != DB_IDLE)
		return db->doomed;
	refuse(&db->why, FAULT_NONE, NULL);
	return db->phase == DB_IDLE ? db_owned(db) : FAULT_NONE;
}

/* A body that refused has said why; else the store's own reason is handed on. */
static enum fault tell(const struct db *db, struct refusal *why, enum fault fault)
{
	if (fault == FAULT_NONE || why == NULL || why->fault == fault)
		return fault;
	if (db->why.fault == fault)
		*why = db->why;
	else
		refuse(why, fault, NULL);
	return fault;
}

static enum fault begin(struct db *db, enum db_phase phase)
{
	enum fault fault = db_owned(db);

	if (fault == FAULT_NONE)
		fault = db_call(db);
	if (db->watched)
		db->version = db_version(db);
	if (fault == FAULT_NONE)
		fault = db->engine->begin(db, phase == DB_WRITING);
	if (fault != FAULT_NONE)
		return fault;
	db->phase = phase;
	db->doomed = FAULT_NONE;
	return FAULT_NONE;
}

void db_lose_commit(struct db *db, bool happens)
{
	db->losing = happens ? COMMIT_LOST_AFTER : COMMIT_LOST_BEFORE;
}

static enum fault lose(struct db *db)
{
	db->losing = COMMIT_TOLD;
	return refuse(&db->why, FAULT_UNCERTAIN, N_("The database fails because a test asked for it."));
}

static enum fault commit(struct db *db)
{
	enum fault fault = db_call(db);

	if (fault == FAULT_NONE && db->losing == COMMIT_LOST_BEFORE)
		return lose(db);
	if (fault == FAULT_NONE)
		fault = db->engine->commit(db);
	if (fault == FAULT_NONE)
		db->commits++;
	return fault == FAULT_NONE && db->losing == COMMIT_LOST_AFTER ? lose(db) : fault;
}

enum fault db_write(struct db *db, struct refusal *why, enum fault (*body)(struct tx *tx, void *what), void *what)
{
	struct tx tx = { .db = db };
	enum fault fault;

	refuse(why, FAULT_NONE, NULL);
	if (db->phase != DB_IDLE) {
		fault = refuse(&db->why, FAULT_BROKEN, N_("A change was begun within another transaction."));
		return tell(db, why, db_doom(db, fault));
	}
	fault = begin(db, DB_WRITING);
	if (fault != FAULT_NONE)
		return tell(db, why, fault);
	fault = body(&tx, what);
	if (fault == FAULT_NONE)
		fault = db->doomed;
	if (fault == FAULT_NONE)
		fault = commit(db);
	if (fault != FAULT_NONE)
		db->engine->rollback(db);
	db->phase = DB_IDLE;
	return tell(db, why, fault);
}

enum fault db_read(struct db *db, struct refusal *why, enum fault (*body)(struct db *db, void *what), void *what)
{
	enum fault fault;

	refuse(why, FAULT_NONE, NULL);
	if (db->phase != DB_IDLE)
		return tell(db, why, body(db, what));
	fault = begin(db, DB_READING);
	if (fault != FAULT_NONE)
		return tell(db, why, fault);
	fault = body(db, what);
	if (fault == FAULT_NONE)
		fault = db->doomed;
	db->engine->rollback(db);
	db->phase = DB_IDLE;
	return tell(db, why, fault);
}

/* Within a transaction it is that of before its beginning: what is read is never older than its
 * version. */
int64_t db_version(struct db *db)
{
	int64_t seen;

	if (db->phase != DB_IDLE)
		return db->watched ? db->version : --db->unknown;
	db->watched = true;
	return db->engine->version(db, &seen) ? seen : --db->unknown;
}

bool db_is_file(const struct db *db)
{
	return db->engine->kind == ENGINE_SQLITE;
}

enum fault db_backup(struct db *db, const char *path, void (*progress)(void *what, int64_t done, int64_t all),
	void *what, struct refusal *why)
{
	enum fault fault = db_owned(db);

	refuse(why, FAULT_NONE, NULL);
	if (fault == FAULT_NONE && db->phase != DB_IDLE)
		fault = refuse(&db->why, FAULT_BROKEN, N_("A copy was begun within a transaction."));
	if (fault == FAULT_NONE)
		fault = db->engine->backup(db, path, progress, what);
	return tell(db, why, fault);
}

enum fault db_check(
	struct db *db, void (*problem)(void *what, const struct refusal *problem), void *what, struct refusal *why)
{
	enum fault fault = db_owned(db);

	refuse(why, FAULT_NONE, NULL);
	if (fault == FAULT_NONE)
		fault = db->engine->check(db, problem, what);
	return tell(db, why, fault);
}
