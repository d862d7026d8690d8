#include "domain/slug.h"

#include "language/language.h"

struct text name_key(struct arena *arena, struct text name)
{
	struct buffer b = buffer_in(arena, name.n * 4 + 16);
	struct text folded = language_fold(arena, name), word;

	while (text_word(&folded, &word)) {
		if (b.n > 0)
			buffer_add_byte(&b, ' ');
		buffer_add(&b, word);
	}
	return buffer_text(&b);
}

enum fault slug_free(struct ctx *cx, struct text name, slug_taken *taken, struct text *ret)
{
	struct text base = language_slug(cx->arena, name), slug = base;

	for (int i = 2; i < SLUG_TRIES_MAX; i++) {
		bool in_use;
		enum fault fault = taken(cx->db, slug, &in_use);

		if (fault != FAULT_NONE)
			return fault;
		if (!in_use) {
			*ret = slug;
			return FAULT_NONE;
		}
		slug = text_from(arena_format(cx->arena, "%.*s-%d", TEXT_ARG(base), i));
	}
	return refuse(&cx->why, FAULT_LIMIT, N_("Too many things have the same name"));
}
