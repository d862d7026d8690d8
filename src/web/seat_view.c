#include "web/seat_view.h"

#include <inttypes.h>

#include "doc/write_html.h"
#include "doc/write_lines.h"
#include "web/link.h"

static const char *const seats[SEATS] = {
	[SEAT_CHAIR] = N_("Chair"),
	[SEAT_VICE] = N_("Vice-chair"),
	[SEAT_MEMBER] = N_("Member"),
	[SEAT_SUBSTITUTE] = N_("Substitute"),
};

static const char *const kinds[CHARTER_KINDS] = {
	[CHARTER_COUNCIL] = N_("Council"),
	[CHARTER_STANDING] = N_("Standing committee"),
	[CHARTER_SPECIAL] = N_("Special committee (section 17, subsection 4)"),
	[CHARTER_CODETERMINATION] = N_("Committee of co-determination (MED)"),
	[CHARTER_OTHER] = N_("Other"),
};

struct text seat_words(const struct visit *visit, enum seat seat)
{
	return text_from(tr(visit->cx.lang, seats[seat]));
}

struct text charter_kind_words(const struct visit *visit, enum charter_kind kind)
{
	return text_from(tr(visit->cx.lang, kinds[kind]));
}

struct choice *seat_choices(const struct visit *visit, int chosen, size_t *ret_n)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, SEATS);

	for (int i = 0; i < SEATS; i++)
		choices[i] = (struct choice){ text_from(seat_name((enum seat)i)), seat_words(visit, (enum seat)i), i == chosen };
	*ret_n = SEATS;
	return choices;
}

struct choice *charter_kind_choices(const struct visit *visit, int chosen, size_t *ret_n)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, CHARTER_KINDS);

	for (int i = 0; i < CHARTER_KINDS; i++)
		choices[i] = (struct choice){ text_from(charter_kind_name((enum charter_kind)i)),
			charter_kind_words(visit, (enum charter_kind)i), i == chosen };
	*ret_n = CHARTER_KINDS;
	return choices;
}

static struct text number_text(const struct visit *visit, int64_t number)
{
	return text_from(arena_format(visit->cx.arena, "%" PRId64, number));
}

struct choice *substitute_choices(const struct visit *visit, const struct seating *seating, struct person_id chosen,
	struct person_id but, size_t *ret_n)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, seating->members_n);
	size_t n = 0;

	for (size_t i = 0; i < seating->members_n; i++) {
		const struct membership_row *row = &seating->members[i].row;

		if (row->person.v != but.v)
			choices[n++] = (struct choice){ number_text(visit, row->person.v), row->person_name,
				row->person.v == chosen.v };
	}
	*ret_n = n;
	return choices;
}

struct membership_entry membership_entry_of(const struct visit *visit, const struct membership_row *row)
{
	int seat = seat_from(row->role);
	struct membership_entry entry = { .row = *row, .role = seat >= 0 ? seat_words(visit, (enum seat)seat) : row->role,
		.person = link_person(visit, row->person_slug), .organization = link_organization(visit, row->organization_slug) };

	if (row->substitute_for.v != 0)
		entry.substitute_for = link_person(visit, row->substitute_for_slug);
	return entry;
}

struct membership_entry *membership_entries(const struct visit *visit, const struct membership_row *rows, size_t n)
{
	struct membership_entry *entries = arena_new(visit->cx.arena, struct membership_entry, n);

	for (size_t i = 0; i < n; i++)
		entries[i] = membership_entry_of(visit, &rows[i]);
	return entries;
}

static void seat(struct seating *seating, const struct membership_entry *entry, struct date today)
{
	if (membership_is_over(&entry->row, today))
		seating->former[seating->former_n++] = *entry;
	else if (!membership_holds(&entry->row, today))
		seating->coming[seating->coming_n++] = *entry;
	else if (seat_from(entry->row.role) == SEAT_SUBSTITUTE)
		seating->substitutes[seating->substitutes_n++] = *entry;
	else
		seating->members[seating->members_n++] = *entry;
}

enum fault seating_load(struct visit *visit, const struct organization_row *organization, bool at_desk, struct seating *ret)
{
	struct arena *arena = visit->cx.arena;
	struct date today = membership_today(&visit->cx);
	struct membership_row *rows;
	size_t n;
	enum fault fault = membership_list(&visit->cx, organization->id, &rows, &n);

	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct seating){ arena_new(arena, struct membership_entry, n), arena_new(arena, struct membership_entry, n),
		arena_new(arena, struct membership_entry, n), arena_new(arena, struct membership_entry, n), 0, 0, 0, 0 };
	for (size_t i = 0; i < n; i++) {
		struct membership_entry entry = membership_entry_of(visit, &rows[i]);

		if (at_desk)
			entry.change = link_place(visit, ADDRESS_GOVERN_MEMBERSHIP, organization->slug, number_text(visit, rows[i].id.v));
		seat(ret, &entry, today);
	}
	return FAULT_NONE;
}

static bool among(const struct membership_entry *entries, size_t n, struct person_id person)
{
	for (size_t i = 0; i < n; i++)
		if (entries[i].row.person.v == person.v)
			return true;
	return false;
}

