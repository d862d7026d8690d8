/* A meeting: as a page, as data, as text and on paper. */
#include "doc/write_markdown.h"
#include "domain/planning.h"
#include "domain/reading.h"
#include "minutes/compose.h"
#include "domain/record_json.h"
#include "views/meeting.h"
#include "views/plan.h"
#include "web/item_view.h"
#include "web/link.h"
#include "web/list.h"
#include "web/meeting_view.h"
#include "web/paper_form.h"
#include "web/pages.h"

static void add_detail(struct buffer *b, struct text detail)
{
	if (text_empty(detail))
		return;
	if (b->n > 0)
		buffer_add_string(b, ", ");
	buffer_add(b, detail);
}

/* "formand, A, stedfortræder for Anne Holm, fra punkt 3". */
static struct text participant_detail(const struct visit *visit, const struct participant_row *row)
{
	enum { DETAIL_MAX = 4096 };
	struct buffer b = buffer_in(visit->cx.arena, DETAIL_MAX);

	add_detail(&b, row->role);
	add_detail(&b, row->party);
	if (text_known(row->substitute_for))
		add_detail(&b, frame_words(visit, N_("substitute for %s"), row->substitute_for));
	add_detail(&b, row->remark);
	return b.n > 0 ? buffer_text(&b) : TEXT_NONE;
}

/* All of one status, in the order of the document. */
static struct person_view *people(const struct visit *visit, const struct meeting *m, enum participant_status status,
	size_t *ret_n)
{
	struct person_view *persons = arena_new(visit->cx.arena, struct person_view, m->participants_n);
	size_t n = 0;

	for (size_t i = 0; i < m->participants_n; i++) {
		const struct participant_row *row = &m->participants[i];

		if (text_is(row->status, participant_status_name(status)))
			persons[n++] = (struct person_view){ row->name, link_person(visit, row->slug),
				participant_detail(visit, row) };
	}
	*ret_n = n;
	return persons;
}

static void add_people(const struct visit *visit, const struct meeting *m, struct meeting_page *page)
{
	page->listed = people(visit, m, PARTICIPANT_LISTED, &page->listed_n);
	page->present = people(visit, m, PARTICIPANT_PRESENT, &page->present_n);
	page->absent = people(visit, m, PARTICIPANT_ABSENT, &page->absent_n);
}

static void add_items(const struct visit *visit, const struct meeting *m, struct meeting_page *page)
{
	static const struct url here = { { "", 0 } };

	page->items_n = m->items_n;
	page->items = arena_new(visit->cx.arena, struct item_view, m->items_n);
	for (size_t i = 0; i < m->items_n; i++)
		page->items[i] = item_view_of(visit, m, &m->items[i], here, 3);
}

static void add_source(const struct visit *visit, const struct meeting *m, struct meeting_page *page)
{
	page->source = m->source;
	page->source_size = frame_size(visit, m->source.size);
	page->source_kept = instant_to_local(m->revision.kept_at);
	if (m->source.may_open)
		page->source_url = link_source(visit, m->facts.organization_slug, m->facts.slug, m->revision.number);
	page->revisions_n = m->revisions_n;
}

static enum fault add_neighbours(struct visit *visit, const struct meeting_row *facts, struct meeting_entry *ret_previous,
	struct meeting_entry *ret_next)
{
	struct meeting_row previous, next;
	enum fault fault = meeting_neighbours(&visit->cx, facts, &previous, &next);

	if (fault != FAULT_NONE)
		return fault;
	if (previous.id.v != 0)
		*ret_previous = list_meeting(visit, &previous, TITLE_DATE);
	if (next.id.v != 0)
		*ret_next = list_meeting(visit, &next, TITLE_DATE);
	return FAULT_NONE;
}

static struct text meeting_title(const struct visit *visit, const struct meeting_head *head)
{
	struct text day = frame_words(visit, head->is_minutes ? N_("Minutes of %s") : N_("Agenda of %s"),
		frame_date(visit, head->facts.start.date));

	return text_join(visit->cx.arena, day, TEXT(", "), head->facts.organization_name);
}

/* "2, 7 og 8". */
static struct text listed(const struct visit *visit, struct text list, struct text label)
{
	struct arena *arena = visit->cx.arena;

	return text_known(list) ? text_join(arena, list, TEXT(", "), label) : label;
}

/* What came since the visitor read it before. */
static enum fault add_news(struct visit *visit, const struct meeting *m, struct meeting_page *page)
{
	struct text numbers = TEXT_NONE;
	struct news news;
	enum fault fault = reading_news(&visit->cx, m->facts.id, m->revision.number, &news);

