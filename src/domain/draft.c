#include "domain/draft.h"

#include "domain/opening.h"
#include <inttypes.h>

#include "markup/json.h"
#include "query/draft.h"

static const char *const kinds[DRAFT_KINDS] = {
	[DRAFT_DECISION] = "decision",
	[DRAFT_ORIENTATION] = "orientation",
	[DRAFT_DISCUSSION] = "discussion",
	[DRAFT_CONSULTATION] = "consultation",
	[DRAFT_STANDARD] = "standard",
};

static const char *const states[DRAFT_STATES] = {
	[DRAFT_DRAFT] = "draft",
	[DRAFT_APPROVAL] = "approval",
	[DRAFT_RETURNED] = "returned",
	[DRAFT_APPROVED] = "approved",
	[DRAFT_SENT] = "sent",
	[DRAFT_WITHDRAWN] = "withdrawn",
	[DRAFT_CLOSED] = "closed",
};

/* Which states lead to which. */
#define TO(state) (1u << (state))
static const unsigned steps[DRAFT_STATES] = {
	[DRAFT_DRAFT] = TO(DRAFT_APPROVAL) | TO(DRAFT_APPROVED) | TO(DRAFT_WITHDRAWN) | TO(DRAFT_CLOSED),
	[DRAFT_APPROVAL] = TO(DRAFT_DRAFT) | TO(DRAFT_RETURNED) | TO(DRAFT_APPROVED) | TO(DRAFT_WITHDRAWN),
	[DRAFT_RETURNED] = TO(DRAFT_APPROVAL) | TO(DRAFT_APPROVED) | TO(DRAFT_WITHDRAWN) | TO(DRAFT_CLOSED),
	[DRAFT_APPROVED] = TO(DRAFT_DRAFT) | TO(DRAFT_RETURNED) | TO(DRAFT_SENT) | TO(DRAFT_WITHDRAWN) |
			   TO(DRAFT_CLOSED),
	[DRAFT_SENT] = TO(DRAFT_WITHDRAWN) | TO(DRAFT_CLOSED),
	[DRAFT_WITHDRAWN] = TO(DRAFT_DRAFT) | TO(DRAFT_SENT),
};

/* Who may change a draft in each state. */
static const struct {
	bool officer, approver, clerk;
} editors[DRAFT_STATES] = {
	[DRAFT_DRAFT] = { .officer = true, .clerk = true },
	[DRAFT_APPROVAL] = { .approver = true, .clerk = true },
	[DRAFT_RETURNED] = { .officer = true, .clerk = true },
	[DRAFT_APPROVED] = { .clerk = true },
	[DRAFT_SENT] = { .clerk = true },
};

static int from(struct text name, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		if (text_is(name, names[i]))
			return i;
	return -1;
}

const char *draft_kind_name(enum draft_kind kind)
{
	return kinds[kind];
}

int draft_kind_from(struct text name)
{
	return from(name, kinds, DRAFT_KINDS);
}

const char *draft_state_name(enum draft_state state)
{
	return states[state];
}

int draft_state_from(struct text name)
{
	return from(name, states, DRAFT_STATES);
}

enum fault draft_get(struct ctx *cx, struct draft_id id, struct draft_row *ret)
{
	return sql_draft_by_id(cx->db, cx->arena, cx->viewer, id, ret);
}

static enum fault load(struct ctx *cx, const struct draft_row *draft, int64_t number, struct draft_text *ret)
{
	struct draft_text text;
	enum fault fault = sql_draft_revision_by_number(
		cx->db, cx->arena, cx->viewer, draft->id, number > 0 ? number : draft->revision, &text.facts);

	if (fault == FAULT_NONE)
		fault = sql_draft_sections(
			cx->db, cx->arena, cx->viewer, text.facts.id, &text.sections, &text.sections_n);
	if (fault != FAULT_NONE)
		return fault;
	opening_add(cx, "draft", draft->id.v, draft->circle);
	for (size_t i = 0; i < text.sections_n; i++)
		opening_add(cx, "draft", draft->id.v, text.sections[i].circle);
	*ret = text;
	return FAULT_NONE;
}

static bool is_closed(const struct draft_row *draft, const struct draft_text *text)
{
	bool closed = !text_is(draft->circle, circle_name(CIRCLE_PUBLIC));

	for (size_t i = 0; i < text->sections_n && !closed; i++)
		closed = !text_is(text->sections[i].circle, circle_name(CIRCLE_PUBLIC));
	return closed;
}

struct opening_draft {
	struct draft_id id;
	int64_t number;
};

static enum fault opened_body(struct change *change, void *what)
{
	const struct opening_draft *o = what;

	return journal_append(change, &(struct journal_entry){ .verb = "open", .noun = "draft", .noun_id = o->id.v,
		.after = text_from(arena_format(change->cx->arena, "{\"revision\":%" PRId64 "}", o->number)) });
}

enum fault draft_load(struct ctx *cx, const struct draft_row *draft, int64_t number, struct draft_text *ret)
{
	struct draft_text text;
	enum fault fault = load(cx, draft, number, &text);

