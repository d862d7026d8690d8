/* tests/unit/database.h: a database of its own for every test, on the engine that the run is about.
 *
 * A file in a new folder; or, when TEST_DATABASE names a PostgreSQL (tests/postgres does), a new schema in that.
 */
#ifndef TEST_DATABASE_H
#define TEST_DATABASE_H

#include "base/arena.h"
#include "tap.h"

/* What to open with DB_CREATE; there is nothing in it.  Taken away with the arena. */
const char *database_new(struct arena *arena);
bool database_is_postgres(void);
/* Runs SQL past the store, as a hostile hand would; false when the engine refuses. */
bool database_force(const char *url, const char *sql);

/* For a test that is about files: begins it. */
#define ONLY_SQLITE                                                                                                    \
	if (database_is_postgres()) {                                                                                  \
		tap_skip("about files");                                                                               \
		return;                                                                                                \
	}

#endif
