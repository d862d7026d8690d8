/* The meetings of a month, of all committees or of one: everybody's plan of meetings, and the desk's way to each. */
#include "base/workday.h"
#include "domain/organization.h"
#include "domain/planning.h"
#include "views/calendar.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"

enum {
	MONTH_BYTES = 7, /* "2026-03" */
	WEEKS_MOST = 6,
	ORGANIZATIONS_MOST = 1000,
};

enum { CALENDAR_MONTH, CALENDAR_ORGANIZATION };
static const struct field calendar_fields[] = {
	[CALENDAR_MONTH] = { .name = "maaned", .label = N_("Month"), .most = MONTH_BYTES },
	[CALENDAR_ORGANIZATION] = { .name = "udvalg", .label = N_("Committee"), .most = ADDRESS_SEGMENT_MAX },
};
const struct form calendar_form = { calendar_fields, LENGTH_OF(calendar_fields), 0 };

/* The first day of the month that was asked for, or of this one. */
static enum fault chosen_month(struct visit *visit, struct date *ret)
{
	struct text month = form_text(&visit->form, CALENDAR_MONTH);

	*ret = instant_to_local(visit->cx.now).date;
	ret->day = 1;
	if (text_known(month) && !date_parse(text_join(visit->cx.arena, month, TEXT("-"), TEXT("01")), ret))
		return refuse(&visit->cx.why, FAULT_INVALID, N_("A month is written as 2026-03"));
	return FAULT_NONE;
}

static struct date months_on(struct date first, int n)
{
	int month = first.year * 12 + first.month - 1 + n;

	return (struct date){ (int16_t)(month / 12), (int8_t)(month % 12 + 1), 1 };
}

static struct text month_text(struct arena *arena, struct date first)
{
	return text_from_to(date_text(arena, first), 0, MONTH_BYTES);
}

static struct text month_title(const struct visit *visit, struct date first)
{
	char *title = arena_format(visit->cx.arena, "%s %d",
		visit->cx.lang == LANG_EN ? month_english(first.month) : month_danish(first.month), first.year);

	if (title[0] >= 'a' && title[0] <= 'z') /* the names of the months begin so */
		title[0] = (char)(title[0] - 'a' + 'A');
	return text_from(title);
}

/* By ISO 8601: the week that holds the year's first Thursday is its first. */
static int week_number(struct date monday)
{
	struct date thursday = date_add(monday, 3);

	return (date_to_days(thursday) - date_to_days((struct date){ thursday.year, 1, 1 })) / 7 + 1;
}

/* "15.00", as there is no room for more. */
static struct text short_clock(const struct visit *visit, struct moment m)
{
	if (m.hour < 0)
		return TEXT_NONE;
	return text_from(arena_format(visit->cx.arena, visit->cx.lang == LANG_EN ? "%02d:%02d" : "%02d.%02d", m.hour, m.minute));
}

/* Staff come to the desk's page, and everybody else to everybody's. */
static enum fault find_url(struct visit *visit, const struct meeting_row *row, struct url *ret)
{
	bool staff = false;
	enum fault fault = visit->visitor.known ? plan_is_staff(&visit->cx, row->organization, &staff) : FAULT_NONE;

	*ret = staff ? link_desk(visit, ADDRESS_AGENDA, row->id.v) : link_meeting(visit, row->organization_slug, row->slug);
	return fault;
}

static enum fault fill_entries(struct visit *visit, const struct meeting_row *rows, struct calendar_page *page)
{
	enum fault fault = FAULT_NONE;

	page->entries = arena_new(visit->cx.arena, struct calendar_entry, page->entries_n);
	for (size_t i = 0; i < page->entries_n && fault == FAULT_NONE; i++) {
		struct calendar_entry *entry = &page->entries[i];

		*entry = (struct calendar_entry){
			.row = rows[i],
			.clock = short_clock(visit, rows[i].start),
			.name = rows[i].organization_name,
			.cancelled = text_is(rows[i].state, "cancelled"),
			.hidden = !rows[i].announced,
		};
		fault = find_url(visit, &rows[i], &entry->url);
	}
	return fault;
}

static void fill_day(const struct visit *visit, struct calendar_page *page, struct date date, int month, size_t *at,
	struct calendar_day *day)
{
	const char *holiday = holiday_name(date);

