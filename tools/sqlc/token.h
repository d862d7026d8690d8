/* tools/sqlc/token.h: one SQL statement as words and signs.
 *
 * Just enough of SQL to find parameters, clauses and their nesting; what the words mean is left to
 * the engine. Comments are dropped.  Tokens borrow from the source.
 */
#ifndef SQLC_TOKEN_H
#define SQLC_TOKEN_H

#include "report.h"

enum token_kind {
	TOKEN_WORD,   /* a keyword or a name */
	TOKEN_QUOTED, /* "a name" */
	TOKEN_PARAM,  /* :name; the text is without the colon */
	TOKEN_STRING, /* 'text' or x'00' */
	TOKEN_NUMBER,
	TOKEN_SIGN, /* operators, commas, parentheses */
};

struct token {
	enum token_kind kind;
	struct text text;
	size_t line;
	int depth;  /* of parentheses around it; a parenthesis itself counts as outside */
	bool space; /* white space stands before it */
};

struct tokens {
	struct token *v;
	size_t n, room;
};

enum {
	TOKENS_MAX = 20000, /* in a statement: forty pages of SQL */
	TOKEN_DEPTH_MAX = 100,
};

/* Reads source from *at to the first empty line outside strings, the next directive or the end; *at
 * and *line move there. False, and reported, when it is not SQL. */
bool tokens_read(struct arena *arena, struct text source, size_t *at, size_t *line,
	const char *file, struct report *report, struct tokens *ret);

/* The keyword, in any case. */
bool token_is(const struct token *token, const char *word);
/* The same of the i-th; false past the end. */
bool tokens_are(const struct tokens *tokens, size_t i, const char *word);
/* The name of a table or view as SQL compares names: in any case, quoted or not. */
bool token_names(const struct token *token, struct text name);
struct text token_name(
	const struct token *token); /* without its quotes; unknown when it is no name */

#endif
