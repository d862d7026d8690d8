#include "domain/series.h"

#include "query/plan.h"

/* --- The days of a rule --- */

static enum fault check_rule(const struct series_rule *rule, struct refusal *why)
{
	if (rule->weekday < 1 || rule->weekday > 7 || (rule->nth == 0) == (rule->weeks == 0) || rule->nth < 0 ||
		rule->nth > SERIES_NTH_LAST || rule->weeks < 0 || rule->weeks > SERIES_WEEKS_MAX)
		return refuse(why, FAULT_INVALID, N_("Choose a weekday, and which of them"));
	if (!date_valid(rule->from) || !date_valid(rule->to) || date_compare(rule->to, rule->from) < 0)
		return refuse(why, FAULT_INVALID, N_("The last day is before the first"));
	return FAULT_NONE;
}

static bool left_out(const struct series_rule *rule, struct date d)
{
	return (rule->without >> (d.month - 1)) & 1;
}

/* The first such weekday on that day or after it. */
static struct date weekday_from(struct date d, int weekday)
{
	return date_add(d, (weekday - date_weekday(d) + 7) % 7);
}

/* The nth such weekday of the month. */
static struct date of_month(int year, int month, const struct series_rule *rule)
{
	struct date d = weekday_from((struct date){ (int16_t)year, (int8_t)month, 1 }, rule->weekday);

	if (rule->nth != SERIES_NTH_LAST)
		return date_add(d, 7 * (rule->nth - 1));
	while (date_add(d, 7).month == month)
		d = date_add(d, 7);
	return d;
}

struct days {
	const struct series_rule *rule;
	struct date *days;
	size_t n;
};

/* False when there is no more room. */
static bool take(struct days *days, struct date d)
{
	if (date_compare(d, days->rule->from) < 0 || date_compare(d, days->rule->to) > 0 || left_out(days->rule, d))
		return true;
	if (days->n == SERIES_MEETINGS_MAX)
		return false;
	days->days[days->n++] = d;
	return true;
}

static bool take_months(struct days *days)
{
	const struct series_rule *rule = days->rule;
	int last = rule->to.year * 12 + rule->to.month - 1;

	for (int month = rule->from.year * 12 + rule->from.month - 1; month <= last; month++)
		if (!take(days, of_month(month / 12, month % 12 + 1, rule)))
			return false;
	return true;
}

static bool take_weeks(struct days *days)
{
	const struct series_rule *rule = days->rule;

	for (struct date d = weekday_from(rule->from, rule->weekday); date_compare(d, rule->to) <= 0; d = date_add(d, 7 * rule->weeks))
		if (!take(days, d))
			return false;
	return true;
}

enum fault series_days(struct arena *arena, const struct series_rule *rule, struct refusal *why, struct date **ret, size_t *ret_n)
{
	struct days days = { rule, arena_new(arena, struct date, SERIES_MEETINGS_MAX), 0 };
	enum fault fault = check_rule(rule, why);

	if (fault != FAULT_NONE)
		return fault;
	if (!(rule->nth != 0 ? take_months(&days) : take_weeks(&days)))
		return refuse_with(why, FAULT_LIMIT, N_("At most %s meetings are made at once"), "%d", SERIES_MEETINGS_MAX);
	*ret = days.days;
	*ret_n = days.n;
	return FAULT_NONE;
}

/* --- The meetings --- */

struct making {
	struct organization_id organization;
	const struct series_rule *rule;
	struct plan plan;
	const struct date *days;
	size_t n;
};

static enum fault make_body(struct change *change, void *what)
{
	const struct making *m = what;
	const struct series_rule *rule = m->rule;
	struct ctx *cx = change->cx;
	struct series_id series;
	enum fault fault = access_require(cx, ROLE_CLERK, (struct reach){ .organization = m->organization });

	if (fault == FAULT_NONE)
		fault = sql_series_insert(change->tx, m->organization, rule->weekday, rule->nth, rule->weeks, rule->without, rule->from,
			rule->to, cx->now, &series);
	for (size_t i = 0; i < m->n && fault == FAULT_NONE; i++) {
		struct plan plan = m->plan;
		struct meeting_id meeting;

		plan.start.date = m->days[i];
		if (date_known(plan.ending.date))
			plan.ending.date = m->days[i];
		fault = plan_make_within(change, m->organization, &plan, series, &meeting);
	}
	return fault;
}

enum fault series_make(struct ctx *cx, struct organization_id organization, const struct series_rule *rule, const struct plan *plan,
	const struct date *days, size_t n)
{
	struct making m = { organization, rule, *plan, days, n };
	enum fault fault = check_rule(rule, &cx->why);

	if (fault == FAULT_NONE && n == 0)
		return refuse(&cx->why, FAULT_INVALID, N_("Choose at least one day"));
	if (fault == FAULT_NONE && n > SERIES_MEETINGS_MAX)
		return refuse_with(&cx->why, FAULT_LIMIT, N_("At most %s meetings are made at once"), "%d", SERIES_MEETINGS_MAX);
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		m.plan.start.date = days[i];
		if (date_known(m.plan.ending.date))
			m.plan.ending.date = days[i];
		fault = plan_check(cx, &m.plan, &m.plan);
	}
	return fault != FAULT_NONE ? fault : change_make(cx, make_body, &m);
}

enum fault series_get(struct ctx *cx, struct series_id id, struct series_rule *ret)
{
	struct series_row row;
	enum fault fault = sql_series_by_id(cx->db, id, &row);

	if (fault == FAULT_NONE)
		*ret = (struct series_rule){ (int)row.weekday, (int)row.nth, (int)row.weeks, (unsigned)row.without, row.from_day,
			row.to_day };
	return fault;
}
