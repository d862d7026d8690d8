/* store/statement.h: what the functions made by tools/sqlc say to the store.
 *
 * A struct statement is a constant: text for each engine, what goes in, and where in a C struct
 * each column comes out. The set of statements is closed; no text is put together at run time.
 */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include "base/calendar.h"
#include "store/db.h"

enum value_kind {
	VALUE_TEXT,    /* struct text */
	VALUE_BLOB,    /* struct text of any bytes */
	VALUE_INT,     /* int64_t */
	VALUE_BOOL,    /* bool; 0 or 1 in the database */
	VALUE_REAL,    /* double */
	VALUE_INSTANT, /* int64_t, microseconds UTC */
	VALUE_DATE,    /* struct date; YYYY-MM-DD in the database */
	VALUE_MOMENT,  /* struct moment; YYYY-MM-DD or YYYY-MM-DDTHH:MM in the database */
	VALUE_ID,      /* struct NAME_id */
};

enum { VALUE_BYTES_MAX = 64 << 20 }; /* of one text or blob: files are kept in chunks far below */

/* A parameter; statement->params tells which member is meant. */
union value {
	struct text text; /* VALUE_TEXT, VALUE_BLOB */
	int64_t integer;  /* VALUE_INT, VALUE_BOOL, VALUE_INSTANT, VALUE_ID */
	double real;
	struct date date;
	struct moment moment;
};

struct statement_param {
	const char *name;
	enum value_kind kind;
	/* TEXT_NONE, a zeroed date, MOMENT_NONE and id 0 become NULL; else the first three are
	 * refused, and id 0 is a number like others. */
	bool optional;
};

struct statement_column {
	const char *name;
	enum value_kind kind;
	bool optional; /* NULL gives the same; else it is FAULT_BROKEN */
	size_t offset; /* in the row */
};

struct statement {
	const char *name;
	const char *sqlite;   /* parameters as ?1 ?2 */
	const char *postgres; /* parameters as $1::text $2::bigint */
	const struct statement_param *params;
	size_t params_n;
	const struct statement_column *columns;
	size_t columns_n;
	size_t row_size;
};

/* Exactly one row; FAULT_NOT_FOUND when there is none, FAULT_BROKEN when there are more.  arena may
 * be NULL when no column is text or blob. */
must_check enum fault statement_one(struct db *db, struct arena *arena,
	const struct statement *statement, const union value *params, void *ret_row);
/* All rows as one array; ret_rows is a pointer to a pointer to rows.  No rows is no fault. */
must_check enum fault statement_many(struct db *db, struct arena *arena,
	const struct statement *statement, const union value *params, void *ret_rows,
	size_t *ret_n);
/* How many rows it changed; ret_changed may be NULL. */
must_check enum fault statement_change(struct tx *tx, const struct statement *statement,
	const union value *params, int64_t *ret_changed);

#endif
