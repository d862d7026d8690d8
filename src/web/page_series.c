/* Meetings that are made together: a rule is given, its days are shown with what falls on them, and chosen among. */
#include "domain/organization.h"
#include "domain/series.h"
#include "views/plan.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/plan_view.h"

enum { SERIES_ORGANIZATION, SERIES_RULE, SERIES_WEEKDAY, SERIES_FROM_DAY, SERIES_TO_DAY, SERIES_WITHOUT, SERIES_FROM, SERIES_TO,
	SERIES_LOCATION, SERIES_LINK, SERIES_LINK_PUBLIC, SERIES_ANNOUNCED, SERIES_DAYS, SERIES_WHAT };
enum { SHOW, MAKE };
enum { MONTHS = 12, MONTH_DIGITS = 2, DATE_BYTES = 10 };
static const char *const yes[] = { "ja", NULL };
static const char *const whats[] = { "vis", "opret", NULL };
static const char *const weekdays[] = { "1", "2", "3", "4", "5", "6", "7", NULL };
/* The rules that can be chosen, and what each is. */
static const char *const rule_names[] = { "1", "2", "3", "4", "sidste", "hver-uge", "hver-2-uge", "hver-3-uge", "hver-4-uge", NULL };
static const struct {
	const char *words;
	int nth, weeks;
} rules[] = {
	{ N_("The first of each month"), 1, 0 },
	{ N_("The second of each month"), 2, 0 },
	{ N_("The third of each month"), 3, 0 },
	{ N_("The fourth of each month"), 4, 0 },
	{ N_("The last of each month"), SERIES_NTH_LAST, 0 },
	{ N_("Every week"), 0, 1 },
	{ N_("Every second week"), 0, 2 },
	{ N_("Every third week"), 0, 3 },
	{ N_("Every fourth week"), 0, 4 },
};
static const struct field series_fields[] = {
	[SERIES_ORGANIZATION] = { .name = "udvalg", .label = N_("Committee"), .most = ADDRESS_SEGMENT_MAX },
	[SERIES_RULE] = { .name = "regel", .label = N_("Which"), .type = FIELD_CHOICE, .choices = rule_names },
	[SERIES_WEEKDAY] = { .name = "ugedag", .label = N_("Weekday"), .type = FIELD_CHOICE, .choices = weekdays },
	[SERIES_FROM_DAY] = { .name = "fra-dag", .label = N_("From and including"), .type = FIELD_DATE },
	[SERIES_TO_DAY] = { .name = "til-dag", .label = N_("To and including"), .type = FIELD_DATE },
	[SERIES_WITHOUT] = { .name = "uden", .label = N_("Months without meetings"), .most = MONTH_DIGITS, .times = MONTHS },
	[SERIES_FROM] = { .name = "fra", .label = N_("From"), .most = CLOCK_BYTES },
	[SERIES_TO] = { .name = "til", .label = N_("To (may be left open)"), .most = CLOCK_BYTES },
	[SERIES_LOCATION] = { .name = "sted", .label = N_("Place"), .most = LOCATION_MAX },
	[SERIES_LINK] = { .name = "link", .label = N_("Link for taking part on the net"), .most = PLAN_LINK_MAX },
	[SERIES_LINK_PUBLIC] = { .name = "link-alle", .label = N_("Open"), .type = FIELD_CHOICE, .choices = yes },
	[SERIES_ANNOUNCED] = { .name = "offentlig", .label = N_("Open"), .type = FIELD_CHOICE, .choices = yes },
	[SERIES_DAYS] = { .name = "dag", .label = N_("Day"), .most = DATE_BYTES, .times = SERIES_MEETINGS_MAX },
	[SERIES_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .choices = whats },
};
const struct form series_form = { series_fields, LENGTH_OF(series_fields), 32 << 10 };

static const struct plan_form_fields at = { SERIES_FROM, SERIES_TO, SERIES_LOCATION, SERIES_LINK, SERIES_LINK_PUBLIC, SERIES_ANNOUNCED };

/* --- What was typed --- */

static unsigned months_left_out(const struct visit *visit)
{
	const struct form_value *value = &visit->form.value[SERIES_WITHOUT];
	unsigned months = 0;

	for (size_t i = 0; i < value->texts_n; i++) {
		int64_t month;

		if (text_number(value->texts[i], &month) && month >= 1 && month <= MONTHS)
			months |= 1u << (month - 1);
	}
	return months;
}

