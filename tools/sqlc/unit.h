/* tools/sqlc/unit.h: one sql/query/NOUN.sql as a value; tools/sqlc.c documents the language.
 *
 * unit_parse makes it from text alone and never looks at a database: that is check.h.  Everything
 * lives in one arena; names borrow from the source.
 */
#ifndef SQLC_UNIT_H
#define SQLC_UNIT_H

#include "sqlc/token.h"
#include "store/statement.h"

enum {
	UNIT_BYTES_MAX = 1 << 20, /* of one file: nobody reads further */
	FIELDS_MAX =
		64, /* in a row or a parameter list; src/store/statement.c has room for as many */
};

struct type {
	enum value_kind kind;
	bool optional;
	struct text id; /* VALUE_ID: "meeting_id" */
};

/* A column of a row, or a parameter. */
struct field {
	struct text name;
	struct type type;
	struct text note; /* may be unknown */
	size_t line;
	bool used; /* a parameter: some body names it */
};

struct fields {
	struct field *v;
	size_t n, room;
};

struct row {
	struct text name;
	struct fields fields;
	struct text note; /* prose below its first line */
	size_t line;
};

enum verb {
	VERB_ONE,
	VERB_MANY,
	VERB_EXEC,
};

struct query {
	const struct unit *unit;
	enum verb verb;
	struct text name;
	struct fields params;
	struct text result;  /* as written; unknown for VERB_EXEC */
	struct text purpose; /* the comment */
	bool ungated;
	size_t line;
	struct tokens sqlite, postgres; /* the same when there is one body */

	/* Set by check.h. */
	struct row *row; /* NULL: result_type alone */
	struct type result_type;
	bool writes;
};

struct guard {
	struct text table, view;
	size_t line;
};

struct unit {
	const char *file;
	struct text noun; /* "meeting" of "sql/query/meeting.sql" */
	struct row *rows;
	size_t rows_n, rows_room;
	struct query *queries;
	size_t queries_n, queries_room;
	struct guard *guards;
	size_t guards_n, guards_room;
};

/* Reads what it can and reports the rest.  Never NULL. */
struct unit *unit_parse(
	struct arena *arena, const char *file, struct text source, struct report *report);

/* "text", "meeting_id?": false when there is no such type. */
bool type_parse(struct text word, struct type *ret);
/* NULL must have a value in C that stands for it. */
bool type_takes_null(enum value_kind kind);
struct field *fields_find(const struct fields *fields, struct text name);

#endif
