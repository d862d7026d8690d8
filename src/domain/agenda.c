#include "domain/agenda.h"

#include "markup/json.h"
#include "query/agenda.h"
#include "query/draft.h"

/* --- What stands there --- */

static const struct agenda_row *row_of(const struct agenda_row *rows, size_t n, struct draft_id id)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].id.v == id.v)
			return &rows[i];
	return NULL;
}

enum fault agenda_load(struct ctx *cx, struct meeting_id meeting, struct agenda_item **ret, size_t *ret_n)
{
	struct agenda_place_row *places;
	struct agenda_row *rows;
	size_t places_n, rows_n;
	struct agenda_item *items;
	enum fault fault = sql_agenda_places(cx->db, cx->arena, meeting, &places, &places_n);

	if (fault == FAULT_NONE)
		fault = sql_agenda_items(cx->db, cx->arena, cx->viewer, meeting, &rows, &rows_n);
	if (fault != FAULT_NONE)
		return fault;
	items = arena_new(cx->arena, struct agenda_item, places_n);
	for (size_t i = 0; i < places_n; i++) {
		const struct agenda_row *row = row_of(rows, rows_n, places[i].id);

		items[i] = (struct agenda_item){ places[i].id, places[i].position, places[i].fixed, row != NULL, { .id = places[i].id } };
		if (row != NULL)
			items[i].facts = *row;
	}
	*ret = items;
	*ret_n = places_n;
	return FAULT_NONE;
}

/* Where custom has an item: the lower comes first.  What the viewer does not see is most likely closed. */
static int rank_of(const struct agenda_item *item)
{
	if (!item->seen)
		return 3;
	if (text_is(item->facts.place, "first"))
		return 0;
	if (!text_is(item->facts.circle, "public"))
		return 3;
	return text_is(item->facts.place, "last") ? 2 : 1;
}

bool agenda_is_mixed(const struct agenda_item *items, size_t n)
{
	bool closed = false;

	for (size_t i = 0; i < n; i++) {
		if (!items[i].seen)
			continue;
		if (!text_is(items[i].facts.circle, "public"))
			closed = true;
		else if (closed && rank_of(&items[i]) < 2)
			return true;
	}
	return false;
}

/* --- Changing the order --- */

struct arranging {
	struct change *change;
	struct plan_row meeting;
	struct agenda_item *items; /* with room for one more */
	size_t n, fixed;           /* fixed: how many of the first were sent */
	int64_t past;              /* the highest number that was sent */
};

static enum fault arrange(struct change *change, const struct plan_row *meeting, struct arranging *ret)
{
	struct ctx *cx = change->cx;
	struct agenda_item *items;
	enum fault fault = agenda_load(cx, meeting->id, &items, &ret->n);

	if (fault == FAULT_NONE)
		fault = sql_agenda_past(tx_db(change->tx), meeting->id, &ret->past);
	if (fault != FAULT_NONE)
		return fault;
	ret->change = change;
	ret->meeting = *meeting;
	ret->items = arena_new(cx->arena, struct agenda_item, ret->n + 1);
	for (size_t i = 0; i < ret->n; i++) {
		ret->items[i] = items[i];
		if (items[i].fixed)
			ret->fixed = i + 1;
	}
	return FAULT_NONE;
}

static struct text order_json(struct arena *arena, const struct agenda_item *items, size_t n)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key(&json, "order");
	json_begin_array(&json);
	for (size_t i = 0; i < n; i++)
		json_int(&json, items[i].draft.v);
	json_end(&json);
	json_end(&json);
	return json_finish(&json);
}

static enum fault say(struct change *change, const char *verb, struct meeting_id id, struct text after)
{
	return journal_append(change, &(struct journal_entry){ .verb = verb, .noun = "meeting", .noun_id = id.v, .after = after });
}

/* Numbers are given anew to what was not sent; what was keeps its own. */
static enum fault write(const struct arranging *a, const char *verb)
{
	struct change *change = a->change;
	int64_t number = a->past, changed;
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < a->n && fault == FAULT_NONE; i++) {
		const struct agenda_item *item = &a->items[i];
		int64_t position = item->fixed ? item->position : ++number;

		if (position != item->position)
			fault = sql_agenda_put(change->tx, item->draft, a->meeting.id, position, &changed);
	}
	return fault != FAULT_NONE ? fault : say(change, verb, a->meeting.id, order_json(change->cx->arena, a->items, a->n));
}

