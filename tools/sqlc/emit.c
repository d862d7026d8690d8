#include "sqlc/emit.h"

#include "base/path.h"
#include "sqlc/render.h"
#include "sqlc/table.h"

#include <ctype.h>

static struct buffer start(struct arena *arena, const char *from)
{
	struct buffer b = buffer_in(arena, EMIT_BYTES_MAX);

	buffer_format(&b, "/* Made by sqlc from %s: change that. */\n", from);
	return b;
}

static const char *c_type(struct arena *arena, struct type type)
{
	switch (type.kind) {
	case VALUE_TEXT:
	case VALUE_BLOB:
		return "struct text";
	case VALUE_INT:
	case VALUE_INSTANT:
		return "int64_t";
	case VALUE_BOOL:
		return "bool";
	case VALUE_REAL:
		return "double";
	case VALUE_DATE:
		return "struct date";
	case VALUE_MOMENT:
		return "struct moment";
	case VALUE_ID:
		break;
	}
	return arena_format(arena, "struct %.*s", TEXT_ARG(type.id));
}

static const char *result_type(struct arena *arena, const struct query *query)
{
	if (query->row != NULL)
		return arena_format(arena, "struct %.*s", TEXT_ARG(query->row->name));
	return c_type(arena, query->result_type);
}

static const char *kind_name(enum value_kind kind)
{
	static const char *const names[] = {
		[VALUE_TEXT] = "VALUE_TEXT",
		[VALUE_BLOB] = "VALUE_BLOB",
		[VALUE_INT] = "VALUE_INT",
		[VALUE_BOOL] = "VALUE_BOOL",
		[VALUE_REAL] = "VALUE_REAL",
		[VALUE_INSTANT] = "VALUE_INSTANT",
		[VALUE_DATE] = "VALUE_DATE",
		[VALUE_MOMENT] = "VALUE_MOMENT",
		[VALUE_ID] = "VALUE_ID",
	};

	return names[kind];
}

/* Which member of union value holds it. */
static const char *member_of(enum value_kind kind)
{
	switch (kind) {
	case VALUE_TEXT:
	case VALUE_BLOB:
		return "text";
	case VALUE_REAL:
		return "real";
	case VALUE_DATE:
		return "date";
	case VALUE_MOMENT:
		return "moment";
	case VALUE_INT:
	case VALUE_BOOL:
	case VALUE_INSTANT:
	case VALUE_ID:
		break;
	}
	return "integer";
}

static bool is_memory(struct type type)
{
	return type.kind == VALUE_TEXT || type.kind == VALUE_BLOB;
}

/* An arena is asked for only when something in the answer lives in it. */
static bool needs_arena(const struct query *query)
{
	if (query->verb != VERB_ONE)
		return query->verb == VERB_MANY;
	if (query->row == NULL)
		return is_memory(query->result_type);
	for (size_t i = 0; i < query->row->fields.n; i++)
		if (is_memory(query->row->fields.v[i].type))
			return true;
	return false;
}

/* Prose in a comment may not end it. */
static void add_prose(struct buffer *b, struct text prose, const char *indent)
{
	for (size_t i = 0; i < prose.n; i++) {
		if (prose.s[i] == '\n')
			buffer_format(b, "\n%s * ", indent);
		else if (prose.s[i] == '/' && i > 0 && prose.s[i - 1] == '*')
			buffer_add_string(b, " /");
		else if (prose.s[i] == '*' && i > 0 && prose.s[i - 1] == '/')
			buffer_add_string(b, " *");
		else
			buffer_add_byte(b, prose.s[i]);
	}
}

static void add_row(struct arena *arena, struct buffer *b, const struct row *row)
{
	if (!text_empty(row->note)) {
		buffer_add_string(b, "\n/* ");
		add_prose(b, row->note, "");
		buffer_add_string(b, " */");
	}
	buffer_format(b, "\nstruct %.*s {\n", TEXT_ARG(row->name));
	for (size_t i = 0; i < row->fields.n; i++) {
		const struct field *field = &row->fields.v[i];

		buffer_format(b, "\t%s %.*s;", c_type(arena, field->type), TEXT_ARG(field->name));
		if (!text_empty(field->note) || field->type.optional) {
			buffer_add_string(b, field->type.optional ? " /* or none" : " /* ");
			buffer_add_string(
				b, field->type.optional && !text_empty(field->note) ? "; " : "");
			add_prose(b, field->note, "\t");
			buffer_add_string(b, " */");
		}
		buffer_add_byte(b, '\n');
	}
	buffer_add_string(b, "};\n");
}

struct ids {
	struct text *v;
	size_t n, room;
};

