#include "htmlc/template.h"

#include "base/path.h"

struct parser {
	struct arena *arena;
	struct template *template;
	struct report *report;
	size_t line;
};

static struct piece *add(struct parser *p, enum piece_kind kind)
{
	struct template *t = p->template;

	arena_grow(p->arena, t->pieces, t->n, &t->room);
	t->pieces[t->n] = (struct piece){ .kind = kind, .line = p->line };
	return &t->pieces[t->n++];
}

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_name(struct text t)
{
	if (t.n == 0 || (t.s[0] >= '0' && t.s[0] <= '9'))
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (!is_word_byte(t.s[i]))
			return false;
	return true;
}

/* Where a string literal that begins at `from` ends; t.n when it does not. */
static size_t literal_end(struct text t, size_t from)
{
	for (size_t i = from + 1; i < t.n; i++) {
		if (t.s[i] == '\\')
			i++;
		else if (t.s[i] == t.s[from])
			return i + 1;
	}
	return t.n;
}

/* Where the closing }} begins, strings skipped; t.n when there is none. */
static size_t directive_end(struct text t)
{
	for (size_t i = 0; i + 1 < t.n; i++) {
		if (t.s[i] == '"' || t.s[i] == '\'')
			i = literal_end(t, i) - 1;
		else if (t.s[i] == '}' && t.s[i + 1] == '}')
			return i;
	}
	return t.n;
}

/* The first of these bytes outside of strings and brackets; t.n when there is none. */
static size_t find_outside(struct text t, char byte)
{
	int depth = 0;

	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == '"' || t.s[i] == '\'')
			i = literal_end(t, i) - 1;
		else if (depth == 0 && t.s[i] == byte)
			return i;
		else if (strchr("([{", t.s[i]) != NULL)
			depth++;
		else if (strchr(")]}", t.s[i]) != NULL)
			depth--;
	}
	return t.n;
}

static void complain(struct parser *p, const char *sentence, struct text what)
{
	report_add(p->report, p->template->file, p->line, "%s: {{%.*s}}", sentence, TEXT_ARG(what));
}

/* A piece of C that cannot reach beyond its place: brackets match, and no comment, statement or directive stands in it. */
static bool is_closed(struct text t)
{
	char open[32];
	size_t depth = 0;

	for (size_t i = 0; i < t.n; i++) {
		const char *closing = strchr("([{", t.s[i]);

		if (t.s[i] == '"' || t.s[i] == '\'')
			i = literal_end(t, i) - 1;
		else if (t.s[i] == ';' || t.s[i] == '#' || t.s[i] == '\0' || text_starts(text_after(t, i), TEXT("//")) ||
			text_starts(text_after(t, i), TEXT("/*")))
			return false;
		else if (closing != NULL && depth < sizeof(open))
			open[depth++] = ")]}"[closing - "([{"];
		else if (closing != NULL || (strchr(")]}", t.s[i]) != NULL && (depth == 0 || open[--depth] != t.s[i])))
			return false;
	}
	return depth == 0;
}

static size_t holes_of(struct text sentence)
{
	size_t n = 0, at;

	while ((at = text_find(sentence, TEXT("%"))) < sentence.n) {
		n += sentence.s[at + 1] == 's' ? 1 : 100; /* the literal's quote stands behind it at least */
		sentence = text_after(sentence, at + 1);
	}
	return n;
}

/* "..." at the front of rest; unknown when there is none. */
static struct text take_literal(struct text *rest)
{
	struct text literal;
	size_t end;

	*rest = text_trim(*rest);
	if (rest->n == 0 || rest->s[0] != '"')
		return TEXT_NONE;
	end = literal_end(*rest, 0);
	literal = text_from_to(*rest, 0, end);
	*rest = text_trim(text_after(*rest, end));
	return literal;
}

/* name(arguments) and what follows. */
static bool take_call(struct text *rest, struct text *name, struct text *arguments)
{
	struct text t = text_trim(*rest);
	size_t open = text_find_byte(t, '('), close;

	*name = text_trim(text_from_to(t, 0, open));
	if (open == t.n || !is_name(*name))
		return false;
	t = text_after(t, open + 1);
	close = find_outside(t, ')');
	if (close == t.n)
		return false;
	*arguments = text_trim(text_from_to(t, 0, close));
	*rest = text_trim(text_after(t, close + 1));
	return true;
}

