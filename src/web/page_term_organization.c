/* An election period that is prepared: what it brings to one committee. */
#include <inttypes.h>

#include "domain/slug.h"
#include "views/term.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/seat_view.h"
#include "web/term_view.h"

enum { LINES_MAX = 64 << 10, ROLE_MAX = 40 }; /* bytes: the longest list; a membership's number and a role */

enum { DO_TAG, DO_FATE, DO_ON, DO_ROLE, DO_LINES, DO_NEXT };
static const char *const fates[] = { "elected", "kept", "ended", NULL }; /* in the order of enum term_fate */
static const char *const yes[] = { "ja", NULL };
static const struct field fields[] = {
	[DO_TAG] = { .name = "maerke", .label = N_("Version"), .most = 64 },
	[DO_FATE] = { .name = "udfald", .label = N_("What the election period brings"), .type = FIELD_CHOICE, .choices = fates },
	[DO_ON] = { .name = "videre", .label = N_("Goes on"), .most = ROLE_MAX, .times = LINEUP_MOST },
	[DO_ROLE] = { .name = "rolle", .label = N_("Role"), .most = ROLE_MAX, .times = LINEUP_MOST },
	[DO_LINES] = { .name = "nye", .label = N_("New members"), .most = LINES_MAX },
	[DO_NEXT] = { .name = "naeste", .label = N_("Next committee"), .type = FIELD_CHOICE, .choices = yes },
};
const struct form term_organization_form = { fields, LENGTH_OF(fields), 3 * LINES_MAX + LINEUP_MOST * 2 * (ROLE_MAX + 16) };

/* The committee of the address, and its place among all. */
static enum fault find(struct visit *visit, struct prepared_term *term, size_t *ret)
{
	enum fault fault = term_load(&visit->cx, term_of_place(visit), term);

	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < term->committees_n; i++)
		if (text_eq(term->committees[i].organization.slug, visit->place.part[1])) {
			*ret = i;
			return FAULT_NONE;
		}
	return FAULT_NOT_FOUND;
}

static struct text number_text(const struct visit *visit, int64_t number)
{
	return text_from(arena_format(visit->cx.arena, "%" PRId64, number));
}

/* "17-chair" */
static struct text role_value(const struct visit *visit, const struct membership_row *row, enum seat seat)
{
	return text_from(arena_format(visit->cx.arena, "%" PRId64 "-%s", row->id.v, seat_name(seat)));
}

static bool among(const struct form_value *value, struct text t)
{
	for (size_t i = 0; i < value->texts_n; i++)
		if (text_eq(value->texts[i], t))
			return true;
	return false;
}

static enum seat seat_of(const struct membership_row *row)
{
	int seat = seat_from(row->role);

	return seat >= 0 ? (enum seat)seat : SEAT_MEMBER;
}

static enum seat typed_role(const struct visit *visit, const struct membership_row *row)
{
	for (int seat = 0; seat < SEATS; seat++)
		if (among(&visit->form.value[DO_ROLE], role_value(visit, row, (enum seat)seat)))
			return (enum seat)seat;
	return seat_of(row);
}

/* Somebody who sits there, as a seat of the term. */
static struct lineup_seat going_on(const struct membership_row *row, enum seat seat)
{
	return (struct lineup_seat){ row->person_name, seat, row->party,
		seat == SEAT_SUBSTITUTE ? row->substitute_for_name : TEXT_NONE };
}

/* --- The page --- */

/* The planned seat that is this member's; those that were taken are nobody else's. */
static const struct lineup_seat *planned(struct arena *arena, const struct term_committee *c, const struct membership_row *row,
	bool *taken)
{
	struct text key = name_key(arena, row->person_name);

	for (size_t i = 0; i < c->seats_n; i++)
		if (!taken[i] && text_eq(name_key(arena, c->seats[i].name), key) && text_eq(c->seats[i].party, row->party)) {
			taken[i] = true;
			return &c->seats[i];
		}
	return NULL;
}

static struct choice *role_choices_of(const struct visit *visit, const struct membership_row *row, enum seat chosen)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, SEATS);

	for (int seat = 0; seat < SEATS; seat++)
		choices[seat] = (struct choice){ role_value(visit, row, (enum seat)seat), seat_words(visit, (enum seat)seat),
			seat == (int)chosen };
	return choices;
}

