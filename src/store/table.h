/* store/table.h: the rows of a table, whole, for moving an installation from one engine to another.
 *
 * Tables and their statements are made by tools/sqlc from the schema (tools/sqlc/table.h), so that
 * none can be forgotten.  They stand in an order in which each refers only to those before it; a
 * reference that points forward is late: put leaves it NULL, and table_fill sets it when all rows
 * are there.
 *
 * A row is table->columns_n cells, those of its key first; cells that were read live in the arena.
 * Nobody asks who looks: this is for the operator alone.
 */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

#include "store/cell.h"
#include "store/statement.h"

struct table {
	const char *name;
	size_t columns_n, keys_n;
	int64_t seeded; /* rows that the migrations put there */
	bool has_blob;
	const bool *late; /* of each column */
	const struct statement *first, *after, *newest, *put, *count, *empty, *settle, *gauge;
	const struct statement *fill, *loosen; /* NULL without late columns */
};

struct table_rows {
	struct cell *cells; /* n rows one after the other */
	size_t n;
};

/* In the order in which they are put. */
const struct table *db_tables(const struct db *db, size_t *ret_n);

/* At most `most` rows in the order of their key: those beyond `after`, or the first when it is
 * NULL. */
must_check enum fault table_read(struct db *db, struct arena *arena, const struct table *table,
	const struct cell *after, int64_t most, struct table_rows *ret);
/* The key of the last row; n is 0 when there is none. */
must_check enum fault table_newest(
	struct db *db, struct arena *arena, const struct table *table, struct table_rows *ret);
must_check enum fault table_count(struct db *db, const struct table *table, int64_t *ret);

/* Puts rows as they are, but for what is late.  On a server they travel together. */
must_check enum fault table_put(
	struct tx *tx, const struct table *table, const struct cell *cells, size_t rows);
/* Sets what is late in rows that were put. */
must_check enum fault table_fill(
	struct tx *tx, const struct table *table, const struct cell *cells, size_t rows);
/* Takes every row away; those that refer to them must be gone, and what is late loosened. */
must_check enum fault table_empty(struct tx *tx, const struct table *table);
must_check enum fault table_loosen(struct tx *tx, const struct table *table);
/* After the last row: the next one that is made gets an id beyond them, and a server counts the rows,
 * so that it plans for them. */
must_check enum fault table_settle(struct tx *tx, const struct table *table);

#endif
