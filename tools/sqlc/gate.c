#include "sqlc/check.h"

/* Where a use of a guard's view stands in a statement. */
struct use {
	size_t at;         /* index of the view's name */
	struct text alias; /* or the name itself */
	int depth;
};

static const struct guard *guard_of_table(const struct program *program, struct text table)
{
	for (size_t u = 0; u < program->units_n; u++)
		for (size_t i = 0; i < program->units[u]->guards_n; i++)
			if (text_eq(program->units[u]->guards[i].table, table))
				return &program->units[u]->guards[i];
	return NULL;
}

static const struct guard *guard_of_view(const struct program *program, struct text view)
{
	for (size_t u = 0; u < program->units_n; u++)
		for (size_t i = 0; i < program->units[u]->guards_n; i++)
			if (text_eq(program->units[u]->guards[i].view, view))
				return &program->units[u]->guards[i];
	return NULL;
}

void check_guards(struct engine *engine, const struct program *program, struct report *report)
{
	for (size_t u = 0; u < program->units_n; u++) {
		const struct unit *unit = program->units[u];

		for (size_t i = 0; i < unit->guards_n; i++) {
			const struct guard *guard = &unit->guards[i];

			if (!engine_has(engine, TEXT("table"), guard->table))
				report_add(report, unit->file, guard->line, "there is no table %.*s to guard",
					TEXT_ARG(guard->table));
			if (!engine_has(engine, TEXT("view"), guard->view) ||
				!engine_gives(engine, guard->view, TEXT("viewer")))
				report_add(report, unit->file, guard->line, "there is no view %.*s with a column viewer",
					TEXT_ARG(guard->view));
		}
	}
}

static void refuse_gate(const struct query_check *c, size_t line, struct text about, const char *why)
{
	report_add(c->report, c->query->unit->file, line, "%.*s: %.*s %s", TEXT_ARG(c->query->name), TEXT_ARG(about),
		why);
}

static bool is_written(const struct query_check *c, struct text table)
{
	for (size_t i = 0; i < c->prepared.touches_n; i++)
		if (c->prepared.touches[i].writes && !text_known(c->prepared.touches[i].within) &&
			text_eq(c->prepared.touches[i].table, table))
			return true;
	return false;
}

/* A trigger is part of the schema and gives nothing away; any view but a guard's is a way around. */
static bool passes(const struct query_check *c, const struct touch *touch, const struct guard *guard)
{
	if (text_known(touch->within))
		return text_eq(touch->within, guard->view) || guard_of_view(c->program, touch->within) != NULL ||
			engine_has(c->engine, TEXT("trigger"), touch->within);
	return is_written(c, touch->table);
}

static void check_tables(const struct query_check *c)
{
	for (size_t i = 0; i < c->prepared.touches_n; i++) {
		const struct touch *touch = &c->prepared.touches[i];
		const struct guard *guard = guard_of_table(c->program, touch->table);

		if (guard != NULL && !touch->writes && !passes(c, touch, guard))
			report_add(c->report, c->query->unit->file, c->query->line,
				"%.*s reads %.*s past its gate: read %.*s, or say -- :ungated because ...",
				TEXT_ARG(c->query->name), TEXT_ARG(guard->table), TEXT_ARG(guard->view));
	}
}

static bool is_source(const struct tokens *body, size_t i)
{
	return i > 0 && (tokens_are(body, i - 1, "FROM") || tokens_are(body, i - 1, "JOIN") ||
		tokens_are(body, i - 1, ",") || tokens_are(body, i - 1, "("));
}

