/* Cases: all of them, and the course of one through its meetings. */
#include "domain/matter.h"
#include "doc/write_html.h"
#include "views/matter.h"
#include "web/item_view.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"

enum fault page_matters(struct visit *visit)
{
	struct matters_page page = { 0 };
	struct matter_summary_row *rows;
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct json json = json_in(visit->cx.arena, true);
	int64_t number = list_page(visit, LIST_PAGE_NUMBER), total;
	enum fault fault = matter_count(&visit->cx, &total);

	if (fault == FAULT_NONE)
		fault = list_pager(visit, number, LIST_PAGE, total, &page.pager);
	if (fault == FAULT_NONE)
		fault = matter_list(&visit->cx, LIST_PAGE, (number - 1) * LIST_PAGE, &rows, &page.entries_n);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("Cases"))),
			.section = SITE_MATTERS }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.entries = list_matters(visit, rows, page.entries_n);
	if (visit->place.as == AS_JSON) {
		json_begin_object(&json);
		list_json_pager(&json, &page.pager);
		list_json_matters(&json, visit, page.entries, page.entries_n);
		return visit_json(visit, json_finish(&json));
	}
	view_matters(&html, &page);
	return frame_show(visit, &html);
}

/* As written: an item may repeat what was decided before, under a heading with its date. */
static struct text heading_of(const struct visit *visit, const struct treatment_row *row)
{
	bool decided = text_is(row->role, section_role_name(SECTION_DECISION));

	if (text_known(row->heading) && row->heading.n > 0)
		return row->heading;
	return text_from(tr(visit->cx.lang, decided ? N_("Decision") : N_("Recommendation")));
}

/* The recommendations and decisions of one treatment; rows come in the order of the treatments. */
static void add_texts(struct visit *visit, const struct matter_course *course, size_t *at, struct item_id item,
	struct course_step *step)
{
	size_t from = *at;

	while (*at < course->texts_n && course->texts[*at].item.v == item.v)
		++*at;
	step->texts_n = *at - from;
	step->texts = arena_new(visit->cx.arena, struct section_view, step->texts_n);
	for (size_t i = 0; i < step->texts_n; i++) {
		const struct treatment_row *row = &course->texts[from + i];

		step->texts[i] = section_view_of(visit->cx.arena, row->role, heading_of(visit, row), row->text, 4);
	}
}

static struct course_step step_in_record(struct visit *visit, const struct consultation_row *row)
{
	return (struct course_step){
		.start = row->start,
		.organization = row->organization_name,
		.organization_url = link_organization(visit, row->organization_slug),
		.in_record = true,
		.title = item_title(visit, row->title, row->is_public),
		.url = link_item(visit, row->organization_slug, row->meeting_slug, row->position),
		.is_public = row->is_public,
		.is_minutes = text_is(row->state, "minutes"),
	};
}

static struct course_step step_told(struct visit *visit, const struct told_row *row)
{
	struct course_step step = {
		.start = { .date = row->day, .hour = -1 },
		.organization = row->organization,
		.released = row->released,
		.texts = arena_new(visit->cx.arena, struct section_view, 1),
	};

	if (text_known(row->text) && row->text.n > 0) {
		step.texts[0] = section_view_of(visit->cx.arena, text_from(section_role_name(SECTION_DECISION)),
			text_from(tr(visit->cx.lang, N_("Decision"))), row->text, 4);
		step.texts_n = 1;
	}
	return step;
}

/* Both kinds of treatments in one order of time. */
static void merge_course(struct visit *visit, const struct matter_course *course, struct matter_page *page)
{
	size_t treated = 0, told = 0, text = 0;

	page->steps = arena_new(visit->cx.arena, struct course_step, course->treatments_n + course->told_n);
	while (treated < course->treatments_n || told < course->told_n) {
		struct course_step *step = &page->steps[page->steps_n++];

		if (treated == course->treatments_n ||
		    (told < course->told_n &&
			    date_compare(course->told[told].day, course->treatments[treated].start.date) < 0)) {
			*step = step_told(visit, &course->told[told++]);
			continue;
		}
		*step = step_in_record(visit, &course->treatments[treated]);
		add_texts(visit, course, &text, course->treatments[treated++].item, step);
	}
}

