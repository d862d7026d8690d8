/* tools/sqlc/engine.h: what SQLite says about a statement, over the real schema in memory.
 *
 * The only file of sqlc that includes sqlite3.h.
 */
#ifndef SQLC_ENGINE_H
#define SQLC_ENGINE_H

#include "report.h"

struct schema_file {
	const char *file;
	struct text sql;
};

/* A table or view that a statement touches, each way once. */
struct touch {
	struct text table;
	struct text within; /* the innermost view or trigger through which; unknown when directly */
	bool writes;
	bool rows_only; /* no column of it is read */
	bool whole;     /* all rows of `within` are made before one is looked for */
};

struct origin {
	struct text name;  /* of the result's column */
	struct text table; /* unknown when it is an expression */
	struct text column;
	struct text type; /* as declared: "TEXT" */
	bool nullable;
};

struct prepared {
	bool reads_only;
	struct origin *columns;
	size_t columns_n;
	struct touch *touches;
	size_t touches_n, touches_room;
	const char *problem; /* NULL when it can be prepared */
	size_t problem_at;   /* byte in its text */
};

struct engine;

/* Runs the schema's files in order; NULL, and reported, when one does not run.  Closed with the
 * arena. */
struct engine *engine_open(
	struct arena *arena, const struct schema_file *schema, size_t n, struct report *report);
void engine_prepare(struct engine *engine, struct text sql, struct prepared *ret);
/* Reading all of a view. */
void engine_prepare_view(struct engine *engine, struct text view, struct prepared *ret);

bool engine_has(struct engine *engine, struct text type,
	struct text name); /* "table", "view" or "trigger" */
struct text engine_view(struct engine *engine,
	struct text name); /* as the schema spells it; unknown when no view */
bool engine_gives(struct engine *engine, struct text table,
	struct text column); /* a table's or view's column */
/* The table that a column of ids points into: itself for a primary key, else what it REFERENCES;
 * unknown if neither. */
struct text engine_target(struct engine *engine, struct text table, struct text column);

/* A column of a table, and what it refers to. */
struct table_column {
	struct text name;
	struct text type; /* as declared: "TEXT" */
	struct text to;   /* the table that it REFERENCES; unknown when none */
	bool not_null;
	int64_t key; /* 1.. of its place in the primary key; 0: not in it */
};

struct table_found {
	struct text name;
	bool is_virtual; /* its key is the rowid */
	int64_t rows;    /* that the schema's own files put there */
	struct table_column *columns;
	size_t columns_n, columns_room;
};

/* Every table of the schema, by name, without SQLite's own and those that a virtual one keeps. */
void engine_tables(struct engine *engine, struct table_found **ret, size_t *ret_n);

#endif
