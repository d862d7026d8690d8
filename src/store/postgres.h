/* store/postgres.h: the PostgreSQL driver's own parts; libpq-fe.h is included in
 * src/store/postgres*.c alone.
 *
 * One struct postgres is one session, which outlives its link: a link that is lost is made anew
 * when the next request begins, on whichever of the URL's hosts takes writes by then.  What a lost
 * link means depends on when it is lost.  Before anything was said, the same is said again; within
 * a transaction nothing was kept (FAULT_BUSY); while it was committed nobody knows
 * (FAULT_UNCERTAIN).
 *
 * Writers take turns: each takes one lock of the database before its first look.  So a writer sees
 * what SQLite's would, the journal's chain has one end, and nobody's work is thrown away because
 * two collided.  Readers see one snapshot and wait for nobody.
 *
 * An address that leads to a standby (target_session_attrs=any, prefer-standby...) opens one that is
 * read, and is written once it has been promoted.  Any other address waits for a server that takes
 * changes.
 *
 * A schema of PostgreSQL (the first of the search_path) is one database in our sense: it is ours
 * when it holds the table sagsgang_migration, whose rows are the migrations it has had.
 */
#ifndef STORE_POSTGRES_H
#define STORE_POSTGRES_H

#include <libpq-fe.h>

#include "store/engine.h"
#include "store/statement_map.h"

enum {
	POSTGRES_LEAST = 150000,            /* PQserverVersion */
	POSTGRES_LOCK_MS = 5000,            /* how long one waits for another writer */
	POSTGRES_MIGRATION_LOCK_MS = 60000, /* ... for one who migrates */
	POSTGRES_IDLE_MS = 60000,           /* a program that hangs in a transaction loses it */
	POSTGRES_RETRY_US = 200 * 1000,     /* a server that could not be reached is left alone for so long */
	POSTGRES_ASK_US = 500 * 1000,       /* a server that follows is asked no more often how far it is */
	POSTGRES_NAME_MAX = 200,            /* bytes of an address as people see it */
};

struct postgres {
	struct db db;
	PGconn *link;     /* NULL before the first and after a lost one */
	const char *url;  /* may hold a password: for libpq alone */
	const char *name; /* without user and password: for people */
	enum db_mode mode;
	struct arena own;
	struct statement_map cursors;
	char channel[32];    /* on which writers send word; has the schema's number in it */
	char locking[96];    /* what a writer says first; has the lock's number in it */
	char committing[64]; /* ... and what ends it */
	int64_t links;       /* how many there were: what was prepared on another is gone */
	int64_t heard;       /* how often somebody else committed; a lost link counts, as words are lost
			  with it */
	int64_t retry_at;    /* microseconds of the monotonic clock */
	int64_t asked_at;    /* likewise: when a server that follows was asked how far it is */
	int64_t position;    /* of its log, then */
	bool may_follow;     /* the address wants one that follows another, or does not mind */
	bool follows;        /* the server takes no changes: it follows another one, or was told so */
	bool listens;        /* only once somebody has asked for the version: who only writes hears nothing */
	bool pending;        /* a transaction has begun here and not there: it travels with its first statement */
	bool writes;         /* the transaction that has begun means to change something */
	bool wrote;          /* the open transaction has changed something */
	bool warned;         /* the newest answer came with a warning */
};

static inline struct postgres *postgres_of(struct db *db)
{
	return (struct postgres *)db;
}

extern const struct db_engine postgres_engine;

/* Whether the server takes changes is asked again when it did not: it may have been promoted since.
 * FAULT_BROKEN when it does not. */
must_check enum fault postgres_ready_to_write(struct postgres *pg);
/* A link that works, as far as one can know without asking; else a new one, on which the schema is
 * judged again.  FAULT_BUSY when no server can be reached. */
must_check enum fault postgres_ready(struct postgres *pg);
/* Lets the link go, whatever state it is in. */
void postgres_drop(struct postgres *pg);
bool postgres_lost(const struct postgres *pg);

/* Runs constant text; *ret, which may be NULL, is the caller's to clear.  The text must hold no
 * value that came from outside. */
must_check enum fault postgres_run(struct postgres *pg, const char *sql);
must_check enum fault postgres_ask(struct postgres *pg, const char *sql, PGresult **ret);
void postgres_clear(PGresult **result);
int64_t postgres_clock(void); /* monotonic microseconds */
/* A cell of a text answer as a number; 0 for NULL. */
int64_t postgres_number(const PGresult *result, int row, int column);

/* What an answer's SQLSTATE means here, noted in db.why.  A link that is of no use after it is
 * dropped.  answer may be NULL: the link was lost. */
enum fault postgres_fault(struct postgres *pg, const PGresult *answer);

/* postgres_migrate.c: sees that the schema is ours and brings it forward when mode says so. */
must_check enum fault postgres_migrate(struct postgres *pg, enum db_mode mode);

enum fault postgres_check(struct db *db, void (*problem)(void *what, const struct refusal *problem), void *what);

#endif
