/* One item of a meeting on a page of its own: what a link in a mail or a newspaper leads to. */
#include "domain/withdrawal.h"
#include "views/item.h"
#include "domain/record_json.h"
#include "web/item_view.h"
#include "web/link.h"
#include "web/list.h"
#include "web/paper_form.h"
#include "web/pages.h"

static enum fault load(struct visit *visit, struct meeting *ret, size_t *ret_index)
{
	struct meeting_row facts;
	int64_t position;
	enum fault fault = meeting_by_slug(&visit->cx, visit->place.part[0], visit->place.part[1], &facts);

	if (fault == FAULT_NONE)
		fault = meeting_load(&visit->cx, &facts, 0, ret);
	if (fault != FAULT_NONE || !text_number(visit->place.part[2], &position))
		return fault != FAULT_NONE ? fault : FAULT_NOT_FOUND;
	for (size_t i = 0; i < ret->items_n; i++)
		if (ret->items[i].facts.position == position) {
			*ret_index = i;
			return ret->items[i].facts.gone_at != 0 ? withdrawal_of_item(&visit->cx, ret->revision.id, position) : FAULT_NONE;
		}
	return FAULT_NOT_FOUND;
}

static struct url neighbour(const struct visit *visit, const struct meeting *m, size_t index, struct text *ret_title)
{
	const struct item_row *row;

	if (index >= m->items_n) /* the one before the first, too: it wrapped around */
		return (struct url){ TEXT_NONE };
	row = &m->items[index].facts;
	*ret_title = item_title(visit, row->title, row->is_public);
	return link_item(visit, m->facts.organization_slug, m->facts.slug, row->position);
}

static enum fault show_page(struct visit *visit, const struct meeting *m, size_t index)
{
	struct item_page page = { .head = meeting_head_of(visit, m) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct text day = frame_date(visit, m->facts.start.date);
	enum fault fault;

	page.item = item_view_of(visit, m, &m->items[index], page.head.url, 2);
	page.previous = neighbour(visit, m, index - 1, &page.previous_title);
	page.next = neighbour(visit, m, index + 1, &page.next_title);
	fault = frame_fill(visit, &(struct frame_facts){
		.title = text_join(visit->cx.arena, page.item.title, TEXT(", "),
			text_join(visit->cx.arena, m->facts.organization_name, TEXT(" "), day)),
		.section = SITE_ORGANIZATIONS }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Committees"))), page.frame.organizations);
	frame_crumb(&page.frame, page.head.facts.organization_name, page.head.organization);
	frame_crumb(&page.frame, day, page.head.url);
	view_item(&html, &page);
	return frame_show(visit, &html);
}

static enum fault show_json(struct visit *visit, const struct meeting *m, size_t index)
{
	struct json json = json_in(visit->cx.arena, true);
	const struct record *record = meeting_record(visit->cx.arena, m);
	const struct item_row *row = &m->items[index].facts;

	json_begin_object(&json);
	list_json_url(&json, "url", url_item(visit->cx.arena, m->facts.organization_slug, m->facts.slug, row->position));
	json_key(&json, "meeting");
	list_json_meeting(&json, visit, &m->facts);
	list_json_url(&json, "matterUrl", text_known(row->matter_slug) ? url_matter(visit->cx.arena, row->matter_slug) :
									(struct url){ TEXT_NONE });
	json_key(&json, "item");
	record_write_item_json(&json, &record->items[index]);
	return visit_json(visit, json_finish(&json));
}

enum fault page_item(struct visit *visit)
{
	struct meeting meeting;
	size_t index = 0;
	enum fault fault = load(visit, &meeting, &index);

	if (fault != FAULT_NONE)
		return fault;
	if (visit->place.as == AS_PDF)
		return paper_form_show(visit, &meeting, (int)meeting.items[index].facts.position);
	return visit->place.as == AS_JSON ? show_json(visit, &meeting, index) : show_page(visit, &meeting, index);
}
