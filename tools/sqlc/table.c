#include "sqlc/table.h"

#include <inttypes.h>

enum { COLUMNS_MAX = 64 }; /* src/store/statement.c has room for as many parameters */

/* A table, and where in it the columns of a moved row come from: those of the key first. */
struct moved {
	const struct table_found *table;
	const struct table_column *columns[COLUMNS_MAX];
	bool late[COLUMNS_MAX];
	size_t columns_n, keys_n;
	bool placed;
};

static const struct table_column rowid = {
	.name = { "rowid", 5 }, .type = { "INTEGER", 7 }, .not_null = true, .key = 1
};

static bool order_columns(const struct program *program, struct moved *m, struct report *report)
{
	const struct table_found *table = m->table;

	if (table->is_virtual)
		m->columns[m->columns_n++] = &rowid;
	for (size_t k = 1; k <= table->columns_n; k++)
		for (size_t i = 0; i < table->columns_n && m->columns_n < COLUMNS_MAX; i++)
			if (table->columns[i].key == (int64_t)k)
				m->columns[m->columns_n++] = &table->columns[i];
	m->keys_n = m->columns_n;
	for (size_t i = 0; i < table->columns_n && m->columns_n < COLUMNS_MAX; i++)
		if (table->columns[i].key == 0)
			m->columns[m->columns_n++] = &table->columns[i];
	if (m->keys_n > 0 && m->columns_n < COLUMNS_MAX)
		return true;
	report_add(report, program->schema[program->schema_n - 1].file, 1,
		"table %.*s has no primary key, or too many columns, and could not be moved",
		TEXT_ARG(table->name));
	return false;
}

static bool is_placed(const struct moved *tables, size_t n, struct text name)
{
	for (size_t i = 0; i < n; i++)
		if (text_eq(tables[i].table->name, name))
			return tables[i].placed;
	return true;
}

/* Whether all that the table refers to is there before it; a late reference may wait. */
static bool can_be_placed(
	const struct moved *tables, size_t n, const struct moved *m, bool late_ones)
{
	for (size_t i = 0; i < m->columns_n; i++) {
		const struct table_column *c = m->columns[i];

		if (text_known(c->to) && !is_placed(tables, n, c->to) &&
			(c->not_null || !late_ones))
			return false;
	}
	return true;
}

static void place(const struct moved *tables, size_t n, struct moved *m)
{
	for (size_t i = 0; i < m->columns_n; i++)
		m->late[i] =
			text_known(m->columns[i]->to) && !is_placed(tables, n, m->columns[i]->to);
	m->placed = true;
}

/* The next in order; the first that opens a ring when none is free of it.  NULL when none can. */
static struct moved *next_of(struct moved *tables, size_t n)
{
	for (int late_ones = 0; late_ones < 2; late_ones++)
		for (size_t i = 0; i < n; i++)
			if (!tables[i].placed && can_be_placed(tables, n, &tables[i], late_ones))
				return &tables[i];
	return NULL;
}

static bool order_tables(struct arena *arena, const struct program *program,
	const struct table_found *found, size_t n, struct moved ***ret, struct report *report)
{
	struct moved *tables = arena_new(arena, struct moved, n);
	struct moved **order = arena_new(arena, struct moved *, n);

	for (size_t i = 0; i < n; i++) {
		tables[i].table = &found[i];
		if (!order_columns(program, &tables[i], report))
			return false;
	}
	for (size_t i = 0; i < n; i++) {
		order[i] = next_of(tables, n);
		if (order[i] == NULL) {
			report_add(report, program->schema[program->schema_n - 1].file, 1,
				"tables refer to each other in a ring that no NULL can open");
			return false;
		}
		place(tables, n, order[i]);
	}
	*ret = order;
	return true;
}

/* --- The statements --- */

static const char *postgres_type(struct text type)
{
	return text_is(type, "BLOB")   ? "bytea"
	       : text_is(type, "TEXT") ? "text"
	       : text_is(type, "REAL") ? "double precision"
				       : "bigint";
}

struct writer {
	struct buffer *b;
	const struct moved *m;
	bool postgres;
};

static void add_name(const struct writer *w, size_t column)
{
	bool key = w->postgres && w->m->columns[column] == &rowid;

	buffer_format(w->b, "%.*s", key ? 3 : (int)w->m->columns[column]->name.n,
		key ? "key" : w->m->columns[column]->name.s);
}

static void add_names(const struct writer *w, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		buffer_add_string(w->b, i > from ? ", " : "");
		add_name(w, i);
	}
}

