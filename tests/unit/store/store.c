#include "store.h"

#include <stdio.h>
#include <stdlib.h>

struct db *store_open(struct arena *arena, const char *path)
{
	struct refusal why = REFUSAL_INIT;
	struct db *db = NULL;

	if (db_open_schema(arena, text_from(path), DB_CREATE, &schema_test, &why, &db) !=
		FAULT_NONE) {
		printf("Bail out! %s %s\n", why.message, why.detail);
		exit(1);
	}
	return db;
}

struct db *store_new(struct arena *arena)
{
	return store_open(arena, database_new(arena));
}

enum fault store_put(struct tx *tx, const char *name, int64_t size)
{
	struct thing_id id;

	return sql_thing_insert(tx, text_from(name), TEXT_NONE, TEXT("x"), TEXT_NONE, size, true,
		0.5, 17, (struct date){ 2026, 11, 23 }, (struct date){ 0 },
		(struct moment){ { 2026, 11, 23 }, 9, 30 }, MOMENT_NONE, (struct thing_id){ 0 },
		&id);
}

struct put {
	const char *name;
	int64_t size;
};

static enum fault put_body(struct tx *tx, void *what)
{
	const struct put *put = what;

	return store_put(tx, put->name, put->size);
}

enum fault store_put_alone(struct db *db, const char *name, int64_t size)
{
	struct put put = { name, size };

	return db_write(db, NULL, put_body, &put);
}

int64_t store_things(struct db *db)
{
	int64_t n = -1;

	return sql_thing_count(db, &n) == FAULT_NONE ? n : -1;
}
