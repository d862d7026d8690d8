/* Governance: people: found by name, made, named; where one sits; two who are one. */
#include "domain/person.h"
#include "domain/slug.h"
#include "views/govern_person.h"
#include "web/govern.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"
#include "web/seat_view.h"

enum { PERSONS_PAGE = 100 };

/* --- All of them --- */

enum { LIST_WORDS, LIST_PAGE_FIELD, LIST_NAME, LIST_BODY };
static const struct field persons_fields[] = {
	[LIST_WORDS] = { .name = "q", .label = N_("Name"), .most = NAME_TYPED_MAX },
	[LIST_PAGE_FIELD] = { .name = "side", .label = N_("Page"), .type = FIELD_NUMBER, .least = 1, .most = LIST_PAGES_MAX },
	[LIST_NAME] = { .name = "navn", .label = N_("Name"), .most = NAME_TYPED_MAX },
	[LIST_BODY] = { .name = "myndighed", .label = N_("Authority"), .type = FIELD_NUMBER, .least = 1, .most = INT32_MAX },
};
const struct form govern_persons_form = { persons_fields, LENGTH_OF(persons_fields), 8 << 10 };

static struct url link_govern(const struct visit *visit, struct text slug)
{
	return link_place(visit, ADDRESS_GOVERN_PERSON, slug, TEXT_NONE);
}

static enum fault load_persons(struct visit *visit, struct govern_persons_page *page)
{
	int64_t number = list_page(visit, LIST_PAGE_FIELD), total;
	struct person_desk_row *rows;
	enum fault fault = person_desk_count(&visit->cx, page->words, &total);

	if (fault == FAULT_NONE)
		fault = list_pager(visit, number, PERSONS_PAGE, total, &page->pager);
	if (fault == FAULT_NONE)
		fault = person_desk_list(&visit->cx, page->words, PERSONS_PAGE, (number - 1) * PERSONS_PAGE, &rows, &page->entries_n);
	if (fault != FAULT_NONE)
		return fault;
	page->entries = arena_new(visit->cx.arena, struct person_desk_entry, page->entries_n);
	for (size_t i = 0; i < page->entries_n; i++) {
		page->entries[i] = (struct person_desk_entry){ rows[i], link_govern(visit, rows[i].slug) };
		if (!page->administers)
			page->entries[i].row.account = TEXT_NONE;
	}
	return FAULT_NONE;
}

static enum fault show_persons(struct visit *visit, struct text problem)
{
	struct govern_persons_page page = { .problem = problem, .action = link_to(visit, ADDRESS_GOVERN_PERSONS),
		.words = form_text(&visit->form, LIST_WORDS),
		.name = text_known(problem) ? form_text(&visit->form, LIST_NAME) : TEXT_NONE };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = govern_everything(visit, &page.administers);

