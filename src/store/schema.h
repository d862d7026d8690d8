/* store/schema.h: the numbered migrations of sql/schema, built into the program by sqlc.
 *
 * Migration i + 1 makes version i + 1; the database says in user_version how far it has come.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>

struct migration {
	const char *name; /* "0001_record.sql" */
	const char *sql;
};

struct schema {
	const struct migration *migrations;
	size_t n;
};

extern const struct schema schema_sqlite; /* this program's */

#endif
