/* Write transactions a second, each on the disk before the next: bench-write DATABASE SECONDS.
 *
 * Three ways in turn, in short slices, so that what else the machine does falls on all alike: one row by the engine's own
 * library alone; the same row through the store; a change through the domain, which reads the journal's end, hashes and
 * writes an entry.
 */
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "domain/change.h"
#include "query/journal.h"

enum { SLICES = 20 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

noreturn_ static void fail(const char *what)
{
	fprintf(stderr, "bench-write: %s\n", what);
	exit(1);
}

struct bench {
	const char *url;
	struct ctx cx;
	sqlite3 *file;
	sqlite3_stmt *insert;
	PGconn *server;
	int64_t number;
};

/* The journal's columns, in a table of its own without any of its rules but the key. */
static void open_raw(struct bench *b)
{
	if (strncmp(b->url, "postgres", 8) == 0) {
		b->server = PQconnectdb(b->url);
		PQclear(PQexec(b->server, "CREATE TABLE IF NOT EXISTS raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
					  "at bigint, viewer bigint, verb text, noun text, noun_id bigint, before text, after text, "
					  "previous text, hash text UNIQUE)"));
		PQclear(PQprepare(b->server, "raw", "INSERT INTO raw (at, viewer, verb, noun, noun_id, after, previous, hash) "
						    "VALUES (1, 1, 'keep', 'meeting', $1::bigint, '{\"revision\":1}', $2, $3)", 0, NULL));
		return;
	}
	if (sqlite3_open(b->url, &b->file) != SQLITE_OK ||
		sqlite3_exec(b->file, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS raw "
				      "(id INTEGER PRIMARY KEY, at INTEGER, viewer INTEGER, verb TEXT, noun TEXT, noun_id INTEGER, "
				      "before TEXT, after TEXT, previous TEXT, hash TEXT UNIQUE) STRICT", NULL, NULL, NULL) != SQLITE_OK ||
		sqlite3_prepare_v2(b->file, "INSERT INTO raw (at, viewer, verb, noun, noun_id, after, previous, hash) "
					    "VALUES (1, 1, 'keep', 'meeting', ?1, '{\"revision\":1}', ?2, ?3)", -1, &b->insert, NULL) !=
			SQLITE_OK)
		fail(sqlite3_errmsg(b->file));
}

static struct text hash_like(struct bench *b)
{
	return text_from(arena_format(b->cx.arena, "%064lld", (long long)b->number));
}

static void raw(struct bench *b)
{
	struct text hash = hash_like(b);
	const char *values[] = { arena_format(b->cx.arena, "%lld", (long long)b->number), hash.s, hash.s };
	PGresult *answer;

	if (b->server != NULL) {
		answer = PQexecPrepared(b->server, "raw", 3, values, NULL, NULL, 0);
		if (PQresultStatus(answer) != PGRES_COMMAND_OK)
			fail(PQerrorMessage(b->server));
		PQclear(answer);
		return;
	}
	sqlite3_bind_int64(b->insert, 1, b->number);
	sqlite3_bind_text(b->insert, 2, hash.s, (int)hash.n, SQLITE_STATIC);
	sqlite3_bind_text(b->insert, 3, hash.s, (int)hash.n, SQLITE_STATIC);
	if (sqlite3_step(b->insert) != SQLITE_DONE)
		fail(sqlite3_errmsg(b->file));
	sqlite3_reset(b->insert);
}

static enum fault row_body(struct tx *tx, void *what)
{
	struct bench *b = what;
	struct text hash = hash_like(b);
	int64_t changed;

	return sql_journal_insert(tx, 1, (struct viewer_id){ 1 }, TEXT("keep"), TEXT("meeting"), b->number, TEXT_NONE,
		TEXT("{\"revision\":1}"), hash, hash, &changed);
}

static void through_store(struct bench *b)
{
	if (db_write(b->cx.db, &b->cx.why, row_body, b) != FAULT_NONE)
		fail(b->cx.why.message);
}

static enum fault change_body(struct change *change, void *what)
{
	struct bench *b = what;

	return journal_append(change, &(struct journal_entry){ .verb = "keep", .noun = "meeting", .noun_id = b->number,
		.after = TEXT("{\"revision\":1}") });
}

static void through_domain(struct bench *b)
{
	if (change_make(&b->cx, change_body, b) != FAULT_NONE)
		fail(b->cx.why.message != NULL ? b->cx.why.message : "change");
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(struct bench *b);
	} ways[] = { { "the library alone", raw }, { "through the store", through_store },
		{ "a change with its journal", through_domain } };
	struct arena arena = ARENA_INIT, own = ARENA_INIT;
	struct bench b = { .url = argc == 3 ? argv[1] : "", .cx = { .arena = &own, .viewer = { VIEWER_OPERATOR }, .now = 1 } };
	double seconds = argc == 3 ? atof(argv[2]) : 0, spent[LENGTH_OF(ways)] = { 0 };
	long done[LENGTH_OF(ways)] = { 0 };

	if (argc != 3 || db_open(&arena, text_from(b.url), DB_CREATE, &b.cx.why, &b.cx.db) != FAULT_NONE)
		fail(b.cx.why.message != NULL ? b.cx.why.message : "bench-write DATABASE SECONDS");
	open_raw(&b);
	for (int slice = 0; slice < SLICES; slice++)
		for (size_t w = 0; w < LENGTH_OF(ways); w++) {
			double start = now(), end = start + seconds / SLICES;

			for (; now() < end; done[w]++) {
				b.number++;
				ways[w].run(&b);
				arena_clear(&own);
			}
			spent[w] += now() - start;
		}
	for (size_t w = 0; w < LENGTH_OF(ways); w++) {
		double rate = (double)done[w] / spent[w], alone = (double)done[0] / spent[0];

		printf("%-28s %7.0f transactions/s   %.2f of the library alone\n", ways[w].name, rate, rate / alone);
	}
	PQfinish(b.server);
	sqlite3_finalize(b.insert);
	sqlite3_close(b.file);
	arena_release(&own);
	arena_release(&arena);
	return 0;
}