enum fault agenda_begin(struct change *change, struct meeting_id id, int64_t changes, struct plan_row *ret)
{
	struct ctx *cx = change->cx;
	enum fault fault = plan_get(cx, id, ret);

	if (fault == FAULT_NONE)
		fault = access_require(cx, ROLE_CLERK, (struct reach){ .organization = ret->organization });
	if (fault == FAULT_NONE && !text_is(ret->state, "draft") && !text_is(ret->state, "sent"))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The meeting is cancelled or was held: its agenda stays as it is"));
	return fault != FAULT_NONE ? fault : plan_take_turn(change, id, changes);
}

struct moving {
	struct meeting_id meeting;
	int64_t changes;
	struct draft_id draft;
	int64_t to;
	const struct draft_id *order;
	size_t n;
};

static enum fault begin(struct change *change, const struct moving *m, struct arranging *ret)
{
	struct plan_row meeting;
	enum fault fault = agenda_begin(change, m->meeting, m->changes, &meeting);

	return fault != FAULT_NONE ? fault : arrange(change, &meeting, ret);
}

static enum fault not_there(struct ctx *cx)
{
	return refuse(&cx->why, FAULT_CONFLICT, N_("The item does not stand on this agenda any more"));
}

static size_t find(const struct arranging *a, struct draft_id id)
{
	size_t i = 0;

	while (i < a->n && a->items[i].draft.v != id.v)
		i++;
	return i;
}

static enum fault move_body(struct change *change, void *what)
{
	const struct moving *m = what;
	struct arranging a = { .n = 0 };
	struct agenda_item moved;
	size_t from, to;
	enum fault fault = begin(change, m, &a);

	if (fault != FAULT_NONE)
		return fault;
	from = find(&a, m->draft);
	if (from == a.n)
		return not_there(change->cx);
	if (a.items[from].fixed)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The number of an item that was sent stays"));
	to = m->to < 1 ? 0 : (size_t)m->to - 1;
	to = to < a.fixed ? a.fixed : to >= a.n ? a.n - 1 : to;
	moved = a.items[from];
	memmove(a.items + from, a.items + from + 1, (a.n - from - 1) * sizeof(*a.items));
	memmove(a.items + to + 1, a.items + to, (a.n - to - 1) * sizeof(*a.items));
	a.items[to] = moved;
	return write(&a, "arrange");
}

enum fault agenda_move(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct draft_id draft, int64_t to)
{
	return change_make(cx, move_body, &(struct moving){ meeting, changes, draft, to, NULL, 0 });
}

static enum fault order_body(struct change *change, void *what)
{
	const struct moving *m = what;
	struct arranging a = { .n = 0 };
	struct agenda_item *ordered;
	enum fault fault = begin(change, m, &a);

	if (fault != FAULT_NONE)
		return fault;
	if (m->n != a.n)
		return not_there(change->cx);
	ordered = arena_new(change->cx->arena, struct agenda_item, a.n + 1);
	for (size_t i = 0; i < m->n; i++) {
		size_t at = find(&a, m->order[i]);

		if (at == a.n || a.items[at].draft.v == 0)
			return not_there(change->cx);
		if ((at < a.fixed) != (i < a.fixed) || (at < a.fixed && at != i))
			return refuse(&change->cx->why, FAULT_CONFLICT, N_("The number of an item that was sent stays"));
		ordered[i] = a.items[at];
		a.items[at].draft.v = 0; /* each once */
	}
	a.items = ordered;
	return write(&a, "arrange");
}

enum fault agenda_order(struct ctx *cx, struct meeting_id meeting, int64_t changes, const struct draft_id *order, size_t n)
{
	return change_make(cx, order_body, &(struct moving){ meeting, changes, { 0 }, 0, order, n });
}

/* Stable: what has the same rank keeps its order. */
static void sort(struct arranging *a)
{
	for (size_t i = a->fixed + 1; i < a->n; i++)
		for (size_t k = i; k > a->fixed && rank_of(&a->items[k]) < rank_of(&a->items[k - 1]); k--) {
			struct agenda_item swapped = a->items[k];

			a->items[k] = a->items[k - 1];
			a->items[k - 1] = swapped;
		}
}

