/* An election period that is prepared: what will happen, and that it shall. */
#include "views/term.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/term_view.h"

enum { DO_TAG };
static const struct field fields[] = {
	[DO_TAG] = { .name = "maerke", .label = N_("Version"), .most = 64, .required = true },
};
const struct form term_preview_form = { fields, LENGTH_OF(fields), 8 << 10 };

static struct text names_of(struct visit *visit, const struct text *names, size_t n)
{
	struct text all = TEXT_NONE;

	for (size_t i = 0; i < n; i++)
		all = i == 0 ? names[i] : text_join(visit->cx.arena, all, TEXT(", "), names[i]);
	return all;
}

static struct term_step_view view_of(struct visit *visit, const struct term_row *row, const struct term_step *step)
{
	struct term_step_view view = { .name = step->committee->organization.name,
		.fate = term_fate_words(visit, step->committee->fate),
		.leaving = names_of(visit, step->leaving, step->leaving_n),
		.coming = arena_new(visit->cx.arena, struct term_coming_view, step->coming_n), .coming_n = step->coming_n,
		.ending_n = (int64_t)step->ending_n,
		.url = link_term_organization(visit, row->id, step->committee->organization.slug) };

	if (step->problem.message != NULL)
		view.problem = refusal_text(visit->cx.arena, visit->cx.lang, &step->problem);
	if (step->remark != NULL)
		view.remark = text_from(tr(visit->cx.lang, step->remark));
	for (size_t i = 0; i < step->coming_n; i++)
		view.coming[i] = (struct term_coming_view){ step->coming[i].seat.name, lineup_detail(visit, &step->coming[i].seat),
			step->coming[i].goes_on, step->coming[i].is_new };
	return view;
}

static enum fault show(struct visit *visit, struct text problem)
{
	struct term_preview_page page = { .problem = problem };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct term_preview seen;
	enum fault fault = term_preview(&visit->cx, term_of_place(visit), &seen);

	if (fault == FAULT_NONE && seen.term.row.done)
		return visit_send_to(visit, 303, link_term(visit, ADDRESS_TERM, seen.term.row.id));
	if (fault == FAULT_NONE)
		fault = term_frame(visit, text_from(tr(visit->cx.lang, N_("What will happen"))), &seen.term.row, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.row = seen.term.row;
	page.last = date_add(page.row.from_day, -1);
	page.tag = seen.tag;
	page.possible = seen.possible;
	page.ending_n = seen.ending_n;
	page.coming_n = seen.coming_n;
	page.new_n = seen.new_n;
	page.action = link_term(visit, ADDRESS_TERM_PREVIEW, page.row.id);
	page.term = link_term(visit, ADDRESS_TERM, page.row.id);
	page.steps_n = seen.term.committees_n;
	page.steps = arena_new(visit->cx.arena, struct term_step_view, page.steps_n);
	for (size_t i = 0; i < page.steps_n; i++)
		page.steps[i] = view_of(visit, &page.row, &seen.steps[i]);
	if (text_known(problem))
		visit->response->status = 409;
	view_term_preview(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_term_preview(struct visit *visit)
{
	return show(visit, TEXT_NONE);
}

enum fault submit_term_preview(struct visit *visit)
{
	struct term_id id = term_of_place(visit);
	enum fault fault = visit->form.problems_n > 0 ? FAULT_INVALID : term_carry_out(&visit->cx, id, form_text(&visit->form, DO_TAG));

	if (visit->form.problems_n > 0)
		return show(visit, govern_form_trouble(visit));
	if (govern_mends(fault))
		return show(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_term(visit, ADDRESS_TERM, id));
}
