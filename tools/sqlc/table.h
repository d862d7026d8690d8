/* tools/sqlc/table.h: for each table of the schema, the statements that move its rows whole.
 *
 * They are made from the schema and not written by hand, so that no table and no column can be
 * forgotten when an installation moves from one engine to the other (src/store/table.h).
 *
 * Tables stand in an order in which each refers only to those before it.  Where they refer to each
 * other in a ring, the reference that may be NULL is late: filled in when all rows are there.
 */
#ifndef SQLC_TABLE_H
#define SQLC_TABLE_H

#include "sqlc/check.h"

/* Adds `tables`, an array of struct table, and the statements that it names.  False, and reported,
 * when the schema cannot be moved: a table without a key, a ring that cannot be opened. */
bool emit_tables(struct arena *arena, struct buffer *b, const struct program *program,
	struct report *report);

#endif
