/* People: all of them, and where one takes part. */
#include "domain/person.h"
#include "views/person.h"
#include "web/item_view.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"
#include "web/seat_view.h"

enum { PERSONS_PAGE = 200 }; /* names are short */

static enum fault persons_json(struct visit *visit, const struct persons_page *page, const struct person_summary_row *rows)
{
	struct json json = json_in(visit->cx.arena, true);

	json_begin_object(&json);
	list_json_pager(&json, &page->pager);
	json_key(&json, "persons");
	json_begin_array(&json);
	for (size_t i = 0; i < page->entries_n; i++) {
		json_begin_object(&json);
		json_key_text(&json, "name", rows[i].name);
		list_json_url(&json, "url", url_person(visit->cx.arena, rows[i].slug));
		json_key_int(&json, "meetings", rows[i].meetings);
		json_end(&json);
	}
	json_end(&json);
	return visit_json(visit, json_finish(&json));
}

static void add_entries(const struct visit *visit, const struct person_summary_row *rows, struct persons_page *page)
{
	page->entries = arena_new(visit->cx.arena, struct person_entry, page->entries_n);
	for (size_t i = 0; i < page->entries_n; i++)
		page->entries[i] = (struct person_entry){ rows[i].name, link_person(visit, rows[i].slug), rows[i].meetings,
			rows[i].sits };
}

enum fault page_persons(struct visit *visit)
{
	struct persons_page page = { 0 };
	struct person_summary_row *rows;
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	int64_t number = list_page(visit, LIST_PAGE_NUMBER), total;
	enum fault fault = person_count(&visit->cx, &total);

	if (fault == FAULT_NONE)
		fault = list_pager(visit, number, PERSONS_PAGE, total, &page.pager);
	if (fault == FAULT_NONE)
		fault = person_list(&visit->cx, PERSONS_PAGE, (number - 1) * PERSONS_PAGE, &rows, &page.entries_n);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("People"))),
			.section = SITE_PERSONS }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (visit->place.as == AS_JSON)
		return persons_json(visit, &page, rows);
	add_entries(visit, rows, &page);
	view_persons(&html, &page);
	return frame_show(visit, &html);
}

static void add_seats(const struct visit *visit, const struct person_course *course, struct person_page *page)
{
	page->seats_n = course->seats_n;
	page->seats = arena_new(visit->cx.arena, struct seat_entry, page->seats_n);
	for (size_t i = 0; i < page->seats_n; i++)
		page->seats[i] = (struct seat_entry){ course->seats[i], link_organization(visit, course->seats[i].slug) };
}

static void add_attendance(const struct visit *visit, const struct person_course *course, struct person_page *page)
{
	page->attendance_n = course->attendance_n;
	page->attendance = arena_new(visit->cx.arena, struct attendance_entry, page->attendance_n);
	for (size_t i = 0; i < page->attendance_n; i++) {
		const struct attendance_row *row = &course->attendance[i];

		page->attendance[i] = (struct attendance_entry){ *row,
			link_meeting(visit, row->organization_slug, row->meeting_slug),
			text_is(row->status, participant_status_name(PARTICIPANT_ABSENT)) };
	}
}

static void add_memberships(const struct visit *visit, const struct person_course *course, struct person_page *page)
{
	struct date today = membership_today(&visit->cx);

	page->memberships = arena_new(visit->cx.arena, struct membership_entry, course->memberships_n);
	page->former = arena_new(visit->cx.arena, struct membership_entry, course->memberships_n);
	for (size_t i = 0; i < course->memberships_n; i++) {
		const struct membership_row *row = &course->memberships[i];

		if (membership_is_over(row, today))
			page->former[page->former_n++] = membership_entry_of(visit, row);
		else
			page->memberships[page->memberships_n++] = membership_entry_of(visit, row);
	}
}

/* Only what the viewer may see is among the visits, so that a closed item among them has been opened to this viewer. */
static void add_visits(const struct visit *visit, const struct person_course *course, struct person_page *page)
{
	page->visits_n = course->visits_n;
	page->visits = arena_new(visit->cx.arena, struct guest_entry, page->visits_n);
	for (size_t i = 0; i < page->visits_n; i++) {
		const struct visit_row *row = &course->visits[i];

		page->visits[i] = (struct guest_entry){ *row,
			link_item(visit, row->organization_slug, row->meeting_slug, row->position),
			item_title(visit, row->title, true) };
	}
}