static void collect_id(struct arena *arena, struct ids *ids, struct type type)
{
	if (type.kind != VALUE_ID)
		return;
	for (size_t i = 0; i < ids->n; i++)
		if (text_eq(ids->v[i], type.id))
			return;
	arena_grow(arena, ids->v, ids->n, &ids->room);
	ids->v[ids->n++] = type.id;
}

static void collect_unit_ids(struct arena *arena, struct ids *ids, const struct unit *unit)
{
	for (size_t i = 0; i < unit->rows_n; i++)
		for (size_t f = 0; f < unit->rows[i].fields.n; f++)
			collect_id(arena, ids, unit->rows[i].fields.v[f].type);
	for (size_t i = 0; i < unit->queries_n; i++) {
		const struct query *query = &unit->queries[i];

		for (size_t f = 0; f < query->params.n; f++)
			collect_id(arena, ids, query->params.v[f].type);
		if (query->verb != VERB_EXEC && query->row == NULL)
			collect_id(arena, ids, query->result_type);
	}
}

struct text emit_types(struct arena *arena, const struct program *program)
{
	struct buffer b = start(arena, "sql/query");
	struct ids ids = { 0 };

	buffer_add_string(&b,
		"#ifndef QUERY_TYPES_H\n#define QUERY_TYPES_H\n\n#include \"base/calendar.h\"\n"
		"#include \"store/db.h\"\n\n/* The ids of two tables are two types; 0 is none. "
		"*/\n");
	for (size_t u = 0; u < program->units_n; u++)
		collect_unit_ids(arena, &ids, program->units[u]);
	for (size_t i = 0; i < ids.n; i++)
		buffer_format(&b, "struct %.*s {\n\tint64_t v;\n};\n", TEXT_ARG(ids.v[i]));
	for (size_t u = 0; u < program->units_n; u++)
		for (size_t i = 0; i < program->units[u]->rows_n; i++)
			add_row(arena, &b, &program->units[u]->rows[i]);
	buffer_add_string(&b, "\n#endif\n");
	return buffer_text(&b);
}

static void add_signature(struct arena *arena, struct buffer *b, const struct query *query)
{
	buffer_format(b, "enum fault sql_%.*s(%s", TEXT_ARG(query->name),
		query->writes ? "struct tx *tx" : "struct db *db");
	if (needs_arena(query))
		buffer_add_string(b, ", struct arena *arena");
	for (size_t i = 0; i < query->params.n; i++)
		buffer_format(b, ", %s %.*s", c_type(arena, query->params.v[i].type),
			TEXT_ARG(query->params.v[i].name));
	switch (query->verb) {
	case VERB_ONE:
		buffer_format(b, ", %s *ret)", result_type(arena, query));
		break;
	case VERB_MANY:
		buffer_format(b, ", %s **ret, size_t *ret_n)", result_type(arena, query));
		break;
	case VERB_EXEC:
		buffer_add_string(b, ", int64_t *ret_changed)");
		break;
	}
}

struct text emit_header(struct arena *arena, const struct unit *unit)
{
	struct buffer b =
		start(arena, arena_format(arena, "sql/query/%.*s.sql", TEXT_ARG(unit->noun)));
	char guard[80];
	size_t n = 0;

	for (; n < unit->noun.n && n < sizeof(guard) - 1; n++)
		guard[n] = (char)toupper((unsigned char)unit->noun.s[n]);
	guard[n] = '\0';
	buffer_format(&b, "#ifndef QUERY_%s_H\n#define QUERY_%s_H\n\n#include \"query/types.h\"\n",
		guard, guard);
	for (size_t i = 0; i < unit->queries_n; i++) {
		buffer_add_string(&b, "\n/* ");
		add_prose(&b, unit->queries[i].purpose, "");
		buffer_add_string(&b, " */\nmust_check ");
		add_signature(arena, &b, &unit->queries[i]);
		buffer_add_string(&b, ";\n");
	}
	buffer_add_string(&b, "\n#endif\n");
	return buffer_text(&b);
}

/* A C literal; a new piece for each line. */
static void add_literal(struct buffer *b, struct text t, const char *line_end)
{
	buffer_add_byte(b, '"');
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c == '\n')
			buffer_format(b, "%s\"\n\t\t\"", line_end);
		else if (c == '"' || c == '\\' ||
			 (c == '?' && i > 0 && t.s[i - 1] == '?')) /* no trigraphs */
			buffer_format(b, "\\%c", c);
		else if (c < 0x20)
			buffer_format(b, "\\%03o", c);
		else
			buffer_add_byte(b, (char)c);
	}
	buffer_add_byte(b, '"');
}

