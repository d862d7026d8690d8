/* How a committee's meetings come about: deadlines, where and how long. */
#include "domain/deadline.h"
#include "domain/organization.h"
#include "views/plan.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/plan_view.h"

enum { ROUTINE_DRAFTS, ROUTINE_APPROVALS, ROUTINE_CONSTITUTION, ROUTINE_CHRISTMAS, ROUTINE_NEW_YEAR, ROUTINE_MINUTES, ROUTINE_LOCATION };
static const char *const yes[] = { "ja", NULL };
static const struct field routine_fields[] = {
	[ROUTINE_DRAFTS] = { .name = "punkter", .label = N_("Items are handed in"), .type = FIELD_NUMBER, .required = true, .most = DEADLINE_DAYS_MAX },
	[ROUTINE_APPROVALS] = { .name = "godkendt", .label = N_("Items are approved"), .type = FIELD_NUMBER, .required = true, .most = DEADLINE_DAYS_MAX },
	[ROUTINE_CONSTITUTION] = { .name = "grundlovsdag", .label = N_("5 June"), .type = FIELD_CHOICE, .choices = yes },
	[ROUTINE_CHRISTMAS] = { .name = "juleaften", .label = N_("24 December"), .type = FIELD_CHOICE, .choices = yes },
	[ROUTINE_NEW_YEAR] = { .name = "nytaarsaften", .label = N_("31 December"), .type = FIELD_CHOICE, .choices = yes },
	[ROUTINE_MINUTES] = { .name = "minutter", .label = N_("Minutes of a meeting"), .type = FIELD_NUMBER, .required = true,
		.least = MEETING_MINUTES_LEAST, .most = MEETING_MINUTES_MAX },
	[ROUTINE_LOCATION] = { .name = "sted", .label = N_("Usual place"), .most = LOCATION_MAX },
};
const struct form routine_form = { routine_fields, LENGTH_OF(routine_fields), 8 << 10 };

static enum fault show(struct visit *visit, const struct organization_row *organization, struct text problem)
{
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct routine_row routine;
	struct routine_page page = { .problem = problem, .organization = organization->name,
		.action = link_routine(visit, organization->slug), .calendar = link_month(visit, TEXT_NONE, organization->slug) };
	enum fault fault = access_require(&visit->cx, ROLE_CLERK, (struct reach){ .organization = organization->id });

	if (fault == FAULT_NONE)
		fault = routine_get(&visit->cx, organization->id, &routine);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("How the meetings come about"))),
			.unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.drafts = routine.drafts;
	page.approvals = routine.approvals;
	page.minutes = routine.minutes;
	page.constitution_day = routine.constitution_day;
	page.christmas_eve = routine.christmas_eve;
	page.new_years_eve = routine.new_years_eve;
	page.location = routine.location;
	if (text_known(problem))
		visit->response->status = 400;
	view_routine(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_routine(struct visit *visit)
{
	struct organization_row organization;
	enum fault fault = organization_by_slug(&visit->cx, visit->place.part[0], &organization);

	return fault != FAULT_NONE ? fault : show(visit, &organization, TEXT_NONE);
}

enum fault submit_routine(struct visit *visit)
{
	const struct form_values *form = &visit->form;
	struct routine_row routine = {
		.drafts = form_number(form, ROUTINE_DRAFTS, 0),
		.approvals = form_number(form, ROUTINE_APPROVALS, 0),
		.constitution_day = form->value[ROUTINE_CONSTITUTION].given,
		.christmas_eve = form->value[ROUTINE_CHRISTMAS].given,
		.new_years_eve = form->value[ROUTINE_NEW_YEAR].given,
		.minutes = form_number(form, ROUTINE_MINUTES, 0),
		.location = form_text(form, ROUTINE_LOCATION),
	};
	struct organization_row organization;
	enum fault fault = organization_by_slug(&visit->cx, visit->place.part[0], &organization);

	if (fault != FAULT_NONE)
		return fault;
	if (form->problems_n > 0)
		return show(visit, &organization, problem_field_text(visit->cx.arena, visit->cx.lang, &form->problems[0]));
	fault = routine_change(&visit->cx, organization.id, &routine);
	if (plan_is_trouble(fault))
		return show(visit, &organization, plan_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_month(visit, TEXT_NONE, organization.slug));
}