/* The words that may stand where an alias could. */
static bool ends_source(const struct tokens *body, size_t i)
{
	static const char *const words[] = { "JOIN", "LEFT", "INNER", "CROSS", "FULL", "RIGHT", "NATURAL", "ON", "USING",
		"WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "WINDOW", "SET", "RETURNING" };

	if (i >= body->n || body->v[i].kind != TOKEN_WORD)
		return true;
	for (size_t w = 0; w < LENGTH_OF(words); w++)
		if (tokens_are(body, i, words[w]))
			return true;
	return false;
}

static struct use use_at(const struct tokens *body, size_t at)
{
	size_t alias = tokens_are(body, at + 1, "AS") ? at + 2 : at + 1;

	return (struct use){
		.at = at,
		.alias = ends_source(body, alias) ? body->v[at].text : body->v[alias].text,
		.depth = body->v[at].depth,
	};
}

static bool is_viewer(const struct query *query, const struct token *token)
{
	const struct field *field = fields_find(&query->params, token->text);

	return token->kind == TOKEN_PARAM && text_is(token->text, "viewer") && field != NULL &&
		text_is(field->type.id, "viewer_id");
}

/* ALIAS.viewer = :viewer from i on. */
static bool is_tie(const struct query *query, const struct tokens *body, size_t i, const struct use *use)
{
	return i + 4 < body->n && text_eq(body->v[i].text, use->alias) && tokens_are(body, i + 1, ".") &&
		tokens_are(body, i + 2, "viewer") && tokens_are(body, i + 3, "=") && is_viewer(query, &body->v[i + 4]);
}

static bool is_one_of(const struct tokens *body, size_t i, const char *const *words)
{
	for (; *words != NULL; words++)
		if (tokens_are(body, i, *words))
			return true;
	return false;
}

static const char *const set_words[] = { "UNION", "EXCEPT", "INTERSECT", NULL };
static const char *const join_words[] = { "FROM", "JOIN", ",", NULL };
static const char *const clause_starts[] = { "WHERE", "ON", NULL };
static const char *const clause_ends[] = { "JOIN", "LEFT", "INNER", "CROSS", "FULL", "RIGHT", "NATURAL", "WHERE", "GROUP",
	"HAVING", "ORDER", "LIMIT", "WINDOW", "RETURNING", "UNION", "EXCEPT", "INTERSECT", ",", ")", NULL };
static const char *const spoilers[] = { "OR", "CASE", NULL };

/* The WHERE or ON that the tie stands in; 0 when something before it there makes it optional. */
static size_t clause_of(const struct tokens *body, size_t tie, const struct use *use)
{
	for (size_t i = tie - 1; i > use->at; i--) {
		if (body->v[i].depth > use->depth)
			continue;
		if (is_one_of(body, i, clause_starts))
			return i;
		if (is_one_of(body, i, spoilers))
			return 0;
	}
	return 0;
}

/* An ON binds the table that it is written for, and only when rows without a partner are not kept. */
static bool is_own_on(const struct tokens *body, size_t on, const struct use *use)
{
	for (size_t i = use->at + 1; i < on; i++)
		if (body->v[i].depth == use->depth && is_one_of(body, i, join_words))
			return false;
	for (size_t i = use->at; i > 0 && i + 4 > use->at; i--)
		if (tokens_are(body, i - 1, "RIGHT") || tokens_are(body, i - 1, "FULL"))
			return false;
	return true;
}

static bool is_spoiled_after(const struct tokens *body, size_t i, const struct use *use)
{
	for (; i < body->n && body->v[i].depth >= use->depth; i++) {
		if (body->v[i].depth > use->depth)
			continue;
		if (is_one_of(body, i, spoilers))
			return true;
		if (is_one_of(body, i, clause_ends))
			return false;
	}
	return false;
}

/* The tie holds for every row only when AND alone joins it to what else its clause asks. */
static bool is_binding(const struct tokens *body, size_t tie, const struct use *use)
{
	const size_t after = tie + 5;
	size_t clause;

	if (!tokens_are(body, tie - 1, "AND") && !is_one_of(body, tie - 1, clause_starts))
		return false;
	if (after < body->n && !tokens_are(body, after, "AND") && !is_one_of(body, after, clause_ends))
		return false;
	clause = clause_of(body, tie, use);
	if (clause == 0 || is_spoiled_after(body, after, use))
		return false;
	return tokens_are(body, clause, "WHERE") || is_own_on(body, clause, use);
}

static bool is_tied(const struct query *query, const struct tokens *body, const struct use *use)
{
	for (size_t i = use->at + 1; i < body->n && body->v[i].depth >= use->depth; i++) {
		if (body->v[i].depth > use->depth)
			continue;
		if (is_one_of(body, i, set_words))
			return false;
		if (is_tie(query, body, i, use) && is_binding(body, i, use))
			return true;
	}
	return false;
}

/* WITH item_seen AS (...) would put another in its place. */
static bool is_redefined(const struct tokens *body, size_t i)
{
	return tokens_are(body, i + 1, "(") || (tokens_are(body, i + 1, "AS") &&
		(tokens_are(body, i + 2, "(") || tokens_are(body, i + 2, "NOT") || tokens_are(body, i + 2, "MATERIALIZED")));
}

static void check_uses(const struct query_check *c, const struct tokens *body)
{
	for (size_t i = 0; i < body->n; i++) {
		struct use use;

		if (body->v[i].kind == TOKEN_STRING || guard_of_view(c->program, body->v[i].text) == NULL)
			continue;
		if (tokens_are(body, i + 1, ".")) /* the view's name as its own alias */
			continue;
		use = use_at(body, i);
		if (!is_source(body, i) || is_redefined(body, i))
			refuse_gate(c, body->v[i].line, body->v[i].text, "may stand only after FROM or JOIN");
		else if (!is_tied(c->query, body, &use))
			refuse_gate(c, body->v[i].line, body->v[i].text,
				"must be tied by ALIAS.viewer = :viewer with a parameter viewer viewer_id, joined by AND");
	}
}

void check_gate(const struct query_check *c)
{
	check_uses(c, &c->query->sqlite);
	if (c->query->postgres.v != c->query->sqlite.v)
		check_uses(c, &c->query->postgres);
	if (!c->query->ungated)
		check_tables(c);
}
