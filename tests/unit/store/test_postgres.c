/* What is PostgreSQL's alone: addresses, links that break, schemas of others. */
#include "store.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define ONLY_POSTGRES                                                                              \
	if (!database_is_postgres()) {                                                             \
		tap_skip("about PostgreSQL");                                                      \
		return;                                                                            \
	}

static enum fault open_as(
	struct arena *arena, const char *url, enum db_mode mode, struct refusal *why)
{
	struct db *db;

	return db_open_schema(arena, text_from(url), mode, &schema_test, why, &db);
}

static bool says(const struct refusal *why, const char *words)
{
	return (why->message != NULL && strstr(why->message, words) != NULL) ||
	       strstr(why->detail, words) != NULL;
}

/* Nobody listens there: no server is needed. */
TEST(postgres_says_what_is_wrong_and_never_the_password)
{
	static const char *const urls[] = {
		"postgresql://anna:hemmelig@127.0.0.1:1/sager",
		"postgresql://anna:hemmelig@127.0.0.1:1,127.0.0.1:2/"
		"sager?target_session_attrs=read-write",
		"postgresql://anna:hemmelig@127.0.0.1:notaport/sager",
		"postgresql://127.0.0.1/sager?password=hemmelig&nonsense=1",
		"postgresql://anna:hemmelig@[::1/sager",
		"postgresql://anna:hemmelig%zz@127.0.0.1:1/sager",
		"postgres://anna:hemmelig@127.0.0.1:1/?dbname=password%3Dhemmelig",
	};

	for (size_t i = 0; i < LENGTH_OF(urls); i++) {
		struct refusal why = REFUSAL_INIT;
		enum fault fault = open_as(arena, urls[i], DB_CREATE, &why);

		CHECK(fault == FAULT_BUSY || fault == FAULT_INVALID);
		CHECK(why.message != NULL);
		CHECK(!says(&why, "hemmelig"));
	}
}

TEST(postgres_works_in_an_empty_schema_or_in_its_own)
{
	ONLY_POSTGRES
	const char *url = database_new(arena), *foreign = database_new(arena);
	struct refusal why;

	CHECK_INT(open_as(arena, url, DB_READ, &why), FAULT_NOT_FOUND);
	CHECK_INT(open_as(arena, url, DB_WRITE, &why), FAULT_NOT_FOUND);
	CHECK_INT(open_as(arena, url, DB_CREATE, &why), FAULT_NONE);
	CHECK_INT(open_as(arena, url, DB_WRITE, &why), FAULT_NONE);
	CHECK_INT(open_as(arena, url, DB_READ, &why), FAULT_NONE);
	CHECK(database_force(foreign, "CREATE TABLE theirs (a int)"));
	CHECK_INT(open_as(arena, foreign, DB_CREATE, &why), FAULT_INVALID);
	CHECK(says(&why, "not a database of this program"));
	url = arena_format(arena, "%s&options=-csearch_path%%3Dnowhere", url);
	CHECK_INT(open_as(arena, url, DB_CREATE, &why), FAULT_NOT_FOUND);
}

enum { MAKERS = 4 };

TEST(postgres_is_made_once_by_several_at_once)
{
	ONLY_POSTGRES
	const char *url = database_new(arena);

	fflush(stdout);
	for (int i = 0; i < MAKERS; i++)
		if (fork() == 0) {
			struct arena own = ARENA_INIT;
			struct refusal why;

			_exit(open_as(&own, url, DB_CREATE, &why) == FAULT_NONE ? 0 : 1);
		}
	for (int i = 0; i < MAKERS; i++) {
		int status = -1;

		CHECK(wait(&status) > 0);
		CHECK_INT(status, 0);
	}
	CHECK_INT(store_things(store_open(arena, url)), 0);
}

/* As if the server had gone: all its sessions of this schema end, but the one that says so. */
static bool cut(const char *url)
{
	return database_force(url,
		"SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE pid <> "
		"pg_backend_pid() AND application_name = current_schema()");
}

TEST(postgres_reads_on_after_a_lost_link)
{
	ONLY_POSTGRES
	const char *url = database_new(arena);
	struct db *db = store_open(arena, url);
	int64_t before;

	CHECK_INT(store_put_alone(db, "kept", 1), FAULT_NONE);
	before = db_version(db);
	CHECK(cut(url));
	CHECK_INT(store_things(db), 1);
	CHECK(db_version(db) != before);
	CHECK(cut(url));
	CHECK_INT(store_put_alone(db, "next", 2), FAULT_NONE);
	CHECK_INT(store_things(db), 2);
}

struct cutting {
	const char *url;
	struct db *db;
	enum fault seen;
};

