/* Committees: all of them; one with its meetings and people; its feed. */
#include "open/feed.h"
#include "views/organization.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"
#include "web/seat_view.h"
#include "web/site.h"

enum {
	ALL_YEARS_MOST = 60, /* meetings shown together; with more, a year at a time */
	FEED_ENTRIES = 50,
};

enum fault page_organizations(struct visit *visit)
{
	struct organizations_page page = { 0 };
	struct organization_summary_row *rows;
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct json json = json_in(visit->cx.arena, true);
	int64_t number = list_page(visit, LIST_PAGE_NUMBER), total;
	enum fault fault = organization_count(&visit->cx, &total);

	if (fault == FAULT_NONE)
		fault = list_pager(visit, number, LIST_PAGE, total, &page.pager);
	if (fault == FAULT_NONE)
		fault = organization_list(&visit->cx, LIST_PAGE, (number - 1) * LIST_PAGE, &rows, &page.entries_n);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("Committees"))),
			.section = SITE_ORGANIZATIONS }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.entries = list_organizations(visit, rows, page.entries_n);
	if (visit->place.as == AS_JSON) {
		json_begin_object(&json);
		list_json_pager(&json, &page.pager);
		list_json_organizations(&json, visit, page.entries, page.entries_n);
		return visit_json(visit, json_finish(&json));
	}
	view_organizations(&html, &page);
	return frame_show(visit, &html);
}

static struct text year_of(struct visit *visit, const struct meeting_row *row)
{
	return text_from(arena_format(visit->cx.arena, "%04d", row->start.date.year));
}

/* One group for each run of meetings of the same year. */
static void group_by_year(struct visit *visit, struct organization_page *page, const struct meeting_row *rows, size_t n)
{
	page->groups = arena_new(visit->cx.arena, struct year_group, n);
	for (size_t at = 0; at < n;) {
		struct year_group *group = &page->groups[page->groups_n++];
		size_t from = at;

		while (at < n && rows[at].start.date.year == rows[from].start.date.year)
			at++;
		group->year = year_of(visit, &rows[from]);
		group->meetings = list_meetings(visit, rows + from, at - from, TITLE_DATE);
		group->meetings_n = at - from;
	}
}

static int64_t year_number(const struct year_row *row)
{
	int64_t year = 0;

	return text_number(row->year, &year) ? year : 0;
}

static void add_years(struct visit *visit, struct organization_page *page, const struct year_row *rows, int64_t chosen)
{
	page->years = arena_new(visit->cx.arena, struct year_entry, page->years_n);
	for (size_t i = 0; i < page->years_n; i++) {
		page->years[i] = (struct year_entry){ rows[i], link_with(visit, "aar", rows[i].year),
			year_number(&rows[i]) == chosen };
		page->meetings += rows[i].count;
	}
}

static enum fault load_meetings(struct visit *visit, struct organization_page *page)
{
	int64_t year = form_number(&visit->form, LIST_YEAR, 0);
	struct year_row *years;
	struct meeting_row *rows;
	size_t n;
	enum fault fault = organization_years(&visit->cx, page->facts.id, &years, &page->years_n);

	if (fault != FAULT_NONE)
		return fault;
	add_years(visit, page, years, year);
	if (year == 0 && page->meetings > ALL_YEARS_MOST && page->years_n > 0) {
		year = year_number(&years[0]);
		page->years[0].chosen = true;
	}
	if (page->meetings <= ALL_YEARS_MOST && year != 0)
		page->all_years = link_with(visit, "aar", TEXT_NONE);
	fault = meeting_list_of(&visit->cx, page->facts.id, (int)year, &rows, &n);
	if (fault == FAULT_NONE)
		group_by_year(visit, page, rows, n);
	return fault;
}

/* Who sits there, as the desk has said; whom documents name beside. */
static enum fault load_members(struct visit *visit, struct organization_page *page)
{
	struct member_row *rows;
	enum fault fault = seating_load(visit, &page->facts, false, &page->seating);

	if (fault == FAULT_NONE)
		fault = organization_members(&visit->cx, page->facts.id, &rows, &page->members_n);
	if (fault != FAULT_NONE)
		return fault;
	page->members = arena_new(visit->cx.arena, struct member_entry, page->members_n);
	for (size_t i = 0; i < page->members_n; i++) {
		bool seated = seating_has(&page->seating, rows[i].person);

		page->members[i] = (struct member_entry){ rows[i], link_person(visit, rows[i].slug), seated };
		page->others_n += seated ? 0 : 1;
	}
	return FAULT_NONE;
}

static enum fault load_charter(struct visit *visit, struct organization_page *page)
{
	struct charter charter;
	enum fault fault = charter_on(&visit->cx, page->facts.id, membership_today(&visit->cx), &charter);

	if (fault == FAULT_NOT_FOUND)
		return FAULT_NONE;
	if (fault != FAULT_NONE)
		return fault;
	page->charter = charter_view_of(visit, &charter, 3);
	page->charters = link_place(visit, ADDRESS_CHARTERS, page->facts.slug, TEXT_NONE);
	if (text_known(charter.ground))
		page->facts.classification = charter.ground;
	return FAULT_NONE;
}

static void json_memberships(struct json *json, const struct visit *visit, const struct membership_entry *entries, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct membership_row *row = &entries[i].row;

		json_begin_object(json);
		json_key_text(json, "name", row->person_name);
		list_json_url(json, "url", url_person(visit->cx.arena, row->person_slug));
		json_key_text(json, "role", row->role);
		json_key_text(json, "party", row->party);
		json_key_text(json, "substituteFor", row->substitute_for_name);
		json_key_text(json, "from", date_text(visit->cx.arena, row->from_day));
		json_key_text(json, "to", date_text(visit->cx.arena, row->to_day));
		json_end(json);
	}
}

