#include "sqlc/unit.h"

#include "base/path.h"

#include <ctype.h>

struct parser {
	struct arena *arena;
	struct report *report;
	struct unit *unit;
	struct text source;
	size_t at, line; /* of the next line */
};

static const struct {
	const char *word;
	enum value_kind kind;
} types[] = {
	{ "text", VALUE_TEXT },
	{ "blob", VALUE_BLOB },
	{ "int", VALUE_INT },
	{ "bool", VALUE_BOOL },
	{ "real", VALUE_REAL },
	{ "instant", VALUE_INSTANT },
	{ "date", VALUE_DATE },
	{ "moment", VALUE_MOMENT },
};

/* What the generated functions call their own, and C's words. */
static const char *const taken[] = { "db", "tx", "arena", "ret", "ret_n", "ret_changed", "values",
	"auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else",
	"enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register",
	"restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef",
	"union", "unsigned", "void", "volatile", "while", "bool", "true", "false", "asm", "typeof",
	"unix", "linux" };

static bool name_valid(struct text t)
{
	if (t.n == 0 || t.n > 64 || !islower((unsigned char)t.s[0]))
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (!islower((unsigned char)t.s[i]) && !isdigit((unsigned char)t.s[i]) &&
			t.s[i] != '_')
			return false;
	return true;
}

static bool name_free(struct text t)
{
	for (size_t i = 0; i < LENGTH_OF(taken); i++)
		if (text_is(t, taken[i]))
			return false;
	return true;
}

bool type_parse(struct text word, struct type *ret)
{
	struct type type = { .id = TEXT_NONE };

	if (text_ends(word, TEXT("?"))) {
		type.optional = true;
		word.n--;
	}
	for (size_t i = 0; i < LENGTH_OF(types); i++) {
		if (!text_is(word, types[i].word))
			continue;
		type.kind = types[i].kind;
		*ret = type;
		return true;
	}
	if (!text_ends(word, TEXT("_id")) || word.n < 4 || !name_valid(word))
		return false;
	type.kind = VALUE_ID;
	type.id = word;
	*ret = type;
	return true;
}

bool type_takes_null(enum value_kind kind)
{
	return kind != VALUE_INT && kind != VALUE_BOOL && kind != VALUE_REAL &&
	       kind != VALUE_INSTANT;
}

struct field *fields_find(const struct fields *fields, struct text name)
{
	for (size_t i = 0; i < fields->n; i++)
		if (text_eq(fields->v[i].name, name))
			return &fields->v[i];
	return NULL;
}

static void complain(struct parser *p, size_t line, const char *what, struct text about)
{
	report_add(p->report, p->unit->file, line, "%.*s%s%s", TEXT_ARG(about),
		text_empty(about) ? "" : ": ", what);
}

/* The next line without moving on; false at the end. */
static bool peek_line(const struct parser *p, struct text *ret)
{
	struct text rest = text_after(p->source, p->at);

	return text_line(&rest, ret);
}

static void take_line(struct parser *p)
{
	struct text rest = text_after(p->source, p->at), line;

	if (text_line(&rest, &line)) {
		p->at = p->source.n - rest.n;
		p->line++;
	}
}

/* What stands after "--" when the next line is a comment. */
static bool peek_comment(const struct parser *p, struct text *ret)
{
	struct text line;

	if (!peek_line(p, &line) || !text_starts(line, TEXT("--")))
		return false;
	*ret = text_after(line, 2);
	return true;
}

static bool is_directive(struct text comment)
{
	return text_starts(comment, TEXT(" :"));
}

static bool is_indented(struct text comment)
{
	return text_starts(comment, TEXT("  "));
}

static void add_field(struct parser *p, struct fields *fields, struct text words, size_t line)
{
	struct field field = { .line = line };
	struct text type;

	if (!text_word(&words, &field.name) || !text_word(&words, &type)) {
		complain(p, line, "a name and a type are wanted", field.name);
		return;
	}
	field.note = text_trim(words);
	if (!name_valid(field.name) || !name_free(field.name))
		complain(p, line, "this cannot be a name in C (or the generated function uses it)",
			field.name);
	else if (!type_parse(type, &field.type))
		complain(p, line, "there is no such type", type);
	else if (field.type.optional && !type_takes_null(field.type.kind))
		complain(p, line, "a type that has no value for NULL cannot take a '?'", type);
	else if (fields_find(fields, field.name) != NULL)
		complain(p, line, "this name is used twice", field.name);
	else if (fields->n == FIELDS_MAX)
		complain(p, line, "too many names in one list", field.name);
	else {
		arena_grow(p->arena, fields->v, fields->n, &fields->room);
		fields->v[fields->n++] = field;
	}
}

