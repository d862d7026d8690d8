/* store/db.h: the database, and the only way to change it.
 *
 * A struct db is one connection.  Queries are functions made by tools/sqlc from sql/query/NOUN.sql;
 * those that change something ask for a struct tx, which only db_write can make: a change outside a
 * transaction does not compile, and a transaction that is never ended cannot be written.
 *
 * Every error means rollback: once a statement in a transaction has failed (an empty answer is no
 * failure), the rest of them fail alike and nothing is kept, whatever the body returns.  The file
 * is hostile input: a value that is not what the query promises (NULL, bad UTF-8, a day that does
 * not exist) is FAULT_BROKEN.
 *
 * A process has one struct db per database; after a fork the child opens its own and must not use
 * its parent's.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

struct db;
struct tx;

enum db_mode {
	DB_READ,   /* an existing database of this very schema; nothing is changed */
	DB_WRITE,  /* an existing database, brought forward to this program's schema */
	DB_CREATE, /* the same, and made when there is none */
};

/* Opens what url names: a path, sqlite:PATH, or postgresql://... as libpq understands it (several
 * hosts, target_session_attrs, PGPASSFILE).  Closed with the arena, which it must not outlive.
 * FAULT_NOT_FOUND: no such file, or none of our tables; FAULT_INVALID: not ours, or of a newer
 * program; FAULT_BUSY: also when the server cannot be reached; FAULT_BROKEN. */
must_check enum fault db_open(struct arena *arena, struct text url, enum db_mode mode,
	struct refusal *why, struct db **ret);

/* Runs body in a transaction and commits when it returns FAULT_NONE.  One writer at a time; another
 * waits up to five seconds and then gets FAULT_BUSY, as does one whose connection died before it
 * committed: nothing was kept, and it may be tried again.  FAULT_UNCERTAIN: the connection died
 * while it committed, and what was to be kept may be there or not.  May not be nested. */
must_check enum fault db_write(struct db *db, struct refusal *why,
	enum fault (*body)(struct tx *tx, void *what), void *what);

/* Runs body with all its queries seeing one state of the database.  Within a transaction it adds
 * nothing. */
must_check enum fault db_read(struct db *db, struct refusal *why,
	enum fault (*body)(struct db *db, void *what), void *what);

/* For reading in a transaction what it has written so far. */
struct db *tx_db(struct tx *tx);

/* Why the newest call failed.  Borrowed, and good until the next call. */
const struct refusal *db_why(const struct db *db);

/* Differs from every earlier answer when anything has been committed since, here or by another
 * process; means nothing else.  For caches: ask before reading what is to be kept, or within the
 * same db_read.  A file tells at once and without a system call; a server's word of what another
 * process has committed takes as long as its notice travels, far below a second. */
int64_t db_version(struct db *db);

/* False: a server, which copies itself with tools of its own. */
bool db_is_file(const struct db *db);

/* A copy of one state of the database while others go on writing.  A temporary file beside path is
 * written, synced and renamed.  progress may be NULL.  FAULT_INVALID on PostgreSQL, which has
 * pg_dump for it. */
must_check enum fault db_backup(struct db *db, const char *path,
	void (*progress)(void *what, int64_t pages_done, int64_t pages), void *what,
	struct refusal *why);

/* Checks pages, indexes, references and schema, and tells each problem.  FAULT_BROKEN when there
 * was any. */
must_check enum fault db_check(struct db *db,
	void (*problem)(void *what, const struct refusal *problem), void *what,
	struct refusal *why);

/* For tests only: the n-th engine call from now fails as if the disk had; 0 never.  Returns how
 * many calls were made since it was last set. */
int64_t db_fail_at(struct db *db, int64_t n);

/* For tests only: the next commit is FAULT_UNCERTAIN, as if the connection had died in it, after it
 * has happened or before. */
void db_lose_commit(struct db *db, bool happens);

#endif
