#include "store/match.h"

#include "store/engine.h"

/* Bytes past ASCII are letters: text is valid UTF-8, and no engine's language uses them. */
static bool is_plain(struct text stem)
{
	for (size_t i = 0; i < stem.n; i++) {
		unsigned char c = (unsigned char)stem.s[i];

		if (!(c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9')))
			return false;
	}
	return stem.n > 0;
}

struct match match_in(struct arena *arena, const struct db *db, bool closed_too)
{
	struct match match = {
		.postgres = db->engine->kind == ENGINE_POSTGRES,
		.closed = closed_too,
		.b = buffer_in(arena, MATCH_BYTES_MAX),
		.lines = buffer_in(arena, MATCH_BYTES_MAX),
	};

	if (match.postgres)
		buffer_add_byte(&match.b, '(');
	else
		buffer_add_string(
			&match.b, closed_too ? "{title body closed} : (" : "{title body} : (");
	return match;
}

/* In the index a '!' stands before what is closed: the same stem may be either. */
static void add_lexeme(struct match *match, struct text stem, bool prefix)
{
	const char *ending = prefix ? ":*" : "";

	buffer_format(&match->b, "'%.*s'%s", TEXT_ARG(stem), ending);
	if (match->closed)
		buffer_format(&match->b, " | '!%.*s'%s", TEXT_ARG(stem), ending);
}

static void add_stem(struct match *match, struct text stem, bool prefix)
{
	if (match->postgres)
		add_lexeme(match, stem, prefix);
	else
		buffer_format(&match->b, "\"%.*s\"%s", TEXT_ARG(stem), prefix ? " *" : "");
}

/* As it stands in a column, whose stems have a space after each. */
static void add_line(struct match *match, const struct text *stems, size_t n)
{
	buffer_add_string(&match->lines, "\n ");
	for (size_t i = 0; i < n; i++)
		if (is_plain(stems[i]))
			buffer_format(&match->lines, "%.*s ", TEXT_ARG(stems[i]));
}

static void close_term(struct match *match)
{
	if (match->term)
		buffer_add_byte(&match->b, ')');
	match->term = false;
}

void match_phrase(struct match *match, const struct text *stems, size_t n)
{
	const char *between = match->postgres ? ") & (" : " + ";
	size_t added = 0;

	if (match->term) {
		close_term(match);
		buffer_add_string(&match->b, match->postgres ? " & " : " AND ");
	}
	buffer_add_byte(&match->b, '(');
	match->term = true;
	for (size_t i = 0; i < n; i++) {
		if (!is_plain(stems[i]))
			continue;
		if (added++ > 0)
			buffer_add_string(&match->b, between);
		add_stem(match, stems[i], false);
	}
	if (added > 1 && match->postgres)
		add_line(match, stems, n);
}

void match_or(struct match *match, struct text stem, bool prefix)
{
	if (!is_plain(stem))
		return;
	buffer_add_string(&match->b, match->postgres ? " | " : " OR ");
	add_stem(match, stem, prefix);
}

void match_end(struct match *match)
{
	close_term(match);
	buffer_add_byte(&match->b, ')');
}

void match_facet(struct match *match, struct text facet)
{
	if (is_plain(facet))
		buffer_format(&match->b, match->postgres ? " & '=%.*s'" : " AND facet : \"%.*s\"",
			TEXT_ARG(facet));
}

struct text match_text(struct match *match)
{
	if (match->postgres)
		buffer_add(&match->b, buffer_text(&match->lines));
	return buffer_text(&match->b);
}
