#include "sqlc/check.h"

#include "sqlc/render.h"

static struct row *find_row(const struct program *program, struct text name)
{
	for (size_t u = 0; u < program->units_n; u++)
		for (size_t i = 0; i < program->units[u]->rows_n; i++)
			if (text_eq(program->units[u]->rows[i].name, name))
				return &program->units[u]->rows[i];
	return NULL;
}

static const struct query *find_query(const struct program *program, struct text name)
{
	for (size_t u = 0; u < program->units_n; u++)
		for (size_t i = 0; i < program->units[u]->queries_n; i++)
			if (text_eq(program->units[u]->queries[i].name, name))
				return &program->units[u]->queries[i];
	return NULL;
}

static void check_names(
	const struct program *program, const struct unit *unit, struct report *report)
{
	for (size_t i = 0; i < unit->rows_n; i++) {
		const struct row *row = &unit->rows[i];
		struct type type;

		if (find_row(program, row->name) != row)
			report_add(report, unit->file, row->line, "there is another row %.*s",
				TEXT_ARG(row->name));
		else if (type_parse(row->name, &type))
			report_add(report, unit->file, row->line, "%.*s is a type, not a row",
				TEXT_ARG(row->name));
	}
	for (size_t i = 0; i < unit->queries_n; i++) {
		const struct query *query = &unit->queries[i],
				   *first = find_query(program, query->name);

		if (first != query)
			report_add(report, unit->file, query->line,
				"there is another statement %.*s (%s:%zu)", TEXT_ARG(query->name),
				first->unit->file, first->line);
	}
}

static bool resolve_result(
	const struct program *program, struct query *query, struct report *report)
{
	if (query->verb == VERB_EXEC)
		return true;
	query->row = find_row(program, query->result);
	if (query->row != NULL)
		return true;
	if (text_known(query->result) && type_parse(query->result, &query->result_type)) {
		if (query->result_type.optional && !type_takes_null(query->result_type.kind))
			report_add(report, query->unit->file, query->line,
				"%.*s: a type that has no value for NULL cannot take a '?'",
				TEXT_ARG(query->result));
		return true;
	}
	if (text_known(query->result))
		report_add(report, query->unit->file, query->line,
			"%.*s gives %.*s, which is neither a row nor a type", TEXT_ARG(query->name),
			TEXT_ARG(query->result));
	return false;
}

static bool check_params(struct query *query, const struct tokens *body, struct report *report)
{
	bool ok = true;

	for (size_t i = 0; i < query->params.n; i++)
		query->params.v[i].used = false;
	for (size_t i = 0; i < body->n; i++) {
		struct field *field;

		if (body->v[i].kind != TOKEN_PARAM)
			continue;
		field = fields_find(&query->params, body->v[i].text);
		if (field != NULL) {
			field->used = true;
			continue;
		}
		report_add(report, query->unit->file, body->v[i].line,
			"parameter :%.*s of %.*s is not declared", TEXT_ARG(body->v[i].text),
			TEXT_ARG(query->name));
		ok = false;
	}
	for (size_t i = 0; i < query->params.n; i++) {
		if (query->params.v[i].used)
			continue;
		report_add(report, query->unit->file, query->line,
			"parameter %.*s of %.*s is declared but not used",
			TEXT_ARG(query->params.v[i].name), TEXT_ARG(query->name));
		ok = false;
	}
	return ok;
}

static void check_verb(const struct query_check *c)
{
	const struct query *query = c->query;
	size_t columns = c->prepared.columns_n;

	if (query->verb == VERB_EXEC && c->prepared.reads_only)
		report_add(c->report, query->unit->file, query->line,
			"%.*s is -- :exec but changes nothing", TEXT_ARG(query->name));
	else if (query->verb == VERB_EXEC && columns > 0)
		report_add(c->report, query->unit->file, query->line,
			"%.*s is -- :exec but gives rows", TEXT_ARG(query->name));
	else if (query->verb != VERB_EXEC && columns == 0)
		report_add(c->report, query->unit->file, query->line,
			"%.*s is declared to read but gives no rows: it wants -- :exec, or "
			"RETURNING",
			TEXT_ARG(query->name));
}

static void check_id(struct engine *engine, const char *file, size_t line, struct type type,
	struct report *report)
{
	if (type.kind == VALUE_ID &&
		!engine_has(engine, TEXT("table"), text_from_to(type.id, 0, type.id.n - 3)))
		report_add(report, file, line, "%.*s is the id of no table", TEXT_ARG(type.id));
}

static void check_ids(struct engine *engine, const struct unit *unit, struct report *report)
{
	for (size_t i = 0; i < unit->rows_n; i++)
		for (size_t f = 0; f < unit->rows[i].fields.n; f++)
			check_id(engine, unit->file, unit->rows[i].fields.v[f].line,
				unit->rows[i].fields.v[f].type, report);
	for (size_t i = 0; i < unit->queries_n; i++) {
		const struct query *query = &unit->queries[i];

		for (size_t f = 0; f < query->params.n; f++)
			check_id(engine, unit->file, query->params.v[f].line,
				query->params.v[f].type, report);
		if (query->verb != VERB_EXEC && query->row == NULL)
			check_id(engine, unit->file, query->line, query->result_type, report);
	}
}

static size_t line_at(const struct query *query, struct text sql, size_t at)
{
	size_t line = query->sqlite.v[0].line;

	for (size_t i = 0; i < at && i < sql.n; i++)
		line += sql.s[i] == '\n';
	return line;
}

static void check_query(struct arena *arena, const struct program *program, struct engine *engine,
	struct query *query, struct report *report)
{
	struct query_check c = {
		.program = program, .query = query, .engine = engine, .report = report
	};
	struct text sql = render_sqlite(arena, query);
	bool result = resolve_result(program, query, report);

	if (!check_params(query, &query->sqlite, report) ||
		!check_params(query, &query->postgres, report))
		return;
	engine_prepare(engine, sql, &c.prepared);
	if (c.prepared.problem != NULL) {
		report_add(report, query->unit->file, line_at(query, sql, c.prepared.problem_at),
			"%s", c.prepared.problem);
		return;
	}
	query->writes = !c.prepared.reads_only;
	check_verb(&c);
	check_clauses(&c, &query->sqlite);
	if (query->postgres.v != query->sqlite.v)
		check_clauses(&c, &query->postgres);
	check_gate(&c);
	if (result && query->verb != VERB_EXEC && c.prepared.columns_n > 0)
		check_columns(&c);
}

void check_program(struct arena *arena, struct program *program, struct report *report)
{
	struct engine *engine = engine_open(arena, program->schema, program->schema_n, report);

	for (size_t u = 0; u < program->units_n; u++)
		check_names(program, program->units[u], report);
	if (engine == NULL)
		return;
	check_guards(engine, program, report);
	for (size_t u = 0; u < program->units_n; u++)
		for (size_t i = 0; i < program->units[u]->queries_n; i++)
			check_query(arena, program, engine, &program->units[u]->queries[i], report);
	for (size_t u = 0; u < program->units_n; u++)
		check_ids(engine, program->units[u], report);
}