static struct series_rule rule_typed(const struct visit *visit)
{
	int64_t chosen = form_number(&visit->form, SERIES_RULE, 0);

	return (struct series_rule){
		.weekday = (int)form_number(&visit->form, SERIES_WEEKDAY, 0) + 1,
		.nth = rules[chosen].nth,
		.weeks = rules[chosen].weeks,
		.without = months_left_out(visit),
		.from = form_date(&visit->form, SERIES_FROM_DAY),
		.to = form_date(&visit->form, SERIES_TO_DAY),
	};
}

static enum fault days_typed(struct visit *visit, struct date **ret, size_t *ret_n)
{
	const struct form_value *value = &visit->form.value[SERIES_DAYS];

	*ret = arena_new(visit->cx.arena, struct date, value->texts_n);
	*ret_n = value->texts_n;
	for (size_t i = 0; i < value->texts_n; i++)
		if (!date_parse(value->texts[i], &(*ret)[i]))
			return refuse(&visit->cx.why, FAULT_INVALID, N_("must be a date, for example 2026-03-24"));
	return FAULT_NONE;
}

/* --- The page --- */

static struct choice *weekday_choices(const struct visit *visit, int64_t chosen, size_t *ret_n)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, CALENDAR_WEEK);

	for (int i = 0; i < CALENDAR_WEEK; i++)
		choices[i] = (struct choice){ text_from(weekdays[i]),
			text_from(visit->cx.lang == LANG_EN ? weekday_english(i + 1) : weekday_danish(i + 1)), i == chosen };
	*ret_n = CALENDAR_WEEK;
	return choices;
}

static struct choice *month_choices(const struct visit *visit, unsigned chosen, size_t *ret_n)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, MONTHS);

	for (int i = 0; i < MONTHS; i++)
		choices[i] = (struct choice){ text_from(arena_format(visit->cx.arena, "%d", i + 1)),
			text_from(visit->cx.lang == LANG_EN ? month_english(i + 1) : month_danish(i + 1)), (chosen >> i) & 1 };
	*ret_n = MONTHS;
	return choices;
}

static struct choice *rule_choices(const struct visit *visit, int64_t chosen, size_t *ret_n)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, LENGTH_OF(rules));

	for (size_t i = 0; i < LENGTH_OF(rules); i++)
		choices[i] = (struct choice){ text_from(rule_names[i]), text_from(tr(visit->cx.lang, rules[i].words)),
			(int64_t)i == chosen };
	*ret_n = LENGTH_OF(rules);
	return choices;
}

/* "Anne Holm (Børneudvalget kl. 15.00), Bo Krogh (...)". */
static enum fault clash_words(struct visit *visit, struct organization_id organization, struct moment start, struct moment ending,
	struct text *ret)
{
	enum { CLASHES_SHOWN = 5 };
	struct text words = TEXT_NONE;
	struct clash *clashes;
	size_t n;
	enum fault fault = plan_clashes(&visit->cx, organization, start, ending, &clashes, &n);

	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < n && i < CLASHES_SHOWN; i++) {
		struct text one = text_from(arena_format(visit->cx.arena, "%.*s (%.*s %.*s)", TEXT_ARG(clashes[i].name),
			TEXT_ARG(clashes[i].organization), TEXT_ARG(frame_clock(visit, clashes[i].start))));

		words = text_known(words) ? text_join(visit->cx.arena, words, TEXT(", "), one) : one;
	}
	*ret = n > CLASHES_SHOWN ? text_join(visit->cx.arena, words, TEXT(" "), TEXT("\xe2\x80\xa6")) : words;
	return FAULT_NONE;
}

static enum fault fill_days(struct visit *visit, const struct date *days, size_t n, struct series_page *page)
{
	struct organization_row organization;
	struct plan plan;
	enum fault fault = plan_organization(visit, form_text(&visit->form, SERIES_ORGANIZATION), &organization);

	if (fault == FAULT_NONE)
		fault = plan_typed(visit, &at, (struct date){ 2000, 1, 1 }, &plan);
	page->days = arena_new(visit->cx.arena, struct series_day, n);
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		const char *holiday = holiday_name(days[i]);
		struct moment start = { days[i], plan.start.hour, plan.start.minute };
		struct moment ending = { date_known(plan.ending.date) ? days[i] : (struct date){ 0 }, plan.ending.hour, plan.ending.minute };

