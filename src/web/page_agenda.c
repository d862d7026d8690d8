/* A meeting at the desk, from its plan to the agenda that is sent. */
#include "domain/planning.h"
#include "views/agenda.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/plan_view.h"

/* The states of a meeting in their order; how far it is. */
static const struct {
	const char *state, *name;
} steps[] = {
	{ "draft", N_("Planned") },
	{ "sent", N_("Agenda sent") },
	{ "held", N_("Held") },
	{ "minutes", N_("Minutes") },
	{ "approved", N_("Approved") },
};

static void fill_steps(const struct visit *visit, struct agenda_page *page)
{
	size_t now = 0;

	for (size_t i = 0; i < LENGTH_OF(steps); i++)
		if (text_is(page->facts.state, steps[i].state))
			now = i;
	page->steps = arena_new(visit->cx.arena, struct step_entry, LENGTH_OF(steps));
	page->steps_n = LENGTH_OF(steps);
	for (size_t i = 0; i < LENGTH_OF(steps); i++)
		page->steps[i] = (struct step_entry){ text_from(tr(visit->cx.lang, steps[i].name)), i <= now, i == now };
}

static enum fault fill_deadlines(struct visit *visit, struct agenda_page *page)
{
	struct date today = instant_to_local(visit->cx.now).date;
	struct deadlines due;
	enum fault fault = deadlines_of(&visit->cx, page->facts.organization, page->facts.start.date, &due);
	const struct {
		const char *name;
		struct date day;
	} all[] = { { N_("Items handed in"), due.drafts }, { N_("Items approved"), due.approvals }, { N_("Agenda sent"), due.sending } };

	if (fault != FAULT_NONE || !text_is(page->facts.state, "draft"))
		return fault;
	page->deadlines = arena_new(visit->cx.arena, struct deadline_entry, LENGTH_OF(all));
	page->deadlines_n = LENGTH_OF(all);
	for (size_t i = 0; i < LENGTH_OF(all); i++)
		page->deadlines[i] = (struct deadline_entry){
			.name = text_from(tr(visit->cx.lang, all[i].name)),
			.day = all[i].day,
			.left = workdays_between(today, date_add(all[i].day, 1), &due.week),
			.late = date_compare(all[i].day, today) < 0,
		};
	return FAULT_NONE;
}

static enum fault fill_clashes(struct visit *visit, struct agenda_page *page)
{
	struct clash *clashes;
	enum fault fault = plan_clashes(&visit->cx, page->facts.organization, page->facts.start, page->facts.ending, &clashes,
		&page->clashes_n);

	if (fault != FAULT_NONE)
		return fault;
	page->clashes = arena_new(visit->cx.arena, struct text, page->clashes_n);
	for (size_t i = 0; i < page->clashes_n; i++)
		page->clashes[i] = text_from(arena_format(visit->cx.arena, "%.*s: %.*s %.*s", TEXT_ARG(clashes[i].name),
			TEXT_ARG(clashes[i].organization), TEXT_ARG(frame_clock(visit, clashes[i].start))));
	return FAULT_NONE;
}

static struct text when_words(const struct visit *visit, const struct plan_row *row)
{
	struct text start = frame_moment(visit, row->start);

	if (!date_known(row->ending.date) || row->ending.hour < 0)
		return start;
	return text_join(visit->cx.arena, start, TEXT(" "), frame_words(visit, N_("until %s"), frame_clock(visit, row->ending)));
}

enum fault page_agenda(struct visit *visit)
{
	struct meeting_id id = meeting_of_place(visit);
	struct ctx asks = visit->cx;
	struct agenda_page page = { .plan = link_desk(visit, ADDRESS_PLAN, id.v) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = plan_get(&visit->cx, id, &page.facts);

	if (fault != FAULT_NONE)
		return fault;
	page.is_clerk = access_require(&asks, ROLE_CLERK, (struct reach){ .organization = page.facts.organization }) == FAULT_NONE;
	page.cancelled = text_is(page.facts.state, "cancelled");
	page.hidden = page.facts.announced_at == 0 && page.facts.revision.v == 0;
	page.when = when_words(visit, &page.facts);
	page.location = page.facts.location;
	page.link = (struct url){ page.facts.link };
	page.routine = link_routine(visit, page.facts.organization_slug);
	if (!page.hidden)
		page.shown = link_meeting(visit, page.facts.organization_slug, page.facts.slug);
	fill_steps(visit, &page);
	fault = fill_deadlines(visit, &page);
	if (fault == FAULT_NONE)
		fault = fill_clashes(visit, &page);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .unlisted = true, .title = text_join(visit->cx.arena,
			page.facts.organization_name, TEXT(" "), frame_date(visit, page.facts.start.date)) }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Calendar"))), link_month(visit,
		text_from_to(date_text(visit->cx.arena, page.facts.start.date), 0, 7), page.facts.organization_slug));
	view_agenda(&html, &page);
	return frame_show(visit, &html);
}
