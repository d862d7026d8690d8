#include "sqlc/render.h"

enum { RENDER_BYTES_MAX = 4 << 20 }; /* past any source with its casts */

/* A date is text on both engines, computed in C. */
static const char *postgres_type(enum value_kind kind)
{
	switch (kind) {
	case VALUE_TEXT:
	case VALUE_DATE:
	case VALUE_MOMENT:
		return "text";
	case VALUE_BLOB:
		return "bytea";
	case VALUE_REAL:
		return "double precision";
	case VALUE_INT:
	case VALUE_BOOL:
	case VALUE_INSTANT:
	case VALUE_ID:
		break;
	}
	return "bigint";
}

static void add_param(struct buffer *b, const struct query *query, struct text name, bool postgres)
{
	const struct field *field = fields_find(&query->params, name);
	size_t number = field != NULL ? (size_t)(field - query->params.v) + 1
				      : 0; /* 0: check.c refuses it */

	if (postgres)
		buffer_format(b, "$%zu::%s", number,
			field != NULL ? postgres_type(field->type.kind) : "text");
	else
		buffer_format(b, "?%zu", number);
}

static struct text render(
	struct arena *arena, const struct query *query, const struct tokens *tokens, bool postgres)
{
	struct buffer b = buffer_in(arena, RENDER_BYTES_MAX);
	size_t line = tokens->n > 0 ? tokens->v[0].line : 0;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->v[i];

		if (line == token->line && i > 0 && token->space)
			buffer_add_byte(&b, ' ');
		for (; line < token->line; line++)
			buffer_add_byte(&b, '\n');
		if (token->kind == TOKEN_PARAM)
			add_param(&b, query, token->text, postgres);
		else
			buffer_add(&b, token->text);
		for (size_t k = 0; k < token->text.n; k++)
			line += token->text.s[k] == '\n';
	}
	return buffer_text(&b);
}

struct text render_sqlite(struct arena *arena, const struct query *query)
{
	return render(arena, query, &query->sqlite, false);
}

struct text render_postgres(struct arena *arena, const struct query *query)
{
	return render(arena, query, &query->postgres, true);
}
