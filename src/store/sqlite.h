/* store/sqlite.h: the SQLite driver's own parts; sqlite3.h is included in src/store/sqlite*.c
 * alone.
 *
 * A file is ours when its application_id is SQLITE_OURS; its user_version is how many migrations it
 * has had.
 */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include <sqlite3.h>

#include "store/engine.h"
#include "store/statement_map.h"

enum {
	SQLITE_OURS = 0x53414753,   /* "SAGS" */
	SQLITE_BUSY_MS = 5000,      /* how long one waits for another writer */
	SQLITE_CACHE_KIB = 24 << 10, /* of pages per connection: the tree of 100,000 items and what
				       is asked often */
	SQLITE_JOURNAL_BYTES = 64 << 20, /* what an emptied WAL may keep on the disk */
	/* Twice the default: an item's text then lies in one page instead of a chain, and the
	 * full-text index reads half as many; larger pages would make the smallest change write
	 * more. */
	SQLITE_PAGE_BYTES = 8192,
};

/* What begins and ends a transaction. */
enum sqlite_control {
	SQLITE_BEGIN_READING,
	SQLITE_BEGIN_WRITING,
	SQLITE_COMMIT,
	SQLITE_ROLLBACK_ALL,
	SQLITE_CONTROLS, /* how many */
};

struct sqlite {
	struct db db;
	sqlite3 *handle;
	const char *path; /* as it was named, for people */
	struct arena own; /* cursors: they live as long as the connection */
	struct statement_map cursors;
	bool has_wal; /* several processes share the file through a WAL index */
	sqlite3_stmt *version;
	sqlite3_stmt *controls[SQLITE_CONTROLS]; /* prepared when first wanted */
};

static inline struct sqlite *sqlite_of(struct db *db)
{
	return (struct sqlite *)db;
}

extern const struct db_engine sqlite_engine;

/* What SQLite's result code means here, noted in db.why; handle may have failed to open and be
 * NULL. */
enum fault sqlite_fault(struct sqlite *lite, int code);
/* Runs constant text whose rows nobody wants. */
must_check enum fault sqlite_run(struct sqlite *lite, const char *sql);
/* The first column of the first row of constant text. */
must_check enum fault sqlite_ask(struct sqlite *lite, const char *sql, int64_t *ret);

/* Finalizes what was prepared; before closing. */
void sqlite_forget(struct sqlite *lite);
/* The settings of a connection that has just been opened. */
must_check enum fault sqlite_configure(struct sqlite *lite);

/* sqlite_migrate.c: sees that the file is ours and brings it to the schema. */
must_check enum fault sqlite_migrate(struct sqlite *lite, enum db_mode mode);
/* The schema as the migrations make it, in a database that has none. */
must_check enum fault sqlite_make_schema(struct sqlite *lite);

enum fault sqlite_backup(struct db *db, const char *path,
	void (*progress)(void *what, int64_t done, int64_t all), void *what);
enum fault sqlite_check(
	struct db *db, void (*problem)(void *what, const struct refusal *problem), void *what);

#endif