	if (fault == FAULT_NONE)
		fault = load_persons(visit, &page);
	if (fault == FAULT_NONE)
		fault = govern_body_choices(visit, &page.bodies, &page.bodies_n);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, text_from(tr(visit->cx.lang, N_("People"))), &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (text_known(problem))
		visit->response->status = 400;
	view_govern_persons(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_persons(struct visit *visit)
{
	return show_persons(visit, TEXT_NONE);
}

enum fault submit_govern_persons(struct visit *visit)
{
	struct body_id body = { 0 };
	struct text slug;
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_persons(visit, govern_form_trouble(visit));
	fault = govern_chosen_body(visit, LIST_BODY, &body);
	if (fault == FAULT_NONE)
		fault = person_add(&visit->cx, body, form_text(&visit->form, LIST_NAME), &slug);
	if (govern_mends(fault))
		return show_persons(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_govern(visit, slug));
}

/* --- One --- */

enum { DO_WHAT, DO_NAME, DO_KEY, DO_SURE };
enum what { RENAME, ALSO, NO_MORE, MERGE };
static const char *const whats[] = { "navngiv", "kald", "fjern-navn", "sammenlaeg", NULL };
static const char *const yes[] = { "ja", NULL };
static const struct field person_fields[] = {
	[DO_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .choices = whats, .required = true },
	[DO_NAME] = { .name = "navn", .label = N_("Name"), .most = NAME_TYPED_MAX },
	[DO_KEY] = { .name = "noegle", .label = N_("Name"), .most = NAME_TYPED_MAX },
	[DO_SURE] = { .name = "sikker", .label = N_("They are one and the same"), .type = FIELD_CHOICE, .choices = yes },
};
const struct form govern_person_form = { person_fields, LENGTH_OF(person_fields), 8 << 10 };

/* Where the visitor may not change it, a membership is shown as everybody sees it. */
static enum fault load_memberships(struct visit *visit, struct govern_person_page *page)
{
	struct membership_row *rows;
	enum fault fault = membership_of_person(&visit->cx, page->row.id, &rows, &page->memberships_n);

	if (fault != FAULT_NONE)
		return fault;
	page->memberships = membership_entries(visit, rows, page->memberships_n);
	for (size_t i = 0; i < page->memberships_n && fault == FAULT_NONE; i++) {
		bool governs;

		fault = access_governs(&visit->cx, rows[i].organization, &governs);
		if (fault == FAULT_NONE && governs)
			page->memberships[i].organization = link_place(visit, ADDRESS_GOVERN_ORGANIZATION, rows[i].organization_slug,
				TEXT_NONE);
	}
	return fault;
}

static enum fault show_person(struct visit *visit, const struct person_row *row, struct text problem)
{
	struct govern_person_page page = { .problem = problem, .row = *row, .action = link_govern(visit, row->slug),
		.url = link_person(visit, row->slug) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = govern_everything(visit, &page.administers);

	if (fault == FAULT_NONE)
		fault = load_memberships(visit, &page);
	if (fault == FAULT_NONE)
		fault = person_other_names(&visit->cx, row->id, &page.names, &page.names_n);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, row->name, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("People"))), link_to(visit, ADDRESS_GOVERN_PERSONS));
	if (text_known(problem))
		visit->response->status = 400;
	view_govern_person(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_person(struct visit *visit)
{
	struct person_row row;
	enum fault fault = person_at_desk(&visit->cx, visit->place.part[0], &row);

	if (fault == FAULT_NONE && !text_eq(row.slug, visit->place.part[0]))
		return visit_send_to(visit, 301, link_govern(visit, row.slug));
	return fault != FAULT_NONE ? fault : show_person(visit, &row, TEXT_NONE);
}

static enum fault merge(struct visit *visit, struct person_row *row, struct text name)
{
	struct person_row into;
	enum fault fault = FAULT_NONE;

	if (form_number(&visit->form, DO_SURE, -1) != 0)
		return refuse(&visit->cx.why, FAULT_INVALID, N_("Say that they are one and the same: it cannot be undone"));
	fault = person_find(&visit->cx, name, &into);
	if (fault == FAULT_NOT_FOUND)
		return refuse_with(&visit->cx.why, FAULT_INVALID, N_("There is nobody called %s"), "%.*s", TEXT_ARG(name));
	if (fault == FAULT_NONE)
		fault = person_merge(&visit->cx, row->id, into.id);
	if (fault == FAULT_NONE)
		*row = into;
	return fault;
}

static enum fault do_what(struct visit *visit, struct person_row *row, enum what what)
{
	struct text name = form_text(&visit->form, DO_NAME);

	switch (what) {
	case RENAME:
		return person_rename(&visit->cx, row->id, name);
	case ALSO:
		return person_also_called(&visit->cx, row->id, name);
	case NO_MORE:
		return person_no_more_called(&visit->cx, row->id, form_text(&visit->form, DO_KEY));
	case MERGE:
		return merge(visit, row, name);
	}
	return FAULT_INVALID;
}

enum fault submit_govern_person(struct visit *visit)
{
	struct person_row row;
	enum fault fault = person_at_desk(&visit->cx, visit->place.part[0], &row);

	if (fault != FAULT_NONE)
		return fault;
	if (visit->form.problems_n > 0)
		return show_person(visit, &row, govern_form_trouble(visit));
	fault = do_what(visit, &row, (enum what)form_number(&visit->form, DO_WHAT, RENAME));
	if (govern_mends(fault))
		return show_person(visit, &row, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_govern(visit, row.slug));
}