static enum fault put_cut_put(struct tx *tx, void *what)
{
	struct cutting *cutting = what;

	CHECK_INT(store_put(tx, "before", 1), FAULT_NONE);
	CHECK(cut(cutting->url));
	cutting->seen = store_put(tx, "after", 2);
	return FAULT_NONE;
}

static enum fault put_and_cut(struct tx *tx, void *what)
{
	struct cutting *cutting = what;

	CHECK_INT(store_put(tx, "last", 1), FAULT_NONE);
	CHECK(cut(cutting->url));
	return FAULT_NONE;
}

/* A link that dies before the commit has kept nothing; one that dies while it commits may have. */
TEST(postgres_tells_lost_from_uncertain)
{
	ONLY_POSTGRES
	const char *url = database_new(arena);
	struct db *db = store_open(arena, url);
	struct cutting cutting = { .url = url, .db = db };
	struct refusal why = REFUSAL_INIT;

	CHECK_INT(db_write(db, &why, put_cut_put, &cutting), FAULT_BUSY);
	CHECK_INT(cutting.seen, FAULT_BUSY);
	CHECK(why.message != NULL);
	CHECK_INT(store_things(db), 0);
	CHECK_INT(db_write(db, &why, put_and_cut, &cutting), FAULT_UNCERTAIN);
	CHECK(says(&why, "Look whether"));
	CHECK_INT(store_things(db), 0);
	CHECK_INT(store_put_alone(db, "now", 1), FAULT_NONE);
}

static enum fault nothing(struct tx *tx, void *what)
{
	int64_t changed = -1;
	enum fault fault = sql_thing_resize(tx, TEXT("nobody"), 9, &changed);

	CHECK_INT(changed, 0);
	(void)what;
	return fault;
}

/* Else every page would be built anew for a change that was none. */
TEST(postgres_sends_no_word_of_nothing)
{
	ONLY_POSTGRES
	const char *url = database_new(arena);
	struct db *mine = store_open(arena, url), *other = store_open(arena, url);
	int64_t seen = db_version(mine);

	CHECK_INT(db_write(other, NULL, nothing, NULL), FAULT_NONE);
	usleep(50000);
	CHECK_INT(db_version(mine), seen);
}

/* A program that comes back to a schema that is newer than itself must not write in it. */
TEST(postgres_judges_again_after_a_lost_link)
{
	ONLY_POSTGRES
	const char *url = database_new(arena);
	const struct schema first = { .migrations = schema_test.migrations, .n = 1 };
	struct refusal why = REFUSAL_INIT;
	struct db *old = NULL;

	CHECK_INT(db_open_schema(arena, text_from(url), DB_CREATE, &first, &why, &old), FAULT_NONE);
	CHECK(store_open(arena, url) != NULL);
	CHECK(cut(url));
	CHECK_INT(store_put_alone(old, "a", 1), FAULT_INVALID);
	CHECK(says(db_why(old), "newer"));
}

struct problems {
	struct arena *arena;
	struct text all;
};

static void note(void *what, const struct refusal *problem)
{
	struct problems *problems = what;

	problems->all = text_join(problems->arena, problems->all, TEXT("\n"),
		text_from(
			arena_format(problems->arena, "%s|%s", problem->message, problem->detail)));
}

static bool told(const struct problems *problems, const char *words)
{
	return text_find(problems->all, text_from(words)) < problems->all.n;
}

TEST(postgres_check_finds_another_schema)
{
	ONLY_POSTGRES
	const char *url = database_new(arena);
	struct db *db = store_open(arena, url);
	struct problems problems = { .arena = arena, .all = TEXT("") };

	CHECK_INT(db_check(db, note, &problems, NULL), FAULT_NONE);
	CHECK(database_force(url, "DROP INDEX word_word; CREATE TABLE added (a int); ALTER TABLE "
				  "viewer ADD b bigint; "
				  "ALTER TABLE thing ALTER note SET NOT NULL"));
	CHECK_INT(db_check(db, note, &problems, NULL), FAULT_BROKEN);
	CHECK(told(&problems, "lacks what it should hold: %s.|index word_word"));
	CHECK(told(&problems, "holds what it should not: %s.|table added"));
	CHECK(told(&problems, "holds what it should not: %s.|column viewer.b"));
	CHECK(told(&problems, "not what this program makes: %s.|column thing.note"));
}

TEST(postgres_leaves_copies_to_its_own_tools)
{
	ONLY_POSTGRES
	struct refusal why = REFUSAL_INIT;

	CHECK_INT(db_backup(store_new(arena), "/tmp/never.db", NULL, NULL, &why), FAULT_INVALID);
	CHECK(says(&why, "pg_dump"));
}