static void read_define(struct parser *p, struct text whole, struct text rest)
{
	struct piece *piece = add(p, PIECE_DEFINE);

	if (!take_call(&rest, &piece->a, &piece->b))
		complain(p, "a view is {{define name(parameters)}}", whole);
	if (text_empty(rest))
		return;
	if (rest.n == 8 && text_starts(rest, TEXT("under h")) && rest.s[7] >= '1' && rest.s[7] < '1' + TEMPLATE_LEVELS)
		piece->level = rest.s[7] - '0';
	else
		complain(p, "after a view's parameters comes at most \"under h1\" to \"under h6\"", whole);
}

static void read_call(struct parser *p, enum piece_kind kind, struct text whole, struct text rest)
{
	struct piece *piece = add(p, kind);

	if (!take_call(&rest, &piece->a, &piece->b) || !text_empty(rest))
		complain(p, "a view is used as name(arguments)", whole);
}

static void read_for(struct parser *p, struct text whole, struct text rest)
{
	struct piece *piece = add(p, PIECE_FOR);
	size_t in = text_find(rest, TEXT(" in ")), comma;

	piece->a = text_trim(text_from_to(rest, 0, in));
	rest = text_after(rest, in + 4);
	comma = find_outside(rest, ',');
	piece->b = text_trim(text_from_to(rest, 0, comma));
	piece->c = text_trim(text_after(rest, comma + 1));
	if (!is_name(piece->a) || text_empty(piece->b) || text_empty(piece->c))
		complain(p, "a loop is {{for name in array, count}}", whole);
}

static void read_let(struct parser *p, struct text whole, struct text rest)
{
	struct piece *piece = add(p, PIECE_LET);
	size_t equals = text_find_byte(rest, '=');

	piece->a = text_trim(text_from_to(rest, 0, equals));
	piece->b = text_trim(text_after(rest, equals + 1));
	if (!is_name(piece->a) || text_empty(piece->b))
		complain(p, "a name is given as {{let name = expression}}", whole);
}

static void read_tr(struct parser *p, struct text whole, struct text rest)
{
	struct piece *piece = add(p, PIECE_TR);
	bool holed;

	piece->a = take_literal(&rest);
	piece->b = TEXT_NONE;
	holed = text_find(piece->a, TEXT("%s")) < piece->a.n;
	if (rest.n > 0 && rest.s[0] == ',')
		piece->b = text_trim(text_after(rest, 1));
	else if (rest.n > 0 || !text_known(piece->a))
		complain(p, "a sentence is {{tr \"...\"}} or {{tr \"... %s ...\", expression}}", whole);
	if (holed != text_known(piece->b))
		complain(p, "a sentence has a %s when it has an expression, and not otherwise", whole);
	else if (holes_of(piece->a) > 1)
		complain(p, "a sentence has one %s and no other %", whole);
}

static void read_tr_n(struct parser *p, struct text whole, struct text rest)
{
	struct piece *piece = add(p, PIECE_TR_N);

	piece->a = take_literal(&rest);
	piece->b = take_literal(&rest);
	piece->c = rest;
	if (!text_known(piece->a) || !text_known(piece->b) || text_empty(rest))
		complain(p, "a number of things is {{tr_n \"one\" \"%s many\" expression}}", whole);
	else if (holes_of(piece->b) != 1 || holes_of(piece->a) > 1)
		complain(p, "many things are counted by one %s", whole);
}

static void read_include(struct parser *p, struct text whole, struct text rest)
{
	struct piece *piece = add(p, PIECE_INCLUDE);

	piece->a = take_literal(&rest);
	if (!text_known(piece->a) || !text_empty(rest))
		complain(p, "a header is {{include \"views/model.h\"}}", whole);
}

static void read_bare(struct parser *p, enum piece_kind kind, struct text whole, struct text rest)
{
	add(p, kind);
	if (!text_empty(rest))
		complain(p, "nothing may follow this word", whole);
}

static void read_expression(struct parser *p, enum piece_kind kind, struct text whole, struct text rest)
{
	add(p, kind)->a = rest;
	if (text_empty(rest))
		complain(p, "an expression is missing", whole);
}

