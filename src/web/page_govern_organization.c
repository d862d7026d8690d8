/* Governance: committees: all that the visitor may change, and one with its members, its rules and its names. */
#include "domain/person.h"
#include "domain/slug.h"
#include "views/govern_organization.h"
#include "web/govern.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/seat_view.h"

/* --- All of them --- */

enum { NEW_NAME, NEW_BODY };
static const struct field new_fields[] = {
	[NEW_NAME] = { .name = "navn", .label = N_("Name"), .required = true, .most = NAME_TYPED_MAX },
	[NEW_BODY] = { .name = "myndighed", .label = N_("Authority"), .type = FIELD_NUMBER, .least = 1, .most = INT32_MAX },
};
const struct form govern_new_form = { new_fields, LENGTH_OF(new_fields), 8 << 10 };

static struct url link_govern(const struct visit *visit, struct text slug)
{
	return link_place(visit, ADDRESS_GOVERN_ORGANIZATION, slug, TEXT_NONE);
}

static void add_entries(const struct visit *visit, const struct organization_desk_row *rows,
	struct govern_organizations_page *page)
{
	struct date today = membership_today(&visit->cx);

	page->entries = arena_new(visit->cx.arena, struct govern_organization_entry, page->entries_n);
	for (size_t i = 0; i < page->entries_n; i++) {
		size_t remarks_n;
		struct text *remarks = seating_remarks(visit, &rows[i], &remarks_n);
		int kind = text_known(rows[i].kind) ? charter_kind_from(rows[i].kind) : -1;

		page->entries[i] = (struct govern_organization_entry){ .row = rows[i],
			.kind = kind >= 0 ? charter_kind_words(visit, (enum charter_kind)kind) : TEXT_NONE,
			.remark = remarks_n > 0 ? remarks[0] : TEXT_NONE,
			.ended = date_known(rows[i].to_day) && date_compare(rows[i].to_day, today) < 0,
			.url = link_govern(visit, rows[i].slug) };
	}
}

static enum fault show_all(struct visit *visit, struct text problem)
{
	struct govern_organizations_page page = { .problem = problem, .action = link_to(visit, ADDRESS_GOVERN_ORGANIZATIONS),
		.name = text_known(problem) ? form_text(&visit->form, NEW_NAME) : TEXT_NONE };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct organization_desk_row *rows;
	enum fault fault = access_govern_somewhere(&visit->cx);

