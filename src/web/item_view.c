#include "web/item_view.h"

#include <inttypes.h>

#include "doc/write_html.h"
#include "web/link.h"

struct text item_title(const struct visit *visit, struct text title, bool is_public)
{
	if (text_known(title) && title.n > 0)
		return title;
	return text_from(tr(visit->cx.lang, is_public ? N_("Item without a title") : N_("Closed item")));
}

static struct text item_anchor(struct arena *arena, int64_t position)
{
	return text_numbered(arena, TEXT("punkt-"), (uint64_t)position);
}

struct section_view section_view_of(struct arena *arena, struct text role, struct text heading, struct text text, int level)
{
	bool headed = text_known(heading) && heading.n > 0;

	return (struct section_view){
		.heading = headed ? heading : TEXT_NONE,
		.text = markup_from_markdown(arena, text, headed ? level + 1 : level),
		.is_decision = text_is(role, section_role_name(SECTION_DECISION)),
		.is_recommendation = text_is(role, section_role_name(SECTION_RECOMMENDATION)),
	};
}

static void add_sections(struct arena *arena, const struct meeting_item *item, int level, struct item_view *view)
{
	struct text before = text_join(arena, view->anchor, TEXT("-"), TEXT(""));

	view->sections_n = item->sections_n;
	view->sections = arena_new(arena, struct section_view, item->sections_n);
	for (size_t i = 0; i < item->sections_n; i++) {
		const struct section_row *row = &item->sections[i];

		view->sections[i] = section_view_of(arena, row->role, row->heading, row->text, level);
		view->sections[i].circle = row->circle;
		view->sections[i].anchor = text_numbered(arena, before, i + 1);
	}
}

static void add_guests(const struct visit *visit, const struct meeting_item *item, struct item_view *view)
{
	view->guests_n = item->guests_n;
	view->guests = arena_new(visit->cx.arena, struct person_view, item->guests_n);
	for (size_t i = 0; i < item->guests_n; i++)
		view->guests[i] = (struct person_view){ .name = item->guests[i].name,
			.url = link_person(visit, item->guests[i].slug) };
}

static void add_earlier(const struct visit *visit, const struct meeting_item *item, int level, struct item_view *view)
{
	view->earlier_n = item->earlier_n;
	view->earlier = arena_new(visit->cx.arena, struct earlier_view, item->earlier_n);
	for (size_t i = 0; i < item->earlier_n; i++) {
		const struct earlier_row *row = &item->earlier[i];
		struct earlier_view *earlier = &view->earlier[i];

		*earlier = (struct earlier_view){ .date = row->day, .organization = row->organization, .released = row->released };
		if (text_known(row->text))
			earlier->text = markup_from_markdown(visit->cx.arena, row->text, level + 1);
		if (text_known(row->meeting_slug))
			earlier->url = link_meeting(visit, row->organization_slug, row->meeting_slug);
	}
}

static void add_files(const struct visit *visit, const struct meeting_row *meeting, const struct meeting_item *item, struct item_view *view)
{
	view->files_n = item->files_n;
	view->files = arena_new(visit->cx.arena, struct file_view, item->files_n);
	for (size_t i = 0; i < item->files_n; i++) {
		const struct file_row *row = &item->files[i];
		struct file_view *file = &view->files[i];

		*file = (struct file_view){ .row = *row };
		if (row->gone_at != 0)
			file->gone = frame_words(visit, N_("withdrawn on %s"), frame_date(visit, instant_to_local(row->gone_at).date));
		else if (row->content.v != 0)
			file->url = link_file(visit, meeting->organization_slug, meeting->slug, item->facts.position, row->position);
		if (row->content.v != 0)
			file->size = frame_size(visit, row->size);
	}
}

static struct text day_of_revision(const struct visit *visit, const struct meeting *m, int64_t number)
{
	for (size_t i = 0; i < m->revisions_n; i++)
		if (m->revisions[i].number == number)
			return frame_date(visit, instant_to_local(m->revisions[i].kept_at).date);
	return TEXT_NONE;
}

/* What came or changed after the agenda was first sent says so. */
static void add_mark(const struct visit *visit, const struct meeting *m, const struct item_row *row, struct item_view *view)
{
	if (row->gone_at != 0)
		view->gone = frame_words(visit, N_("Withdrawn on %s"), frame_date(visit, instant_to_local(row->gone_at).date));
	else if (row->added > 1)
		view->mark = frame_words(visit, N_("Added on %s"), day_of_revision(visit, m, row->added));
	else if (row->changed > 1)
		view->mark = frame_words(visit, N_("Changed on %s"), day_of_revision(visit, m, row->changed));
}

/* "15.20–15.40", by how long the items before it should take; unknown when nobody said. */
static void add_times(const struct visit *visit, const struct meeting *m, const struct item_row *row, struct item_view *view)
{
	int from = m->facts.start.hour * 60 + m->facts.start.minute;
	const char *format = visit->cx.lang == LANG_EN ? "%02d:%02d\xe2\x80\x93%02d:%02d" : "%02d.%02d\xe2\x80\x93%02d.%02d";
	int to;

	if (m->facts.start.hour < 0 || row->minutes == 0 || row->gone_at != 0)
		return;
	for (size_t i = 0; i < m->items_n && m->items[i].facts.position < row->position; i++)
		if (m->items[i].facts.gone_at == 0)
			from += (int)m->items[i].facts.minutes;
	to = from + (int)row->minutes;
	view->times = text_from(arena_format(visit->cx.arena, format, from / 60 % 24, from % 60, to / 60 % 24, to % 60));
}

struct item_view item_view_of(const struct visit *visit, const struct meeting *m, const struct meeting_item *item,
	struct url within, int level)
{
	struct arena *arena = visit->cx.arena;
	const struct meeting_row *meeting = &m->facts;
	const struct item_row *row = &item->facts;
	struct item_view view = {
		.facts = *row,
		.label = text_known(row->number) ? row->number : text_numbered(arena, TEXT(""), (uint64_t)row->position),
		.title = item_title(visit, row->title, row->is_public),
		.anchor = item_anchor(arena, row->position),
		.url = link_item(visit, meeting->organization_slug, meeting->slug, row->position),
	};

	view.at = url_at(arena, within, view.anchor);
	if (text_known(row->matter_slug))
		view.matter = link_matter(visit, row->matter_slug);
	add_sections(arena, item, level, &view);
	add_guests(visit, item, &view);
	add_earlier(visit, item, level, &view);
	add_files(visit, meeting, item, &view);
	add_mark(visit, m, row, &view);
	add_times(visit, m, row, &view);
	return view;
}

struct meeting_head meeting_head_of(const struct visit *visit, const struct meeting *meeting)
{
	const struct meeting_row *facts = &meeting->facts;

	return (struct meeting_head){
		.facts = *facts,
		.url = link_meeting(visit, facts->organization_slug, facts->slug),
		.organization = link_organization(visit, facts->organization_slug),
		.end = meeting->revision.ending,
		.location = meeting->revision.location,
		.is_minutes = text_is(meeting->revision.kind, record_kind_name(RECORD_MINUTES)),
	};
}
