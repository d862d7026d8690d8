/* Governance: the way in, and what is missing; authorities; departments. */
#include "domain/slug.h"
#include "views/govern.h"
#include "web/govern.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/seat_view.h"

/* --- The way in --- */

static enum fault add_remarks(struct visit *visit, struct govern_page *page)
{
	struct organization_desk_row *rows;
	size_t n;
	enum fault fault = organization_desk_list(&visit->cx, &rows, &n);

	if (fault != FAULT_NONE)
		return fault;
	page->remarks = arena_new(visit->cx.arena, struct govern_remark, n);
	for (size_t i = 0; i < n; i++) {
		size_t remarks_n;
		struct text *remarks = seating_remarks(visit, &rows[i], &remarks_n);
		struct govern_remark remark = { rows[i].name, remarks_n > 0 ? remarks[0] : TEXT_NONE,
			link_place(visit, ADDRESS_GOVERN_ORGANIZATION, rows[i].slug, TEXT_NONE) };

		for (size_t k = 1; k < remarks_n; k++)
			remark.what = text_join(visit->cx.arena, remark.what, TEXT(" \xc2\xb7 "), remarks[k]);
		if (remarks_n > 0)
			page->remarks[page->remarks_n++] = remark;
	}
	return FAULT_NONE;
}

enum fault page_govern(struct visit *visit)
{
	struct govern_page page = { .organizations = link_to(visit, ADDRESS_GOVERN_ORGANIZATIONS),
		.persons = link_to(visit, ADDRESS_GOVERN_PERSONS) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	bool everything = false;
	enum fault fault = access_govern_somewhere(&visit->cx);

	if (fault == FAULT_NONE)
		fault = govern_everything(visit, &everything);
	if (fault == FAULT_NONE)
		fault = add_remarks(visit, &page);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, text_from(tr(visit->cx.lang, N_("Governance"))), &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (everything) {
		page.departments = link_to(visit, ADDRESS_GOVERN_DEPARTMENTS);
		page.bodies = link_to(visit, ADDRESS_GOVERN_BODIES);
		page.accounts = link_to(visit, ADDRESS_ACCOUNTS);
		page.terms = link_to(visit, ADDRESS_TERMS);
	}
	view_govern(&html, &page);
	return frame_show(visit, &html);
}

/* --- Authorities --- */

enum { BODY_NAME, BODY_ID };
static const struct field body_fields[] = {
	[BODY_NAME] = { .name = "navn", .label = N_("Name"), .required = true, .most = NAME_TYPED_MAX },
	[BODY_ID] = { .name = "myndighed", .label = N_("Authority"), .type = FIELD_NUMBER, .least = 1, .most = INT32_MAX },
};
const struct form govern_body_form = { body_fields, LENGTH_OF(body_fields), 8 << 10 };

static enum fault show_bodies(struct visit *visit, struct text problem)
{
	struct govern_bodies_page page = { .problem = problem, .action = link_to(visit, ADDRESS_GOVERN_BODIES),
		.name = text_known(problem) && form_number(&visit->form, BODY_ID, 0) == 0 ? form_text(&visit->form, BODY_NAME) : TEXT_NONE };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = access_govern(&visit->cx, (struct organization_id){ 0 });