/* again: as it was sent, which could not be taken. */
static void add_members(struct visit *visit, const struct term_committee *c, bool again, struct term_organization_page *page)
{
	struct arena *arena = visit->cx.arena;
	bool *taken = arena_new(arena, bool, c->seats_n + 1);
	struct lineup_seat *others = arena_new(arena, struct lineup_seat, c->seats_n);
	size_t others_n = 0;

	page->members_n = c->present_n;
	page->members = arena_new(arena, struct term_member, c->present_n);
	for (size_t i = 0; i < c->present_n; i++) {
		const struct membership_row *row = &c->present[i];
		const struct lineup_seat *seat = planned(arena, c, row, taken);
		bool on = again ? among(&visit->form.value[DO_ON], number_text(visit, row->id.v)) : seat != NULL;
		enum seat role = again ? typed_role(visit, row) : seat != NULL ? seat->seat : seat_of(row);

		page->members[i] = (struct term_member){ *row, seat_words(visit, seat_of(row)), on, role_choices_of(visit, row, role),
			SEATS };
	}
	for (size_t i = 0; i < c->seats_n; i++)
		if (!taken[i])
			others[others_n++] = c->seats[i];
	page->lines = again ? form_text(&visit->form, DO_LINES) : lineup_write(arena, others, others_n);
}

static enum fault show(struct visit *visit, bool again, struct text problem, bool conflict)
{
	struct term_organization_page page = { .problem = problem };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	const struct term_committee *c;
	struct prepared_term term;
	enum term_fate fate;
	size_t at;
	enum fault fault = find(visit, &term, &at);

	if (fault == FAULT_NONE && term.row.done)
		return visit_send_to(visit, 303, link_term(visit, ADDRESS_TERM, term.row.id));
	if (fault == FAULT_NONE)
		fault = term_frame(visit, term.committees[at].organization.name, &term.row, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	c = &term.committees[at];
	fate = again ? (enum term_fate)form_number(&visit->form, DO_FATE, TERM_UNDECIDED) : c->fate;
	page.row = term.row;
	page.organization = c->organization;
	page.elected = fate == TERM_ELECTED || fate == TERM_UNDECIDED;
	page.kept = fate == TERM_KEPT;
	page.ended = fate == TERM_ENDED;
	/* Whoever was second has now seen what stands there, and keeps what they wrote: what they send next is taken. */
	page.tag = again && !conflict ? form_text(&visit->form, DO_TAG) : c->tag;
	page.places = c->places;
	page.order = (int64_t)at + 1;
	page.of = (int64_t)term.committees_n;
	page.next = at + 1 < term.committees_n ? term.committees[at + 1].organization.name : TEXT_NONE;
	page.action = link_term_organization(visit, term.row.id, c->organization.slug);
	page.entered = membership_entries(visit, c->entered, c->entered_n);
	page.entered_n = c->entered_n;
	add_members(visit, c, again, &page);
	if (conflict) {
		page.now = term_fate_words(visit, c->fate);
		page.now_lines = c->seats;
		page.now_lines_n = c->seats_n;
	}
	if (text_known(problem))
		visit->response->status = conflict ? 409 : 400;
	view_term_organization(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_term_organization(struct visit *visit)
{
	return show(visit, false, TEXT_NONE, false);
}

/* --- What was sent --- */

static enum fault seats_sent(struct visit *visit, const struct term_committee *c, struct lineup_seat **ret, size_t *ret_n)
{
	struct lineup_seat *typed, *seats;
	size_t typed_n, n = 0;
	enum fault fault = lineup_read(&visit->cx, form_text(&visit->form, DO_LINES), &typed, &typed_n);

	if (fault != FAULT_NONE)
		return fault;
	seats = arena_new(visit->cx.arena, struct lineup_seat, c->present_n + typed_n);
	for (size_t i = 0; i < c->present_n; i++)
		if (among(&visit->form.value[DO_ON], number_text(visit, c->present[i].id.v)))
			seats[n++] = going_on(&c->present[i], typed_role(visit, &c->present[i]));
	for (size_t i = 0; i < typed_n; i++)
		seats[n++] = typed[i];
	*ret = seats;
	*ret_n = n;
	return FAULT_NONE;
}

/* The next committee, or all of them after the last. */
static struct url onward(struct visit *visit, const struct prepared_term *term, size_t at)
{
	if (form_number(&visit->form, DO_NEXT, -1) == 0 && at + 1 < term->committees_n)
		return link_term_organization(visit, term->row.id, term->committees[at + 1].organization.slug);
	return link_term(visit, ADDRESS_TERM, term->row.id);
}

enum fault submit_term_organization(struct visit *visit)
{
	enum term_fate fate = (enum term_fate)form_number(&visit->form, DO_FATE, TERM_UNDECIDED);
	struct lineup_seat *seats = NULL;
	struct prepared_term term;
	size_t at, n = 0;
	enum fault fault = find(visit, &term, &at);

	if (fault != FAULT_NONE)
		return fault;
	if (visit->form.problems_n > 0)
		return show(visit, true, govern_form_trouble(visit), false);
	if (fate == TERM_ELECTED)
		fault = seats_sent(visit, &term.committees[at], &seats, &n);
	if (fault == FAULT_NONE)
		fault = term_plan(&visit->cx, term.row.id, term.committees[at].organization.id, fate, seats, n,
			form_text(&visit->form, DO_TAG));
	if (govern_mends(fault))
		return show(visit, true, govern_trouble(visit), fault == FAULT_CONFLICT);
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, onward(visit, &term, at));
}
