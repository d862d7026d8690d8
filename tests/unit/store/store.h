/* tests/unit/store/store.h: a database of its own, for the tests of src/store. */
#ifndef TEST_STORE_H
#define TEST_STORE_H

#include "database.h"
#include "query/thing.h"
#include "query/word.h"
#include "store/engine.h"
#include "tap.h"

extern const struct schema schema_test;

/* A new database at path (a URL on PostgreSQL), or the one that is there. */
struct db *store_open(struct arena *arena, const char *path);
struct db *store_new(struct arena *arena);

/* A thing with nothing optional. */
must_check enum fault store_put(struct tx *tx, const char *name, int64_t size);
must_check enum fault store_put_alone(struct db *db, const char *name, int64_t size);
int64_t store_things(struct db *db);

#endif
