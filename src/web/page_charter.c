/* What a committee is and by which rules it works, as everybody may read it: what holds, and every version before. */
#include "domain/charter.h"
#include "views/charter.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"
#include "web/seat_view.h"

static void charter_json(struct json *json, const struct visit *visit, const struct charter_page *page)
{
	const struct charter *c = &page->charter.facts;

	json_begin_object(json);
	list_json_organization(json, visit, page->organization.name, page->organization.slug);
	json_key_text(json, "from", date_text(visit->cx.arena, c->from));
	json_key_text(json, "until", date_text(visit->cx.arena, page->until));
	json_key_text(json, "kind", text_from(charter_kind_name(c->kind)));
	json_key_text(json, "classification", c->ground);
	json_key(json, "seats");
	c->seats > 0 ? json_int(json, c->seats) : json_unknown(json);
	json_key(json, "quorum");
	c->quorum > 0 ? json_int(json, c->quorum) : json_unknown(json);
	json_key_int(json, "noticeWeekdays", c->notice);
	json_key_bool(json, "saturdayIsWeekday", c->saturday);
	json_key_text(json, "termsOfReference", text_empty(c->reference) ? TEXT_NONE : c->reference);
	json_key_text(json, "rulesOfProcedure", text_empty(c->rules) ? TEXT_NONE : c->rules);
	json_key(json, "versions");
	json_begin_array(json);
	for (size_t i = 0; i < page->versions_n; i++) {
		struct text from = date_text(visit->cx.arena, page->versions[i].facts.from);

		json_begin_object(json);
		json_key_text(json, "from", from);
		list_json_url(json, "url", url_charter(visit->cx.arena, page->organization.slug, from));
		json_end(json);
	}
	json_end(json);
	json_end(json);
}

enum { CHARTER_AGAINST };
static const struct field charter_fields[] = {
	[CHARTER_AGAINST] = { .name = "mod", .label = N_("Compare with the version from"), .type = FIELD_DATE },
};
const struct form charter_form = { charter_fields, LENGTH_OF(charter_fields), 0 };

/* The older of the two is held against the newer, whichever was asked for first. */
static enum fault compare(const struct visit *visit, struct charter_page *page, const struct charter *all, size_t n, size_t which)
{
	struct date against = form_date(&visit->form, CHARTER_AGAINST);
	struct arena *arena = visit->cx.arena;

	page->others = arena_new(arena, struct choice, n);
	for (size_t i = 0; i < n; i++)
		if (i != which)
			page->others[page->others_n++] = (struct choice){ date_text(arena, all[i].from), frame_date(visit, all[i].from),
				date_known(against) ? date_compare(all[i].from, against) == 0 : i == which + 1 };
	if (!date_known(against))
		return FAULT_NONE;
	for (size_t i = 0; i < n; i++)
		if (date_compare(all[i].from, against) == 0) {
			page->changes = charter_changes_of(visit, &all[i > which ? i : which], &all[i > which ? which : i]);
			return FAULT_NONE;
		}
	return FAULT_NOT_FOUND;
}

static enum fault show(struct visit *visit, struct charter_page *page, const struct charter *all, size_t n, size_t which)
{
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct json json = json_in(visit->cx.arena, true);
	struct date today = membership_today(&visit->cx);
	enum fault fault;

	page->charter = charter_view_of(visit, &all[which], 3);
	page->until = which > 0 ? date_add(all[which - 1].from, -1) : (struct date){ 0 };
	page->holds = date_compare(all[which].from, today) <= 0 &&
		(!date_known(page->until) || date_compare(page->until, today) >= 0);
	page->versions_n = n;
	page->versions = arena_new(visit->cx.arena, struct charter_entry, n);
	for (size_t i = 0; i < n; i++)
		page->versions[i] = (struct charter_entry){ .facts = all[i], .holds = i == which,
			.coming = date_compare(all[i].from, today) > 0,
			.url = link_place(visit, ADDRESS_CHARTER, page->organization.slug, date_text(visit->cx.arena, all[i].from)) };
	page->organization_url = link_organization(visit, page->organization.slug);
	if (visit->place.as == AS_JSON) {
		charter_json(&json, visit, page);
		return visit_json(visit, json_finish(&json));
	}
	fault = frame_fill(visit, &(struct frame_facts){ .title = frame_words(visit, N_("Rules of %s"), page->organization.name),
		.section = SITE_ORGANIZATIONS }, &page->frame);
	if (fault != FAULT_NONE)
		return fault;
	fault = compare(visit, page, all, n, which);
	if (fault != FAULT_NONE)
		return fault;
	page->action = url_charter(visit->cx.arena, page->organization.slug, date_text(visit->cx.arena, all[which].from));
	page->alone = link_place(visit, ADDRESS_CHARTER, page->organization.slug, date_text(visit->cx.arena, all[which].from));
	frame_crumb(&page->frame, text_from(tr(visit->cx.lang, N_("Committees"))), page->frame.organizations);
	frame_crumb(&page->frame, page->organization.name, page->organization_url);
	view_charter(&html, page);
	return frame_show(visit, &html);
}

static enum fault load(struct visit *visit, struct charter_page *page, struct charter **ret, size_t *ret_n)
{
	struct text tag;
	enum fault fault = organization_by_slug(&visit->cx, visit->place.part[0], &page->organization);

	return fault != FAULT_NONE ? fault : charter_list(&visit->cx, page->organization.id, ret, ret_n, &tag);
}

/* What holds today; what will, for whoever may know of that and when nothing holds yet. */
enum fault page_charters(struct visit *visit)
{
	struct charter_page page = { 0 };
	struct date today = membership_today(&visit->cx);
	struct charter *all;
	size_t n, which = 0;
	enum fault fault = load(visit, &page, &all, &n);

	if (fault != FAULT_NONE)
		return fault;
	while (which + 1 < n && date_compare(all[which].from, today) > 0)
		which++;
	return n == 0 ? FAULT_NOT_FOUND : show(visit, &page, all, n, which);
}

enum fault page_charter(struct visit *visit)
{
	struct charter_page page = { 0 };
	struct charter *all;
	struct date from;
	size_t n;
	enum fault fault = load(visit, &page, &all, &n);

	if (fault == FAULT_NONE && !date_parse(visit->place.part[1], &from))
		return FAULT_NOT_FOUND;
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		if (date_compare(all[i].from, from) == 0)
			return show(visit, &page, all, n, i);
	return fault != FAULT_NONE ? fault : FAULT_NOT_FOUND;
}
