/* A meeting is made, and its time and place changed. */
#include "domain/organization.h"
#include "views/plan.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/plan_view.h"

enum { PLAN_ORGANIZATION, PLAN_DAY, PLAN_FROM, PLAN_TO, PLAN_LOCATION, PLAN_LINK, PLAN_LINK_PUBLIC, PLAN_REMARK, PLAN_ANNOUNCED,
	PLAN_CHANGES, PLAN_FOLLOWING, PLAN_WHAT, PLAN_WHY };
enum what { SAVE, CANCEL, RESTORE, REMOVE };
static const char *const yes[] = { "ja", NULL };
static const char *const whats[] = { "gem", "aflys", "genopret", "slet", NULL };
static const struct field plan_fields[] = {
	[PLAN_ORGANIZATION] = { .name = "udvalg", .label = N_("Committee"), .most = ADDRESS_SEGMENT_MAX },
	[PLAN_DAY] = { .name = "dag", .label = N_("Day"), .type = FIELD_DATE },
	[PLAN_FROM] = { .name = "fra", .label = N_("From"), .most = CLOCK_BYTES },
	[PLAN_TO] = { .name = "til", .label = N_("To (may be left open)"), .most = CLOCK_BYTES },
	[PLAN_LOCATION] = { .name = "sted", .label = N_("Place"), .most = LOCATION_MAX },
	[PLAN_LINK] = { .name = "link", .label = N_("Link for taking part on the net"), .most = PLAN_LINK_MAX },
	[PLAN_LINK_PUBLIC] = { .name = "link-alle", .label = N_("Open"), .type = FIELD_CHOICE, .choices = yes },
	[PLAN_REMARK] = { .name = "bemaerkning", .label = N_("Remark for everybody"), .most = PLAN_REMARK_MAX },
	[PLAN_ANNOUNCED] = { .name = "offentlig", .label = N_("Open"), .type = FIELD_CHOICE, .choices = yes },
	[PLAN_CHANGES] = { .name = "aendringer", .label = N_("Changes"), .type = FIELD_NUMBER, .most = INT32_MAX },
	[PLAN_FOLLOWING] = { .name = "foelgende", .label = N_("Later meetings"), .type = FIELD_CHOICE, .choices = yes },
	[PLAN_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .choices = whats },
	[PLAN_WHY] = { .name = "hvorfor", .label = N_("Why"), .most = PLAN_REASON_MAX },
};
const struct form plan_form = { plan_fields, LENGTH_OF(plan_fields), 16 << 10 };

static const struct plan_form_fields at = { PLAN_FROM, PLAN_TO, PLAN_LOCATION, PLAN_LINK, PLAN_LINK_PUBLIC, PLAN_ANNOUNCED };

static struct plan_fields fields_typed(const struct visit *visit)
{
	struct plan_fields fields = plan_fields_typed(visit, &at);

	fields.day = date_text(visit->cx.arena, form_date(&visit->form, PLAN_DAY));
	fields.remark = form_text(&visit->form, PLAN_REMARK);
	return fields;
}

static enum fault typed(struct visit *visit, struct plan *ret)
{
	enum fault fault = plan_typed(visit, &at, form_date(&visit->form, PLAN_DAY), ret);

	if (fault == FAULT_NONE)
		ret->remark = form_text(&visit->form, PLAN_REMARK);
	return fault;
}

static enum fault show(struct visit *visit, struct plan_page *page)
{
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){ .unlisted = true,
		.title = text_from(tr(visit->cx.lang, page->is_new ? N_("New meeting") : N_("Time and place"))) }, &page->frame);

	if (fault != FAULT_NONE)
		return fault;
	if (text_known(page->problem))
		visit->response->status = 400;
	view_plan(&html, page);
	return frame_show(visit, &html);
}

/* --- A new one --- */

/* Where its committee meets, and that everybody is told, as long as nobody said otherwise. */
static enum fault usual_fields(struct visit *visit, const struct choice *organizations, size_t n, struct plan_fields *fields)
{
	struct organization_row organization;
	struct routine_row routine;
	struct text slug = n > 0 ? organizations[0].value : TEXT_NONE;
	enum fault fault;

	for (size_t i = 0; i < n; i++)
		if (organizations[i].chosen)
			slug = organizations[i].value;
	fault = plan_organization(visit, slug, &organization);
	if (fault == FAULT_NONE)
		fault = routine_get(&visit->cx, organization.id, &routine);
	if (fault != FAULT_NONE)
		return fault;
	fields->location = routine.location;
	fields->announced = true;
	return FAULT_NONE;
}