static void add_column(struct buffer *b, struct text name, struct type type, struct text row)
{
	buffer_format(b,
		"\t{ .name = \"%.*s\", .kind = %s, .optional = %s, .offset = ", TEXT_ARG(name),
		kind_name(type.kind), type.optional ? "true" : "false");
	if (text_known(row))
		buffer_format(b, "offsetof(struct %.*s, %.*s) },\n", TEXT_ARG(row), TEXT_ARG(name));
	else
		buffer_add_string(b, "0 },\n");
}

/* The columns of a row once in each file that gives it. */
static void add_row_columns(struct buffer *b, const struct unit *unit, const struct query *query)
{
	const struct row *row = query->row;

	for (const struct query *earlier = unit->queries; earlier < query; earlier++)
		if (earlier->row == row)
			return;
	buffer_format(b, "\nstatic const struct statement_column %.*s_columns[] = {\n",
		TEXT_ARG(row->name));
	for (size_t i = 0; i < row->fields.n; i++)
		add_column(b, row->fields.v[i].name, row->fields.v[i].type, row->name);
	buffer_add_string(b, "};\n");
}

/* The name of the array of columns. */
static struct text add_columns(
	struct arena *arena, struct buffer *b, const struct unit *unit, const struct query *query)
{
	if (query->row != NULL) {
		add_row_columns(b, unit, query);
		return query->row->name;
	}
	buffer_format(b, "\nstatic const struct statement_column %.*s_columns[] = {\n",
		TEXT_ARG(query->name));
	add_column(b, TEXT("result"), query->result_type, TEXT_NONE);
	buffer_add_string(b, "};\n");
	return query->name;
}

static void add_params(struct buffer *b, const struct query *query)
{
	if (query->params.n == 0)
		return;
	buffer_format(b, "\nstatic const struct statement_param %.*s_params[] = {\n",
		TEXT_ARG(query->name));
	for (size_t i = 0; i < query->params.n; i++) {
		const struct field *field = &query->params.v[i];

		buffer_format(b, "\t{ .name = \"%.*s\", .kind = %s, .optional = %s },\n",
			TEXT_ARG(field->name), kind_name(field->type.kind),
			field->type.optional ? "true" : "false");
	}
	buffer_add_string(b, "};\n");
}

static void add_statement(
	struct arena *arena, struct buffer *b, const struct unit *unit, const struct query *query)
{
	struct text columns = TEXT_NONE;

	add_params(b, query);
	if (query->verb != VERB_EXEC)
		columns = add_columns(arena, b, unit, query);
	buffer_format(b,
		"\nstatic const struct statement %.*s = {\n\t.name = \"%.*s\",\n\t.sqlite = ",
		TEXT_ARG(query->name), TEXT_ARG(query->name));
	add_literal(b, render_sqlite(arena, query), " ");
	buffer_add_string(b, ",\n\t.postgres = ");
	add_literal(b, render_postgres(arena, query), " ");
	buffer_add_string(b, ",\n");
	if (query->params.n > 0)
		buffer_format(b, "\t.params = %.*s_params,\n\t.params_n = %zu,\n",
			TEXT_ARG(query->name), query->params.n);
	if (query->verb != VERB_EXEC)
		buffer_format(b,
			"\t.columns = %.*s_columns,\n\t.columns_n = "
			"LENGTH_OF(%.*s_columns),\n\t.row_size = sizeof(%s),\n",
			TEXT_ARG(columns), TEXT_ARG(columns), result_type(arena, query));
	buffer_add_string(b, "};\n");
}

static void add_values(struct buffer *b, const struct query *query)
{
	if (query->params.n == 0)
		return;
	buffer_add_string(b, "\tconst union value values[] = {\n");
	for (size_t i = 0; i < query->params.n; i++) {
		const struct field *field = &query->params.v[i];

		buffer_format(b, "\t\t{ .%s = %.*s%s },\n", member_of(field->type.kind),
			TEXT_ARG(field->name), field->type.kind == VALUE_ID ? ".v" : "");
	}
	buffer_add_string(b, "\t};\n\n");
}

