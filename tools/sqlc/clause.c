#include "sqlc/check.h"

static void refuse_clause(const struct query_check *c, size_t line, const char *why)
{
	report_add(
		c->report, c->query->unit->file, line, "%.*s: %s", TEXT_ARG(c->query->name), why);
}

/* The index of the statement's verb, past its WITH; n when there is none. */
static size_t main_verb(const struct tokens *body)
{
	static const char *const verbs[] = { "SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE",
		"DELETE" };

	for (size_t i = 0; i < body->n; i++)
		for (size_t v = 0; body->v[i].depth == 0 && v < LENGTH_OF(verbs); v++)
			if (token_is(&body->v[i], verbs[v]))
				return i;
	return body->n;
}

static bool has_outermost(const struct tokens *body, size_t from, const char *word)
{
	for (size_t i = from; i < body->n; i++)
		if (body->v[i].depth == 0 && token_is(&body->v[i], word))
			return true;
	return false;
}

/* count(*) and a * b are fine. */
static void check_star(const struct query_check *c, const struct tokens *body)
{
	static const char *const before[] = { "SELECT", "DISTINCT", "ALL", "RETURNING", ",", "." };

	for (size_t i = 1; i < body->n; i++)
		for (size_t b = 0; tokens_are(body, i, "*") && b < LENGTH_OF(before); b++)
			if (token_is(&body->v[i - 1], before[b]))
				refuse_clause(c, body->v[i].line, "name the columns instead of *");
}

/* A LIMIT cuts what its own SELECT has put in order. */
static void check_limit(const struct query_check *c, const struct tokens *body)
{
	bool ordered[TOKEN_DEPTH_MAX + 2] = { false };

	for (size_t i = 0; i < body->n; i++) {
		int depth = body->v[i].depth;

		if (tokens_are(body, i, "("))
			ordered[depth + 1] = false;
		else if (tokens_are(body, i, "ORDER"))
			ordered[depth] = true;
		else if (tokens_are(body, i, "LIMIT") && !ordered[depth])
			refuse_clause(
				c, body->v[i].line, "a LIMIT without ORDER BY takes any rows");
	}
}

void check_clauses(const struct query_check *c, const struct tokens *body)
{
	size_t verb = main_verb(body);
	bool reads = tokens_are(body, verb, "SELECT") || tokens_are(body, verb, "VALUES");

	check_star(c, body);
	check_limit(c, body);
	if (c->query->verb == VERB_MANY && reads && !has_outermost(body, verb, "ORDER"))
		refuse_clause(c, c->query->line, "-- :many without ORDER BY");
	if ((tokens_are(body, verb, "UPDATE") || tokens_are(body, verb, "DELETE")) &&
		!has_outermost(body, verb, "WHERE"))
		refuse_clause(c, body->v[verb].line,
			"an UPDATE or DELETE without WHERE changes every row");
}