static enum fault show_new(struct visit *visit, struct text problem)
{
	struct plan_page page = { .problem = problem, .is_new = true, .fields = fields_typed(visit),
		.action = link_to(visit, ADDRESS_PLAN_NEW) };
	enum fault fault = plan_organization_choices(visit, form_text(&visit->form, PLAN_ORGANIZATION), &page.organizations,
		&page.organizations_n);

	if (fault == FAULT_NONE && page.organizations_n == 0)
		return refuse(&visit->cx.why, FAULT_DENIED, N_("Your account does not have the right to do this"));
	if (fault == FAULT_NONE && !text_known(problem))
		fault = usual_fields(visit, page.organizations, page.organizations_n, &page.fields);
	page.series = link_for(visit, ADDRESS_SERIES_NEW, form_text(&visit->form, PLAN_ORGANIZATION));
	return fault != FAULT_NONE ? fault : show(visit, &page);
}

enum fault page_plan_new(struct visit *visit)
{
	return show_new(visit, TEXT_NONE);
}

enum fault submit_plan_new(struct visit *visit)
{
	struct organization_row organization;
	struct meeting_id id;
	struct plan plan;
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_new(visit, problem_field_text(visit->cx.arena, visit->cx.lang, &visit->form.problems[0]));
	fault = plan_organization(visit, form_text(&visit->form, PLAN_ORGANIZATION), &organization);
	if (fault == FAULT_NONE)
		fault = typed(visit, &plan);
	if (fault == FAULT_NONE)
		fault = plan_make(&visit->cx, organization.id, &plan, &id);
	if (plan_is_trouble(fault))
		return show_new(visit, plan_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_desk(visit, ADDRESS_AGENDA, id.v));
}

/* --- One that is there --- */

static enum fault show_one(struct visit *visit, struct meeting_id id, struct text problem)
{
	struct plan_page page = { .problem = problem, .action = link_desk(visit, ADDRESS_PLAN, id.v),
		.meeting = link_desk(visit, ADDRESS_AGENDA, id.v) };
	struct plan_row row;
	struct plan plan;
	enum fault fault = plan_get(&visit->cx, id, &row);

	if (fault == FAULT_NONE)
		fault = access_require(&visit->cx, ROLE_CLERK, (struct reach){ .organization = row.organization });
	if (fault != FAULT_NONE)
		return fault;
	plan = plan_of(&row);
	page.organization = row.organization_name;
	page.fields = text_known(problem) && visit->form.value[PLAN_DAY].given ? fields_typed(visit) :
		plan_fields_of(visit->cx.arena, &plan);
	page.changes = row.changes;
	page.in_series = row.series.v != 0;
	page.cancelled = text_is(row.state, "cancelled");
	page.removable = row.revision.v == 0 && row.announced_at == 0;
	return show(visit, &page);
}

enum fault page_plan(struct visit *visit)
{
	return show_one(visit, meeting_of_place(visit), TEXT_NONE);
}

static enum fault do_what(struct visit *visit, struct meeting_id id, enum what what)
{
	struct ctx *cx = &visit->cx;
	int64_t changes = form_number(&visit->form, PLAN_CHANGES, -1);
	struct plan plan;
	enum fault fault;

	switch (what) {
	case SAVE:
		fault = typed(visit, &plan);
		return fault != FAULT_NONE ? fault :
			plan_change(cx, id, changes, &plan, visit->form.value[PLAN_FOLLOWING].given);
	case CANCEL:
		return plan_cancel(cx, id, changes, form_text(&visit->form, PLAN_WHY));
	case RESTORE:
		return plan_restore(cx, id, changes);
	case REMOVE:
		return plan_remove(cx, id, changes);
	}
	return FAULT_INVALID;
}

enum fault submit_plan(struct visit *visit)
{
	struct meeting_id id = meeting_of_place(visit);
	enum what what = (enum what)form_number(&visit->form, PLAN_WHAT, SAVE);
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_one(visit, id, problem_field_text(visit->cx.arena, visit->cx.lang, &visit->form.problems[0]));
	fault = do_what(visit, id, what);
	if (plan_is_trouble(fault))
		return show_one(visit, id, plan_trouble(visit));
	if (fault != FAULT_NONE)
		return fault;
	return visit_send_to(visit, 303, what == REMOVE ? link_to(visit, ADDRESS_CALENDAR) : link_desk(visit, ADDRESS_AGENDA, id.v));
}
