#include "domain/typed.h"

#include "language/language.h"

struct text typed_tidy(struct arena *arena, struct text t)
{
	struct buffer b = buffer_in(arena, t.n + 1);

	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == '\r' && i + 1 < t.n && t.s[i + 1] == '\n')
			continue;
		buffer_add_byte(&b, t.s[i] == '\r' || t.s[i] == '\f' ? '\n' : t.s[i]);
	}
	t = buffer_text(&b);
	while (t.n > 0 && strchr(" \t\n", t.s[t.n - 1]) != NULL)
		t.n--;
	return language_nfc(arena, t);
}

enum fault typed_text(struct ctx *cx, struct text t, size_t most, struct text *ret)
{
	if (!text_valid(t))
		return refuse(&cx->why, FAULT_INVALID, N_("The text holds what is no text"));
	if (t.n > most)
		return refuse_with(&cx->why, FAULT_LIMIT, N_("The text may hold at most %s bytes"), "%zu", most);
	*ret = typed_tidy(cx->arena, t);
	return FAULT_NONE;
}
