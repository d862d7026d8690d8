#include "domain/opening.h"

#include "domain/change.h"
#include "markup/json.h"

void opening_add(struct ctx *cx, struct opening *opening, struct item_id item, struct text circle)
{
	if (cx->viewer.v == VIEWER_PUBLIC || cx->viewer.v == VIEWER_OPERATOR || text_is(circle, "public"))
		return;
	for (size_t i = 0; i < opening->n; i++)
		if (opening->items[i] == item.v)
			return;
	arena_grow(cx->arena, opening->items, opening->n, &opening->room);
	opening->items[opening->n++] = item.v;
}

struct noting {
	const struct opening *opening;
	const char *noun;
	int64_t noun_id;
};

static enum fault note_body(struct change *change, void *what)
{
	const struct noting *noting = what;
	struct json json = json_in(change->cx->arena, false);

	json_begin_object(&json);
	json_key(&json, "items");
	json_begin_array(&json);
	for (size_t i = 0; i < noting->opening->n; i++)
		json_int(&json, noting->opening->items[i]);
	json_end(&json);
	json_end(&json);
	return journal_append(change, &(struct journal_entry){ .verb = "open", .noun = noting->noun,
		.noun_id = noting->noun_id, .after = json_finish(&json) });
}

enum fault opening_note(struct ctx *cx, const struct opening *opening, const char *noun, int64_t noun_id)
{
	struct noting noting = { opening, noun, noun_id };

	return opening->n == 0 ? FAULT_NONE : change_make(cx, note_body, &noting);
}