static void json_meeting_place(struct json *json, const struct visit *visit, struct text organization, struct text slug,
	struct text meeting, struct moment start)
{
	json_begin_object(json);
	list_json_organization(json, visit, organization, slug);
	list_json_url(json, "meetingUrl", url_meeting(visit->cx.arena, slug, meeting));
	json_key_text(json, "start", moment_text(visit->cx.arena, start));
}

static void json_seats(struct json *json, const struct visit *visit, const struct person_course *course)
{
	json_key(json, "organizations");
	json_begin_array(json);
	for (size_t i = 0; i < course->seats_n; i++) {
		const struct seat_row *row = &course->seats[i];

		json_begin_object(json);
		json_key_text(json, "name", row->name);
		list_json_url(json, "url", url_organization(visit->cx.arena, row->slug));
		json_key_int(json, "meetings", row->meetings);
		json_key_text(json, "first", moment_text(visit->cx.arena, row->first));
		json_key_text(json, "latest", moment_text(visit->cx.arena, row->latest));
		json_end(json);
	}
	json_end(json);
}

static void json_memberships(struct json *json, const struct visit *visit, const struct person_course *course)
{
	json_key(json, "memberships");
	json_begin_array(json);
	for (size_t i = 0; i < course->memberships_n; i++) {
		const struct membership_row *row = &course->memberships[i];

		json_begin_object(json);
		list_json_organization(json, visit, row->organization_name, row->organization_slug);
		json_key_text(json, "role", row->role);
		json_key_text(json, "party", row->party);
		json_key_text(json, "substituteFor", row->substitute_for_name);
		json_key_text(json, "from", date_text(visit->cx.arena, row->from_day));
		json_key_text(json, "to", date_text(visit->cx.arena, row->to_day));
		json_end(json);
	}
	json_end(json);
}

static void json_meetings(struct json *json, const struct visit *visit, const struct person_course *course)
{
	json_key(json, "meetings");
	json_begin_array(json);
	for (size_t i = 0; i < course->attendance_n; i++) {
		const struct attendance_row *row = &course->attendance[i];

		json_meeting_place(json, visit, row->organization_name, row->organization_slug, row->meeting_slug, row->start);
		json_key_text(json, "status", row->status);
		json_key_text(json, "role", row->role);
		json_key_text(json, "party", row->party);
		json_end(json);
	}
	json_end(json);
	json_key(json, "asGuest");
	json_begin_array(json);
	for (size_t i = 0; i < course->visits_n; i++) {
		const struct visit_row *row = &course->visits[i];

		json_meeting_place(json, visit, row->organization_name, row->organization_slug, row->meeting_slug, row->start);
		json_key_text(json, "title", row->title);
		list_json_url(json, "url", url_item(visit->cx.arena, row->organization_slug, row->meeting_slug, row->position));
		json_end(json);
	}
	json_end(json);
}

static enum fault person_json(struct visit *visit, const struct person_row *row, const struct person_course *course)
{
	struct json json = json_in(visit->cx.arena, true);

	json_begin_object(&json);
	json_key_text(&json, "name", row->name);
	list_json_url(&json, "url", url_person(visit->cx.arena, row->slug));
	json_memberships(&json, visit, course);
	json_seats(&json, visit, course);
	json_meetings(&json, visit, course);
	return visit_json(visit, json_finish(&json));
}

/* To whom the person turned out to be. */
static enum fault send_on(struct visit *visit, struct text slug)
{
	struct place place = visit->place;

	place.part[0] = slug;
	return visit_send_to(visit, 301, address_url(visit->cx.arena, &place, NULL, 0));
}

enum fault page_person(struct visit *visit)
{
	struct person_page page = { 0 };
	struct person_row row;
	struct person_course course;
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = person_by_slug(&visit->cx, visit->place.part[0], &row, &course);

	if (fault == FAULT_NONE && !text_eq(row.slug, visit->place.part[0]))
		return send_on(visit, row.slug);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = row.name, .section = SITE_PERSONS }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (visit->place.as == AS_JSON)
		return person_json(visit, &row, &course);
	page.name = row.name;
	add_memberships(visit, &course, &page);
	add_seats(visit, &course, &page);
	add_attendance(visit, &course, &page);
	add_visits(visit, &course, &page);
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("People"))), page.frame.persons);
	view_person(&html, &page);
	return frame_show(visit, &html);
}