	if (fault == FAULT_NONE)
		fault = organization_desk_list(&visit->cx, &rows, &page.entries_n);
	if (fault == FAULT_NONE)
		fault = govern_everything(visit, &page.may_add);
	if (fault == FAULT_NONE)
		fault = govern_body_choices(visit, &page.bodies, &page.bodies_n);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, text_from(tr(visit->cx.lang, N_("Committees"))), &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	add_entries(visit, rows, &page);
	if (text_known(problem))
		visit->response->status = 400;
	view_govern_organizations(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_organizations(struct visit *visit)
{
	return show_all(visit, TEXT_NONE);
}

enum fault submit_govern_organizations(struct visit *visit)
{
	struct body_id body = { 0 };
	struct text slug;
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_all(visit, govern_form_trouble(visit));
	fault = govern_chosen_body(visit, NEW_BODY, &body);
	if (fault == FAULT_NONE)
		fault = organization_add(&visit->cx, body, form_text(&visit->form, NEW_NAME), &slug);
	if (govern_mends(fault))
		return show_all(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_govern(visit, slug));
}

/* --- One --- */

enum { DO_WHAT, DO_NAME, DO_NEW, DO_ROLE, DO_PARTY, DO_FOR, DO_FROM, DO_TO, DO_KEY };
enum what { SIT, RENAME, ALSO, NO_MORE, END, REOPEN, TAKE_BACK };
static const char *const whats[] = { "indtraed", "navngiv", "kald", "fjern-navn", "nedlaeg", "genaabn", "traek-tilbage", NULL };
static const char *const yes[] = { "ja", NULL };
static const char *const roles[] = { "chair", "vice", "member", "substitute", NULL };
static const struct field fields[] = {
	[DO_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .choices = whats },
	[DO_NAME] = { .name = "navn", .label = N_("Name"), .most = NAME_TYPED_MAX },
	[DO_NEW] = { .name = "ny", .label = N_("The person is new here"), .type = FIELD_CHOICE, .choices = yes },
	[DO_ROLE] = { .name = "rolle", .label = N_("Role"), .type = FIELD_CHOICE, .choices = roles },
	[DO_PARTY] = { .name = "parti", .label = N_("Party"), .most = PARTY_BYTES_MAX },
	[DO_FOR] = { .name = "for", .label = N_("For whom"), .type = FIELD_NUMBER, .least = 1, .most = INT64_MAX },
	[DO_FROM] = { .name = "fra", .label = N_("From"), .type = FIELD_DATE },
	[DO_TO] = { .name = "til", .label = N_("Last day"), .type = FIELD_DATE },
	[DO_KEY] = { .name = "noegle", .label = N_("Name"), .most = NAME_TYPED_MAX },
};
const struct form govern_organization_form = { fields, LENGTH_OF(fields), 16 << 10 };
static const struct membership_fields membership_fields = { DO_ROLE, DO_PARTY, DO_FOR, DO_FROM, DO_TO };

static bool is_date(struct date a, struct date b)
{
	return date_known(a) && date_compare(a, b) == 0;
}

/* The newest first: those that begin after today, the one that holds, those before. */
static enum fault add_charters(struct visit *visit, struct govern_organization_page *page)
{
	struct date today = membership_today(&visit->cx);
	struct charter *all, now = { .from = { 0 } };
	struct text tag;
	enum fault fault = charter_list(&visit->cx, page->row.id, &all, &page->versions_n, &tag);

	if (fault == FAULT_NONE)
		fault = charter_on(&visit->cx, page->row.id, today, &now);
	if (fault != FAULT_NONE && fault != FAULT_NOT_FOUND)
		return fault;
	if (fault == FAULT_NONE)
		page->charter = charter_view_of(visit, &now, 3);
	page->versions = arena_new(visit->cx.arena, struct charter_entry, page->versions_n);
	for (size_t i = 0; i < page->versions_n; i++) {
		struct text from = date_text(visit->cx.arena, all[i].from);
		struct address_field field = { "udgave", from };

		page->versions[i] = (struct charter_entry){ all[i], from, link_place(visit, ADDRESS_CHARTER, page->row.slug, from),
			address_url(visit->cx.arena, &(struct place){ .address = ADDRESS_GOVERN_CHARTER, .part = { page->row.slug } },
				&field, 1),
			is_date(now.from, all[i].from), date_compare(all[i].from, today) > 0 };
	}
	return FAULT_NONE;
}

static enum fault add_remarks(struct visit *visit, struct govern_organization_page *page)
{
	struct organization_desk_row *rows;
	size_t n;
	enum fault fault = organization_desk_list(&visit->cx, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		if (rows[i].id.v == page->row.id.v)
			page->remarks = seating_remarks(visit, &rows[i], &page->remarks_n);
	return fault;
}

/* Names to choose from; somebody who is not among them can be typed all the same. */
static enum fault add_persons(struct visit *visit, struct govern_organization_page *page)
{
	enum { PERSONS_MOST = 1000 };
	struct person_desk_row *rows;
	struct body_row body;
	size_t n;
	enum fault fault = person_desk_list(&visit->cx, TEXT_NONE, PERSONS_MOST, 0, &rows, &n);

	if (fault == FAULT_NONE)
		fault = body_by_id(&visit->cx, page->row.body, &body);
	if (fault != FAULT_NONE)
		return fault;
	page->persons = arena_new(visit->cx.arena, struct text, n);
	for (size_t i = 0; i < n; i++)
		if (text_eq(rows[i].body_name, body.name))
			page->persons[page->persons_n++] = rows[i].name;
	return FAULT_NONE;
}

static void fill_form(struct visit *visit, struct govern_organization_page *page)
{
	bool again = text_known(page->problem) && form_number(&visit->form, DO_WHAT, SIT) == SIT;
	struct membership typed = again ? membership_typed(visit, &membership_fields) : (struct membership){ .seat = SEAT_MEMBER };
	struct membership_form *form = &page->form;

	form->from = page->today;
	if (again) {
		form->name = form_text(&visit->form, DO_NAME);
		form->is_new = form_number(&visit->form, DO_NEW, -1) == 0;
		form->party = typed.party;
		form->from = date_text(visit->cx.arena, typed.from);
		form->to = date_text(visit->cx.arena, typed.to);
	}
	form->roles = seat_choices(visit, (int)typed.seat, &form->roles_n);
	form->substitute_for = substitute_choices(visit, &page->seating, typed.substitute_for, (struct person_id){ 0 },
		&form->substitute_for_n);
}

static enum fault load(struct visit *visit, struct govern_organization_page *page)
{
	enum fault fault = organization_at_desk(&visit->cx, visit->place.part[0], &page->row);

	if (fault == FAULT_NONE)
		fault = seating_load(visit, &page->row, true, &page->seating);
	if (fault == FAULT_NONE)
		fault = add_charters(visit, page);
	if (fault == FAULT_NONE)
		fault = add_remarks(visit, page);
	if (fault == FAULT_NONE)
		fault = add_persons(visit, page);
	if (fault == FAULT_NONE)
		fault = organization_other_names(&visit->cx, page->row.id, &page->names, &page->names_n);
	if (fault == FAULT_NONE)
		fault = access_holds(&visit->cx, ROLE_ADMINISTRATOR, (struct reach){ .organization = page->row.id },
			&page->administers);
	return fault;
}

static enum fault show_one(struct visit *visit, struct text problem)
{
	struct text slug = visit->place.part[0];
	struct govern_organization_page page = { .problem = problem, .today = today_text(visit), .action = link_govern(visit, slug),
		.url = link_organization(visit, slug), .charter_url = link_place(visit, ADDRESS_GOVERN_CHARTER, slug, TEXT_NONE) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = load(visit, &page);

	if (fault == FAULT_NONE)
		fault = govern_frame(visit, page.row.name, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Committees"))), link_to(visit, ADDRESS_GOVERN_ORGANIZATIONS));
	page.ended = date_known(page.row.to_day);
	fill_form(visit, &page);
	if (text_known(problem))
		visit->response->status = 400;
	view_govern_organization(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_organization(struct visit *visit)
{
	return show_one(visit, TEXT_NONE);
}

static enum fault sit(struct visit *visit, const struct organization_row *row)
{
	struct membership_new made = { row->id, form_text(&visit->form, DO_NAME), form_number(&visit->form, DO_NEW, -1) == 0,
		membership_typed(visit, &membership_fields) };
	struct membership_id id;

	return membership_add(&visit->cx, &made, &id);
}

static enum fault do_what(struct visit *visit, const struct organization_row *row, enum what what)
{
	struct text name = form_text(&visit->form, DO_NAME), key = form_text(&visit->form, DO_KEY);

	switch (what) {
	case SIT:
		return sit(visit, row);
	case RENAME:
		return organization_rename(&visit->cx, row->id, name);
	case ALSO:
		return organization_also_called(&visit->cx, row->id, name);
	case NO_MORE:
		return organization_no_more_called(&visit->cx, row->id, key);
	case END:
		return organization_end(&visit->cx, row->id, form_date(&visit->form, DO_TO));
	case REOPEN:
		return organization_reopen(&visit->cx, row->id);
	case TAKE_BACK:
		return charter_take_back(&visit->cx, row->id, form_date(&visit->form, DO_FROM));
	}
	return FAULT_INVALID;
}

enum fault submit_govern_organization(struct visit *visit)
{
	struct organization_row row;
	enum fault fault = organization_at_desk(&visit->cx, visit->place.part[0], &row);

	if (fault != FAULT_NONE)
		return fault;
	if (visit->form.problems_n > 0)
		return show_one(visit, govern_form_trouble(visit));
	fault = do_what(visit, &row, (enum what)form_number(&visit->form, DO_WHAT, SIT));
	if (govern_mends(fault))
		return show_one(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_govern(visit, row.slug));
}