static int64_t count_meetings(const struct matter_course *course)
{
	int64_t n = 0;

	for (size_t i = 0; i < course->treatments_n; i++)
		n += i == 0 || course->treatments[i].meeting.v != course->treatments[i - 1].meeting.v;
	return n;
}

/* What the newest treatment with a title calls it. */
static struct text newest_title(const struct visit *visit, const struct matter_course *course, struct text number)
{
	for (size_t i = course->treatments_n; i-- > 0;)
		if (text_known(course->treatments[i].title) && course->treatments[i].title.n > 0)
			return course->treatments[i].title;
	return frame_words(visit, N_("Case %s"), number);
}

static void json_step(struct json *json, const struct visit *visit, const struct course_step *step, struct url item)
{
	json_begin_object(json);
	json_key_text(json, "date", date_text(visit->cx.arena, step->start.date));
	json_key_text(json, "organization", step->organization);
	json_key_bool(json, "inRecord", step->in_record);
	json_key_text(json, "title", step->title);
	list_json_url(json, "url", item);
	if (step->in_record)
		json_key_bool(json, "public", step->is_public);
	else
		json_key_bool(json, "released", step->released);
}

static enum fault matter_json(struct visit *visit, const struct matter_page *page, const struct matter_course *course)
{
	struct json json = json_in(visit->cx.arena, true);
	size_t treated = 0, text = 0;

	json_begin_object(&json);
	json_key_text(&json, "number", page->facts.number);
	json_key_text(&json, "title", page->title);
	list_json_url(&json, "url", url_matter(visit->cx.arena, page->facts.slug));
	json_key_int(&json, "meetings", page->meetings);
	json_key(&json, "course");
	json_begin_array(&json);
	for (size_t i = 0; i < page->steps_n; i++) {
		const struct course_step *step = &page->steps[i];
		const struct consultation_row *row = step->in_record ? &course->treatments[treated++] : NULL;

		json_step(&json, visit, step, row != NULL ? url_item(visit->cx.arena, row->organization_slug, row->meeting_slug,
			row->position) : (struct url){ TEXT_NONE });
		json_key(&json, "texts");
		json_begin_array(&json);
		for (; row != NULL && text < course->texts_n && course->texts[text].item.v == row->item.v; text++) {
			json_begin_object(&json);
			json_key_text(&json, "role", course->texts[text].role);
			json_key_text(&json, "heading", course->texts[text].heading);
			json_key_text(&json, "text", course->texts[text].text);
			json_end(&json);
		}
		json_end(&json);
		json_end(&json);
	}
	json_end(&json);
	return visit_json(visit, json_finish(&json));
}

enum fault page_matter(struct visit *visit)
{
	struct matter_page page = { 0 };
	struct matter_course course;
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = matter_by_slug(&visit->cx, visit->place.part[0], &page.facts);

	if (fault == FAULT_NONE)
		fault = matter_course(&visit->cx, page.facts.id, &course);
	if (fault == FAULT_NONE && course.treatments_n == 0)
		fault = FAULT_NOT_FOUND; /* only in documents that no longer count */
	if (fault != FAULT_NONE)
		return fault;
	page.title = newest_title(visit, &course, page.facts.number);
	page.meetings = count_meetings(&course);
	merge_course(visit, &course, &page);
	fault = frame_fill(visit, &(struct frame_facts){
		.title = text_join(visit->cx.arena, page.title, TEXT(", "),
			frame_words(visit, N_("case %s"), page.facts.number)),
		.section = SITE_MATTERS }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (visit->place.as == AS_JSON)
		return matter_json(visit, &page, &course);
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Cases"))), page.frame.matters);
	view_matter(&html, &page);
	return frame_show(visit, &html);
}
