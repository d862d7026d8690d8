#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MANY = 3000 };

static enum fault fill(struct tx *tx, void *what)
{
	struct arena *arena = what;
	enum fault fault = FAULT_NONE;

	for (int i = 0; fault == FAULT_NONE && i < MANY; i++)
		fault = store_put(
			tx, arena_format(arena, "thing %d with a name that fills the pages", i), i);
	return fault;
}

struct seen {
	struct db *other; /* writes while the copy is made */
	int64_t calls, done, all;
};

static void watch(void *what, int64_t done, int64_t all)
{
	struct seen *seen = what;
	char name[32];

	seen->calls++;
	seen->done = done;
	seen->all = all;
	snprintf(name, sizeof(name), "meanwhile %d", (int)seen->calls);
	if (seen->other != NULL)
		CHECK_INT(store_put_alone(seen->other, name, -1), FAULT_NONE);
}

static int files_in(struct arena *arena, const char *path)
{
	char *folder = arena_format(arena, "%s", path);
	FILE *list;
	int n = 0;

	*strrchr(folder, '/') = '\0';
	list = popen(arena_format(arena, "ls -A '%s'", folder), "r");
	for (int c; (c = fgetc(list)) != EOF;)
		n += c == '\n';
	pclose(list);
	return n;
}

TEST(backup_copies_one_state_while_others_write)
{
	ONLY_SQLITE
	const char *path = database_new(arena), *copy = database_new(arena);
	struct db *db = store_open(arena, path), *read;
	struct seen seen = { .other = store_open(arena, path) };
	struct refusal why;
	struct stat found;

	CHECK_INT(db_write(db, NULL, fill, arena), FAULT_NONE);
	CHECK_INT(db_backup(db, copy, watch, &seen, &why), FAULT_NONE);
	CHECK(seen.calls > 0 && seen.done == seen.all);
	CHECK_INT(store_things(db), MANY + seen.calls);
	CHECK_INT(db_open_schema(arena, text_from(copy), DB_READ, &schema_test, &why, &read),
		FAULT_NONE);
	CHECK_INT(store_things(read), MANY);
	CHECK_INT(stat(copy, &found), 0);
	CHECK_INT(found.st_mode & 0777, 0600);
}

TEST(backup_replaces_an_older_copy_and_leaves_nothing_else)
{
	ONLY_SQLITE
	const char *path = database_new(arena), *copy = database_new(arena);
	struct db *db = store_open(arena, path), *read;
	struct refusal why;

	CHECK_INT(db_backup(db, copy, NULL, NULL, &why), FAULT_NONE);
	CHECK_INT(store_put_alone(db, "later", 1), FAULT_NONE);
	CHECK_INT(db_backup(db, copy, NULL, NULL, &why), FAULT_NONE);
	CHECK_INT(files_in(arena, copy), 1);
	CHECK_INT(db_open_schema(arena, text_from(copy), DB_WRITE, &schema_test, &why, &read),
		FAULT_NONE);
	CHECK_INT(store_things(read), 1);
}

TEST(backup_refuses_what_it_would_destroy)
{
	ONLY_SQLITE
	const char *path = database_new(arena), *used = database_new(arena);
	struct db *db = store_open(arena, path);
	struct refusal why;

	CHECK_INT(db_backup(db, path, NULL, NULL, &why), FAULT_CONFLICT);
	CHECK_INT(store_put_alone(store_open(arena, used), "theirs", 1), FAULT_NONE);
	CHECK_INT(db_backup(db, used, NULL, NULL, &why), FAULT_CONFLICT);
	CHECK(strstr(why.detail, used) != NULL);
	CHECK_INT(db_backup(db, "/nowhere/copy.db", NULL, NULL, &why), FAULT_BROKEN);
	CHECK(why.message != NULL && strstr(why.detail, "/nowhere") != NULL);
}

static enum fault backup_within(struct tx *tx, void *what)
{
	return db_backup(tx_db(tx), what, NULL, NULL, NULL);
}

TEST(backup_is_not_made_within_a_transaction)
{
	ONLY_SQLITE
	const char *copy = database_new(arena);
	struct db *db = store_new(arena);

	CHECK_INT(db_write(db, NULL, backup_within, arena_format(arena, "%s", copy)), FAULT_BROKEN);
	CHECK_INT(files_in(arena, copy), 0);
	CHECK_INT(store_put_alone(db, "after", 1), FAULT_NONE);
}
