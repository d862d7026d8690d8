#include "domain/planning.h"

#include "domain/line.h"
#include "domain/meeting.h"
#include "markup/json.h"
#include "query/meeting.h"
#include "query/plan.h"

/* --- What may be planned --- */

static enum fault check_times(struct ctx *cx, const struct plan *plan)
{
	struct date today = instant_to_local(cx->now).date;

	if (!date_known(plan->start.date) || plan->start.hour < 0)
		return refuse(&cx->why, FAULT_INVALID, N_("A meeting needs a day and a time"));
	if (plan->start.date.year > today.year + PLAN_YEARS_AHEAD)
		return refuse_with(&cx->why, FAULT_INVALID, N_("Meetings are planned at most %s years ahead"), "%d", PLAN_YEARS_AHEAD);
	if (!date_known(plan->ending.date))
		return FAULT_NONE;
	if (date_compare(plan->ending.date, plan->start.date) != 0 ||
		plan->ending.hour * 60 + plan->ending.minute <= plan->start.hour * 60 + plan->start.minute)
		return refuse(&cx->why, FAULT_INVALID, N_("A meeting ends on its day, after it began"));
	return FAULT_NONE;
}

static enum fault check_link(struct ctx *cx, struct text link)
{
	if (text_empty(link))
		return FAULT_NONE;
	for (size_t i = 0; i < link.n; i++)
		if (link.s[i] <= ' ' || strchr("\"<>\\^`{|}", link.s[i]) != NULL)
			return refuse(&cx->why, FAULT_INVALID, N_("The link holds what no address holds"));
	if (!text_starts(link, TEXT("https://")) || link.n == sizeof("https://") - 1)
		return refuse(&cx->why, FAULT_INVALID, N_("A link begins with https://"));
	return FAULT_NONE;
}

enum fault plan_check(struct ctx *cx, const struct plan *plan, struct plan *ret_tidied)
{
	struct plan tidied = *plan;
	enum fault fault = check_times(cx, plan);

	if (fault == FAULT_NONE)
		fault = line_tidy(cx, plan->location, LOCATION_MAX, &tidied.location);
	if (fault == FAULT_NONE)
		fault = line_tidy(cx, plan->remark, PLAN_REMARK_MAX, &tidied.remark);
	if (fault == FAULT_NONE)
		fault = line_tidy(cx, plan->link, PLAN_LINK_MAX, &tidied.link);
	if (fault == FAULT_NONE)
		fault = check_link(cx, tidied.link);
	if (fault == FAULT_NONE)
		*ret_tidied = tidied;
	return fault;
}

static bool overlap(struct moment a, int a_minutes, struct moment b, int b_minutes)
{
	int from_a = a.hour * 60 + a.minute, from_b = b.hour * 60 + b.minute;

	return date_compare(a.date, b.date) == 0 && from_a < from_b + b_minutes && from_b < from_a + a_minutes;
}

static int minutes_of(struct moment start, struct moment ending, int64_t usual)
{
	if (!date_known(ending.date) || ending.hour < 0)
		return usual > 0 ? (int)usual : MEETING_MINUTES;
	return (ending.hour - start.hour) * 60 + ending.minute - start.minute;
}

/* A committee cannot meet twice at once; without a clock time nobody can tell. */
static enum fault check_own(struct change *change, struct organization_id organization, const struct plan *plan, struct meeting_id except)
{
	struct ctx *cx = change->cx;
	struct routine_row routine;
	struct meeting_row *rows = NULL;
	size_t n = 0;
	enum fault fault = routine_get(cx, organization, &routine);

	if (fault == FAULT_NONE)
		fault = sql_meetings_on(tx_db(change->tx), cx->arena, organization, date_text(cx->arena, plan->start.date),
			date_text(cx->arena, date_add(plan->start.date, 1)), &rows, &n);
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		if (rows[i].id.v != except.v && rows[i].start.hour >= 0 && !text_is(rows[i].state, "cancelled") &&
			overlap(plan->start, minutes_of(plan->start, plan->ending, routine.minutes), rows[i].start,
				minutes_of(rows[i].start, rows[i].ending, routine.minutes)))
			return refuse(&cx->why, FAULT_CONFLICT, N_("The committee has a meeting at that time already"));
	return fault;
}

/* --- What the journal is told --- */

static struct text plan_json(struct arena *arena, const struct plan *plan)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "start", moment_text(arena, plan->start));
	json_key_text(&json, "ending", moment_text(arena, plan->ending));
	json_key_text(&json, "location", plan->location);
	json_key_text(&json, "remark", plan->remark);
	json_key_text(&json, "link", plan->link);
	json_key_bool(&json, "link_is_public", plan->link_is_public);
	json_key_bool(&json, "announced", plan->announced);
	json_end(&json);
	return json_finish(&json);
}