	if (fault == FAULT_NONE)
		fault = body_list(&visit->cx, &page.rows, &page.rows_n);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, text_from(tr(visit->cx.lang, N_("Authorities"))), &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (text_known(problem))
		visit->response->status = 400;
	view_govern_bodies(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_bodies(struct visit *visit)
{
	return show_bodies(visit, TEXT_NONE);
}

enum fault submit_govern_bodies(struct visit *visit)
{
	struct text name = form_text(&visit->form, BODY_NAME);
	struct body_id id = { form_number(&visit->form, BODY_ID, 0) };
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_bodies(visit, govern_form_trouble(visit));
	fault = id.v != 0 ? body_rename(&visit->cx, id, name) : body_add(&visit->cx, name, &id);
	if (govern_mends(fault))
		return show_bodies(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_to(visit, ADDRESS_GOVERN_BODIES));
}

/* --- Departments --- */

enum { DEPARTMENT_NAME, DEPARTMENT_BODY, DEPARTMENT_WHAT };
enum { RENAME, END, REOPEN };
static const char *const department_whats[] = { "navngiv", "nedlaeg", "genaabn", NULL };
static const struct field department_fields[] = {
	[DEPARTMENT_NAME] = { .name = "navn", .label = N_("Name"), .most = NAME_TYPED_MAX },
	[DEPARTMENT_BODY] = { .name = "myndighed", .label = N_("Authority"), .type = FIELD_NUMBER, .least = 1, .most = INT32_MAX },
	[DEPARTMENT_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .choices = department_whats },
};
const struct form govern_department_form = { department_fields, LENGTH_OF(department_fields), 8 << 10 };

static struct url link_department(const struct visit *visit, struct text slug)
{
	return link_place(visit, ADDRESS_GOVERN_DEPARTMENT, slug, TEXT_NONE);
}

static enum fault show_departments(struct visit *visit, struct text problem)
{
	struct govern_departments_page page = { .problem = problem, .action = link_to(visit, ADDRESS_GOVERN_DEPARTMENTS),
		.name = text_known(problem) ? form_text(&visit->form, DEPARTMENT_NAME) : TEXT_NONE };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct department_row *rows;
	enum fault fault = access_govern(&visit->cx, (struct organization_id){ 0 });

	if (fault == FAULT_NONE)
		fault = department_list(&visit->cx, &rows, &page.entries_n);
	if (fault == FAULT_NONE)
		fault = govern_body_choices(visit, &page.bodies, &page.bodies_n);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, text_from(tr(visit->cx.lang, N_("Departments"))), &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.entries = arena_new(visit->cx.arena, struct department_entry, page.entries_n);
	for (size_t i = 0; i < page.entries_n; i++)
		page.entries[i] = (struct department_entry){ rows[i], link_department(visit, rows[i].slug) };
	if (text_known(problem))
		visit->response->status = 400;
	view_govern_departments(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_departments(struct visit *visit)
{
	return show_departments(visit, TEXT_NONE);
}

enum fault submit_govern_departments(struct visit *visit)
{
	struct body_id body = { 0 };
	struct department_id id;
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_departments(visit, govern_form_trouble(visit));
	fault = govern_chosen_body(visit, DEPARTMENT_BODY, &body);
	if (fault == FAULT_NONE)
		fault = department_add(&visit->cx, body, form_text(&visit->form, DEPARTMENT_NAME), &id);
	if (govern_mends(fault))
		return show_departments(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_to(visit, ADDRESS_GOVERN_DEPARTMENTS));
}

static enum fault show_department(struct visit *visit, struct text problem)
{
	struct text slug = visit->place.part[0];
	struct govern_department_page page = { .problem = problem, .action = link_department(visit, slug) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = access_govern(&visit->cx, (struct organization_id){ 0 });

	if (fault == FAULT_NONE)
		fault = department_by_slug(&visit->cx, slug, &page.row);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, page.row.name, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Departments"))), link_to(visit, ADDRESS_GOVERN_DEPARTMENTS));
	if (text_known(problem))
		visit->response->status = 400;
	view_govern_department(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_department(struct visit *visit)
{
	return show_department(visit, TEXT_NONE);
}

enum fault submit_govern_department(struct visit *visit)
{
	struct text slug = visit->place.part[0];
	int64_t what = form_number(&visit->form, DEPARTMENT_WHAT, RENAME);
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_department(visit, govern_form_trouble(visit));
	fault = what == RENAME ? department_rename(&visit->cx, slug, form_text(&visit->form, DEPARTMENT_NAME)) :
		department_end(&visit->cx, slug, what == END);
	if (govern_mends(fault))
		return show_department(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_department(visit, slug));
}
