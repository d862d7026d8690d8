#include "domain/opening.h"

#include "domain/change.h"
#include "markup/json.h"

void opening_add(struct ctx *cx, const char *noun, int64_t id, struct text circle)
{
	if (cx->viewer.v == VIEWER_PUBLIC || cx->viewer.v == VIEWER_OPERATOR || text_is(circle, "public"))
		return;
	for (size_t i = 0; i < cx->opened_n; i++)
		if (cx->opened[i].id == id && strcmp(cx->opened[i].noun, noun) == 0)
			return;
	arena_grow(cx->arena, cx->opened, cx->opened_n, &cx->opened_room);
	cx->opened[cx->opened_n++] = (struct opened){ noun, id };
}

/* [{"item":12},{"draft":3}] */
static struct text opened_json(const struct ctx *cx)
{
	struct json json = json_in(cx->arena, false);

	json_begin_array(&json);
	for (size_t i = 0; i < cx->opened_n; i++) {
		json_begin_object(&json);
		json_key_int(&json, cx->opened[i].noun, cx->opened[i].id);
		json_end(&json);
	}
	json_end(&json);
	return json_finish(&json);
}

static enum fault settle_body(struct change *change, void *what)
{
	struct ctx *cx = what;

	return journal_append(change, &(struct journal_entry){ .verb = "open", .noun = cx->opened[0].noun,
		.noun_id = cx->opened[0].id, .after = opened_json(cx) });
}

enum fault opening_settle(struct ctx *cx)
{
	enum fault fault = cx->opened_n == 0 ? FAULT_NONE : change_make(cx, settle_body, cx);

	if (fault == FAULT_NONE)
		cx->opened_n = 0;
	return fault;
}
