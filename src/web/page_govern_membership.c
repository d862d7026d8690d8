/* Governance: one membership: somebody leaves, becomes something else, or was entered wrongly. */
#include "views/govern_organization.h"
#include "web/govern.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/seat_view.h"

enum { DO_WHAT, DO_ROLE, DO_PARTY, DO_FOR, DO_FROM, DO_TO };
enum what { LEAVE, CHANGE, CORRECT, REMOVE };
static const char *const whats[] = { "udtraed", "aendr", "ret", "slet", NULL };
static const char *const roles[] = { "chair", "vice", "member", "substitute", NULL };
static const struct field fields[] = {
	[DO_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .choices = whats, .required = true },
	[DO_ROLE] = { .name = "rolle", .label = N_("Role"), .type = FIELD_CHOICE, .choices = roles },
	[DO_PARTY] = { .name = "parti", .label = N_("Party"), .most = PARTY_BYTES_MAX },
	[DO_FOR] = { .name = "for", .label = N_("For whom"), .type = FIELD_NUMBER, .least = 1, .most = INT64_MAX },
	[DO_FROM] = { .name = "fra", .label = N_("First day"), .type = FIELD_DATE },
	[DO_TO] = { .name = "til", .label = N_("Last day"), .type = FIELD_DATE },
};
const struct form govern_membership_form = { fields, LENGTH_OF(fields), 8 << 10 };
static const struct membership_fields membership_fields = { DO_ROLE, DO_PARTY, DO_FOR, DO_FROM, DO_TO };

/* The membership of the address, when it is one of that committee. */
static enum fault find(struct visit *visit, struct organization_row *organization, struct membership_row *ret)
{
	struct membership_id id = { 0 };
	enum fault fault = organization_at_desk(&visit->cx, visit->place.part[0], organization);

	if (fault == FAULT_NONE && !text_number(visit->place.part[1], &id.v))
		return FAULT_NOT_FOUND;
	if (fault == FAULT_NONE)
		fault = membership_by_id(&visit->cx, id, ret);
	return fault == FAULT_NONE && ret->organization.v != organization->id.v ? FAULT_NOT_FOUND : fault;
}

static void fill_form(struct visit *visit, const struct seating *seating, bool again, struct govern_membership_page *page)
{
	const struct membership_row *row = &page->entry.row;
	int seat = seat_from(row->role);
	struct membership m = { seat >= 0 ? (enum seat)seat : SEAT_MEMBER, row->party, row->substitute_for, row->from_day, row->to_day };
	struct membership_form *form = &page->form;

	if (again)
		m = membership_typed(visit, &membership_fields);
	form->party = m.party;
	form->from = date_text(visit->cx.arena, m.from);
	form->to = date_text(visit->cx.arena, m.to);
	form->roles = seat_choices(visit, (int)m.seat, &form->roles_n);
	form->substitute_for = substitute_choices(visit, seating, m.substitute_for, row->person, &form->substitute_for_n);
}

static enum fault show(struct visit *visit, bool again, struct text problem)
{
	struct govern_membership_page page = { .problem = problem, .today = today_text(visit) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct organization_row organization;
	struct membership_row row;
	struct seating seating;
	enum fault fault = find(visit, &organization, &row);

	if (fault == FAULT_NONE)
		fault = seating_load(visit, &organization, true, &seating);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, row.person_name, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.action = link_place(visit, ADDRESS_GOVERN_MEMBERSHIP, organization.slug, visit->place.part[1]);
	page.back = link_place(visit, ADDRESS_GOVERN_ORGANIZATION, organization.slug, TEXT_NONE);
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Committees"))), link_to(visit, ADDRESS_GOVERN_ORGANIZATIONS));
	frame_crumb(&page.frame, organization.name, page.back);
	page.entry = membership_entry_of(visit, &row);
	fill_form(visit, &seating, again, &page);
	if (text_known(problem))
		visit->response->status = 400;
	view_govern_membership(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_membership(struct visit *visit)
{
	return show(visit, false, TEXT_NONE);
}

static enum fault do_what(struct visit *visit, struct membership_id id, enum what what)
{
	struct membership m = membership_typed(visit, &membership_fields);

	switch (what) {
	case LEAVE:
		return membership_end(&visit->cx, id, m.to);
	case CHANGE:
		return membership_change(&visit->cx, id, &m);
	case CORRECT:
		return membership_correct(&visit->cx, id, &m);
	case REMOVE:
		return membership_remove(&visit->cx, id);
	}
	return FAULT_INVALID;
}

enum fault submit_govern_membership(struct visit *visit)
{
	struct organization_row organization;
	struct membership_row row;
	enum what what = (enum what)form_number(&visit->form, DO_WHAT, LEAVE);
	bool again = what == CHANGE || what == CORRECT;
	enum fault fault = find(visit, &organization, &row);

	if (fault != FAULT_NONE)
		return fault;
	if (visit->form.problems_n > 0)
		return show(visit, again, govern_form_trouble(visit));
	fault = do_what(visit, row.id, what);
	if (govern_mends(fault))
		return show(visit, again, govern_trouble(visit));
	return fault != FAULT_NONE ? fault :
		visit_send_to(visit, 303, link_place(visit, ADDRESS_GOVERN_ORGANIZATION, organization.slug, TEXT_NONE));
}
