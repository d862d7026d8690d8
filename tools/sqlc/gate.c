#include "sqlc/check.h"
#include "sqlc/source.h"

static const struct guard *guard_of_table(const struct program *program, struct text table)
{
	for (size_t u = 0; u < program->units_n; u++)
		for (size_t i = 0; i < program->units[u]->guards_n; i++)
			if (text_eq(program->units[u]->guards[i].table, table))
				return &program->units[u]->guards[i];
	return NULL;
}

/* The guard whose view the token names. */
static const struct guard *guard_named(const struct program *program, const struct token *token)
{
	for (size_t u = 0; u < program->units_n; u++)
		for (size_t i = 0; i < program->units[u]->guards_n; i++)
			if (token_names(token, program->units[u]->guards[i].view))
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
				report_add(report, unit->file, guard->line,
					"there is no table %.*s to guard", TEXT_ARG(guard->table));
			if (!engine_has(engine, TEXT("view"), guard->view) ||
				!engine_gives(engine, guard->view, TEXT("viewer")))
				report_add(report, unit->file, guard->line,
					"there is no view %.*s with a column viewer",
					TEXT_ARG(guard->view));
		}
	}
}

static void refuse_gate(
	const struct query_check *c, size_t line, struct text about, const char *why)
{
	report_add(c->report, c->query->unit->file, line, "%.*s: %.*s %s", TEXT_ARG(c->query->name),
		TEXT_ARG(about), why);
}

static bool is_written(const struct query_check *c, struct text table)
{
	for (size_t i = 0; i < c->prepared.touches_n; i++)
		if (c->prepared.touches[i].writes && !text_known(c->prepared.touches[i].within) &&
			text_eq(c->prepared.touches[i].table, table))
			return true;
	return false;
}

static bool names(const struct tokens *body, struct text name)
{
	for (size_t i = 0; i < body->n; i++)
		if (token_names(&body->v[i], name))
			return true;
	return false;
}

/* A trigger is part of the schema and gives nothing away; the guard's view is the gate itself, and
 * the other views are looked at as a whole. */
static bool passes(const struct query_check *c, const struct touch *touch)
{
	if (touch->writes || is_written(c, touch->table))
		return true;
	if (text_known(touch->within))
		return engine_has(c->engine, TEXT("view"), touch->within) ||
		       engine_has(c->engine, TEXT("trigger"), touch->within);
	/* SQLite forgets through which view it came to a table of which it wants no column, as in
	 * count(*). */
	return touch->rows_only && !names(&c->query->sqlite, touch->table);
}

static void check_tables(const struct query_check *c)
{
	for (size_t i = 0; i < c->prepared.touches_n; i++) {
		const struct touch *touch = &c->prepared.touches[i];
		const struct guard *guard = guard_of_table(c->program, touch->table);

		if (guard == NULL || passes(c, touch))
			continue;
		report_add(c->report, c->query->unit->file, c->query->line,
			"%.*s reads %.*s past its gate: read %.*s, or say -- :ungated because ...",
			TEXT_ARG(c->query->name), TEXT_ARG(guard->table), TEXT_ARG(guard->view));
		return;
	}
}

/* Whoever may see one thing is found by looking for that one: a view that the planner makes as a whole first looks at everything
 * there is, for each page anew. */
static void check_looks(const struct query_check *c)
{
	for (size_t i = 0; i < c->prepared.touches_n; i++) {
		const struct touch *touch = &c->prepared.touches[i];

		if (!touch->whole || guard_of_table(c->program, touch->table) == NULL ||
			guard_of_view(c->program, touch->within) != NULL) /* which the query itself may want as a whole */
			continue;
		report_add(c->report, c->query->unit->file, c->query->line,
			"%.*s makes all of %.*s before it looks for one row: its parts must give each column one type, constants by a CAST",
			TEXT_ARG(c->query->name), TEXT_ARG(touch->within));
		return;
	}
}

/* The guarded table or guard's view that a view reads itself; unknown when there is none. */
static struct text behind_view(const struct query_check *c, struct text view)
{
	struct prepared all;

	engine_prepare_view(c->engine, view, &all);
	for (size_t i = 0; i < all.touches_n; i++)
		if (text_eq(all.touches[i].within, view) &&
			(guard_of_table(c->program, all.touches[i].table) != NULL ||
				guard_of_view(c->program, all.touches[i].table) != NULL))
			return all.touches[i].table;
	return TEXT_NONE;
}

/* A view that is no guard's would show what is behind the gate to everybody. */
static void check_views(const struct query_check *c, const struct tokens *body)
{
	for (size_t i = 0; i < body->n; i++) {
		struct text view, behind;

		if (!source_stands(body, i) || guard_named(c->program, &body->v[i]) != NULL)
			continue;
		view = engine_view(c->engine, token_name(&body->v[i]));
		behind = text_known(view) ? behind_view(c, view) : TEXT_NONE;
		if (text_known(behind))
			report_add(c->report, c->query->unit->file, body->v[i].line,
				"%.*s reads %.*s through %.*s, where no viewer is asked",
				TEXT_ARG(c->query->name), TEXT_ARG(behind), TEXT_ARG(view));
	}
}

