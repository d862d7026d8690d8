#include "store/match.h"

#include "store/engine.h"

/* How each engine knows a circle: a column, or what stands before its words. */
static const char *const columns[MATCH_CIRCLES] = { "members", "staff", "named" };
static const char marks[MATCH_CIRCLES] = { '!', '#', '%' };

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

static void add_facet(struct buffer *b, bool postgres, struct text facet)
{
	buffer_format(b, postgres ? "'=%.*s'" : "facet : \"%.*s\"", TEXT_ARG(facet));
}

struct match_eyes eyes_in(struct arena *arena, const struct db *db)
{
	struct match_eyes eyes = {
		.postgres = db->engine->kind == ENGINE_POSTGRES,
		.kept = buffer_in(arena, MATCH_EYES_MAX),
	};

	for (size_t i = 0; i < MATCH_CIRCLES; i++)
		eyes.opened[i] = buffer_in(arena, MATCH_EYES_MAX);
	return eyes;
}

static void begin_alternative(const struct match_eyes *eyes, struct buffer *b)
{
	if (b->n > 0)
		buffer_add_string(b, eyes->postgres ? " | " : " OR ");
}

void eyes_open(struct match_eyes *eyes, enum match_circle circle, const struct text *facets, size_t n)
{
	struct buffer *b = &eyes->opened[circle];

	begin_alternative(eyes, b);
	buffer_add_byte(b, '(');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buffer_add_string(b, eyes->postgres ? " & " : " AND ");
		add_facet(b, eyes->postgres, facets[i]);
	}
	buffer_add_byte(b, ')');
}

/* Every item tells of an agenda or of minutes. */
void eyes_open_all(struct match_eyes *eyes, enum match_circle circle)
{
	eyes_open(eyes, circle, &TEXT("kagenda"), 1);
	eyes_open(eyes, circle, &TEXT("kminutes"), 1);
}

void eyes_keep(struct match_eyes *eyes, struct text facet)
{
	begin_alternative(eyes, &eyes->kept);
	add_facet(&eyes->kept, eyes->postgres, facet);
}

/* What did not fit would open or hide the wrong items: such a viewer finds what is everybody's. */
static bool opens(const struct match_eyes *eyes, enum match_circle circle)
{
	return eyes->opened[circle].n > 0 && !eyes->opened[circle].full && !eyes->kept.full;
}

static void add_eyes(struct buffer *b, const struct match_eyes *eyes, enum match_circle circle)
{
	buffer_add_byte(b, '(');
	buffer_add(b, buffer_text(&eyes->opened[circle]));
	buffer_add_byte(b, ')');
	if (eyes->kept.n == 0)
		return;
	buffer_add_string(b, eyes->postgres ? " & !(" : " NOT (");
	buffer_add(b, buffer_text(&eyes->kept));
	buffer_add_byte(b, ')');
}

struct match match_in(struct arena *arena, const struct db *db, const struct match_eyes *eyes)
{
	struct match match = {
		.eyes = eyes,
		.postgres = db->engine->kind == ENGINE_POSTGRES,
		.b = buffer_in(arena, MATCH_BYTES_MAX),
		.lines = buffer_in(arena, MATCH_BYTES_MAX),
		.alternatives = buffer_in(arena, MATCH_BYTES_MAX),
	};

	buffer_add_byte(&match.b, '(');
	return match;
}

/* In the index a mark stands before a circle's words: the same stem may be anybody's. */
static void add_lexeme(struct match *match, struct text stem, bool prefix)
{
	const char *ending = prefix ? ":*" : "";

	buffer_format(&match->b, "'%.*s'%s", TEXT_ARG(stem), ending);
	for (enum match_circle c = 0; c < MATCH_CIRCLES; c++) {
		if (match->eyes->all) {
			buffer_format(&match->b, " | '%c%.*s'%s", marks[c], TEXT_ARG(stem), ending);
		} else if (opens(match->eyes, c)) {
			buffer_format(&match->b, " | ('%c%.*s'%s & ", marks[c], TEXT_ARG(stem), ending);
			add_eyes(&match->b, match->eyes, c);
			buffer_add_byte(&match->b, ')');
		}
	}
}

static void add_stem(struct match *match, struct text stem, bool prefix)
{
	if (match->postgres)
		add_lexeme(match, stem, prefix);
	else
		buffer_format(&match->alternatives, "\"%.*s\"%s", TEXT_ARG(stem), prefix ? " *" : "");
}

/* As it stands in a column, whose stems have a space after each. */
static void add_line(struct match *match, const struct text *stems, size_t n)
{
	buffer_add_string(&match->lines, "\n ");
	for (size_t i = 0; i < n; i++)
		if (is_plain(stems[i]))
			buffer_format(&match->lines, "%.*s ", TEXT_ARG(stems[i]));
}

/* SQLite: the term in everybody's columns, or in a circle's column of an item that it opens. */
static void add_columns(struct match *match)
{
	struct text term = buffer_text(&match->alternatives);

	buffer_format(&match->b, "{title body%s} : (%.*s)", match->eyes->all ? " members staff named" : "",
		TEXT_ARG(term));
	for (enum match_circle c = 0; c < MATCH_CIRCLES; c++) {
		if (match->eyes->all || !opens(match->eyes, c))
			continue;
		buffer_format(&match->b, " OR (%s : (%.*s) AND (", columns[c], TEXT_ARG(term));
		add_eyes(&match->b, match->eyes, c);
		buffer_add_string(&match->b, "))");
	}
	buffer_cut(&match->alternatives, 0);
}

static void close_term(struct match *match)
{
	if (!match->term)
		return;
	if (!match->postgres)
		add_columns(match);
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
			buffer_add_string(match->postgres ? &match->b : &match->alternatives, between);
		add_stem(match, stems[i], false);
	}
	if (added > 1 && match->postgres)
		add_line(match, stems, n);
}

void match_or(struct match *match, struct text stem, bool prefix)
{
	if (!is_plain(stem))
		return;
	buffer_add_string(match->postgres ? &match->b : &match->alternatives, match->postgres ? " | " : " OR ");
	add_stem(match, stem, prefix);
}

void match_end(struct match *match)
{
	close_term(match);
	buffer_add_byte(&match->b, ')');
}

void match_facet(struct match *match, struct text facet)
{
	if (!is_plain(facet))
		return;
	buffer_add_string(&match->b, match->postgres ? " & " : " AND ");
	add_facet(&match->b, match->postgres, facet);
}

struct text match_text(struct match *match)
{
	for (enum match_circle c = 0; match->postgres && c < MATCH_CIRCLES; c++) {
		buffer_add_byte(&match->b, '\n');
		if (match->eyes->all)
			buffer_add_string(&match->b, "'=kagenda' | '=kminutes'");
		else if (opens(match->eyes, c))
			add_eyes(&match->b, match->eyes, c);
	}
	if (match->postgres)
		buffer_add(&match->b, buffer_text(&match->lines));
	return buffer_text(&match->b);
}
