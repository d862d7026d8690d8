#include "store.h"

#include <stdio.h>
#include <stdlib.h>

struct problems {
	struct arena *arena;
	int n;
	struct text all; /* messages and details, a line each */
};

static void note(void *what, const struct refusal *problem)
{
	struct problems *problems = what;

	problems->n++;
	CHECK_INT(problem->fault, FAULT_BROKEN);
	problems->all = text_join(problems->arena, problems->all, TEXT("\n"),
		text_from(
			arena_format(problems->arena, "%s|%s", problem->message, problem->detail)));
}

static bool told(const struct problems *problems, const char *words)
{
	return text_find(problems->all, text_from(words)) < problems->all.n;
}

static enum fault fill(struct tx *tx, void *what)
{
	enum fault fault = FAULT_NONE;

	for (int i = 0; fault == FAULT_NONE && i < 2000; i++)
		fault = store_put(tx, arena_format(what, "thing %d", i), i);
	return fault;
}

TEST(check_finds_nothing_in_a_sound_database)
{
	struct db *db = store_new(arena);
	struct problems problems = { .arena = arena };
	struct refusal why;

	CHECK_INT(db_write(db, NULL, fill, arena), FAULT_NONE);
	CHECK_INT(db_check(db, note, &problems, &why), FAULT_NONE);
	CHECK_INT(problems.n, 0);
}

TEST(check_finds_a_damaged_page)
{
	ONLY_SQLITE
	const char *path = database_new(arena);
	struct arena first = ARENA_INIT;
	struct problems problems = { .arena = arena };
	struct refusal why;
	struct db *db;
	FILE *file;

	CHECK_INT(db_write(store_open(&first, path), NULL, fill, arena), FAULT_NONE);
	arena_release(&first);
	file = fopen(path, "r+");
	fseek(file, 20 * 8192 + 100, SEEK_SET);
	for (int i = 0; i < 3000; i++)
		fputc(i * 7, file);
	fclose(file);
	CHECK_INT(db_open_schema(arena, text_from(path), DB_READ, &schema_test, &why, &db),
		FAULT_NONE);
	CHECK_INT(db_check(db, note, &problems, &why), FAULT_BROKEN);
	CHECK(problems.n > 0);
	CHECK(told(&problems, "damaged"));
	CHECK(strstr(why.detail, path) != NULL);
}

TEST(check_finds_dangling_references)
{
	ONLY_SQLITE
	const char *path = database_new(arena);
	struct db *db = store_open(arena, path);
	struct problems problems = { .arena = arena };

	CHECK_INT(store_put_alone(db, "child", 1), FAULT_NONE);
	CHECK(database_force(path, "PRAGMA foreign_keys = OFF; UPDATE thing SET parent_id = 99"));
	CHECK_INT(db_check(db, note, &problems, NULL), FAULT_BROKEN);
	CHECK_INT(problems.n, 1);
	CHECK(told(&problems, "thing"));
}

TEST(check_finds_another_schema)
{
	ONLY_SQLITE
	const char *path = database_new(arena);
	struct db *db = store_open(arena, path);
	struct problems problems = { .arena = arena };

	CHECK(database_force(path,
		"DROP INDEX word_word; CREATE TABLE added (a); ALTER TABLE viewer "
		"ADD COLUMN b INTEGER;"));
	CHECK_INT(db_check(db, note, &problems, NULL), FAULT_BROKEN);
	CHECK_INT(problems.n, 3);
	CHECK(told(&problems, "lacks what it should hold: %s.|index word_word"));
	CHECK(told(&problems, "holds what it should not: %s.|table added"));
	CHECK(told(&problems, "not what this program makes: %s.|table viewer"));
}