	if (fault != FAULT_NONE || !news.any)
		return fault;
	for (size_t i = 0; i < m->items_n; i++) {
		const struct item_row *row = &m->items[i].facts;

		page->items[i].is_new = row->added > news.revision || row->changed > news.revision || row->gone_at > news.at;
		if (page->items[i].is_new)
			numbers = listed(visit, numbers, page->items[i].label);
	}
	if (text_known(numbers))
		page->news = text_join(visit->cx.arena, frame_words(visit, N_("New since you read it on %s:"),
			frame_date(visit, instant_to_local(news.at).date)), TEXT(" "), frame_words(visit, N_("item %s"), numbers));
	return FAULT_NONE;
}

static enum fault note_reading(struct visit *visit)
{
	return reading_note(&visit->cx, (struct meeting_id){ visit->afterwards_ids[0] }, visit->afterwards_ids[1]);
}

/* What the visitor gets beside what everybody does. */
static enum fault add_own(struct visit *visit, const struct meeting *m, struct meeting_page *page)
{
	struct text link;
	bool staff = false;
	enum fault fault = plan_link(&visit->cx, m->facts.id, &link, &page->link_is_public);

	page->link = (struct url){ link };
	if (fault == FAULT_NONE && visit->visitor.known)
		fault = plan_is_staff(&visit->cx, m->facts.organization, &staff);
	if (fault == FAULT_NONE && staff)
		page->desk = link_desk(visit, ADDRESS_AGENDA, m->facts.id.v);
	if (fault == FAULT_NONE && visit->visitor.known)
		fault = add_news(visit, m, page);
	if (fault == FAULT_NONE && visit->visitor.known) {
		visit->afterwards = note_reading;
		visit->afterwards_ids[0] = m->facts.id.v;
		visit->afterwards_ids[1] = m->revision.number;
	}
	return fault;
}

static void add_preview(struct meeting_page *page, const struct meeting_preview *preview)
{
	page->preview = preview->as;
	page->eyes = preview->eyes;
	page->eyes_n = preview->eyes_n;
	page->eyes_action = preview->action;
	page->back = preview->back;
	page->readthrough = preview->readthrough;
	page->frame.json = page->frame.text = page->frame.atom = (struct url){ TEXT_NONE };
	page->frame.pdf = preview->pdf;
}

enum fault meeting_view_show(struct visit *visit, const struct meeting *m, const struct meeting_preview *preview)
{
	struct meeting_page page = {
		.head = meeting_head_of(visit, m),
		.classification = m->revision.classification,
		.next_meeting = m->revision.next_meeting,
		.end_clock = frame_clock(visit, m->revision.ending),
		.remark = m->revision.remark,
		.from_desk = text_is(m->source.media_type, "application/json"),
	};
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = add_neighbours(visit, &m->facts, &page.previous, &page.next);

	add_people(visit, m, &page);
	add_items(visit, m, &page);
	add_source(visit, m, &page);
	if (fault == FAULT_NONE && preview == NULL)
		fault = add_own(visit, m, &page);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = meeting_title(visit, &page.head), .unlisted = preview != NULL,
			.section = SITE_ORGANIZATIONS }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (preview != NULL)
		add_preview(&page, preview);
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Committees"))), page.frame.organizations);
	frame_crumb(&page.frame, page.head.facts.organization_name, page.head.organization);
	view_meeting(&html, &page);
	return frame_show(visit, &html);
}

static void json_neighbour(struct json *json, const struct visit *visit, const char *key, const struct meeting_row *row)
{
	list_json_url(json, key, row->id.v != 0 ? url_meeting(visit->cx.arena, row->organization_slug, row->slug) :
						  (struct url){ TEXT_NONE });
}

/* What `sagsgang read --json` gives, and where it stands. */
static enum fault show_json(struct visit *visit, const struct meeting *m)
{
	struct json json = json_in(visit->cx.arena, true);
	struct meeting_row previous, next;
	enum fault fault = meeting_neighbours(&visit->cx, &m->facts, &previous, &next);

	if (fault != FAULT_NONE)
		return fault;
	json_begin_object(&json);
	json_key_int(&json, "id", m->facts.id.v);
	list_json_url(&json, "url", url_meeting(visit->cx.arena, m->facts.organization_slug, m->facts.slug));
	list_json_url(&json, "organizationUrl", url_organization(visit->cx.arena, m->facts.organization_slug));
	json_key_text(&json, "state", m->facts.state);
	json_key_int(&json, "revision", m->revision.number);
	json_neighbour(&json, visit, "previousUrl", &previous);
	json_neighbour(&json, visit, "nextUrl", &next);
	record_write_json(&json, meeting_record(visit->cx.arena, m));
	return visit_json(visit, json_finish(&json));
}

static enum fault show_text(struct visit *visit, const struct meeting *m)
{
	struct doc *doc;
	struct text text;
	enum fault fault = compose(visit->cx.arena, meeting_record(visit->cx.arena, m), &visit->cx.why, &doc);

