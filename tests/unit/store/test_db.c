#include "store.h"

#include <sqlite3.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- Opening --- */

static enum fault open_as(
	struct arena *arena, const char *url, enum db_mode mode, struct refusal *why)
{
	struct db *db;

	return db_open_schema(arena, text_from(url), mode, &schema_test, why, &db);
}

TEST(db_opens_by_path_and_by_scheme)
{
	ONLY_SQLITE
	const char *path = database_new(arena);
	struct refusal why;

	CHECK_INT(open_as(arena, path, DB_WRITE, &why), FAULT_NOT_FOUND);
	CHECK_INT(open_as(arena, path, DB_READ, &why), FAULT_NOT_FOUND);
	CHECK(strstr(why.detail, path) != NULL);
	CHECK_INT(open_as(arena, arena_format(arena, "sqlite:%s", path), DB_CREATE, &why),
		FAULT_NONE);
	CHECK_INT(open_as(arena, path, DB_WRITE, &why), FAULT_NONE);
	CHECK_INT(open_as(arena, path, DB_READ, &why), FAULT_NONE);
	CHECK_INT(open_as(arena, "", DB_CREATE, &why), FAULT_INVALID);
	CHECK_INT(open_as(arena, "sqlite:", DB_CREATE, &why), FAULT_INVALID);
	CHECK_INT(open_as(arena, "/nowhere/at/all.db", DB_CREATE, &why), FAULT_NOT_FOUND);
}