static enum fault sort_body(struct change *change, void *what)
{
	const struct moving *m = what;
	struct arranging a = { .n = 0 };
	enum fault fault = begin(change, m, &a);

	if (fault != FAULT_NONE)
		return fault;
	sort(&a);
	return write(&a, "arrange");
}

enum fault agenda_sort(struct ctx *cx, struct meeting_id meeting, int64_t changes)
{
	return change_make(cx, sort_body, &(struct moving){ meeting, changes, { 0 }, 0, NULL, 0 });
}

/* --- On and off --- */

/* ret_other: the meeting that it is taken off; id 0 when it stands on no agenda. */
static enum fault check_placed(struct change *change, const struct plan_row *meeting, const struct draft_row *draft,
	struct plan_row *ret_other)
{
	struct ctx *cx = change->cx;
	enum fault fault;

	ret_other->id.v = 0;

	if (draft->organization.v != meeting->organization.v)
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item is another committee's"));
	if (text_is(draft->state, "sent") || text_is(draft->state, "withdrawn") || text_is(draft->state, "closed"))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item is not where this can be done with it any more"));
	if (draft->meeting.v == 0)
		return FAULT_NONE;
	if (draft->meeting.v == meeting->id.v)
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item stands on this agenda already"));
	fault = plan_get(cx, draft->meeting, ret_other);
	if (fault == FAULT_NONE && !text_is(ret_other->state, "draft") && !text_is(ret_other->state, "cancelled"))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item stands on an agenda that was sent"));
	return fault;
}

/* Before the first that comes after it by custom. */
static void insert(struct arranging *a, const struct agenda_item *item)
{
	size_t at = a->fixed;

	while (at < a->n && rank_of(&a->items[at]) <= rank_of(item))
		at++;
	memmove(a->items + at + 1, a->items + at, (a->n - at) * sizeof(*a->items));
	a->items[at] = *item;
	a->n++;
}

static enum fault close_gap(struct change *change, const struct plan_row *meeting)
{
	struct arranging a = { .n = 0 };
	enum fault fault = arrange(change, meeting, &a);

	return fault != FAULT_NONE ? fault : write(&a, "take-off");
}

enum fault agenda_place_within(struct change *change, const struct plan_row *meeting, struct draft_id id)
{
	struct ctx *cx = change->cx;
	struct arranging a = { .n = 0 };
	struct agenda_item item;
	struct draft_row draft;
	struct plan_row other;
	int64_t changed;
	size_t at;
	enum fault fault = draft_get(cx, id, &draft);

	if (fault == FAULT_NONE)
		fault = check_placed(change, meeting, &draft, &other);
	/* It is put there first, and then found among the others with all that is known of it. */
	if (fault == FAULT_NONE)
		fault = sql_agenda_put(change->tx, id, meeting->id, INT32_MAX, &changed);
	if (fault == FAULT_NONE && other.id.v != 0)
		fault = close_gap(change, &other);
	if (fault == FAULT_NONE)
		fault = arrange(change, meeting, &a);
	if (fault != FAULT_NONE)
		return fault;
	if (a.n > AGENDA_ITEMS_MAX)
		return refuse_with(&cx->why, FAULT_LIMIT, N_("An agenda has at most %s items"), "%d", AGENDA_ITEMS_MAX);
	at = find(&a, id);
	item = a.items[at];
	memmove(a.items + at, a.items + at + 1, (a.n - at - 1) * sizeof(*a.items));
	a.n--;
	insert(&a, &item);
	return write(&a, "place");
}

static enum fault place_body(struct change *change, void *what)
{
	const struct moving *m = what;
	struct plan_row meeting;
	enum fault fault = agenda_begin(change, m->meeting, m->changes, &meeting);

	return fault != FAULT_NONE ? fault : agenda_place_within(change, &meeting, m->draft);
}

enum fault agenda_place(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct draft_id draft)
{
	return change_make(cx, place_body, &(struct moving){ meeting, changes, draft, 0, NULL, 0 });
}

static enum fault take_off_body(struct change *change, void *what)
{
	const struct moving *m = what;
	struct arranging a = { .n = 0 };
	struct draft_row draft;
	int64_t changed;
	size_t at;
	enum fault fault = begin(change, m, &a);