	if (fault == FAULT_NONE)
		fault = doc_write_markdown(visit->cx.arena, doc->first, DOC_BYTES_MAX, &visit->cx.why, &text);
	return fault == FAULT_NONE ? visit_text(visit, text_join(visit->cx.arena, text, TEXT("\n"), TEXT(""))) : fault;
}

/* --- Before there is an agenda --- */

static enum fault planned_json(struct visit *visit, const struct planned_page *page)
{
	const struct meeting_row *facts = &page->head.facts;
	struct json json = json_in(visit->cx.arena, true);

	json_begin_object(&json);
	json_key_int(&json, "id", facts->id.v);
	list_json_url(&json, "url", url_meeting(visit->cx.arena, facts->organization_slug, facts->slug));
	list_json_url(&json, "organizationUrl", url_organization(visit->cx.arena, facts->organization_slug));
	list_json_organization(&json, visit, facts->organization_name, facts->organization_slug);
	json_key_text(&json, "state", facts->state);
	json_neighbour(&json, visit, "previousUrl", &page->previous.row);
	json_neighbour(&json, visit, "nextUrl", &page->next.row);
	json_key_text(&json, "start", moment_text(visit->cx.arena, facts->start));
	json_key_text(&json, "end", moment_text(visit->cx.arena, facts->ending));
	json_key_text(&json, "location", facts->location);
	json_key_text(&json, "remark", facts->remark);
	json_key_text(&json, "cancelledWhy", facts->cancelled_why);
	json_key_text(&json, "agendaBy", date_text(visit->cx.arena, page->sending));
	return visit_json(visit, json_finish(&json));
}

static enum fault load_planned(struct visit *visit, const struct meeting_row *facts, struct planned_page *page)
{
	struct deadlines due;
	struct text link;
	bool is_public = false, staff = false;
	enum fault fault = deadlines_of(&visit->cx, facts->organization, facts->start.date, &due);

	if (fault == FAULT_NONE)
		fault = plan_link(&visit->cx, facts->id, &link, &is_public);
	if (fault == FAULT_NONE && visit->visitor.known)
		fault = plan_is_staff(&visit->cx, facts->organization, &staff);
	if (fault == FAULT_NONE)
		fault = add_neighbours(visit, facts, &page->previous, &page->next);
	if (fault != FAULT_NONE)
		return fault;
	page->head = (struct meeting_head){ .facts = *facts, .end = facts->ending, .location = facts->location,
		.url = link_meeting(visit, facts->organization_slug, facts->slug),
		.organization = link_organization(visit, facts->organization_slug) };
	page->ending = frame_clock(visit, facts->ending);
	page->link = (struct url){ link };
	page->link_is_public = is_public;
	page->cancelled = text_is(facts->state, "cancelled");
	if (!page->cancelled && date_compare(due.sending, instant_to_local(visit->cx.now).date) >= 0)
		page->sending = due.sending;
	if (staff)
		page->desk = link_desk(visit, ADDRESS_AGENDA, facts->id.v);
	return FAULT_NONE;
}

static enum fault show_planned(struct visit *visit, const struct meeting_row *facts)
{
	struct planned_page page = { .cancelled = false };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault;

	if (visit->place.as != AS_PAGE && visit->place.as != AS_JSON)
		return refuse(&visit->cx.why, FAULT_NOT_FOUND, N_("The agenda of the meeting has not been sent yet"));
	fault = load_planned(visit, facts, &page);
	if (fault == FAULT_NONE && visit->place.as == AS_JSON)
		return planned_json(visit, &page);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .section = SITE_ORGANIZATIONS, .title = text_join(visit->cx.arena,
			frame_words(visit, N_("Meeting on %s"), frame_date(visit, facts->start.date)), TEXT(", "),
			facts->organization_name) }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.frame.text = page.frame.pdf = (struct url){ TEXT_NONE };
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Committees"))), page.frame.organizations);
	frame_crumb(&page.frame, facts->organization_name, page.head.organization);
	view_planned(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_meeting(struct visit *visit)
{
	struct meeting_row facts;
	struct meeting meeting;
	enum fault fault = meeting_by_slug(&visit->cx, visit->place.part[0], visit->place.part[1], &facts);

	if (fault == FAULT_NONE && !text_eq(facts.slug, visit->place.part[1])) {
		visit->place.part[1] = facts.slug;
		return visit_send_to(visit, 301, visit_url_as(visit, visit->place.as));
	}
	if (fault == FAULT_NONE && facts.revision.v == 0)
		return show_planned(visit, &facts);
	if (fault == FAULT_NONE)
		fault = meeting_load(&visit->cx, &facts, 0, &meeting);
	if (fault != FAULT_NONE)
		return fault;
	if (visit->place.as == AS_JSON)
		return show_json(visit, &meeting);
	if (visit->place.as == AS_PDF)
		return paper_form_show(visit, &meeting, 0);
	if (visit->place.as == AS_TEXT)
		return show_text(visit, &meeting);
	return meeting_view_show(visit, &meeting, NULL);
}
