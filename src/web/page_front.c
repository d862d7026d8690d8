/* The front page: what is coming, what has been, and a way to everything else. */
#include "domain/matter.h"
#include "views/front.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"

enum { /* of each list */
	FRONT_MEETINGS = 6,
	FRONT_ORGANIZATIONS = 24,
	FRONT_MATTERS = 6,
};

static enum fault load_meetings(struct visit *visit, struct front_page *page)
{
	struct meeting_row *next, *latest;
	enum fault fault = meeting_list_next(&visit->cx, FRONT_MEETINGS, &next, &page->next_n);

	if (fault == FAULT_NONE)
		fault = meeting_list_latest(&visit->cx, FRONT_MEETINGS, &latest, &page->latest_n);
	if (fault != FAULT_NONE)
		return fault;
	page->next = list_meetings(visit, next, page->next_n, TITLE_ORGANIZATION);
	page->latest = list_meetings(visit, latest, page->latest_n, TITLE_ORGANIZATION);
	return FAULT_NONE;
}

static enum fault load_others(struct visit *visit, struct front_page *page)
{
	struct organization_summary_row *organizations;
	struct matter_summary_row *matters;
	enum fault fault = organization_list(&visit->cx, FRONT_ORGANIZATIONS, 0, &organizations, &page->organizations_n);

	if (fault == FAULT_NONE)
		fault = matter_list(&visit->cx, FRONT_MATTERS, 0, &matters, &page->matters_n);
	if (fault != FAULT_NONE)
		return fault;
	page->organizations = list_organizations(visit, organizations, page->organizations_n);
	page->matters = list_matters(visit, matters, page->matters_n);
	return FAULT_NONE;
}

static enum fault count_all(struct visit *visit, struct front_page *page)
{
	enum fault fault = organization_count(&visit->cx, &page->organization_count);

	if (fault == FAULT_NONE)
		fault = meeting_count(&visit->cx, &page->meeting_count);
	if (fault == FAULT_NONE)
		fault = matter_count(&visit->cx, &page->matter_count);
	return fault;
}

static enum fault front_json(struct visit *visit, const struct front_page *page)
{
	struct json json = json_in(visit->cx.arena, true);

	json_begin_object(&json);
	json_key_text(&json, "body", page->frame.site);
	list_json_meetings(&json, visit, "next", page->next, page->next_n);
	list_json_meetings(&json, visit, "latest", page->latest, page->latest_n);
	list_json_organizations(&json, visit, page->organizations, page->organizations_n);
	list_json_matters(&json, visit, page->matters, page->matters_n);
	json_key(&json, "count");
	json_begin_object(&json);
	json_key_int(&json, "organizations", page->organization_count);
	json_key_int(&json, "meetings", page->meeting_count);
	json_key_int(&json, "matters", page->matter_count);
	json_end(&json);
	return visit_json(visit, json_finish(&json));
}

enum fault page_front(struct visit *visit)
{
	struct front_page page = { 0 };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = load_meetings(visit, &page);

	if (fault == FAULT_NONE)
		fault = load_others(visit, &page);
	if (fault == FAULT_NONE)
		fault = count_all(visit, &page);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .has_search = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (visit->place.as == AS_JSON)
		return front_json(visit, &page);
	view_front(&html, &page);
	return frame_show(visit, &html);
}