static enum fault say(struct change *change, const char *verb, struct meeting_id id, struct text before, struct text after)
{
	return journal_append(change, &(struct journal_entry){ .verb = verb, .noun = "meeting", .noun_id = id.v,
		.before = before, .after = after });
}

/* --- One --- */

struct plan plan_of(const struct plan_row *row)
{
	return (struct plan){ row->start, row->ending, row->location, row->remark, row->link, row->link_is_public,
		row->announced_at != 0 };
}

enum fault plan_is_staff(struct ctx *cx, struct organization_id organization, bool *ret)
{
	*ret = cx->viewer.v == VIEWER_OPERATOR;
	return *ret ? FAULT_NONE : sql_plan_staff(cx->db, cx->viewer, organization, ret);
}

enum fault plan_organizations(struct ctx *cx, struct organization_row **ret, size_t *ret_n)
{
	return sql_plan_organizations(cx->db, cx->arena, cx->viewer, ret, ret_n);
}

enum fault plan_get(struct ctx *cx, struct meeting_id id, struct plan_row *ret)
{
	struct plan_row row;
	bool staff;
	enum fault fault = sql_plan_by_id(cx->db, cx->arena, cx->viewer, id, &row);

	if (fault == FAULT_NONE)
		fault = plan_is_staff(cx, row.organization, &staff);
	if (fault == FAULT_NONE && !staff)
		return refuse(&cx->why, FAULT_NOT_FOUND, NULL);
	if (fault == FAULT_NONE)
		*ret = row;
	return fault;
}

enum fault plan_link(struct ctx *cx, struct meeting_id id, struct text *ret, bool *ret_is_public)
{
	struct link_row row;
	enum fault fault = sql_meeting_link(cx->db, cx->arena, cx->viewer, id, &row);

	*ret = TEXT_NONE;
	*ret_is_public = false;
	if (fault == FAULT_NONE) {
		*ret = row.link;
		*ret_is_public = row.is_public;
	}
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum fault require_clerk(struct ctx *cx, struct organization_id organization)
{
	return access_require(cx, ROLE_CLERK, (struct reach){ .organization = organization });
}

static enum fault somebody_was_first(struct ctx *cx)
{
	return refuse(&cx->why, FAULT_CONFLICT, N_("Somebody else has changed the meeting since you began"));
}

/* The meeting as its clerk found it. */
static enum fault begin(struct change *change, struct meeting_id id, int64_t changes, struct plan_row *ret)
{
	struct ctx *cx = change->cx;
	enum fault fault = plan_get(cx, id, ret);

	if (fault == FAULT_NONE)
		fault = require_clerk(cx, ret->organization);
	return fault == FAULT_NONE && ret->changes != changes ? somebody_was_first(cx) : fault;
}

enum fault plan_take_turn(struct change *change, struct meeting_id id, int64_t changes)
{
	int64_t changed;
	enum fault fault = sql_plan_take_turn(change->tx, id, changes, &changed);

	return fault == FAULT_NONE && changed == 0 ? somebody_was_first(change->cx) : fault;
}

static enum fault set_link(struct change *change, struct meeting_id id, const struct plan *plan)
{
	int64_t changed;

	if (text_empty(plan->link))
		return sql_meeting_link_delete(change->tx, id, &changed);
	return sql_meeting_link_set(change->tx, id, plan->link, plan->link_is_public ? TEXT("public") : TEXT("members"), &changed);
}

enum fault plan_make_within(struct change *change, struct organization_id organization, const struct plan *plan,
	struct series_id series, struct meeting_id *ret)
{
	struct ctx *cx = change->cx;
	struct text slug;
	enum fault fault = check_own(change, organization, plan, (struct meeting_id){ 0 });

	if (fault == FAULT_NONE)
		fault = meeting_slug_free(change, organization, plan->start.date, &slug);
	if (fault == FAULT_NONE)
		fault = sql_plan_insert(change->tx, organization, slug, plan->start, plan->ending, plan->location, plan->remark, series,
			cx->now, plan->announced ? cx->now : 0, ret);
	if (fault == FAULT_NONE)
		fault = set_link(change, *ret, plan);
	return fault != FAULT_NONE ? fault : say(change, "plan", *ret, TEXT_NONE, plan_json(cx->arena, plan));
}

struct making {
	struct organization_id organization;
	struct plan plan;
	struct meeting_id id;
};

static enum fault make_body(struct change *change, void *what)
{
	struct making *m = what;
	enum fault fault = require_clerk(change->cx, m->organization);

	return fault != FAULT_NONE ? fault : plan_make_within(change, m->organization, &m->plan, (struct series_id){ 0 }, &m->id);
}

enum fault plan_make(struct ctx *cx, struct organization_id organization, const struct plan *plan, struct meeting_id *ret)
{
	struct making m = { .organization = organization };
	enum fault fault = plan_check(cx, plan, &m.plan);