static void json_seating(struct json *json, const struct visit *visit, const struct organization_page *page)
{
	json_key(json, "memberships");
	json_begin_array(json);
	json_memberships(json, visit, page->seating.members, page->seating.members_n);
	json_memberships(json, visit, page->seating.substitutes, page->seating.substitutes_n);
	json_memberships(json, visit, page->seating.former, page->seating.former_n);
	json_end(json);
}

static void json_members(struct json *json, const struct visit *visit, const struct organization_page *page)
{
	json_key(json, "members");
	json_begin_array(json);
	for (size_t i = 0; i < page->members_n; i++) {
		const struct member_row *row = &page->members[i].row;

		json_begin_object(json);
		json_key_text(json, "name", row->name);
		list_json_url(json, "url", url_person(visit->cx.arena, row->slug));
		json_key_text(json, "role", row->role);
		json_key_text(json, "party", row->party);
		json_key_int(json, "meetings", row->meetings);
		json_key_text(json, "first", moment_text(visit->cx.arena, row->first));
		json_key_text(json, "latest", moment_text(visit->cx.arena, row->latest));
		json_end(json);
	}
	json_end(json);
}

static enum fault organization_json(struct visit *visit, const struct organization_page *page)
{
	struct json json = json_in(visit->cx.arena, true);

	json_begin_object(&json);
	json_key_text(&json, "name", page->facts.name);
	json_key_text(&json, "classification", page->facts.classification);
	json_key_text(&json, "kind", page->charter.known ? text_from(charter_kind_name(page->charter.facts.kind)) : TEXT_NONE);
	json_key_text(&json, "endDate", date_text(visit->cx.arena, page->facts.to_day));
	list_json_url(&json, "url", url_organization(visit->cx.arena, page->facts.slug));
	if (page->charter.known)
		list_json_url(&json, "rulesUrl", url_charters(visit->cx.arena, page->facts.slug));
	json_key(&json, "years");
	json_begin_array(&json);
	for (size_t i = 0; i < page->years_n; i++)
		json_int(&json, year_number(&page->years[i].row));
	json_end(&json);
	json_key(&json, "meetings");
	json_begin_array(&json);
	for (size_t i = 0; i < page->groups_n; i++)
		for (size_t k = 0; k < page->groups[i].meetings_n; k++)
			list_json_meeting(&json, visit, &page->groups[i].meetings[k].row);
	json_end(&json);
	json_seating(&json, visit, page);
	json_members(&json, visit, page);
	return visit_json(visit, json_finish(&json));
}

static struct text feed_title(const struct visit *visit, const struct news_row *row)
{
	const char *words = text_is(row->state, "minutes") ? N_("Minutes of %s") :
		text_is(row->state, "cancelled") ? N_("Meeting on %s is cancelled") :
		text_is(row->state, "draft") ? N_("Meeting on %s") : N_("Agenda of %s");

	return frame_words(visit, words, frame_date(visit, row->start.date));
}

static struct text feed_summary(const struct visit *visit, const struct news_row *row)
{
	if (row->items == 0)
		return frame_moment(visit, row->start);
	return tr_with(visit->cx.arena, visit->cx.lang, tr_n(visit->cx.lang, "one item", "%s items", row->items),
		text_from(arena_format(visit->cx.arena, "%lld", (long long)row->items)));
}

static enum fault organization_feed(struct visit *visit, const struct organization_row *facts)
{
	struct arena *arena = visit->cx.arena;
	struct text origin = visit_origin(visit);
	struct feed feed = {
		.title = facts->name,
		.self = url_absolute(arena, origin, visit_url_as(visit, AS_ATOM)),
		.page = url_absolute(arena, origin, link_organization(visit, facts->slug)),
	};
	struct news_row *rows;
	enum fault fault = meeting_news(&visit->cx, facts->id, FEED_ENTRIES, &rows, &feed.entries_n);

	if (fault == FAULT_NONE)
		fault = body_name(&visit->cx, &feed.author);
	if (fault != FAULT_NONE)
		return fault;
	feed.entries = arena_new(arena, struct feed_entry, feed.entries_n);
	for (size_t i = 0; i < feed.entries_n; i++)
		feed.entries[i] = (struct feed_entry){
			.title = feed_title(visit, &rows[i]),
			.page = url_absolute(arena, origin, link_meeting(visit, facts->slug, rows[i].slug)),
			.summary = feed_summary(visit, &rows[i]),
			.updated = rows[i].kept_at,
		};
	return visit_atom(visit, feed_write(arena, &feed));
}

enum fault page_organization(struct visit *visit)
{
	struct organization_page page = { 0 };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = organization_by_slug(&visit->cx, visit->place.part[0], &page.facts);

	if (fault == FAULT_NONE && visit->place.as == AS_ATOM)
		return organization_feed(visit, &page.facts);
	if (fault == FAULT_NONE)
		fault = load_meetings(visit, &page);
	if (fault == FAULT_NONE)
		fault = load_members(visit, &page);
	if (fault == FAULT_NONE)
		fault = load_charter(visit, &page);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = page.facts.name, .section = SITE_ORGANIZATIONS },
			&page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (visit->place.as == AS_JSON)
		return organization_json(visit, &page);
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Committees"))), page.frame.organizations);
	view_organization(&html, &page);
	return frame_show(visit, &html);
}