static bool is_file(const char *path)
{
	struct stat found;

	return stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

/* SQLite would take these for something else than a file. */
TEST(db_takes_any_name_for_a_file)
{
	ONLY_SQLITE
	static const char *const names[] = { ":memory:", "file:x.db?mode=memory", "a b%20?.db" };
	char *before = getcwd(NULL, 0), *folder;
	struct refusal why;

	folder = arena_format(arena, "%s", database_new(arena));
	*strrchr(folder, '/') = '\0';
	CHECK_INT(chdir(folder), 0);
	for (size_t i = 0; i < LENGTH_OF(names); i++) {
		CHECK_INT(open_as(arena, names[i], DB_CREATE, &why), FAULT_NONE);
		CHECK(is_file(names[i]));
	}
	CHECK_INT(chdir(before), 0);
	free(before);
}

TEST(db_sets_what_it_promises)
{
	ONLY_SQLITE
	const char *path = database_new(arena);
	struct db *db = store_open(arena, path);
	sqlite3 *handle = NULL;
	sqlite3_stmt *asked = NULL;
	static const struct {
		const char *pragma;
		int wanted;
	} pragmas[] = { { "application_id", 0x53414753 }, { "user_version", 2 },
		{ "page_size", 8192 } };

	CHECK(db != NULL);
	CHECK_INT(sqlite3_open(path, &handle), SQLITE_OK);
	for (size_t i = 0; i < LENGTH_OF(pragmas); i++) {
		sqlite3_prepare_v2(handle, arena_format(arena, "PRAGMA %s", pragmas[i].pragma), -1,
			&asked, NULL);
		sqlite3_step(asked);
		CHECK_INT(sqlite3_column_int(asked, 0), pragmas[i].wanted);
		sqlite3_finalize(asked);
	}
	sqlite3_prepare_v2(handle, "PRAGMA journal_mode", -1, &asked, NULL);
	sqlite3_step(asked);
	CHECK_TEXT(text_from((const char *)sqlite3_column_text(asked, 0)), "wal");
	sqlite3_finalize(asked);
	sqlite3_close(handle);
}

TEST(db_refuses_what_is_not_its_own)
{
	ONLY_SQLITE
	struct refusal why;
	const char *foreign = database_new(arena), *noise = database_new(arena),
		   *empty = database_new(arena);
	FILE *file = fopen(noise, "w");

	for (int i = 0; i < 5000; i++)
		fputs("not a database ", file);
	fclose(file);
	fclose(fopen(empty, "w"));
	CHECK(database_force(foreign, "CREATE TABLE theirs (a)"));
	CHECK_INT(open_as(arena, foreign, DB_CREATE, &why), FAULT_INVALID);
	CHECK_INT(open_as(arena, foreign, DB_WRITE, &why), FAULT_INVALID);
	CHECK_INT(open_as(arena, foreign, DB_READ, &why), FAULT_INVALID);
	CHECK(strstr(why.detail, foreign) != NULL);
	CHECK_INT(open_as(arena, noise, DB_CREATE, &why), FAULT_INVALID);
	CHECK_INT(open_as(arena, noise, DB_READ, &why), FAULT_INVALID);
	CHECK_INT(open_as(arena, empty, DB_WRITE, &why), FAULT_INVALID);
	CHECK_INT(open_as(arena, empty, DB_CREATE, &why), FAULT_NONE);
	CHECK_INT(open_as(arena, "/tmp", DB_CREATE, &why), FAULT_BROKEN);
	CHECK(database_force(foreign, "DROP TABLE theirs; PRAGMA application_id = 7"));
	CHECK_INT(open_as(arena, foreign, DB_CREATE, &why), FAULT_INVALID);
}

TEST(db_brings_an_old_database_forward_and_leaves_a_newer)
{
	const char *path = database_new(arena);
	const struct schema first = { .migrations = schema_test.migrations, .n = 1 };
	struct refusal why;
	struct db *db;
	int64_t n;

	CHECK_INT(db_open_schema(arena, text_from(path), DB_CREATE, &first, &why, &db), FAULT_NONE);
	CHECK_INT(store_put_alone(db, "old", 1), FAULT_NONE);
	CHECK_INT(open_as(arena, path, DB_READ, &why), FAULT_INVALID);
	CHECK(strstr(why.message, "older") != NULL);
	db = store_open(arena, path);
	CHECK_INT(sql_word_count(db, &n), FAULT_NONE);
	CHECK_INT(store_things(db), 1);
	CHECK_INT(
		db_open_schema(arena, text_from(path), DB_WRITE, &first, &why, &db), FAULT_INVALID);
	CHECK(strstr(why.message, "newer") != NULL);
	CHECK_INT(
		db_open_schema(arena, text_from(path), DB_READ, &first, &why, &db), FAULT_INVALID);
}

TEST(db_leaves_a_failed_migration_undone)
{
	const char *path = database_new(arena);
	struct migration steps[] = { schema_test.migrations[0],
		{ .name = "0002_bad.sql",
			.sqlite = "CREATE TABLE a (b INTEGER) STRICT; INSERT INTO nowhere VALUES "
				  "(1);",
			.postgres =
				"CREATE TABLE a (b bigint); INSERT INTO nowhere VALUES (1);" } };
	const struct schema bad = { .migrations = steps, .n = 2 };
	struct refusal why;
	struct db *db;

	CHECK_INT(db_open_schema(arena, text_from(path), DB_CREATE, &bad, &why, &db), FAULT_BROKEN);
	steps[1].sqlite = "CREATE TABLE a (b INTEGER) STRICT;";
	steps[1].postgres = "CREATE TABLE a (b bigint);";
	CHECK_INT(db_open_schema(arena, text_from(path), DB_CREATE, &bad, &why, &db), FAULT_NONE);
}

TEST(db_reads_from_a_disk_that_cannot_be_written)
{
	ONLY_SQLITE
	const char *path = database_new(arena);
	char *folder = arena_format(arena, "%s", path);
	struct arena first = ARENA_INIT;
	int status = 0;

	*strrchr(folder, '/') = '\0';
	CHECK_INT(store_put_alone(store_open(&first, path), "kept", 1), FAULT_NONE);
	arena_release(&first);
	CHECK_INT(chmod(path, 0444) | chmod(folder, 0555), 0);
	fflush(stdout);
	if (fork() == 0) {
		struct refusal why;
		struct db *db;

		if (geteuid() == 0 && setuid(65534) != 0)
			_exit(2);
		if (db_open_schema(&first, text_from(path), DB_READ, &schema_test, &why, &db) !=
			FAULT_NONE)
			_exit(3);
		_exit(store_things(db) == 1 ? 0 : 4);
	}
	CHECK(wait(&status) > 0);
	CHECK_INT(WEXITSTATUS(status), 0);
	CHECK_INT(chmod(folder, 0755), 0);
}

/* --- Transactions --- */

static enum fault put_two_and_refuse(struct tx *tx, void *what)
{
	CHECK_INT(store_put(tx, "a", 1), FAULT_NONE);
	CHECK_INT(store_put(tx, "b", 2), FAULT_NONE);
	CHECK_INT(store_things(tx_db(tx)), 2);
	return refuse(what, FAULT_DENIED, "no");
}

TEST(db_keeps_nothing_of_what_was_refused)
{
	struct db *db = store_new(arena);
	struct refusal why = REFUSAL_INIT;

	CHECK_INT(db_write(db, &why, put_two_and_refuse, &why), FAULT_DENIED);
	CHECK_TEXT(text_from(why.message), "no");
	CHECK_INT(store_things(db), 0);
	CHECK_INT(store_put_alone(db, "a", 1), FAULT_NONE);
}

static enum fault swallow(struct tx *tx, void *what)
{
	int *seen = what;

	CHECK_INT(store_put(tx, "a", 1), FAULT_NONE);
	CHECK_INT(store_put(tx, "a", 2), FAULT_CONFLICT);
	*seen = (int)store_put(tx, "b", 3);
	return FAULT_NONE;
}

TEST(db_keeps_nothing_when_an_error_is_passed_over)
{
	struct db *db = store_new(arena);
	struct refusal why;
	int seen = 0;

	CHECK_INT(db_write(db, &why, swallow, &seen), FAULT_CONFLICT);
	CHECK_INT(seen, FAULT_CONFLICT);
	CHECK(why.message != NULL && strstr(why.detail, "thing.") != NULL &&
		strstr(why.detail, "name") != NULL);
	CHECK_INT(store_things(db), 0);
}

static enum fault look_and_put(struct tx *tx, void *what)
{
	struct arena *arena = what;
	struct thing_row row;

	CHECK_INT(sql_thing_by_name(tx_db(tx), arena, TEXT("none"), &row), FAULT_NOT_FOUND);
	return store_put(tx, "none", 1);
}

TEST(db_goes_on_when_nothing_was_found)
{
	struct db *db = store_new(arena);

	CHECK_INT(db_write(db, NULL, look_and_put, arena), FAULT_NONE);
	CHECK_INT(store_things(db), 1);
}

static enum fault nest(struct tx *tx, void *what)
{
	(void)what;
	CHECK_INT(store_put(tx, "outer", 1), FAULT_NONE);
	CHECK_INT(store_put_alone(tx_db(tx), "inner", 2), FAULT_BROKEN);
	return FAULT_NONE;
}

static enum fault nest_in_reading(struct db *db, void *what)
{
	(void)what;
	CHECK_INT(store_put_alone(db, "inner", 2), FAULT_BROKEN);
	return FAULT_NONE;
}

static enum fault count_in_reading(struct db *db, void *what)
{
	*(int64_t *)what = store_things(db);
	return FAULT_NONE;
}

static enum fault read_in_writing(struct tx *tx, void *what)
{
	CHECK_INT(store_put(tx, "a", 1), FAULT_NONE);
	return db_read(tx_db(tx), NULL, count_in_reading, what);
}

TEST(db_refuses_a_change_within_another)
{
	struct db *db = store_new(arena);
	struct refusal why;
	int64_t seen = 0;

	CHECK_INT(db_write(db, &why, nest, NULL), FAULT_BROKEN);
	CHECK(why.message != NULL);
	CHECK_INT(db_read(db, NULL, nest_in_reading, NULL), FAULT_BROKEN);
	CHECK_INT(store_things(db), 0);
	CHECK_INT(db_write(db, NULL, read_in_writing, &seen), FAULT_NONE);
	CHECK_INT(seen, 1);
}

struct two {
	struct db *mine, *other;
	int64_t before, after;
};

static enum fault read_twice(struct db *db, void *what)
{
	struct two *two = what;

	two->before = store_things(db);
	CHECK_INT(store_put_alone(two->other, "meanwhile", 1), FAULT_NONE);
	two->after = store_things(db);
	return FAULT_NONE;
}

TEST(db_reads_one_state)
{
	const char *path = database_new(arena);
	struct two two = { .mine = store_open(arena, path), .other = store_open(arena, path) };

	CHECK_INT(db_read(two.mine, NULL, read_twice, &two), FAULT_NONE);
	CHECK_INT(two.before, 0);
	CHECK_INT(two.after, 0);
	CHECK_INT(store_things(two.mine), 1);
}

static enum fault version_in_reading(struct db *db, void *what)
{
	struct two *two = what;

	CHECK_INT(db_version(db), two->before);
	CHECK_INT(store_put_alone(two->other, "in between", 1), FAULT_NONE);
	CHECK_INT(db_version(db), two->before);
	return FAULT_NONE;
}

/* Word of another's commit comes at once from a file, and within a second from a server. */
static bool differs_soon(struct db *db, int64_t before)
{
	for (int waited = 0; database_is_postgres() && waited < 1000 && db_version(db) == before;
		waited++)
		usleep(1000);
	return db_version(db) != before;
}

/* Else an old page would be kept under a new version. */
TEST(db_version_is_that_of_the_state_being_read)
{
	const char *path = database_new(arena);
	struct two two = { .mine = store_open(arena, path), .other = store_open(arena, path) };

	two.before = db_version(two.mine);
	CHECK_INT(db_read(two.mine, NULL, version_in_reading, &two), FAULT_NONE);
	CHECK(differs_soon(two.mine, two.before));
}

TEST(db_version_changes_with_every_commit)
{
	const char *path = database_new(arena);
	struct db *mine = store_open(arena, path), *other = store_open(arena, path);
	int64_t seen = db_version(mine), now;

	CHECK_INT(db_version(mine), seen);
	CHECK_INT(store_things(mine), 0);
	CHECK_INT(db_version(mine), seen);
	for (int i = 0; i < 4; i++) {
		CHECK_INT(store_put_alone(i % 2 ? mine : other, arena_format(arena, "%d", i), i),
			FAULT_NONE);
		CHECK(differs_soon(mine, seen));
		now = db_version(mine);
		CHECK(now != seen);
		seen = now;
		CHECK_INT(db_version(mine), seen);
	}
	CHECK_INT(store_put_alone(mine, "0", 0), FAULT_CONFLICT);
	CHECK_INT(db_version(mine), seen);
}

/* --- Failure --- */

struct work {
	int64_t changed;
};

static enum fault change_much(struct tx *tx, void *what)
{
	struct work *work = what;
	enum fault fault = store_put(tx, "a", 1);

	if (fault == FAULT_NONE)
		fault = store_put(tx, "b", 2);
	if (fault == FAULT_NONE)
		fault = sql_thing_resize(tx, TEXT("first"), 100, &work->changed);
	if (fault == FAULT_NONE)
		fault = sql_word_insert(tx, TEXT("ord"), false, NULL);
	if (fault == FAULT_NONE)
		fault = sql_thing_delete(tx, TEXT("b"), NULL);
	return fault;
}

TEST(db_leaves_nothing_half_done_whichever_call_fails)
{
	struct db *db = store_new(arena);
	struct thing_row row;
	struct work work;
	int64_t words, n;

	CHECK_INT(store_put_alone(db, "first", 1), FAULT_NONE);
	for (n = 1; n < 100; n++) {
		enum fault fault;
		struct refusal why;

		db_fail_at(db, n);
		fault = db_write(db, &why, change_much, &work);
		if (db_fail_at(db, 0) < n) {
			CHECK_INT(fault, FAULT_NONE);
			break;
		}
		CHECK_INT(fault, FAULT_BROKEN);
		CHECK(why.message != NULL);
		CHECK_INT(store_things(db), 1);
		CHECK_INT(sql_word_count(db, &words), FAULT_NONE);
		CHECK_INT(words, 0);
		CHECK_INT(sql_thing_by_name(db, arena, TEXT("first"), &row), FAULT_NONE);
		CHECK_INT(row.size, 1);
	}
	CHECK(n > 10 && n < 100);
	CHECK_INT(store_things(db), 2);
}

static enum fault fill(struct tx *tx, void *what)
{
	enum fault fault = FAULT_NONE;

	for (int i = 0; fault == FAULT_NONE && i < 100000; i++)
		fault = store_put(
			tx, arena_format(what, "thing %d with a name that fills pages", i), i);
	return fault;
}

/* A limit on the size of files stands for the end of the disk. */
TEST(db_survives_a_full_disk)
{
	ONLY_SQLITE
	struct db *db = store_new(arena);
	struct rlimit before, small;
	struct refusal why;

	signal(SIGXFSZ, SIG_IGN);
	CHECK_INT(store_put_alone(db, "before", 1), FAULT_NONE);
	CHECK_INT(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){ .rlim_cur = 400000, .rlim_max = before.rlim_max };
	CHECK_INT(setrlimit(RLIMIT_FSIZE, &small), 0);
	CHECK_INT(db_write(db, &why, fill, arena), FAULT_BROKEN);
	CHECK(why.message != NULL && strstr(why.message, "disk") != NULL);
	CHECK_INT(setrlimit(RLIMIT_FSIZE, &before), 0);
	CHECK_INT(store_things(db), 1);
	CHECK_INT(store_put_alone(db, "after", 1), FAULT_NONE);
	CHECK_INT(store_things(db), 2);
}

static enum fault put_while_held(struct tx *tx, void *what)
{
	CHECK_INT(store_put(tx, "mine", 1), FAULT_NONE);
	return store_put_alone(what, "late", 1);
}

TEST(db_waits_for_another_writer_and_then_says_so)
{
	const char *path = database_new(arena);
	struct db *mine = store_open(arena, path), *other = store_open(arena, path);

	CHECK_INT(db_write(mine, NULL, put_while_held, other), FAULT_BUSY);
	CHECK(database_is_postgres() || strstr(db_why(other)->detail, path) != NULL);
	CHECK(strstr(db_why(other)->message, "try again") != NULL);
	CHECK_INT(store_put_alone(other, "now", 1), FAULT_NONE);
}

TEST(db_is_not_inherited)
{
	struct db *db = store_new(arena);
	int status = 0;

	fflush(stdout);
	if (fork() == 0) {
		int64_t n;
		bool ok = sql_thing_count(db, &n) == FAULT_BROKEN &&
			  store_put_alone(db, "a", 1) == FAULT_BROKEN;

		_exit(ok ? 0 : 1);
	}
	CHECK(wait(&status) > 0);
	CHECK_INT(WEXITSTATUS(status), 0);
	CHECK_INT(store_things(db), 0);
}

enum { WRITERS = 3, WRITES = 40 };

static enum fault grow(struct tx *tx, void *what)
{
	struct thing_id *ids;
	size_t n;

	return sql_things_grow(tx, what, 1000000, &ids, &n);
}

/* Also makes the database at once with the others. */
static int write_much(const char *path)
{
	struct arena own = ARENA_INIT;
	struct db *db = store_open(&own, path);
	enum fault fault = store_put_alone(db, "counter", 0);

	if (fault != FAULT_NONE && fault != FAULT_CONFLICT)
		return 1;
	for (int i = 0; i < WRITES; i++)
		if (db_write(db, NULL, grow, &own) != FAULT_NONE)
			return 2;
	arena_release(&own);
	return 0;
}

TEST(db_takes_several_processes)
{
	const char *path = database_new(arena);
	struct thing_row row;

	fflush(stdout);
	for (int i = 0; i < WRITERS; i++)
		if (fork() == 0)
			_exit(write_much(path));
	for (int i = 0; i < WRITERS; i++) {
		int status = -1;

		CHECK(wait(&status) > 0);
		CHECK_INT(status, 0);
	}
	CHECK_INT(sql_thing_by_name(store_open(arena, path), arena, TEXT("counter"), &row),
		FAULT_NONE);
	CHECK_INT(row.size, WRITERS * WRITES);
}
