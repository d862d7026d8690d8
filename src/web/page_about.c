/* What the portal says of itself: how accessible it is; what went wrong; what there is for search engines. */
#include "domain/matter.h"
#include "open/sitemap.h"
#include "views/about.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/site.h"

enum { SITEMAP_MEETINGS = 30000, SITEMAP_MATTERS = 15000, SITEMAP_ORGANIZATIONS = 2000 };

/* Without "mailto:", and a link only where it is an address that we know how to link to. */
static void fill_contact(const struct visit *visit, struct accessibility_page *page)
{
	struct text contact = visit->settings->contact;

	if (text_empty(contact))
		return;
	page->contact = text_starts(contact, TEXT("mailto:")) ? text_after(contact, sizeof("mailto:") - 1) : contact;
	if (text_starts(contact, TEXT("mailto:")) || text_starts(contact, TEXT("https://")))
		page->contact_url = (struct url){ contact };
}

enum fault page_accessibility(struct visit *visit)
{
	struct accessibility_page page = { 0 };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct json json = json_in(visit->cx.arena, true);
	enum fault fault = frame_fill(visit, &(struct frame_facts){
		.title = text_from(tr(visit->cx.lang, N_("Accessibility statement"))) }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	fill_contact(visit, &page);
	if (visit->place.as == AS_JSON) {
		json_begin_object(&json);
		json_key_text(&json, "standard", TEXT("WCAG 2.2"));
		json_key_text(&json, "level", TEXT("AA"));
		json_key_text(&json, "contact", page.contact);
		return visit_json(visit, json_finish(&json));
	}
	view_accessibility(&html, &page);
	return frame_show(visit, &html);
}

static void fill_details(const struct visit *visit, const struct form_values *values, struct problem_page *page)
{
	page->details_n = values->problems_n;
	page->details = arena_new(visit->cx.arena, struct text, values->problems_n);
	for (size_t i = 0; i < values->problems_n; i++)
		page->details[i] = problem_field_text(visit->cx.arena, visit->cx.lang, &values->problems[i]);
}

enum fault page_problem(struct visit *visit, const struct problem *problem)
{
	struct problem_page page = {
		.status = problem->status,
		.title = text_from(tr(visit->cx.lang, problem_title(problem->status))),
		.sentence = problem->sentence,
	};
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){ .title = page.title, .has_search = true, .unlisted = true },
		&page.frame);

	if (fault != FAULT_NONE)
		return fault;
	if (problem->values != NULL)
		fill_details(visit, problem->values, &page);
	view_problem(&html, &page);
	return frame_show(visit, &html);
}

static enum fault add_organizations(struct visit *visit, struct text origin, struct sitemap *map)
{
	struct organization_summary_row *rows;
	size_t n;
	enum fault fault = organization_list(&visit->cx, SITEMAP_ORGANIZATIONS, 0, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		sitemap_add(map, url_absolute(visit->cx.arena, origin,
			url_organization(visit->cx.arena, rows[i].slug)));
	return fault;
}

static enum fault add_meetings(struct visit *visit, struct text origin, struct sitemap *map)
{
	struct meeting_row *rows;
	size_t n;
	enum fault fault = meeting_list(&visit->cx, SITEMAP_MEETINGS, 0, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		sitemap_add(map, url_absolute(visit->cx.arena, origin,
			url_meeting(visit->cx.arena, rows[i].organization_slug, rows[i].slug)));
	return fault;
}

static enum fault add_matters(struct visit *visit, struct text origin, struct sitemap *map)
{
	struct matter_summary_row *rows;
	size_t n;
	enum fault fault = matter_list(&visit->cx, SITEMAP_MATTERS, 0, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		sitemap_add(map, url_absolute(visit->cx.arena, origin, url_matter(visit->cx.arena, rows[i].slug)));
	return fault;
}

/* People are left out: who looks for a name shall find it in its meeting, and not a list of what somebody took part in. */
enum fault page_sitemap(struct visit *visit)
{
	static const enum address always[] = { ADDRESS_FRONT, ADDRESS_ORGANIZATIONS, ADDRESS_MATTERS, ADDRESS_ACCESSIBILITY };
	struct text origin = visit_origin(visit);
	struct sitemap map = sitemap_in(visit->cx.arena);
	enum fault fault;

	for (size_t i = 0; i < LENGTH_OF(always); i++)
		sitemap_add(&map, url_absolute(visit->cx.arena, origin, url_to(visit->cx.arena, always[i])));
	fault = add_organizations(visit, origin, &map);
	if (fault == FAULT_NONE)
		fault = add_meetings(visit, origin, &map);
	if (fault == FAULT_NONE)
		fault = add_matters(visit, origin, &map);
	return fault == FAULT_NONE ? visit_xml(visit, sitemap_finish(&map)) : fault;
}
