#include "domain/deadline.h"

#include "domain/charter.h"
#include "domain/line.h"
#include "markup/json.h"
#include "query/plan.h"

enum fault routine_get(struct ctx *cx, struct organization_id organization, struct routine_row *ret)
{
	enum fault fault = sql_routine_of(cx->db, cx->arena, organization, ret);

	if (fault != FAULT_NOT_FOUND)
		return fault;
	*ret = (struct routine_row){ .drafts = DEADLINE_DRAFTS, .approvals = DEADLINE_APPROVALS, .minutes = MEETING_MINUTES };
	return FAULT_NONE;
}

struct setting {
	struct organization_id organization;
	struct routine_row routine;
};

static struct text routine_json(struct arena *arena, const struct routine_row *r)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "drafts", r->drafts);
	json_key_int(&json, "approvals", r->approvals);
	json_key_bool(&json, "constitution_day", r->constitution_day);
	json_key_bool(&json, "christmas_eve", r->christmas_eve);
	json_key_bool(&json, "new_years_eve", r->new_years_eve);
	json_key_int(&json, "minutes", r->minutes);
	json_key_text(&json, "location", r->location);
	json_end(&json);
	return json_finish(&json);
}

static enum fault set_body(struct change *change, void *what)
{
	const struct setting *s = what;
	const struct routine_row *r = &s->routine;
	struct ctx *cx = change->cx;
	struct routine_row before;
	int64_t changed;
	enum fault fault = access_require(cx, ROLE_CLERK, (struct reach){ .organization = s->organization });

	if (fault == FAULT_NONE)
		fault = routine_get(cx, s->organization, &before);
	if (fault == FAULT_NONE)
		fault = sql_routine_set(change->tx, s->organization, r->drafts, r->approvals, r->constitution_day,
			r->christmas_eve, r->new_years_eve, r->minutes, r->location, &changed);
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = "routine", .noun = "organization",
		.noun_id = s->organization.v, .before = routine_json(cx->arena, &before), .after = routine_json(cx->arena, r) });
}

static bool is_days(int64_t n)
{
	return n >= 0 && n <= DEADLINE_DAYS_MAX;
}

enum fault routine_change(struct ctx *cx, struct organization_id organization, const struct routine_row *routine)
{
	struct setting s = { organization, *routine };
	enum fault fault = line_tidy(cx, routine->location, LOCATION_MAX, &s.routine.location);

	if (fault != FAULT_NONE)
		return fault;
	if (!is_days(routine->drafts) || !is_days(routine->approvals))
		return refuse_with(&cx->why, FAULT_INVALID, N_("A deadline is at most %s weekdays before"), "%d", DEADLINE_DAYS_MAX);
	if (routine->minutes < MEETING_MINUTES_LEAST || routine->minutes > MEETING_MINUTES_MAX)
		return refuse(&cx->why, FAULT_INVALID, N_("A meeting lasts between five minutes and a day"));
	return change_make(cx, set_body, &s);
}

enum fault deadlines_of(struct ctx *cx, struct organization_id organization, struct date meeting, struct deadlines *ret)
{
	struct notice_row notice = { CHARTER_NOTICE_USUAL, false };
	struct routine_row routine;
	enum fault fault = sql_notice_on(cx->db, organization, date_text(cx->arena, meeting), &notice);

	if (fault == FAULT_NOT_FOUND)
		fault = FAULT_NONE;
	if (fault == FAULT_NONE)
		fault = routine_get(cx, organization, &routine);
	if (fault != FAULT_NONE)
		return fault;
	ret->notice = (int)notice.notice;
	ret->week = (struct workweek){ notice.saturday, routine.constitution_day, routine.christmas_eve, routine.new_years_eve };
	ret->sending = workday_before(meeting, ret->notice, &ret->week);
	ret->approvals = workday_before(ret->sending, (int)routine.approvals, &ret->week);
	ret->drafts = workday_before(ret->sending, (int)routine.drafts, &ret->week);
	return FAULT_NONE;
}