	if (fault != FAULT_NONE)
		return fault;
	at = find(&a, m->draft);
	if (at == a.n)
		return not_there(change->cx);
	if (a.items[at].fixed)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The item was sent: withdraw it instead, so that everybody sees that it was"));
	fault = draft_get(change->cx, m->draft, &draft);
	if (fault == FAULT_NONE)
		fault = sql_agenda_take(change->tx, m->draft, m->meeting, &changed);
	memmove(a.items + at, a.items + at + 1, (a.n - at - 1) * sizeof(*a.items));
	a.n--;
	if (fault == FAULT_NONE)
		fault = write(&a, "take-off");
	/* A standard item is of this agenda alone. */
	if (fault == FAULT_NONE && text_is(draft.kind, draft_kind_name(DRAFT_STANDARD)))
		fault = draft_step(change, &draft, DRAFT_CLOSED, TEXT_NONE);
	return fault;
}

enum fault agenda_take_off(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct draft_id draft)
{
	return change_make(cx, take_off_body, &(struct moving){ meeting, changes, draft, 0, NULL, 0 });
}

/* --- What is offered --- */

enum fault agenda_waiting(struct ctx *cx, struct organization_id organization, struct draft_row **ret, size_t *ret_n)
{
	return sql_agenda_waiting(cx->db, cx->arena, cx->viewer, organization, AGENDA_OFFERED_MOST, ret, ret_n);
}

enum fault agenda_left(struct ctx *cx, const struct plan_row *meeting, struct draft_row **ret, size_t *ret_n)
{
	struct text now = moment_text(cx->arena, instant_to_local(cx->now)), start = moment_text(cx->arena, meeting->start);

	return sql_agenda_left(cx->db, cx->arena, cx->viewer, meeting->organization, text_compare(now, start) < 0 ? now : start,
		AGENDA_OFFERED_MOST, ret, ret_n);
}

static enum fault copy_again(struct change *change, struct draft_id from, struct draft_id *ret)
{
	struct ctx *cx = change->cx;
	struct draft_revision_id text;
	int64_t changed;
	enum fault fault = sql_draft_again(change->tx, from, cx->now, ret);

	if (fault == FAULT_NONE)
		fault = sql_draft_again_text(change->tx, from, *ret, cx->viewer, cx->now, &text);
	if (fault == FAULT_NONE)
		fault = sql_draft_again_sections(change->tx, from, text, &changed);
	if (fault == FAULT_NONE)
		fault = sql_draft_again_files(change->tx, from, *ret, &changed);
	if (fault == FAULT_NONE)
		fault = sql_draft_again_named(change->tx, from, *ret, &changed);
	if (fault == FAULT_NONE)
		fault = sql_draft_again_disqualified(change->tx, from, *ret, &changed);
	return fault;
}

static struct text continues_json(struct arena *arena, struct draft_id from)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "continues", from.v);
	json_end(&json);
	return json_finish(&json);
}

static enum fault continue_body(struct change *change, void *what)
{
	const struct moving *m = what;
	struct ctx *cx = change->cx;
	struct plan_row meeting;
	struct draft_row draft;
	struct draft_id again;
	enum fault fault = agenda_begin(change, m->meeting, m->changes, &meeting);

	if (fault == FAULT_NONE)
		fault = draft_get(cx, m->draft, &draft);
	if (fault == FAULT_NONE && (!text_is(draft.state, "sent") || draft.organization.v != meeting.organization.v ||
		draft.meeting.v == meeting.id.v))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item is not where this can be done with it any more"));
	if (fault == FAULT_NONE)
		fault = copy_again(change, m->draft, &again);
	if (fault == FAULT_NONE)
		fault = journal_append(change, &(struct journal_entry){ .verb = "create", .noun = "draft", .noun_id = again.v,
			.after = continues_json(cx->arena, m->draft) });
	if (fault == FAULT_NONE)
		fault = draft_step(change, &draft, DRAFT_CLOSED, TEXT("continued"));
	return fault != FAULT_NONE ? fault : agenda_place_within(change, &meeting, again);
}

enum fault agenda_continue(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct draft_id draft)
{
	return change_make(cx, continue_body, &(struct moving){ meeting, changes, draft, 0, NULL, 0 });
}
