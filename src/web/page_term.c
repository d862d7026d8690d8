/* Election periods: all of them, and one that is prepared, with every committee. */
#include "views/term.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/term_view.h"

/* --- All of them --- */

enum { TERMS_FROM, TERMS_TO, TERMS_BODY };
static const struct field terms_fields[] = {
	[TERMS_FROM] = { .name = "fra", .label = N_("First day"), .type = FIELD_DATE },
	[TERMS_TO] = { .name = "til", .label = N_("Last day"), .type = FIELD_DATE },
	[TERMS_BODY] = { .name = "myndighed", .label = N_("Authority"), .type = FIELD_NUMBER, .least = 1, .most = INT32_MAX },
};
const struct form terms_form = { terms_fields, LENGTH_OF(terms_fields), 8 << 10 };

/* Councils are elected every fourth year, and sit from the first of January: 2026, 2030.  The next, or one that has just begun. */
static struct date next_term(struct date today)
{
	enum { A_TERM = 2026, YEARS = 4, JUST_BEGUN_MONTHS = 6 };
	int year = today.year;

	while ((year - A_TERM) % YEARS != 0 || (year == today.year && today.month > JUST_BEGUN_MONTHS))
		year++;
	return (struct date){ (int16_t)year, 1, 1 };
}

static struct text last_day_of(struct arena *arena, struct date from)
{
	return date_text(arena, date_add((struct date){ (int16_t)(from.year + 4), 1, 1 }, -1));
}

static enum fault show_terms(struct visit *visit, struct text problem)
{
	struct terms_page page = { .problem = problem, .action = link_to(visit, ADDRESS_TERMS) };
	struct date from = next_term(membership_today(&visit->cx));
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct term_row *rows;
	enum fault fault = term_list(&visit->cx, &rows, &page.entries_n);

	if (fault == FAULT_NONE)
		fault = govern_body_choices(visit, &page.bodies, &page.bodies_n);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, text_from(tr(visit->cx.lang, N_("Election periods"))), &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.entries = arena_new(visit->cx.arena, struct term_entry, page.entries_n);
	for (size_t i = 0; i < page.entries_n; i++)
		page.entries[i] = (struct term_entry){ rows[i], link_term(visit, ADDRESS_TERM, rows[i].id) };
	page.from = text_known(problem) ? form_text(&visit->form, TERMS_FROM) : date_text(visit->cx.arena, from);
	page.to = text_known(problem) ? form_text(&visit->form, TERMS_TO) : last_day_of(visit->cx.arena, from);
	if (text_known(problem))
		visit->response->status = 400;
	view_terms(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_terms(struct visit *visit)
{
	return show_terms(visit, TEXT_NONE);
}

enum fault submit_terms(struct visit *visit)
{
	struct body_id body = { 0 };
	struct term_id id;
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_terms(visit, govern_form_trouble(visit));
	fault = govern_chosen_body(visit, TERMS_BODY, &body);
	if (fault == FAULT_NONE)
		fault = term_add(&visit->cx, body, form_date(&visit->form, TERMS_FROM), form_date(&visit->form, TERMS_TO), &id);
	if (govern_mends(fault))
		return show_terms(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_term(visit, ADDRESS_TERM, id));
}

/* --- One --- */

enum { DO_WHAT, DO_FROM, DO_TO };
enum { MOVE, DROP };
static const char *const whats[] = { "flyt", "slet", NULL };
static const struct field term_fields[] = {
	[DO_WHAT] = { .name = "hvad", .label = N_("What"), .type = FIELD_CHOICE, .choices = whats, .required = true },
	[DO_FROM] = { .name = "fra", .label = N_("First day"), .type = FIELD_DATE },
	[DO_TO] = { .name = "til", .label = N_("Last day"), .type = FIELD_DATE },
};
const struct form term_form = { term_fields, LENGTH_OF(term_fields), 8 << 10 };

static void add_name(struct visit *visit, struct text *names, struct text name, struct text detail)
{
	struct text words = text_known(detail) ?
		text_from(arena_format(visit->cx.arena, "%.*s (%.*s)", TEXT_ARG(name), TEXT_ARG(detail))) : name;

	*names = text_known(*names) ? text_join(visit->cx.arena, *names, TEXT(", "), words) : words;
}

static struct term_committee_entry entry_of(struct visit *visit, const struct term_row *row, const struct term_committee *c)
{
	struct term_committee_entry entry = { .name = c->organization.name, .fate = term_fate_words(visit, c->fate),
		.url = link_term_organization(visit, row->id, c->organization.slug) };

	for (size_t i = 0; i < c->present_n; i++)
		add_name(visit, &entry.present, c->present[i].person_name, c->present[i].party);
	for (size_t i = 0; i < c->seats_n; i++)
		add_name(visit, &entry.planned, c->seats[i].name, c->seats[i].party);
	for (size_t i = 0; i < c->entered_n && row->done; i++)
		add_name(visit, &entry.planned, c->entered[i].person_name, c->entered[i].party);
	return entry;
}

static enum fault show_term(struct visit *visit, struct text problem)
{
	struct term_page page = { .problem = problem };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct prepared_term term;
	enum fault fault = term_load(&visit->cx, term_of_place(visit), &term);

	if (fault == FAULT_NONE)
		fault = term_frame(visit, text_from(tr(visit->cx.lang, N_("New election period"))), &term.row, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.row = term.row;
	page.action = link_term(visit, ADDRESS_TERM, term.row.id);
	page.preview = link_term(visit, ADDRESS_TERM_PREVIEW, term.row.id);
	page.from = date_text(visit->cx.arena, term.row.from_day);
	page.to = date_text(visit->cx.arena, term.row.to_day);
	page.entries_n = term.committees_n;
	page.entries = arena_new(visit->cx.arena, struct term_committee_entry, page.entries_n);
	for (size_t i = 0; i < page.entries_n; i++) {
		page.entries[i] = entry_of(visit, &term.row, &term.committees[i]);
		page.decided_n += term.committees[i].fate != TERM_UNDECIDED ? 1 : 0;
	}
	if (text_known(problem))
		visit->response->status = 400;
	view_term(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_term(struct visit *visit)
{
	return show_term(visit, TEXT_NONE);
}

enum fault submit_term(struct visit *visit)
{
	struct term_id id = term_of_place(visit);
	bool drop = form_number(&visit->form, DO_WHAT, MOVE) == DROP;
	enum fault fault;

	if (visit->form.problems_n > 0)
		return show_term(visit, govern_form_trouble(visit));
	fault = drop ? term_drop(&visit->cx, id) :
		term_set_days(&visit->cx, id, form_date(&visit->form, DO_FROM), form_date(&visit->form, DO_TO));
	if (govern_mends(fault))
		return show_term(visit, govern_trouble(visit));
	return fault != FAULT_NONE ? fault :
		visit_send_to(visit, 303, drop ? link_to(visit, ADDRESS_TERMS) : link_term(visit, ADDRESS_TERM, id));
}