static void add_prose(struct parser *p, struct text *prose, struct text comment)
{
	comment = text_trim(comment);
	if (!text_empty(comment))
		*prose = text_empty(*prose) ? comment
					    : text_join(p->arena, *prose, TEXT("\n"), comment);
}

static void parse_row(struct parser *p, struct text words, size_t line)
{
	struct row row = { .line = line };
	struct text comment, more;

	if (!text_word(&words, &row.name) || text_word(&words, &more) || !name_valid(row.name))
		complain(p, line, "-- :row wants one name", row.name);
	while (peek_comment(p, &comment) && !is_directive(comment)) {
		take_line(p);
		if (is_indented(comment))
			add_field(p, &row.fields, comment, p->line - 1);
		else if (row.fields.n == 0)
			add_prose(p, &row.note, comment);
		else
			break;
	}
	if (row.fields.n == 0)
		complain(p, line, "a row without columns", row.name);
	arena_grow(p->arena, p->unit->rows, p->unit->rows_n, &p->unit->rows_room);
	p->unit->rows[p->unit->rows_n++] = row;
}

static void parse_guard(struct parser *p, struct text words, size_t line)
{
	struct guard guard = { .line = line };
	struct text by, more;

	if (!text_word(&words, &guard.table) || !text_word(&words, &by) || !text_is(by, "by") ||
		!text_word(&words, &guard.view) || text_word(&words, &more)) {
		complain(p, line, "-- :guarded TABLE by VIEW is wanted", TEXT_NONE);
		return;
	}
	arena_grow(p->arena, p->unit->guards, p->unit->guards_n, &p->unit->guards_room);
	p->unit->guards[p->unit->guards_n++] = guard;
}

/* The statement's first line, and those after it while its parentheses are open. */
static struct text join_header(struct parser *p, struct text words)
{
	struct text comment;

	while (text_find_byte(words, ')') == words.n && peek_comment(p, &comment) &&
		!is_directive(comment)) {
		words = text_join(p->arena, words, TEXT(" "), text_trim(comment));
		take_line(p);
	}
	return words;
}

static void parse_params(struct parser *p, struct query *query, struct text list)
{
	struct text one;

	if (text_empty(text_trim(list)))
		return;
	while (text_split(&list, ',', &one)) {
		size_t before = query->params.n;

		add_field(p, &query->params, one, query->line);
		if (query->params.n > before && !text_empty(query->params.v[before].note))
			complain(p, query->line, "a comma is wanted between parameters", one);
	}
}

static void parse_result(struct parser *p, struct query *query, struct text after)
{
	struct text arrow, more;

	after = text_trim(after);
	if (query->verb == VERB_EXEC) {
		if (!text_empty(after))
			complain(p, query->line,
				"-- :exec gives nothing but how many rows it changed", query->name);
		return;
	}
	if (!text_word(&after, &arrow) || !text_is(arrow, "->") ||
		!text_word(&after, &query->result) || text_word(&after, &more)) {
		complain(p, query->line, "-> ROW or -> TYPE is wanted after the parameters",
			query->name);
		query->result = TEXT_NONE;
	}
}

static bool parse_header(struct parser *p, struct query *query, struct text words)
{
	size_t open, close;

	words = join_header(p, text_trim(words));
	open = text_find_byte(words, '(');
	close = text_find_byte(words, ')');
	query->name = text_trim(text_from_to(words, 0, open));
	if (open >= close || close == words.n || !name_valid(query->name)) {
		complain(p, query->line, "NAME(PARAMETER TYPE, ...) -> RESULT is wanted",
			query->name);
		return false;
	}
	parse_params(p, query, text_from_to(words, open + 1, close));
	parse_result(p, query, text_after(words, close + 1));
	return true;
}

static bool read_body(struct parser *p, struct tokens *ret)
{
	size_t line = p->line;
	struct tokens tokens = { 0 };

	if (!tokens_read(
		    p->arena, p->source, &p->at, &p->line, p->unit->file, p->report, &tokens)) {
		take_line(p);
		return false;
	}
	if (tokens.n == 0) {
		complain(p, line, "an empty statement", TEXT_NONE);
		return false;
	}
	*ret = tokens;
	return true;
}

static bool starts_blank(const struct parser *p, struct text *ret_line)
{
	return peek_line(p, ret_line) && text_empty(text_trim(*ret_line));
}

