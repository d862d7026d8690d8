#include "web/list.h"

#include "web/link.h"
#include "web/pages.h"

static const struct field list_fields[] = {
	[LIST_YEAR] = { .name = "aar", .label = N_("Year"), .type = FIELD_NUMBER, .least = 1000, .most = 9999 },
	[LIST_PAGE_NUMBER] = { .name = "side", .label = N_("Page"), .type = FIELD_NUMBER, .least = 1, .most = LIST_PAGES_MAX },
};
const struct form list_form = { list_fields, LENGTH_OF(list_fields), 0 };

struct meeting_entry list_meeting(const struct visit *visit, const struct meeting_row *row, enum entry_title title)
{
	struct meeting_entry entry = {
		.row = *row,
		.url = link_meeting(visit, row->organization_slug, row->slug),
		.organization_url = link_organization(visit, row->organization_slug),
		.title = row->organization_name,
		.when = frame_moment(visit, row->start),
	};

	if (title == TITLE_DATE) {
		entry.title = frame_moment(visit, (struct moment){ row->start.date, .hour = -1 });
		entry.when = frame_clock(visit, row->start);
	}
	return entry;
}

struct meeting_entry *list_meetings(const struct visit *visit, const struct meeting_row *rows, size_t n,
	enum entry_title title)
{
	struct meeting_entry *entries = arena_new(visit->cx.arena, struct meeting_entry, n);

	for (size_t i = 0; i < n; i++)
		entries[i] = list_meeting(visit, &rows[i], title);
	return entries;
}

struct organization_entry *list_organizations(const struct visit *visit, const struct organization_summary_row *rows,
	size_t n)
{
	struct organization_entry *entries = arena_new(visit->cx.arena, struct organization_entry, n);

	for (size_t i = 0; i < n; i++)
		entries[i] = (struct organization_entry){ rows[i], link_organization(visit, rows[i].slug) };
	return entries;
}

struct matter_entry *list_matters(const struct visit *visit, const struct matter_summary_row *rows, size_t n)
{
	struct matter_entry *entries = arena_new(visit->cx.arena, struct matter_entry, n);

	for (size_t i = 0; i < n; i++)
		entries[i] = (struct matter_entry){ rows[i], link_matter(visit, rows[i].slug) };
	return entries;
}

int64_t list_page(const struct visit *visit, size_t field)
{
	return form_number(&visit->form, field, 1);
}

enum fault list_pager(const struct visit *visit, int64_t page, int64_t per_page, int64_t total, struct pager *ret)
{
	int64_t pages = (total + per_page - 1) / per_page;

	if (pages == 0)
		pages = 1;
	if (page > pages)
		return FAULT_NOT_FOUND;
	*ret = (struct pager){
		.page = page,
		.pages = pages,
		.total = total,
		.previous = page > 1 ? link_page(visit, page - 1) : (struct url){ TEXT_NONE },
		.next = page < pages ? link_page(visit, page + 1) : (struct url){ TEXT_NONE },
	};
	return FAULT_NONE;
}

void list_json_url(struct json *json, const char *key, struct url url)
{
	json_key_text(json, key, url.s);
}

void list_json_organization(struct json *json, const struct visit *visit, struct text name, struct text slug)
{
	json_key(json, "organization");
	json_begin_object(json);
	json_key_text(json, "name", name);
	list_json_url(json, "url", url_organization(visit->cx.arena, slug));
	json_end(json);
}

void list_json_meeting(struct json *json, const struct visit *visit, const struct meeting_row *row)
{
	json_begin_object(json);
	json_key_int(json, "id", row->id.v);
	list_json_url(json, "url", url_meeting(visit->cx.arena, row->organization_slug, row->slug));
	list_json_organization(json, visit, row->organization_name, row->organization_slug);
	json_key_text(json, "start", moment_text(visit->cx.arena, row->start));
	json_key_text(json, "state", row->state);
	json_key_int(json, "items", row->items);
	json_end(json);
}

void list_json_meetings(struct json *json, const struct visit *visit, const char *key, const struct meeting_entry *entries,
	size_t n)
{
	json_key(json, key);
	json_begin_array(json);
	for (size_t i = 0; i < n; i++)
		list_json_meeting(json, visit, &entries[i].row);
	json_end(json);
}

void list_json_matters(struct json *json, const struct visit *visit, const struct matter_entry *entries, size_t n)
{
	json_key(json, "matters");
	json_begin_array(json);
	for (size_t i = 0; i < n; i++) {
		const struct matter_summary_row *row = &entries[i].row;

		json_begin_object(json);
		json_key_text(json, "number", row->number);
		json_key_text(json, "title", row->title);
		list_json_url(json, "url", url_matter(visit->cx.arena, row->slug));
		json_key_int(json, "meetings", row->meetings);
		json_key_text(json, "latest", moment_text(visit->cx.arena, row->latest));
		json_end(json);
	}
	json_end(json);
}

void list_json_organizations(struct json *json, const struct visit *visit, const struct organization_entry *entries,
	size_t n)
{
	json_key(json, "organizations");
	json_begin_array(json);
	for (size_t i = 0; i < n; i++) {
		const struct organization_summary_row *row = &entries[i].row;

		json_begin_object(json);
		json_key_text(json, "name", row->name);
		json_key_text(json, "classification", row->classification);
		list_json_url(json, "url", url_organization(visit->cx.arena, row->slug));
		json_key_int(json, "meetings", row->meetings);
		json_key_text(json, "latest", moment_text(visit->cx.arena, row->latest));
		json_end(json);
	}
	json_end(json);
}

void list_json_pager(struct json *json, const struct pager *pager)
{
	json_key_int(json, "total", pager->total);
	json_key_int(json, "page", pager->page);
	json_key_int(json, "pages", pager->pages);
}