static void read_piece(struct parser *p, struct text whole)
{
	static const struct {
		const char *word;
		enum piece_kind kind;
		void (*read)(struct parser *p, struct text whole, struct text rest);
	} special[] = {
		{ "define", PIECE_DEFINE, read_define }, { "for", PIECE_FOR, read_for }, { "let", PIECE_LET, read_let },
		{ "tr", PIECE_TR, read_tr }, { "tr_n", PIECE_TR_N, read_tr_n }, { "include", PIECE_INCLUDE, read_include },
	};
	struct text t = text_trim(whole), rest = t, word = TEXT("");
	size_t n = 0;

	while (n < t.n && is_word_byte(t.s[n]))
		n++;
	if (n == t.n || t.s[n] == ' ' || t.s[n] == '\t' || t.s[n] == '\n') {
		word = text_from_to(t, 0, n);
		rest = text_trim(text_after(t, n));
	}
	for (size_t i = 0; i < LENGTH_OF(special); i++)
		if (text_is(word, special[i].word)) {
			special[i].read(p, whole, rest);
			return;
		}
	if (text_is(word, "end"))
		read_bare(p, PIECE_END, whole, rest);
	else if (text_is(word, "content"))
		read_bare(p, PIECE_CONTENT, whole, rest);
	else if (text_is(word, "else") && text_starts(rest, TEXT("if ")))
		read_expression(p, PIECE_ELSE_IF, whole, text_trim(text_after(rest, 3)));
	else if (text_is(word, "else"))
		read_bare(p, PIECE_ELSE, whole, rest);
	else if (text_is(word, "if"))
		read_expression(p, PIECE_IF, whole, rest);
	else if (text_is(word, "datetime"))
		read_expression(p, PIECE_DATETIME, whole, rest);
	else if (text_is(word, "token"))
		read_expression(p, PIECE_TOKEN, whole, rest);
	else if (text_is(word, "call"))
		read_call(p, PIECE_CALL, whole, rest);
	else if (text_is(word, "wrap"))
		read_call(p, PIECE_WRAP, whole, rest);
	else
		read_expression(p, PIECE_HOLE, whole, t);
}

static void read_directive(struct parser *p, struct text whole)
{
	size_t n = p->report->n;

	read_piece(p, whole);
	if (p->report->n == n && !is_closed(whole))
		complain(p, "C here is one expression, without comments and with its brackets closed", whole);
}

static void count_lines(struct parser *p, struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		p->line += t.s[i] == '\n';
}

static void read_text(struct parser *p, struct text t)
{
	if (text_empty(t))
		return;
	add(p, PIECE_TEXT)->a = t;
	count_lines(p, text_from_to(t, 0, text_find(t, TEXT("}}"))));
	if (text_find(t, TEXT("}}")) < t.n)
		report_add(p->report, p->template->file, p->line, "}} stands where nothing was opened");
	count_lines(p, text_after(t, text_find(t, TEXT("}}"))));
}

struct template *template_parse(struct arena *arena, const char *file, struct text source, struct report *report)
{
	struct template *template = arena_new(arena, struct template, 1);
	struct parser p = { .arena = arena, .template = template, .report = report, .line = 1 };
	struct text name = path_name(text_from(file)), inside;

	template->file = file;
	template->noun = text_from_to(name, 0, text_find_byte(name, '.'));
	if (!text_valid(source))
		report_add(report, file, 1, "the file is not UTF-8");
	while (source.n > 0) {
		size_t open = text_find(source, TEXT("{{")), close;
		bool comment;

		read_text(&p, text_from_to(source, 0, open));
		if (open == source.n)
			break;
		source = text_after(source, open + 2);
		comment = source.n > 0 && source.s[0] == '#';
		close = comment ? text_find(source, TEXT("#}}")) : directive_end(source);
		if (close == source.n) {
			report_add(report, file, p.line, "{{ is never closed");
			break;
		}
		inside = text_from_to(source, 0, close);
		if (!comment)
			read_directive(&p, inside);
		count_lines(&p, inside);
		source = text_after(source, close + (comment ? 3 : 2));
	}
	return template;
}