bool seating_has(const struct seating *seating, struct person_id person)
{
	return among(seating->members, seating->members_n, person) || among(seating->substitutes, seating->substitutes_n, person) ||
		among(seating->former, seating->former_n, person);
}

struct charter_view charter_view_of(const struct visit *visit, const struct charter *charter, int level)
{
	struct charter_view view = { .known = true, .facts = *charter, .kind = charter_kind_words(visit, charter->kind) };

	if (!text_empty(charter->rules))
		view.rules = markup_from_markdown(visit->cx.arena, charter->rules, level);
	if (!text_empty(charter->reference))
		view.reference = markup_from_markdown(visit->cx.arena, charter->reference, level);
	return view;
}

static void compare_texts(struct arena *arena, struct text older, struct text newer, struct diff_run **ret, size_t *ret_n)
{
	if (!text_eq(older, newer))
		diff_words(arena, lines_from_markdown(arena, older), lines_from_markdown(arena, newer), ret, ret_n);
}

/* "Pladser: 7 (før: 9)" */
static void add_fact(const struct visit *visit, struct charter_changes *changes, const char *label, struct text older, struct text newer)
{
	struct text nothing = text_from(tr(visit->cx.lang, N_("not said")));
	struct text before = frame_words(visit, N_("before: %s"), text_known(older) ? older : nothing);

	if (text_eq(older, newer))
		return;
	changes->facts[changes->facts_n++] = text_from(arena_format(visit->cx.arena, "%s: %.*s (%.*s)", tr(visit->cx.lang, label),
		TEXT_ARG(text_known(newer) ? newer : nothing), TEXT_ARG(before)));
}

static struct text known_number(const struct visit *visit, int64_t number)
{
	return number > 0 ? number_text(visit, number) : TEXT_NONE;
}

static struct text yes_or_no(const struct visit *visit, bool yes)
{
	return text_from(tr(visit->cx.lang, yes ? N_("Yes") : N_("No")));
}

struct charter_changes charter_changes_of(const struct visit *visit, const struct charter *older, const struct charter *newer)
{
	enum { FACTS_MAX = 6 };
	struct charter_changes changes = { .known = true, .from = older->from,
		.facts = arena_new(visit->cx.arena, struct text, FACTS_MAX) };

	add_fact(visit, &changes, N_("Kind of committee"), charter_kind_words(visit, older->kind), charter_kind_words(visit, newer->kind));
	add_fact(visit, &changes, N_("Legal ground"), older->ground, newer->ground);
	add_fact(visit, &changes, N_("Seats"), known_number(visit, older->seats), known_number(visit, newer->seats));
	add_fact(visit, &changes, N_("Quorum"), known_number(visit, older->quorum), known_number(visit, newer->quorum));
	add_fact(visit, &changes, N_("Notice"), number_text(visit, older->notice), number_text(visit, newer->notice));
	add_fact(visit, &changes, N_("A Saturday counts as a weekday"), yes_or_no(visit, older->saturday), yes_or_no(visit, newer->saturday));
	compare_texts(visit->cx.arena, older->reference, newer->reference, &changes.reference, &changes.reference_n);
	compare_texts(visit->cx.arena, older->rules, newer->rules, &changes.rules, &changes.rules_n);
	return changes;
}

struct text *seating_remarks(const struct visit *visit, const struct organization_desk_row *row, size_t *ret_n)
{
	enum { REMARKS_MAX = 3 };
	struct text *remarks = arena_new(visit->cx.arena, struct text, REMARKS_MAX);
	struct date today = membership_today(&visit->cx);
	enum lang lang = visit->cx.lang;
	size_t n = 0;

	if (!date_known(row->to_day) || date_compare(row->to_day, today) >= 0) {
		if (row->members == 0)
			remarks[n++] = text_from(tr(lang, N_("Nobody sits in the committee")));
		else if (row->chairs != 1)
			remarks[n++] = text_from(tr(lang, row->chairs == 0 ? N_("There is no chair") : N_("There is more than one chair")));
		if (row->members > 0 && row->seats > 0 && row->members != row->seats)
			remarks[n++] = tr_with(visit->cx.arena, lang, N_("%s members and seats do not agree"),
				text_from(arena_format(visit->cx.arena, "%" PRId64 "/%" PRId64, row->members, row->seats)));
		if (!text_known(row->kind))
			remarks[n++] = text_from(tr(lang, N_("What the committee is was not entered")));
	}
	*ret_n = n;
	return remarks;
}

struct membership membership_typed(const struct visit *visit, const struct membership_fields *fields)
{
	const struct form_values *form = &visit->form;
	int64_t seat = form_number(form, fields->role, SEAT_MEMBER);

	return (struct membership){ (enum seat)seat, form_text(form, fields->party),
		{ form_number(form, fields->substitute_for, 0) }, form_date(form, fields->from), form_date(form, fields->to) };
}

struct text today_text(const struct visit *visit)
{
	return date_text(visit->cx.arena, membership_today(&visit->cx));
}
