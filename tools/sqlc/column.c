#include "sqlc/check.h"
#include "sqlc/source.h"

#include <strings.h>

static const char *storage_of(enum value_kind kind)
{
	switch (kind) {
	case VALUE_TEXT:
	case VALUE_DATE:
	case VALUE_MOMENT:
		return "TEXT";
	case VALUE_BLOB:
		return "BLOB";
	case VALUE_REAL:
		return "REAL";
	case VALUE_INT:
	case VALUE_BOOL:
	case VALUE_INSTANT:
	case VALUE_ID:
		break;
	}
	return "INTEGER";
}

/* INT is STRICT's other word for INTEGER; ANY and the columns of virtual tables promise nothing. */
static bool storage_agrees(struct text declared, enum value_kind kind)
{
	const char *wanted = storage_of(kind);

	if (text_empty(declared) || text_is(declared, "ANY"))
		return true;
	if (text_is(declared, "INT"))
		declared = TEXT("INTEGER");
	return declared.n == strlen(wanted) && strncasecmp(declared.s, wanted, declared.n) == 0;
}

static void check_type(const struct query_check *c, const struct origin *origin, struct text name,
	struct type type)
{
	const struct query *query = c->query;

	if (!text_known(origin->table))
		return; /* an expression: the store looks at each value */
	if (!storage_agrees(origin->type, type.kind))
		report_add(c->report, query->unit->file, query->line,
			"%.*s.%.*s is not %s but %.*s", TEXT_ARG(query->name), TEXT_ARG(name),
			storage_of(type.kind), TEXT_ARG(origin->type));
	else if (origin->nullable && !type.optional)
		report_add(c->report, query->unit->file, query->line,
			"%.*s.%.*s comes from %.*s.%.*s, which may be NULL: its type wants a '?'",
			TEXT_ARG(query->name), TEXT_ARG(name), TEXT_ARG(origin->table),
			TEXT_ARG(origin->column));
}

/* The tokens of the at-th column of the outermost SELECT, when they are ALIAS.COLUMN. */
static bool find_alias(const struct tokens *body, size_t at, struct text *ret)
{
	size_t i = 0, comma = 0;

	while (i < body->n && !(body->v[i].depth == 0 && tokens_are(body, i, "SELECT")))
		i++;
	if (tokens_are(body, i + 1, "DISTINCT"))
		i++;
	for (i++; comma < at && i < body->n &&
		  !(body->v[i].depth == 0 && tokens_are(body, i, "FROM"));
		i++)
		comma += body->v[i].depth == 0 && tokens_are(body, i, ",");
	if (comma != at || !tokens_are(body, i + 1, "."))
		return false;
	*ret = body->v[i].text;
	return true;
}

/* A join keeps rows that have no partner, and then even a NOT NULL column is NULL. */
static void check_outer(const struct query_check *c, size_t at, struct text name, struct type type)
{
	const struct tokens *body = &c->query->sqlite;
	struct text alias;
	struct source source;
	const char *outer;

	if (type.optional || !find_alias(body, at, &alias) || !source_find(body, alias, 0, &source))
		return;
	outer = source_outer(body, &source);
	if (outer != NULL)
		report_add(c->report, c->query->unit->file, c->query->line,
			"%.*s.%.*s comes from a %s JOIN and may be NULL: its type wants a '?'",
			TEXT_ARG(c->query->name), TEXT_ARG(name), outer);
}

/* The ids of two tables are two types. */
static void check_target(const struct query_check *c, const struct origin *origin, struct text name,
	struct type type)
{
	struct text target;

	if (type.kind != VALUE_ID || !text_known(origin->table))
		return;
	target = engine_target(c->engine, origin->table, origin->column);
	if (text_known(target) && !text_eq(target, text_from_to(type.id, 0, type.id.n - 3)))
		report_add(c->report, c->query->unit->file, c->query->line,
			"%.*s.%.*s is an id of %.*s, not %.*s", TEXT_ARG(c->query->name),
			TEXT_ARG(name), TEXT_ARG(target), TEXT_ARG(type.id));
}

static void check_one(const struct query_check *c, size_t at, struct text name, struct type type)
{
	const struct origin *origin = &c->prepared.columns[at];

	check_type(c, origin, name, type);
	check_target(c, origin, name, type);
	if (text_known(origin->table) && !origin->nullable)
		check_outer(c, at, name, type);
}

static void check_row(const struct query_check *c, const struct row *row)
{
	const struct query *query = c->query;

	if (c->prepared.columns_n != row->fields.n) {
		report_add(c->report, query->unit->file, query->line,
			"%.*s gives %zu columns, the row %.*s has %zu", TEXT_ARG(query->name),
			c->prepared.columns_n, TEXT_ARG(row->name), row->fields.n);
		return;
	}
	for (size_t i = 0; i < row->fields.n; i++) {
		const struct field *field = &row->fields.v[i];
		const struct origin *origin = &c->prepared.columns[i];

		if (!text_eq(origin->name, field->name))
			report_add(c->report, query->unit->file, query->line,
				"column %zu of %.*s is %.*s, that of the row %.*s is %.*s", i + 1,
				TEXT_ARG(query->name), TEXT_ARG(origin->name), TEXT_ARG(row->name),
				TEXT_ARG(field->name));
		else
			check_one(c, i, field->name, field->type);
	}
}

void check_columns(const struct query_check *c)
{
	const struct query *query = c->query;

	if (query->row != NULL)
		check_row(c, query->row);
	else if (c->prepared.columns_n != 1)
		report_add(c->report, query->unit->file, query->line,
			"%.*s gives %zu columns where one is promised", TEXT_ARG(query->name),
			c->prepared.columns_n);
	else
		check_one(c, 0, c->prepared.columns[0].name, query->result_type);
}