	if (fault == FAULT_NONE && cx->viewer.v != VIEWER_OPERATOR && is_closed(draft, &text))
		fault = change_make(cx, opened_body, &(struct opening_draft){ draft->id, text.facts.number });
	if (fault == FAULT_NONE)
		*ret = text;
	return fault;
}

enum fault draft_load_within(struct change *change, const struct draft_row *draft, int64_t number, struct draft_text *ret)
{
	return load(change->cx, draft, number, ret);
}

enum fault draft_list(
	struct ctx *cx, const struct draft_ask *ask, int64_t most, int64_t skip, struct draft_row **ret, size_t *ret_n)
{
	return sql_drafts(cx->db, cx->arena, cx->viewer, ask->organization, ask->officer, ask->department, ask->matter,
		ask->state, most, skip, ret, ret_n);
}

enum fault draft_count(struct ctx *cx, const struct draft_ask *ask, int64_t *ret)
{
	return sql_draft_count(
		cx->db, cx->viewer, ask->organization, ask->officer, ask->department, ask->matter, ask->state, ret);
}

/* --- Who may --- */

struct reach draft_reach(const struct draft_row *draft)
{
	return (struct reach){ draft->organization, draft->department };
}

/* The last refusal is the one that is told; a fault that is none passes at once. */
static enum fault require_one(struct ctx *cx, struct reach reach, bool officer, bool approver)
{
	enum fault fault = access_require(cx, ROLE_CLERK, reach);

	if (fault == FAULT_DENIED && officer)
		fault = access_require(cx, ROLE_OFFICER, reach);
	if (fault == FAULT_DENIED && approver)
		fault = access_require(cx, ROLE_APPROVER, reach);
	if (fault == FAULT_NONE)
		cx->why = (struct refusal)REFUSAL_INIT;
	return fault;
}

enum fault draft_require_writer(struct ctx *cx, struct reach reach)
{
	return require_one(cx, reach, true, false);
}

enum fault draft_require_editor(struct ctx *cx, const struct draft_row *draft)
{
	int state = draft_state_from(draft->state);

	if (state < 0 || !editors[state].clerk)
		return refuse(
			&cx->why, FAULT_DENIED, N_("The item is finished: nothing in it can be changed any more"));
	return require_one(cx, draft_reach(draft), editors[state].officer, editors[state].approver);
}

/* --- From state to state --- */

static struct text step_json(struct arena *arena, const char *state, struct text why)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "state", text_from(state));
	if (text_known(why))
		json_key_text(&json, "why", why);
	json_end(&json);
	return json_finish(&json);
}

static bool goes_on(enum draft_state to)
{
	return to == DRAFT_APPROVAL || to == DRAFT_APPROVED || to == DRAFT_SENT;
}

enum fault draft_step(struct change *change, const struct draft_row *draft, enum draft_state to, struct text why)
{
	struct ctx *cx = change->cx;
	int state = draft_state_from(draft->state);
	int64_t changed;
	enum fault fault;

	if (state < 0 || !(steps[state] & TO(to)))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item is not where this can be done with it any more"));
	if (goes_on(to) && !text_is(draft->circle, "public") && draft->ground.v == 0)
		return refuse(
			&cx->why, FAULT_INVALID, N_("A closed item needs the paragraph by which it may be closed"));
	fault = sql_draft_set_state(change->tx, draft->id, draft->state, text_from(states[to]), cx->now, &changed);
	if (fault == FAULT_NONE && changed == 0)
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item is not where this can be done with it any more"));
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = "step",
					      .noun = "draft",
					      .noun_id = draft->id.v,
					      .before = step_json(cx->arena, states[state], TEXT_NONE),
					      .after = step_json(cx->arena, states[to], why) });
}

struct stepping {
	struct draft_id id;
	struct text why;
};

static enum fault withdraw_body(struct change *change, void *what)
{
	const struct stepping *s = what;
	struct ctx *cx = change->cx;
	struct draft_row draft;
	enum fault fault = draft_get(cx, s->id, &draft);

	if (fault == FAULT_NONE)
		fault = draft_require_editor(cx, &draft);
	if (fault == FAULT_NONE && (draft.meeting.v != 0 || text_is(draft.state, states[DRAFT_SENT])))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item stands on an agenda: take it off there first"));
	return fault != FAULT_NONE ? fault : draft_step(change, &draft, DRAFT_WITHDRAWN, s->why);
}

enum fault draft_withdraw(struct ctx *cx, struct draft_id id, struct text why)
{
	return change_make(cx, withdraw_body, &(struct stepping){ id, why });
}

static enum fault take_up_body(struct change *change, void *what)
{
	const struct stepping *s = what;
	struct ctx *cx = change->cx;
	struct draft_row draft;
	enum fault fault = draft_get(cx, s->id, &draft);

	if (fault == FAULT_NONE)
		fault = draft_require_writer(cx, draft_reach(&draft));
	if (fault == FAULT_NONE && !text_is(draft.state, states[DRAFT_WITHDRAWN]))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item is not where this can be done with it any more"));
	return fault != FAULT_NONE ? fault : draft_step(change, &draft, DRAFT_DRAFT, TEXT_NONE);
}

enum fault draft_take_up(struct ctx *cx, struct draft_id id)
{
	return change_make(cx, take_up_body, &(struct stepping){ .id = id });
}
