#include "sqlc/source.h"

bool tokens_any(const struct tokens *body, size_t i, const char *const *words)
{
	for (; *words != NULL; words++)
		if (tokens_are(body, i, *words))
			return true;
	return false;
}

bool source_stands(const struct tokens *body, size_t i)
{
	static const char *const before[] = { "FROM", "JOIN", ",", "(", NULL };

	return i > 0 && tokens_any(body, i - 1, before);
}

/* The words that may stand where an alias could. */
static bool ends_source(const struct tokens *body, size_t i)
{
	static const char *const words[] = { "JOIN", "LEFT", "INNER", "CROSS", "FULL", "RIGHT",
		"NATURAL", "ON", "USING", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION",
		"EXCEPT", "INTERSECT", "WINDOW", "SET", "RETURNING", NULL };

	return i >= body->n || body->v[i].kind != TOKEN_WORD || tokens_any(body, i, words);
}

struct source source_at(const struct tokens *body, size_t i)
{
	size_t alias = tokens_are(body, i + 1, "AS") ? i + 2 : i + 1;

	return (struct source){
		.at = i,
		.alias = ends_source(body, alias) ? body->v[i].text : body->v[alias].text,
		.depth = body->v[i].depth,
	};
}

/* The word that says which join stands before JOIN at i; NULL for an inner one. */
static const char *outer_before(const struct tokens *body, size_t i)
{
	static const char *const outer[] = { "LEFT", "RIGHT", "FULL" };
	size_t word = i >= 2 && tokens_are(body, i - 1, "OUTER") ? i - 2 : i - 1;

	for (size_t w = 0; i > 0 && w < LENGTH_OF(outer); w++)
		if (tokens_are(body, word, outer[w]))
			return outer[w];
	return NULL;
}

const char *source_outer(const struct tokens *body, const struct source *source)
{
	const char *own = source->at > 0 && tokens_are(body, source->at - 1, "JOIN")
				  ? outer_before(body, source->at - 1)
				  : NULL;

	if (own != NULL && strcmp(own, "RIGHT") != 0)
		return own;
	for (size_t i = source->at + 1; i < body->n && body->v[i].depth >= source->depth; i++) {
		const char *later;

		if (body->v[i].depth > source->depth || !tokens_are(body, i, "JOIN"))
			continue;
		later = outer_before(body, i);
		if (later != NULL && strcmp(later, "LEFT") != 0)
			return later;
	}
	return NULL;
}

bool source_find(const struct tokens *body, struct text alias, int depth, struct source *ret)
{
	for (size_t i = 0; i < body->n; i++) {
		struct source source;

		if (body->v[i].depth != depth || body->v[i].kind != TOKEN_WORD ||
			!source_stands(body, i))
			continue;
		source = source_at(body, i);
		if (!text_eq(source.alias, alias) || tokens_are(body, i + 1, "."))
			continue;
		*ret = source;
		return true;
	}
	return false;
}