		page->days[i] = (struct series_day){
			.value = date_text(visit->cx.arena, days[i]),
			.words = frame_moment(visit, (struct moment){ days[i], .hour = -1 }),
			.holiday = holiday != NULL ? text_from(tr(visit->cx.lang, holiday)) : TEXT_NONE,
			.chosen = holiday == NULL,
		};
		fault = clash_words(visit, organization.id, start, ending, &page->days[i].clashes);
	}
	page->days_n = fault == FAULT_NONE ? n : 0;
	return fault;
}

static enum fault show(struct visit *visit, struct text problem, const struct date *days, size_t n)
{
	struct series_page page = {
		.problem = problem,
		.from_day = date_text(visit->cx.arena, form_date(&visit->form, SERIES_FROM_DAY)),
		.to_day = date_text(visit->cx.arena, form_date(&visit->form, SERIES_TO_DAY)),
		.fields = plan_fields_typed(visit, &at),
		.action = link_to(visit, ADDRESS_SERIES_NEW),
	};
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = plan_organization_choices(visit, form_text(&visit->form, SERIES_ORGANIZATION), &page.organizations,
		&page.organizations_n);

	if (fault == FAULT_NONE && page.organizations_n == 0)
		return refuse(&visit->cx.why, FAULT_DENIED, N_("Your account does not have the right to do this"));
	if (fault == FAULT_NONE && n > 0)
		fault = fill_days(visit, days, n, &page);
	if (plan_is_trouble(fault)) {
		page.problem = plan_trouble(visit);
		fault = FAULT_NONE;
	}
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("New series of meetings"))),
			.unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.weekdays = weekday_choices(visit, form_number(&visit->form, SERIES_WEEKDAY, 1), &page.weekdays_n);
	page.rules = rule_choices(visit, form_number(&visit->form, SERIES_RULE, 0), &page.rules_n);
	page.months = month_choices(visit, months_left_out(visit), &page.months_n);
	if (visit->rq->method != METHOD_POST)
		page.fields.announced = true;
	if (text_known(page.problem))
		visit->response->status = 400;
	view_series(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_series(struct visit *visit)
{
	return show(visit, TEXT_NONE, NULL, 0);
}

/* The days of the rule again, for who has to choose anew. */
static enum fault show_rule(struct visit *visit, struct text problem)
{
	struct series_rule rule = rule_typed(visit);
	struct date *days;
	size_t n;
	enum fault fault = series_days(visit->cx.arena, &rule, &visit->cx.why, &days, &n);

	if (fault != FAULT_NONE)
		return show(visit, text_known(problem) ? problem : plan_trouble(visit), NULL, 0);
	if (n == 0)
		problem = text_from(tr(visit->cx.lang, N_("No day is as you said")));
	return show(visit, problem, days, n);
}

static enum fault make(struct visit *visit)
{
	struct series_rule rule = rule_typed(visit);
	struct organization_row organization;
	struct plan plan;
	struct date *days;
	size_t n;
	enum fault fault = plan_organization(visit, form_text(&visit->form, SERIES_ORGANIZATION), &organization);

	if (fault == FAULT_NONE)
		fault = days_typed(visit, &days, &n);
	if (fault == FAULT_NONE)
		fault = plan_typed(visit, &at, rule.from, &plan);
	if (fault == FAULT_NONE)
		fault = series_make(&visit->cx, organization.id, &rule, &plan, days, n);
	if (fault != FAULT_NONE)
		return fault;
	return visit_send_to(visit, 303, link_month(visit, text_from_to(date_text(visit->cx.arena, days[0]), 0, 7), organization.slug));
}

enum fault submit_series(struct visit *visit)
{
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show(visit, problem_field_text(visit->cx.arena, visit->cx.lang, &visit->form.problems[0]), NULL, 0);
	if (form_number(&visit->form, SERIES_WHAT, SHOW) == SHOW)
		return show_rule(visit, TEXT_NONE);
	fault = make(visit);
	return plan_is_trouble(fault) ? show_rule(visit, plan_trouble(visit)) : fault;
}