static void add_function(struct arena *arena, struct buffer *b, const struct query *query)
{
	const char *arena_arg = needs_arena(query) ? "arena" : "NULL",
		   *values = query->params.n > 0 ? "values" : "NULL";
	const char *db = query->writes ? "tx_db(tx)" : "db";

	buffer_add_byte(b, '\n');
	add_signature(arena, b, query);
	buffer_add_string(b, "\n{\n");
	add_values(b, query);
	switch (query->verb) {
	case VERB_ONE:
		buffer_format(b, "\treturn statement_one(%s, %s, &%.*s, %s, ret);\n}\n", db,
			arena_arg, TEXT_ARG(query->name), values);
		break;
	case VERB_MANY:
		buffer_format(b, "\treturn statement_many(%s, %s, &%.*s, %s, ret, ret_n);\n}\n", db,
			arena_arg, TEXT_ARG(query->name), values);
		break;
	case VERB_EXEC:
		buffer_format(b, "\treturn statement_change(tx, &%.*s, %s, ret_changed);\n}\n",
			TEXT_ARG(query->name), values);
		break;
	}
}

/* Declared by query/statements.c alone. */
static void add_list(struct buffer *b, const struct unit *unit)
{
	buffer_format(b,
		"\nextern const struct statement *const %.*s_statements[];\n"
		"const struct statement *const %.*s_statements[] = {\n",
		TEXT_ARG(unit->noun), TEXT_ARG(unit->noun));
	for (size_t i = 0; i < unit->queries_n; i++)
		buffer_format(b, "\t&%.*s,\n", TEXT_ARG(unit->queries[i].name));
	buffer_add_string(b, "\tNULL,\n};\n");
}

struct text emit_source(struct arena *arena, const struct unit *unit)
{
	struct buffer b =
		start(arena, arena_format(arena, "sql/query/%.*s.sql", TEXT_ARG(unit->noun)));

	buffer_format(&b, "#include \"query/%.*s.h\"\n\n#include \"store/statement.h\"\n",
		TEXT_ARG(unit->noun));
	for (size_t i = 0; i < unit->queries_n; i++) {
		add_statement(arena, &b, unit, &unit->queries[i]);
		add_function(arena, &b, &unit->queries[i]);
	}
	add_list(&b, unit);
	return buffer_text(&b);
}

struct text emit_list_header(struct arena *arena)
{
	struct buffer b = start(arena, "sql/query");

	buffer_add_string(&b,
		"#ifndef QUERY_STATEMENTS_H\n#define QUERY_STATEMENTS_H\n\n"
		"#include \"store/statement.h\"\n\n"
		"/* Of each NOUN.sql all its statements; both lists end in NULL. */\n"
		"extern const struct statement *const *const sql_statements[];\n\n#endif\n");
	return buffer_text(&b);
}

struct text emit_list(struct arena *arena, const struct program *program)
{
	struct buffer b = start(arena, "sql/query");

	buffer_add_string(&b, "#include \"query/statements.h\"\n\n");
	for (size_t i = 0; i < program->units_n; i++)
		buffer_format(&b, "extern const struct statement *const %.*s_statements[];\n",
			TEXT_ARG(program->units[i]->noun));
	buffer_add_string(&b, "\nconst struct statement *const *const sql_statements[] = {\n");
	for (size_t i = 0; i < program->units_n; i++)
		buffer_format(&b, "\t%.*s_statements,\n", TEXT_ARG(program->units[i]->noun));
	buffer_add_string(&b, "\tNULL,\n};\n");
	return buffer_text(&b);
}

static void add_migrations(
	struct buffer *b, const struct program *sqlite, const struct program *postgres)
{
	buffer_add_string(b, "\nstatic const struct migration migrations[] = {\n");
	for (size_t i = 0; i < sqlite->schema_n; i++) {
		buffer_add_string(b, "\t{ .name = ");
		add_literal(b, path_name(text_from(sqlite->schema[i].file)), "");
		buffer_add_string(b, ",\n\t\t.sqlite =\n\t\t");
		add_literal(b, sqlite->schema[i].sql, "\\n");
		buffer_add_string(b, ",\n\t\t.postgres =\n\t\t");
		add_literal(b, postgres->schema[i].sql, "\\n");
		buffer_add_string(b, " },\n");
	}
	buffer_add_string(b, "};\n");
}

struct text emit_schema(struct arena *arena, const struct program *sqlite,
	const struct program *postgres, const char *symbol, struct report *report)
{
	struct buffer b = start(arena, "sql/schema");

	buffer_add_string(&b, "#include \"store/schema.h\"\n#include \"store/table.h\"\n");
	add_migrations(&b, sqlite, postgres);
	if (!emit_tables(arena, &b, sqlite, report))
		return TEXT_NONE;
	buffer_format(&b,
		"\nconst struct schema %s = {\n\t.migrations = migrations,\n\t.n = %zu,\n\t.tables = "
		"tables,\n\t.tables_n = LENGTH_OF(tables),\n};\n",
		symbol, sqlite->schema_n);
	return buffer_text(&b);
}