static void add_param(const struct writer *w, size_t number, struct text type)
{
	if (w->postgres)
		buffer_format(w->b, "$%zu::%s", number, postgres_type(type));
	else
		buffer_format(w->b, "?%zu", number);
}

static void add_params(const struct writer *w, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buffer_add_string(w->b, i > 0 ? ", " : "");
		add_param(w, i + 1, w->m->columns[i]->type);
	}
}

static void add_select(const struct writer *w, bool after)
{
	buffer_add_string(w->b, "SELECT ");
	add_names(w, 0, w->m->columns_n);
	buffer_format(w->b, " FROM %.*s", TEXT_ARG(w->m->table->name));
	if (after) {
		buffer_add_string(w->b, " WHERE (");
		add_names(w, 0, w->m->keys_n);
		buffer_add_string(w->b, ") > (");
		add_params(w, w->m->keys_n);
		buffer_add_byte(w->b, ')');
	}
	buffer_add_string(w->b, " ORDER BY ");
	add_names(w, 0, w->m->keys_n);
	buffer_add_string(w->b, " LIMIT ");
	add_param(w, after ? w->m->keys_n + 1 : 1, TEXT("INTEGER"));
}

static void add_first(const struct writer *w)
{
	add_select(w, false);
}

static void add_after(const struct writer *w)
{
	add_select(w, true);
}

static void add_newest(const struct writer *w)
{
	buffer_add_string(w->b, "SELECT ");
	add_names(w, 0, w->m->keys_n);
	buffer_format(w->b, " FROM %.*s ORDER BY ", TEXT_ARG(w->m->table->name));
	for (size_t i = 0; i < w->m->keys_n; i++) {
		buffer_add_string(w->b, i > 0 ? ", " : "");
		add_name(w, i);
		buffer_add_string(w->b, " DESC");
	}
	buffer_add_string(w->b, " LIMIT 1");
}

static void add_put(const struct writer *w)
{
	buffer_format(w->b, "INSERT INTO %.*s (", TEXT_ARG(w->m->table->name));
	add_names(w, 0, w->m->columns_n);
	buffer_add_string(w->b, ") VALUES (");
	add_params(w, w->m->columns_n);
	buffer_add_byte(w->b, ')');
}

/* Takes the same parameters as put: the late ones are set, the others are told again. */
static void add_fill(const struct writer *w)
{
	buffer_format(w->b, "UPDATE %.*s SET ", TEXT_ARG(w->m->table->name));
	for (size_t i = w->m->keys_n; i < w->m->columns_n; i++) {
		buffer_add_string(w->b, i > w->m->keys_n ? ", " : "");
		add_name(w, i);
		buffer_add_string(w->b, " = ");
		add_param(w, i + 1, w->m->columns[i]->type);
	}
	buffer_add_string(w->b, " WHERE (");
	add_names(w, 0, w->m->keys_n);
	buffer_add_string(w->b, ") = (");
	add_params(w, w->m->keys_n);
	buffer_add_byte(w->b, ')');
}

static void add_loosen(const struct writer *w)
{
	size_t n = 0;

	buffer_format(w->b, "UPDATE %.*s SET ", TEXT_ARG(w->m->table->name));
	for (size_t i = 0; i < w->m->columns_n; i++) {
		if (!w->m->late[i])
			continue;
		buffer_add_string(w->b, n++ > 0 ? ", " : "");
		add_name(w, i);
		buffer_add_string(w->b, " = NULL");
	}
}

static void add_empty(const struct writer *w)
{
	buffer_format(w->b, "DELETE FROM %.*s", TEXT_ARG(w->m->table->name));
}

static void add_count(const struct writer *w)
{
	buffer_format(w->b, "SELECT count(*) FROM %.*s", TEXT_ARG(w->m->table->name));
}

/* Rows that brought their ids with them have not moved the sequence that gives the next. */
static void add_settle(const struct writer *w)
{
	const char *name = text_string(w->b->arena, w->m->table->name),
		   *key = text_string(w->b->arena, w->m->columns[0]->name);

	if (w->postgres && w->m->keys_n == 1 && !w->m->table->is_virtual &&
		text_is(w->m->columns[0]->type, "INTEGER"))
		buffer_format(w->b,
			"SELECT setval(pg_get_serial_sequence('%s', '%s'), (SELECT max(%s) FROM "
			"%s))",
			name, key, key, name);
	else
		buffer_add_string(w->b, "SELECT 1");
}

