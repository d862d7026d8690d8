/* store/schema.h: the numbered migrations of sql/schema, built into the program by sqlc.
 *
 * Migration i + 1 makes version i + 1.  The database says how far it has come: a file in its
 * user_version, PostgreSQL in the table sagsgang_migration.  Each runs in a transaction of its own,
 * forward only.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "store/db.h"

struct table;

struct migration {
	const char *name;              /* "0001_record.sql" */
	const char *sqlite, *postgres; /* the same step in the words of either engine */
};

struct schema {
	const struct migration *migrations;
	size_t n;
	const struct table *tables; /* what they make: store/table.h */
	size_t tables_n;
};

extern const struct schema schema_program;

/* What an engine found in a database. */
struct schema_state {
	bool ours;
	bool empty; /* holds nothing at all */
	int64_t version;
};

/* Whether this program may work with it; name is the database's, for people. */
must_check enum fault schema_judge(const struct schema *schema, enum db_mode mode,
	const struct schema_state *state, const char *name, struct refusal *why);

#endif