	*day = (struct calendar_day){
		.date = date,
		.within = date.month == month,
		.today = date_compare(date, instant_to_local(visit->cx.now).date) == 0,
		.holiday = holiday != NULL ? text_from(tr(visit->cx.lang, holiday)) : TEXT_NONE,
		.entries = page->entries + *at,
	};
	while (day->within && *at < page->entries_n && date_compare(page->entries[*at].row.start.date, date) == 0) {
		++*at;
		day->entries_n++;
	}
}

static void fill_weeks(const struct visit *visit, struct calendar_page *page, struct date first)
{
	struct date monday = date_add(first, 1 - date_weekday(first)), past = months_on(first, 1);
	size_t at = 0;

	page->weeks = arena_new(visit->cx.arena, struct calendar_week, WEEKS_MOST);
	for (; date_compare(monday, past) < 0; monday = date_add(monday, CALENDAR_WEEK)) {
		struct calendar_week *week = &page->weeks[page->weeks_n++];

		week->number = week_number(monday);
		for (int i = 0; i < CALENDAR_WEEK; i++)
			fill_day(visit, page, date_add(monday, i), first.month, &at, &week->days[i]);
	}
}

static enum fault fill_choices(struct visit *visit, struct text chosen, struct calendar_page *page)
{
	struct organization_row *rows;
	enum fault fault = organization_choices(&visit->cx, ORGANIZATIONS_MOST, &rows, &page->organizations_n);

	if (fault != FAULT_NONE)
		return fault;
	page->organizations = arena_new(visit->cx.arena, struct choice, page->organizations_n);
	for (size_t i = 0; i < page->organizations_n; i++)
		page->organizations[i] = (struct choice){ rows[i].slug, rows[i].name, text_eq(rows[i].slug, chosen) };
	return FAULT_NONE;
}

static enum fault fill_making(struct visit *visit, struct text chosen, struct calendar_page *page)
{
	struct organization_row *rows;
	size_t n = 0;
	enum fault fault = visit->visitor.known ? plan_organizations(&visit->cx, &rows, &n) : FAULT_NONE;

	if (n > 0) {
		page->make = link_for(visit, ADDRESS_PLAN_NEW, chosen);
		page->make_series = link_for(visit, ADDRESS_SERIES_NEW, chosen);
	}
	return fault;
}

static enum fault calendar_json(struct visit *visit, const struct calendar_page *page)
{
	struct json json = json_in(visit->cx.arena, true);

	json_begin_object(&json);
	json_key_text(&json, "month", page->month);
	json_key(&json, "meetings");
	json_begin_array(&json);
	for (size_t i = 0; i < page->entries_n; i++)
		list_json_meeting(&json, visit, &page->entries[i].row);
	json_end(&json);
	return visit_json(visit, json_finish(&json));
}

static enum fault load(struct visit *visit, struct date first, struct text slug, struct calendar_page *page)
{
	struct organization_row organization = { .id = { 0 } };
	struct meeting_row *rows = NULL;
	enum fault fault = text_known(slug) ? organization_by_slug(&visit->cx, slug, &organization) : FAULT_NONE;

	if (fault == FAULT_NONE)
		fault = plan_between(&visit->cx, organization.id, first, months_on(first, 1), &rows, &page->entries_n);
	return fault != FAULT_NONE ? fault : fill_entries(visit, rows, page);
}

enum fault page_calendar(struct visit *visit)
{
	struct text slug = form_text(&visit->form, CALENDAR_ORGANIZATION);
	struct calendar_page page = { .action = url_to(visit->cx.arena, ADDRESS_CALENDAR), .today = link_month(visit, TEXT_NONE, slug) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct date first;
	enum fault fault = chosen_month(visit, &first);

	if (fault == FAULT_NONE)
		fault = load(visit, first, slug, &page);
	if (fault != FAULT_NONE)
		return fault;
	page.month = month_text(visit->cx.arena, first);
	page.title = month_title(visit, first);
	if (visit->place.as == AS_JSON)
		return calendar_json(visit, &page);
	page.previous = link_month(visit, month_text(visit->cx.arena, months_on(first, -1)), slug);
	page.next = link_month(visit, month_text(visit->cx.arena, months_on(first, 1)), slug);
	fill_weeks(visit, &page, first);
	fault = fill_choices(visit, slug, &page);
	if (fault == FAULT_NONE)
		fault = fill_making(visit, slug, &page);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_join(visit->cx.arena,
			text_from(tr(visit->cx.lang, N_("Meeting calendar"))), TEXT(", "), page.title), .section = SITE_CALENDAR },
			&page.frame);
	if (fault != FAULT_NONE)
		return fault;
	view_calendar(&html, &page);
	return frame_show(visit, &html);
}