	if (fault == FAULT_NONE)
		fault = change_make(cx, make_body, &m);
	if (fault == FAULT_NONE)
		*ret = m.id;
	return fault;
}

struct changing {
	struct meeting_id id;
	int64_t changes;
	struct plan plan;
	bool following;
	struct text why;
};

/* A meeting on another day has another address; the one it had leads on, once anybody may know it. */
static enum fault find_slug(struct change *change, const struct plan_row *row, const struct plan *plan, struct text *ret)
{
	int64_t changed;
	enum fault fault;

	*ret = row->slug;
	if (date_compare(row->start.date, plan->start.date) == 0)
		return FAULT_NONE;
	fault = sql_meeting_before_take_back(change->tx, row->id, date_text(change->cx->arena, plan->start.date), &changed);
	if (fault == FAULT_NONE)
		fault = meeting_slug_free(change, row->organization, plan->start.date, ret);
	if (fault == FAULT_NONE && row->announced_at != 0)
		fault = sql_meeting_before_insert(change->tx, row->organization, row->slug, row->id, &changed);
	return fault;
}

static enum fault change_one(struct change *change, const struct plan_row *row, const struct plan *plan)
{
	struct ctx *cx = change->cx;
	struct plan before = plan_of(row);
	struct text slug, was = plan_json(cx->arena, &before), is = plan_json(cx->arena, plan);
	int64_t changed;
	enum fault fault;

	if (text_eq(was, is))
		return FAULT_NONE;
	fault = check_own(change, row->organization, plan, row->id);
	if (fault == FAULT_NONE)
		fault = find_slug(change, row, plan, &slug);
	if (fault == FAULT_NONE)
		fault = sql_plan_set(change->tx, row->id, row->changes, slug, plan->start, plan->ending, plan->location, plan->remark,
			!plan->announced ? 0 : row->announced_at != 0 ? row->announced_at : cx->now, &changed);
	if (fault == FAULT_NONE && changed == 0)
		return somebody_was_first(cx);
	if (fault == FAULT_NONE)
		fault = set_link(change, row->id, plan);
	return fault != FAULT_NONE ? fault : say(change, "replan", row->id, was, is);
}

static struct moment at_clock_of(struct date day, struct moment clock)
{
	return date_known(clock.date) ? (struct moment){ day, clock.hour, clock.minute } : MOMENT_NONE;
}

/* The later ones keep their days, and what is said of each alone. */
static enum fault change_following(struct change *change, const struct changing *c)
{
	struct ctx *cx = change->cx;
	struct meeting_id *ids;
	size_t n = 0;
	enum fault fault = sql_series_following(tx_db(change->tx), cx->arena, c->id, &ids, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		struct plan plan = c->plan;
		struct plan_row row;

		fault = plan_get(cx, ids[i], &row);
		if (fault != FAULT_NONE)
			break;
		plan.start = at_clock_of(row.start.date, c->plan.start);
		plan.ending = at_clock_of(row.start.date, c->plan.ending);
		plan.remark = row.remark;
		fault = change_one(change, &row, &plan);
	}
	return fault;
}

enum fault plan_change_within(struct change *change, struct meeting_id id, int64_t changes, const struct plan *plan)
{
	struct plan_row row;
	enum fault fault = begin(change, id, changes, &row);

	return fault != FAULT_NONE ? fault : change_one(change, &row, plan);
}

static enum fault change_body(struct change *change, void *what)
{
	const struct changing *c = what;
	struct plan_row row;
	enum fault fault = begin(change, c->id, c->changes, &row);

	if (fault == FAULT_NONE && !text_is(row.state, "draft"))
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The agenda of the meeting was sent: what was sent is not edited"));
	if (fault == FAULT_NONE)
		fault = change_one(change, &row, &c->plan);
	if (fault == FAULT_NONE && c->following)
		fault = change_following(change, c);
	change->nothing = change->entries == 0;
	return fault;
}

enum fault plan_change(struct ctx *cx, struct meeting_id id, int64_t changes, const struct plan *plan, bool following)
{
	struct changing c = { .id = id, .changes = changes, .following = following };
	enum fault fault = plan_check(cx, plan, &c.plan);

	return fault != FAULT_NONE ? fault : change_make(cx, change_body, &c);
}

static struct text state_json(struct arena *arena, struct text state, struct text why)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "state", state);
	if (text_known(why))
		json_key_text(&json, "why", why);
	json_end(&json);
	return json_finish(&json);
}

static enum fault set_state(struct change *change, const struct plan_row *row, const char *state, int64_t cancelled, struct text why)
{
	struct arena *arena = change->cx->arena;
	int64_t changed;
	enum fault fault = sql_plan_set_state(change->tx, row->id, row->changes, text_from(state), cancelled, why, &changed);