static bool is_viewer(const struct query *query, const struct token *token)
{
	const struct field *field = fields_find(&query->params, token->text);

	return token->kind == TOKEN_PARAM && text_is(token->text, "viewer") && field != NULL &&
	       text_is(field->type.id, "viewer_id");
}

/* ALIAS.viewer = :viewer from i on. */
static bool is_tie(
	const struct query *query, const struct tokens *body, size_t i, const struct source *use)
{
	return i + 4 < body->n && text_eq(body->v[i].text, use->alias) &&
	       tokens_are(body, i + 1, ".") && tokens_are(body, i + 2, "viewer") &&
	       tokens_are(body, i + 3, "=") && is_viewer(query, &body->v[i + 4]);
}

static const char *const set_words[] = { "UNION", "EXCEPT", "INTERSECT", NULL };
static const char *const join_words[] = { "FROM", "JOIN", ",", NULL };
static const char *const clause_starts[] = { "WHERE", "ON", NULL };
static const char *const clause_ends[] = { "JOIN", "LEFT", "INNER", "CROSS", "FULL", "RIGHT",
	"NATURAL", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "WINDOW", "RETURNING", "UNION",
	"EXCEPT", "INTERSECT", ",", ")", NULL };
static const char *const spoilers[] = { "OR", "CASE", NULL };

/* The WHERE or ON that the tie stands in; 0 when something before it there makes it optional. */
static size_t clause_of(const struct tokens *body, size_t tie, const struct source *use)
{
	for (size_t i = tie - 1; i > use->at; i--) {
		if (body->v[i].depth > use->depth)
			continue;
		if (tokens_any(body, i, clause_starts))
			return i;
		if (tokens_any(body, i, spoilers))
			return 0;
	}
	return 0;
}

/* An ON binds the table that it is written for, and only when rows without a partner are not kept.
 */
static bool is_own_on(const struct tokens *body, size_t on, const struct source *use)
{
	static const char *const joins[] = { "RIGHT", "FULL", NULL };

	for (size_t i = use->at + 1; i < on; i++)
		if (body->v[i].depth == use->depth && tokens_any(body, i, join_words))
			return false;
	for (size_t i = use->at; i > 0 && i + 3 > use->at; i--)
		if (tokens_any(body, i - 1, joins))
			return false;
	return true;
}

static bool is_spoiled_after(const struct tokens *body, size_t i, const struct source *use)
{
	for (; i < body->n && body->v[i].depth >= use->depth; i++) {
		if (body->v[i].depth > use->depth)
			continue;
		if (tokens_any(body, i, spoilers))
			return true;
		if (tokens_any(body, i, clause_ends))
			return false;
	}
	return false;
}

/* The tie holds for every row only when AND alone joins it to what else its clause asks. */
static bool is_binding(const struct tokens *body, size_t tie, const struct source *use)
{
	const size_t after = tie + 5;
	size_t clause;

	if (!tokens_are(body, tie - 1, "AND") && !tokens_any(body, tie - 1, clause_starts))
		return false;
	if (after < body->n && !tokens_are(body, after, "AND") &&
		!tokens_any(body, after, clause_ends))
		return false;
	clause = clause_of(body, tie, use);
	if (clause == 0 || is_spoiled_after(body, after, use))
		return false;
	return tokens_are(body, clause, "WHERE") || is_own_on(body, clause, use);
}

static bool is_tied(const struct query *query, const struct tokens *body, const struct source *use)
{
	for (size_t i = use->at + 1; i < body->n && body->v[i].depth >= use->depth; i++) {
		if (body->v[i].depth > use->depth)
			continue;
		if (tokens_any(body, i, set_words))
			return false;
		if (is_tie(query, body, i, use) && is_binding(body, i, use))
			return true;
	}
	return false;
}

/* WITH item_seen AS (...) would put another in its place. */
static bool is_redefined(const struct tokens *body, size_t i)
{
	return tokens_are(body, i + 1, "(") ||
	       (tokens_are(body, i + 1, "AS") &&
		       (tokens_are(body, i + 2, "(") || tokens_are(body, i + 2, "NOT") ||
			       tokens_are(body, i + 2, "MATERIALIZED")));
}

static void check_uses(const struct query_check *c, const struct tokens *body)
{
	for (size_t i = 0; i < body->n; i++) {
		struct source use;

		if (guard_named(c->program, &body->v[i]) == NULL)
			continue;
		if (tokens_are(body, i + 1, ".")) /* the view's name as its own alias */
			continue;
		use = source_at(body, i);
		if (!source_stands(body, i) || is_redefined(body, i))
			refuse_gate(c, body->v[i].line, body->v[i].text,
				"may stand only after FROM or JOIN");
		else if (!is_tied(c->query, body, &use))
			refuse_gate(c, body->v[i].line, body->v[i].text,
				"must be tied by ALIAS.viewer = :viewer with a parameter viewer "
				"viewer_id, joined by AND");
	}
}

void check_gate(const struct query_check *c)
{
	check_uses(c, &c->query->sqlite);
	if (c->query->postgres.v != c->query->sqlite.v)
		check_uses(c, &c->query->postgres);
	if (c->query->ungated)
		return;
	check_tables(c);
	check_looks(c);
	check_views(c, &c->query->sqlite);
}