static void skip_blank(struct parser *p)
{
	struct text line;

	while (starts_blank(p, &line))
		take_line(p);
}

static void parse_ungated(struct parser *p, struct query *query, struct text reason)
{
	struct text because;

	query->ungated = text_word(&reason, &because) && text_is(because, "because") &&
			 !text_empty(text_trim(reason));
	if (!query->ungated)
		complain(p, p->line, "-- :ungated because ... wants the reason", query->name);
}

/* One line between header and body; false when it is not part of this statement. */
static bool parse_middle(struct parser *p, struct query *query, struct text comment, bool *ret_body)
{
	struct text rest = comment, word;

	*ret_body = false;
	if (!is_directive(comment)) {
		add_prose(p, &query->purpose, comment);
	} else if (text_word(&rest, &word) && text_is(word, ":ungated")) {
		parse_ungated(p, query, rest);
	} else if (text_is(word, ":sqlite") || text_is(word, ":postgres")) {
		take_line(p);
		*ret_body = true;
		return read_body(p, text_is(word, ":sqlite") ? &query->sqlite : &query->postgres);
	} else {
		return false;
	}
	take_line(p);
	return true;
}

/* True when both engines have their text. */
static bool parse_bodies(struct parser *p, struct query *query)
{
	struct text comment;
	bool body = false;

	while (peek_comment(p, &comment)) {
		if (!parse_middle(p, query, comment, &body))
			break;
		if (body)
			skip_blank(p);
		if (query->sqlite.n > 0 && query->postgres.n > 0)
			return true;
	}
	if (query->sqlite.n > 0 || query->postgres.n > 0) {
		complain(p, query->line, "a body for one engine wants a body for the other",
			query->name);
		return false;
	}
	if (peek_comment(p, &comment) || !peek_line(p, &comment) ||
		text_empty(text_trim(comment))) {
		complain(p, query->line, "the statement has no SQL right below it", query->name);
		return false;
	}
	if (!read_body(p, &query->sqlite))
		return false;
	query->postgres = query->sqlite;
	return true;
}

static void parse_query(struct parser *p, enum verb verb, struct text words, size_t line)
{
	struct query query = { .unit = p->unit, .verb = verb, .line = line };
	struct unit *unit = p->unit;
	bool header = parse_header(p, &query, words), bodies = parse_bodies(p, &query);

	if (header && text_empty(query.purpose))
		complain(p, line, "a line of comment on what it is for is wanted", query.name);
	if (!header || !bodies)
		return;
	arena_grow(p->arena, unit->queries, unit->queries_n, &unit->queries_room);
	unit->queries[unit->queries_n++] = query;
}

static void parse_directive(struct parser *p, struct text comment)
{
	size_t line = p->line;
	struct text word;

	take_line(p);
	if (!text_word(&comment, &word))
		return;
	if (text_is(word, ":row"))
		parse_row(p, comment, line);
	else if (text_is(word, ":guarded"))
		parse_guard(p, comment, line);
	else if (text_is(word, ":one"))
		parse_query(p, VERB_ONE, comment, line);
	else if (text_is(word, ":many"))
		parse_query(p, VERB_MANY, comment, line);
	else if (text_is(word, ":exec"))
		parse_query(p, VERB_EXEC, comment, line);
	else
		complain(p, line, "there is no such directive here", word);
}

/* SQL that no directive stands above: said once, then passed over. */
static void parse_stray(struct parser *p)
{
	struct tokens tokens;

	complain(p, p->line, "SQL without -- :one, -- :many or -- :exec above it", TEXT_NONE);
	(void)!read_body(p, &tokens);
}

struct unit *unit_parse(
	struct arena *arena, const char *file, struct text source, struct report *report)
{
	struct unit *unit = arena_new(arena, struct unit, 1);
	struct parser p = {
		.arena = arena, .report = report, .unit = unit, .source = source, .line = 1
	};
	struct text name = path_name(text_from(file)), line, comment;

	unit->file = file;
	unit->noun = text_from_to(name, 0, text_find_byte(name, '.'));
	if (source.n > UNIT_BYTES_MAX || !text_valid(source) || !name_valid(unit->noun)) {
		report_add(report, file, 1,
			"not a file of UTF-8 text, too large, or its name is no noun");
		return unit;
	}
	while (peek_line(&p, &line)) {
		if (!text_starts(line, TEXT("--")) && !text_empty(text_trim(line)))
			parse_stray(&p);
		else if (peek_comment(&p, &comment) && is_directive(comment))
			parse_directive(&p, comment);
		else
			take_line(&p);
	}
	return unit;
}
