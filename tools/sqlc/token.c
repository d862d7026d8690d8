#include "sqlc/token.h"

#include <ctype.h>
#include <strings.h>

struct reader {
	struct text t;
	size_t at, line;
	int depth;
	bool space;
};

static char peek(const struct reader *r, size_t ahead)
{
	return r->at + ahead < r->t.n ? r->t.s[r->at + ahead] : '\0';
}

static void skip(struct reader *r, size_t n)
{
	for (; n > 0 && r->at < r->t.n; n--)
		r->line += r->t.s[r->at++] == '\n';
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The next statement's first line, which no body runs over. */
static bool at_directive(const struct reader *r)
{
	return text_starts(text_after(r->t, r->at), TEXT("-- :"));
}

/* An empty line, the next directive or the end of the file. */
static bool at_end(const struct reader *r)
{
	struct text rest = text_after(r->t, r->at), line;

	if (r->at >= r->t.n || at_directive(r))
		return true;
	if (peek(r, 0) != '\n')
		return false;
	rest = text_after(rest, 1);
	return !text_line(&rest, &line) || text_empty(text_trim(line));
}

static void skip_space(struct reader *r)
{
	size_t from = r->at;

	while (!at_end(r)) {
		if (isspace((unsigned char)peek(r, 0))) {
			skip(r, 1);
		} else if (peek(r, 0) == '-' && peek(r, 1) == '-' && !at_directive(r)) {
			skip(r, text_find_byte(text_after(r->t, r->at), '\n'));
		} else if (peek(r, 0) == '/' && peek(r, 1) == '*') {
			skip(r, 2);
			skip(r, text_find(text_after(r->t, r->at), TEXT("*/")) + 2);
		} else {
			break;
		}
	}
	r->space = r->at > from;
}

/* The length of a run in quotes, doubled ones within; 0 when it does not end. */
static size_t quoted_length(struct text t, char quote)
{
	for (size_t i = 1; i < t.n; i++) {
		if (t.s[i] != quote)
			continue;
		if (i + 1 < t.n && t.s[i + 1] == quote)
			i++;
		else
			return i + 1;
	}
	return 0;
}

static size_t word_length(struct text t)
{
	size_t n = 0;

	while (n < t.n && is_word(t.s[n]))
		n++;
	return n;
}

static size_t number_length(struct text t)
{
	size_t n = 0;

	while (n < t.n && (is_word(t.s[n]) || t.s[n] == '.'))
		n++;
	return n;
}

static size_t sign_length(struct text t)
{
	static const char *const signs[] = { "->>", "||", "->", "<=", ">=", "<>", "!=", "==", "<<",
		">>", "::", "@@" };

	for (size_t i = 0; i < LENGTH_OF(signs); i++)
		if (text_starts(t, text_from(signs[i])))
			return strlen(signs[i]);
	return 1;
}

/* Kind and length of the token that t begins with; length 0 when there is none. */
static enum token_kind classify(struct text t, size_t *ret_length)
{
	char c = t.s[0], next = t.n > 1 ? t.s[1] : '\0';

	if (c == '\'' || ((c == 'x' || c == 'X') && next == '\'')) {
		size_t before = c == '\'' ? 0 : 1, n = quoted_length(text_after(t, before), '\'');

		*ret_length = n > 0 ? n + before : 0;
		return TOKEN_STRING;
	}
	if (c == '"') {
		*ret_length = quoted_length(t, '"');
		return TOKEN_QUOTED;
	}
	if (isdigit((unsigned char)c)) {
		*ret_length = number_length(t);
		return TOKEN_NUMBER;
	}
	if (is_word(c)) {
		*ret_length = word_length(t);
		return TOKEN_WORD;
	}
	if (c == ':' && is_word(next)) {
		*ret_length = 1 + word_length(text_after(t, 1));
		return TOKEN_PARAM;
	}
	/* "@@" is PostgreSQL's full-text match; one "@" would be another parameter of SQLite's. */
	*ret_length = strchr("?$@#`[]{}\\;", c) != NULL && !text_starts(t, TEXT("@@"))
			      ? 0
			      : sign_length(t);
	return TOKEN_SIGN;
}

/* Adds the next token; false when what stands there cannot be one. */
static bool read_token(struct arena *arena, struct reader *r, struct tokens *tokens)
{
	size_t length;
	struct text t = text_after(r->t, r->at);
	enum token_kind kind = classify(t, &length);
	size_t skipped = kind == TOKEN_PARAM ? 1 : 0;

	if (length == 0)
		return false;
	if (kind == TOKEN_SIGN && t.s[0] == ')')
		r->depth--;
	arena_grow(arena, tokens->v, tokens->n, &tokens->room);
	tokens->v[tokens->n++] = (struct token){
		.kind = kind,
		.text = text_from_to(t, skipped, length),
		.line = r->line,
		.depth = r->depth,
		.space = r->space,
	};
	if (kind == TOKEN_SIGN && t.s[0] == '(')
		r->depth++;
	skip(r, length);
	return r->depth >= 0 && r->depth <= TOKEN_DEPTH_MAX && tokens->n <= TOKENS_MAX;
}

/* Gives what is wrong, or NULL. */
static const char *read_all(struct arena *arena, struct reader *r, struct tokens *tokens)
{
	for (skip_space(r); !at_end(r); skip_space(r)) {
		if (peek(r, 0) == ';')
			return "a statement ends with an empty line, not with ';'";
		if (!read_token(arena, r, tokens))
			return "this is not SQL: a parameter is written :name, a name \"name\", "
			       "text 'text'";
	}
	return r->depth == 0 ? NULL : "the statement's parentheses do not match";
}

bool tokens_read(struct arena *arena, struct text source, size_t *at, size_t *line,
	const char *file, struct report *report, struct tokens *ret)
{
	struct reader r = { .t = source, .at = *at, .line = *line };
	struct tokens tokens = { 0 };
	const char *why = read_all(arena, &r, &tokens);

	if (why != NULL)
		report_add(report, file, r.line, "%s", why);
	*at = r.at;
	*line = r.line;
	if (why == NULL)
		*ret = tokens;
	return why == NULL;
}

bool token_is(const struct token *token, const char *word)
{
	if (token->kind != TOKEN_WORD && token->kind != TOKEN_SIGN)
		return false;
	return strlen(word) == token->text.n &&
	       strncasecmp(token->text.s, word, token->text.n) == 0;
}

bool tokens_are(const struct tokens *tokens, size_t i, const char *word)
{
	return i < tokens->n && token_is(&tokens->v[i], word);
}

struct text token_name(const struct token *token)
{
	if (token->kind == TOKEN_QUOTED)
		return text_from_to(token->text, 1, token->text.n - 1);
	return token->kind == TOKEN_WORD ? token->text : TEXT_NONE;
}

bool token_names(const struct token *token, struct text name)
{
	struct text t = token_name(token);

	return text_known(t) && t.n == name.n && strncasecmp(t.s, name.s, t.n) == 0;
}