/* A table that was filled at one go is planned for as if it were empty until somebody counts it. */
static void add_gauge(const struct writer *w)
{
	if (w->postgres)
		buffer_format(w->b, "ANALYZE %.*s", TEXT_ARG(w->m->table->name));
	else
		buffer_add_string(w->b, "SELECT 1");
}

enum { PARAMS_NONE, PARAMS_MOST, PARAMS_KEY_AND_MOST, PARAMS_ROW };

static const struct {
	const char *name;
	void (*add)(const struct writer *w);
	int params;
	bool only_late; /* of tables that have late references */
} kinds[] = {
	{ "first", add_first, PARAMS_MOST, false },
	{ "after", add_after, PARAMS_KEY_AND_MOST, false },
	{ "newest", add_newest, PARAMS_NONE, false },
	{ "put", add_put, PARAMS_ROW, false },
	{ "fill", add_fill, PARAMS_ROW, true },
	{ "loosen", add_loosen, PARAMS_NONE, true },
	{ "empty", add_empty, PARAMS_NONE, false },
	{ "count", add_count, PARAMS_NONE, false },
	{ "settle", add_settle, PARAMS_NONE, false },
	{ "gauge", add_gauge, PARAMS_NONE, false },
};

static bool has_late(const struct moved *m)
{
	for (size_t i = 0; i < m->columns_n; i++)
		if (m->late[i])
			return true;
	return false;
}

static size_t params_of(const struct moved *m, int params)
{
	const size_t n[] = { [PARAMS_NONE] = 0,
		[PARAMS_MOST] = 1,
		[PARAMS_KEY_AND_MOST] = m->keys_n + 1,
		[PARAMS_ROW] = m->columns_n };

	return n[params];
}

static void add_statement(struct buffer *b, const struct moved *m, size_t kind)
{
	struct writer w = { .b = b, .m = m };

	buffer_format(b,
		"\nstatic const struct statement %.*s_%s = {\n\t.name = \"move %.*s "
		"%s\",\n\t.sqlite = \"",
		TEXT_ARG(m->table->name), kinds[kind].name, TEXT_ARG(m->table->name),
		kinds[kind].name);
	kinds[kind].add(&w);
	buffer_add_string(b, "\",\n\t.postgres = \"");
	w.postgres = true;
	kinds[kind].add(&w);
	buffer_format(b, "\",\n\t.params_n = %zu,\n};\n", params_of(m, kinds[kind].params));
}

static void add_table_statements(struct buffer *b, const struct moved *m)
{
	for (size_t i = 0; i < LENGTH_OF(kinds); i++)
		if (!kinds[i].only_late || has_late(m))
			add_statement(b, m, i);
	buffer_format(b, "\nstatic const bool %.*s_late[] = { ", TEXT_ARG(m->table->name));
	for (size_t i = 0; i < m->columns_n; i++)
		buffer_format(b, "%s, ", m->late[i] ? "true" : "false");
	buffer_add_string(b, "};\n");
}

static bool has_blob(const struct moved *m)
{
	for (size_t i = 0; i < m->columns_n; i++)
		if (text_is(m->columns[i]->type, "BLOB"))
			return true;
	return false;
}

static void add_table(struct buffer *b, const struct moved *m)
{
	buffer_format(b,
		"\t{ .name = \"%.*s\", .columns_n = %zu, .keys_n = %zu, .seeded = %" PRId64
		", .has_blob = %s, .late = %.*s_late,\n\t\t",
		TEXT_ARG(m->table->name), m->columns_n, m->keys_n, m->table->rows,
		has_blob(m) ? "true" : "false", TEXT_ARG(m->table->name));
	for (size_t i = 0; i < LENGTH_OF(kinds); i++)
		if (!kinds[i].only_late || has_late(m))
			buffer_format(b, ".%s = &%.*s_%s, ", kinds[i].name,
				TEXT_ARG(m->table->name), kinds[i].name);
	buffer_add_string(b, "},\n");
}

bool emit_tables(
	struct arena *arena, struct buffer *b, const struct program *program, struct report *report)
{
	struct engine *engine = engine_open(arena, program->schema, program->schema_n, report);
	struct table_found *found = NULL;
	struct moved **order = NULL;
	size_t n = 0;

	if (engine == NULL)
		return false;
	engine_tables(engine, &found, &n);
	if (!order_tables(arena, program, found, n, &order, report))
		return false;
	for (size_t i = 0; i < n; i++)
		add_table_statements(b, order[i]);
	buffer_add_string(b, "\nstatic const struct table tables[] = {\n");
	for (size_t i = 0; i < n; i++)
		add_table(b, order[i]);
	buffer_add_string(b, "};\n");
	return true;
}
