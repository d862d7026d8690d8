#include "web/plan_view.h"

#include "domain/organization.h"

bool clock_parse(struct text typed, struct moment *ret)
{
	size_t at = text_find_byte(typed, ':');
	int64_t hour, minute;

	if (at == typed.n)
		at = text_find_byte(typed, '.');
	if (at == typed.n || typed.n - at != 3 || !text_number(text_from_to(typed, 0, at), &hour) ||
		!text_number(text_after(typed, at + 1), &minute) || hour > 23 || minute > 59)
		return false;
	ret->hour = (int8_t)hour;
	ret->minute = (int8_t)minute;
	return true;
}

struct text clock_text(struct arena *arena, struct moment moment)
{
	if (!date_known(moment.date) || moment.hour < 0)
		return TEXT("");
	return text_from(arena_format(arena, "%02d:%02d", moment.hour, moment.minute));
}

enum fault plan_typed(struct visit *visit, const struct plan_form_fields *at, struct date day, struct plan *ret)
{
	const struct form_values *form = &visit->form;
	struct text to = form_text(form, at->to);
	struct plan plan = {
		.start = { .date = day, .hour = -1 },
		.ending = MOMENT_NONE,
		.location = form_text(form, at->location),
		.link = form_text(form, at->link),
		.link_is_public = form->value[at->link_is_public].given,
		.announced = form->value[at->announced].given,
	};

	if (!clock_parse(form_text(form, at->from), &plan.start) || (text_known(to) && !clock_parse(to, &plan.ending)))
		return refuse(&visit->cx.why, FAULT_INVALID, N_("A time of day is written as 15:00"));
	if (text_known(to))
		plan.ending.date = day;
	*ret = plan;
	return FAULT_NONE;
}

struct plan_fields plan_fields_typed(const struct visit *visit, const struct plan_form_fields *at)
{
	const struct form_values *form = &visit->form;

	return (struct plan_fields){
		.from = form_text(form, at->from),
		.to = form_text(form, at->to),
		.location = form_text(form, at->location),
		.link = form_text(form, at->link),
		.link_is_public = form->value[at->link_is_public].given,
		.announced = form->value[at->announced].given,
	};
}

struct plan_fields plan_fields_of(struct arena *arena, const struct plan *plan)
{
	return (struct plan_fields){
		.day = date_text(arena, plan->start.date),
		.from = clock_text(arena, plan->start),
		.to = clock_text(arena, plan->ending),
		.location = plan->location,
		.link = plan->link,
		.remark = plan->remark,
		.link_is_public = plan->link_is_public,
		.announced = plan->announced,
	};
}

enum fault plan_organization_choices(struct visit *visit, struct text chosen, struct choice **ret, size_t *ret_n)
{
	struct organization_row *rows;
	enum fault fault = plan_organizations(&visit->cx, &rows, ret_n);

	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_new(visit->cx.arena, struct choice, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct choice){ rows[i].slug, rows[i].name, text_eq(rows[i].slug, chosen) };
	return FAULT_NONE;
}

enum fault plan_organization(struct visit *visit, struct text slug, struct organization_row *ret)
{
	enum fault fault = text_known(slug) ? organization_by_slug(&visit->cx, slug, ret) : FAULT_NOT_FOUND;

	return fault == FAULT_NOT_FOUND ? refuse(&visit->cx.why, FAULT_INVALID, N_("Choose a committee")) : fault;
}

struct meeting_id meeting_of_place(const struct visit *visit)
{
	struct meeting_id id = { 0 };

	if (!text_number(visit->place.part[0], &id.v))
		id.v = 0;
	return id;
}

struct text plan_trouble(struct visit *visit)
{
	return refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx));
}

bool plan_is_trouble(enum fault fault)
{
	return fault == FAULT_INVALID || fault == FAULT_CONFLICT || fault == FAULT_LIMIT;
}