	if (fault == FAULT_NONE && changed == 0)
		return somebody_was_first(change->cx);
	return fault != FAULT_NONE ? fault : say(change, cancelled != 0 ? "cancel" : "restore", row->id,
		state_json(arena, row->state, TEXT_NONE), state_json(arena, text_from(state), why));
}

static enum fault cancel_body(struct change *change, void *what)
{
	const struct changing *c = what;
	struct ctx *cx = change->cx;
	struct plan_row row;
	enum fault fault = begin(change, c->id, c->changes, &row);

	if (fault == FAULT_NONE && !text_is(row.state, "draft") && !text_is(row.state, "sent"))
		return refuse(&cx->why, FAULT_CONFLICT, N_("A meeting that was held is not cancelled"));
	return fault != FAULT_NONE ? fault : set_state(change, &row, "cancelled", cx->now, c->why);
}

enum fault plan_cancel(struct ctx *cx, struct meeting_id id, int64_t changes, struct text why)
{
	struct changing c = { .id = id, .changes = changes };
	enum fault fault = line_tidy(cx, why, PLAN_REASON_MAX, &c.why);

	return fault != FAULT_NONE ? fault : change_make(cx, cancel_body, &c);
}

static enum fault restore_body(struct change *change, void *what)
{
	const struct changing *c = what;
	struct plan_row row;
	enum fault fault = begin(change, c->id, c->changes, &row);

	if (fault == FAULT_NONE && !text_is(row.state, "cancelled"))
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The meeting is not cancelled"));
	return fault != FAULT_NONE ? fault : set_state(change, &row, row.revision.v != 0 ? "sent" : "draft", 0, TEXT_NONE);
}

enum fault plan_restore(struct ctx *cx, struct meeting_id id, int64_t changes)
{
	return change_make(cx, restore_body, &(struct changing){ .id = id, .changes = changes });
}

static enum fault remove_body(struct change *change, void *what)
{
	const struct changing *c = what;
	struct ctx *cx = change->cx;
	struct plan was;
	struct plan_row row;
	bool bare = false;
	int64_t changed;
	enum fault fault = begin(change, c->id, c->changes, &row);

	if (fault == FAULT_NONE)
		fault = sql_plan_is_bare(tx_db(change->tx), c->id, &bare);
	if (fault == FAULT_NONE && !bare)
		return refuse(&cx->why, FAULT_CONFLICT, N_("More is known of the meeting than its time: cancel it instead"));
	if (fault == FAULT_NONE)
		fault = sql_meeting_link_delete(change->tx, c->id, &changed);
	if (fault == FAULT_NONE)
		fault = sql_meeting_before_delete(change->tx, c->id, &changed);
	if (fault == FAULT_NONE)
		fault = sql_plan_delete(change->tx, c->id, c->changes, &changed);
	if (fault == FAULT_NONE && changed == 0)
		return somebody_was_first(cx);
	if (fault != FAULT_NONE)
		return fault;
	was = plan_of(&row);
	return say(change, "unplan", c->id, plan_json(cx->arena, &was), TEXT_NONE);
}

enum fault plan_remove(struct ctx *cx, struct meeting_id id, int64_t changes)
{
	return change_make(cx, remove_body, &(struct changing){ .id = id, .changes = changes });
}

/* --- Many --- */

enum fault plan_between(struct ctx *cx, struct organization_id organization, struct date from, struct date before,
	struct meeting_row **ret, size_t *ret_n)
{
	return sql_plan_between(cx->db, cx->arena, cx->viewer, organization, date_text(cx->arena, from), date_text(cx->arena, before),
		PLAN_MONTH_MOST, ret, ret_n);
}

enum fault plan_clashes(struct ctx *cx, struct organization_id organization, struct moment start, struct moment ending,
	struct clash **ret, size_t *ret_n)
{
	struct routine_row routine;
	struct clash_row *rows;
	struct clash *clashes;
	size_t rows_n, n = 0;
	enum fault fault = routine_get(cx, organization, &routine);

	if (fault == FAULT_NONE)
		fault = sql_plan_others(cx->db, cx->arena, organization, date_text(cx->arena, start.date),
			date_text(cx->arena, date_add(start.date, 1)), &rows, &rows_n);
	if (fault != FAULT_NONE)
		return fault;
	clashes = arena_new(cx->arena, struct clash, rows_n);
	for (size_t i = 0; i < rows_n; i++)
		if (rows[i].start.hour >= 0 && overlap(start, minutes_of(start, ending, routine.minutes), rows[i].start,
			minutes_of(rows[i].start, rows[i].ending, rows[i].minutes)))
			clashes[n++] = (struct clash){ rows[i].name, rows[i].organization_name, rows[i].start };
	*ret = clashes;
	*ret_n = n;
	return FAULT_NONE;
}
