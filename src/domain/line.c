#include "domain/line.h"

#include "language/language.h"

enum fault lines_tidy(struct ctx *cx, struct text typed, size_t most, struct text *ret)
{
	struct buffer b = buffer_in(cx->arena, typed.n + 1);
	struct text t;

	if (!text_valid(typed))
		return refuse(&cx->why, FAULT_INVALID, N_("The text holds what is no text"));
	if (typed.n > most)
		return refuse_with(&cx->why, FAULT_LIMIT, N_("The text may hold at most %s bytes"), "%zu", most);
	t = text_trim(typed);
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] != '\r')
			buffer_add_byte(&b, t.s[i] == '\f' ? '\n' : t.s[i]);
	*ret = text_empty(t) ? TEXT_NONE : language_nfc(cx->arena, buffer_text(&b));
	return FAULT_NONE;
}

enum fault line_tidy(struct ctx *cx, struct text typed, size_t most, struct text *ret)
{
	struct text line;
	enum fault fault = lines_tidy(cx, typed, most, &line);

	if (fault == FAULT_NONE && text_find_byte(line, '\n') < line.n)
		return refuse(&cx->why, FAULT_INVALID, N_("This is to be one line"));
	if (fault == FAULT_NONE)
		*ret = line;
	return fault;
}
