#include "domain/slug.h"

#include "language/language.h"

static struct text single_spaced(struct arena *arena, struct text t)
{
	struct buffer b = buffer_in(arena, t.n + 1);
	struct text word;

	while (text_word(&t, &word)) {
		if (b.n > 0)
			buffer_add_byte(&b, ' ');
		buffer_add(&b, word);
	}
	return buffer_text(&b);
}

struct text name_key(struct arena *arena, struct text name)
{
	return single_spaced(arena, language_fold(arena, name));
}

enum fault name_clean_optional(struct ctx *cx, struct text typed, struct text *ret)
{
	struct text name = TEXT_NONE;

	if (text_known(typed) && !text_valid(typed))
		return refuse(&cx->why, FAULT_INVALID, N_("A name holds something that is no letter"));
	if (text_known(typed))
		name = single_spaced(cx->arena, language_nfc(cx->arena, typed));
	if (name.n > NAME_TYPED_MAX)
		return refuse_with(&cx->why, FAULT_INVALID, N_("A name has at most %s letters"), "%d", NAME_TYPED_MAX);
	*ret = text_empty(name) ? TEXT_NONE : name;
	return FAULT_NONE;
}

enum fault name_clean(struct ctx *cx, struct text typed, struct text *ret)
{
	struct text name;
	enum fault fault = name_clean_optional(cx, typed, &name);

	if (fault == FAULT_NONE && (!text_known(name) || text_empty(name_key(cx->arena, name))))
		return refuse(&cx->why, FAULT_INVALID, N_("A name is missing"));
	if (fault == FAULT_NONE)
		*ret = name;
	return fault;
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
