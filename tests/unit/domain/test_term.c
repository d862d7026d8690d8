#include "domain/term.h"

#include "database.h"
#include "desk.h"
#include "domain/account.h"
#include "domain/body.h"
#include "domain/charter.h"
#include "domain/journal.h"
#include "domain/organization.h"
#include "domain/person.h"
#include "tap.h"

/* The desk's clock stands at 2023-11-14; the new term begins 2024-01-01. */
static struct date day(int year, int month, int of_month)
{
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)of_month };
}

static const struct date open = { 0 };

struct election {
	struct desk desk;
	struct body_id body;
	struct term_id term;
};

static void sit(struct desk *desk, struct organization_id where, const char *name, enum seat seat, struct date to)
{
	struct membership_new made = { .organization = where, .name = text_from(name), .may_be_new = true,
		.membership = { .seat = seat, .party = TEXT("A"), .from = day(2022, 1, 1), .to = to } };
	struct membership_id id;

	CHECK_INT(membership_add(desk->cx, &made, &id), FAULT_NONE);
}

static struct election election(struct arena *arena)
{
	struct election e = { .desk = desk_new(arena) };
	struct body_row *bodies;
	size_t n;

	CHECK_INT(body_list(e.desk.cx, &bodies, &n), FAULT_NONE);
	e.body = bodies[0].id;
	sit(&e.desk, e.desk.organization, "Anne Holm", SEAT_CHAIR, open);
	sit(&e.desk, e.desk.organization, "Bo Krogh", SEAT_MEMBER, day(2023, 12, 31));
	sit(&e.desk, e.desk.organization, "Ole Birk", SEAT_SUBSTITUTE, day(2025, 1, 31));
	sit(&e.desk, e.desk.other, "Anne Holm", SEAT_MEMBER, open);
	CHECK_INT(term_add(e.desk.cx, e.body, day(2024, 1, 1), day(2027, 12, 31), &e.term), FAULT_NONE);
	return e;
}

static const struct term_committee *committee(struct election *e, struct organization_id id)
{
	struct prepared_term *term = arena_new(e->desk.cx->arena, struct prepared_term, 1);

	CHECK_INT(term_load(e->desk.cx, e->term, term), FAULT_NONE);
	for (size_t i = 0; i < term->committees_n; i++)
		if (term->committees[i].organization.id.v == id.v)
			return &term->committees[i];
	CHECK(false);
	return &term->committees[0];
}

static enum fault plan(struct election *e, struct organization_id id, enum term_fate fate, const char *lines)
{
	struct lineup_seat *seats;
	size_t n;

	CHECK_INT(lineup_read(e->desk.cx, text_from(lines), &seats, &n), FAULT_NONE);
	return term_plan(e->desk.cx, e->term, id, fate, seats, n, committee(e, id)->tag);
}

static enum fault carry_out(struct election *e)
{
	struct term_preview seen;

	CHECK_INT(term_preview(e->desk.cx, e->term, &seen), FAULT_NONE);
	return term_carry_out(e->desk.cx, e->term, seen.tag);
}

TEST(term_ends_what_was_and_begins_what_is_elected)
{
	struct election e = election(arena);
	struct ctx *cx = e.desk.cx;
	const struct term_committee *c = committee(&e, e.desk.organization);
	struct term_preview seen;
	struct membership_row *rows;
	struct journal_ask ask = { .noun = TEXT("membership") };
	int64_t before, after, entries, broken;
	size_t n;

	CHECK_INT(c->fate, TERM_UNDECIDED);
	CHECK_INT(c->present_n, 3);
	CHECK_INT(plan(&e, e.desk.organization, TERM_ELECTED,
		"Bo Krogh, formand, A\nIda Lund, n\xc3\xa6stformand, V\nAnne Holm, A\nKaj Vind, stedfortr\xc3\xa6""der for Ida Lund"), FAULT_NONE);
	c = committee(&e, e.desk.organization);
	CHECK_INT(c->fate, TERM_ELECTED);
	CHECK_INT(c->seats_n, 4);
	CHECK_INT(plan(&e, e.desk.other, TERM_KEPT, ""), FAULT_NONE);

	CHECK_INT(term_preview(cx, e.term, &seen), FAULT_NONE);
	CHECK(seen.possible);
	CHECK_INT(seen.ending_n, 2); /* Bo Krogh's ends by itself */
	CHECK_INT(seen.coming_n, 4);
	CHECK_INT(seen.new_n, 2);
	for (size_t i = 0; i < seen.term.committees_n; i++)
		if (seen.steps[i].committee->organization.id.v == e.desk.organization.v) {
			CHECK_INT(seen.steps[i].leaving_n, 1);
			CHECK_TEXT(seen.steps[i].leaving[0], "Ole Birk");
			CHECK(seen.steps[i].coming[0].goes_on && !seen.steps[i].coming[1].goes_on && seen.steps[i].coming[1].is_new);
			CHECK(seen.steps[i].remark == NULL);
		}
	CHECK_INT(journal_count(cx, &ask, &before), FAULT_NONE);
	CHECK_INT(term_carry_out(cx, e.term, seen.tag), FAULT_NONE);
	CHECK_INT(journal_count(cx, &ask, &after), FAULT_NONE);
	CHECK_INT(after - before, 6); /* two ended, four begun */
	CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);

	CHECK_INT(membership_list(cx, e.desk.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 7);
	for (size_t i = 0; i < n; i++) {
		bool is_new = date_compare(rows[i].from_day, day(2024, 1, 1)) == 0;

		CHECK_INT(date_compare(rows[i].to_day, is_new ? day(2027, 12, 31) : day(2023, 12, 31)), 0);
		if (text_is(rows[i].person_name, "Kaj Vind"))
			CHECK_TEXT(rows[i].substitute_for_name, "Ida Lund");
		if (text_is(rows[i].person_name, "Bo Krogh") && is_new)
			CHECK_TEXT(rows[i].role, "chair");
	}
	CHECK_INT(membership_list(cx, e.desk.other, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK(!date_known(rows[0].to_day)); /* goes on as it was */

	CHECK_INT(carry_out(&e), FAULT_CONFLICT); /* once */
	CHECK_INT(plan(&e, e.desk.other, TERM_ENDED, ""), FAULT_CONFLICT);
	CHECK_INT(term_drop(cx, e.term), FAULT_CONFLICT);
	CHECK_INT(term_set_days(cx, e.term, day(2024, 1, 1), day(2026, 12, 31)), FAULT_CONFLICT);
}

TEST(term_ends_committees)
{
	struct election e = election(arena);
	struct organization_row row;
	struct membership_row *rows;
	size_t n;

	CHECK_INT(plan(&e, e.desk.other, TERM_ENDED, ""), FAULT_NONE);
	CHECK_INT(carry_out(&e), FAULT_NONE);
	CHECK_INT(organization_by_slug(e.desk.cx, TEXT("kulturudvalget"), &row), FAULT_NONE);
	CHECK_INT(date_compare(row.to_day, day(2023, 12, 31)), 0);
	CHECK_INT(membership_list(e.desk.cx, e.desk.other, &rows, &n), FAULT_NONE);
	CHECK_INT(date_compare(rows[0].to_day, day(2023, 12, 31)), 0);
	CHECK_INT(membership_list(e.desk.cx, e.desk.organization, &rows, &n), FAULT_NONE); /* nobody looked at it */
	CHECK_INT(n, 3);
}

TEST(term_is_done_as_it_was_shown_or_not_at_all)
{
	struct election e = election(arena);
	struct ctx *cx = e.desk.cx;
	struct membership_row *rows;
	struct term_preview seen;
	size_t n, before;

	CHECK_INT(plan(&e, e.desk.organization, TERM_ELECTED, "Ida Lund, formand"), FAULT_NONE);
	CHECK_INT(term_preview(cx, e.term, &seen), FAULT_NONE);
	sit(&e.desk, e.desk.organization, "Eva Rask", SEAT_MEMBER, open); /* meanwhile */
	CHECK_INT(membership_list(cx, e.desk.organization, &rows, &before), FAULT_NONE);
	CHECK_INT(term_carry_out(cx, e.term, seen.tag), FAULT_CONFLICT);
	CHECK_INT(membership_list(cx, e.desk.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, before);

	/* A problem in one committee holds back all of them. */
	CHECK_INT(plan(&e, e.desk.organization, TERM_ELECTED, "Ida Lund, formand\nKaj Vind, stedfortr\xc3\xa6""der for Bo Krogh"), FAULT_NONE);
	CHECK_INT(plan(&e, e.desk.other, TERM_ENDED, ""), FAULT_NONE);
	CHECK_INT(term_preview(cx, e.term, &seen), FAULT_NONE);
	CHECK(!seen.possible);
	CHECK_INT(carry_out(&e), FAULT_CONFLICT);
	CHECK_INT(membership_list(cx, e.desk.other, &rows, &n), FAULT_NONE);
	CHECK(!date_known(rows[0].to_day));
}

TEST(term_tells_who_was_entered_by_hand)
{
	struct election e = election(arena);
	struct membership_new made = { .organization = e.desk.organization, .name = TEXT("Ida Lund"), .may_be_new = true,
		.membership = { .seat = SEAT_MEMBER, .from = day(2024, 2, 1) } };
	struct membership_id id;
	struct term_preview seen;

	CHECK_INT(membership_add(e.desk.cx, &made, &id), FAULT_NONE);
	CHECK_INT(plan(&e, e.desk.organization, TERM_ELECTED, "Ida Lund, formand"), FAULT_NONE);
	CHECK_INT(term_preview(e.desk.cx, e.term, &seen), FAULT_NONE);
	CHECK(!seen.possible);
	CHECK_INT(carry_out(&e), FAULT_CONFLICT);
	CHECK_INT(membership_remove(e.desk.cx, id), FAULT_NONE);
	CHECK_INT(carry_out(&e), FAULT_NONE);
}

TEST(term_remarks_what_is_odd)
{
	struct election e = election(arena);
	struct charter rules = { .from = day(2024, 1, 1), .kind = CHARTER_STANDING, .seats = 3, .notice = 4, .rules = TEXT(""),
		.reference = TEXT("") };
	static const struct {
		const char *lines, *remark;
	} cases[] = {
		{ "", "Nobody is to sit there" },
		{ "Anne Holm\nBo Krogh", "There is no chair" },
		{ "Anne Holm, formand\nBo Krogh, formand", "There is more than one chair" },
		{ "Anne Holm, formand\nBo Krogh", "There are more or fewer members than seats" },
		{ "Anne Holm, formand\nBo Krogh\nIda Lund\nKaj Vind, suppleant", NULL },
	};
	struct charter *all;
	struct text tag;
	size_t n;

	CHECK_INT(charter_list(e.desk.cx, e.desk.organization, &all, &n, &tag), FAULT_NONE);
	CHECK_INT(charter_keep(e.desk.cx, e.desk.organization, &rules, tag), FAULT_NONE);
	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct term_preview seen;

		CHECK_INT(plan(&e, e.desk.organization, TERM_ELECTED, cases[i].lines), FAULT_NONE);
		CHECK_INT(term_preview(e.desk.cx, e.term, &seen), FAULT_NONE);
		CHECK(seen.possible);
		for (size_t k = 0; k < seen.term.committees_n; k++)
			if (seen.steps[k].committee->organization.id.v == e.desk.organization.v)
				CHECK_TEXT(text_from(seen.steps[k].remark), cases[i].remark);
	}
}

TEST(term_is_planned_by_whoever_saw_what_is_planned)
{
	struct election e = election(arena);
	struct ctx *cx = e.desk.cx;
	struct text seen = committee(&e, e.desk.organization)->tag;
	const struct lineup_seat twice[] = { { TEXT("Ida Lund"), SEAT_CHAIR, TEXT_NONE, TEXT_NONE },
		{ TEXT("ida  lund"), SEAT_MEMBER, TEXT_NONE, TEXT_NONE } };

	CHECK_INT(term_plan(cx, e.term, e.desk.organization, TERM_ELECTED, twice, 2, seen), FAULT_INVALID);
	CHECK_INT(term_plan(cx, e.term, e.desk.organization, TERM_UNDECIDED, twice, 1, seen), FAULT_INVALID);
	CHECK_INT(term_plan(cx, e.term, e.desk.organization, TERM_ELECTED, twice, 1, seen), FAULT_NONE);
	CHECK_INT(term_plan(cx, e.term, e.desk.organization, TERM_KEPT, NULL, 0, seen), FAULT_CONFLICT);
	CHECK_INT(term_plan(cx, e.term, (struct organization_id){ 99 }, TERM_KEPT, NULL, 0, seen), FAULT_NOT_FOUND);
	CHECK_INT(plan(&e, e.desk.organization, TERM_KEPT, ""), FAULT_NONE);
	CHECK_INT(committee(&e, e.desk.organization)->seats_n, 0);
	CHECK_INT(term_drop(cx, e.term), FAULT_NONE);
	CHECK_INT(term_drop(cx, e.term), FAULT_NOT_FOUND);
}

TEST(term_has_days_of_its_own)
{
	struct election e = election(arena);
	struct ctx *cx = e.desk.cx;
	struct term_id id;
	struct term_row *rows;
	size_t n;

	CHECK_INT(term_add(cx, e.body, day(2027, 12, 31), day(2031, 12, 31), &id), FAULT_CONFLICT);
	CHECK_INT(term_add(cx, e.body, day(2028, 1, 1), day(2028, 1, 1), &id), FAULT_INVALID);
	CHECK_INT(term_add(cx, e.body, open, day(2028, 1, 1), &id), FAULT_INVALID);
	CHECK_INT(term_add(cx, (struct body_id){ 44 }, day(2028, 1, 1), day(2031, 12, 31), &id), FAULT_NOT_FOUND);
	CHECK_INT(term_add(cx, e.body, day(2028, 1, 1), day(2031, 12, 31), &id), FAULT_NONE);
	CHECK_INT(term_set_days(cx, e.term, day(2024, 1, 1), day(2028, 1, 1)), FAULT_CONFLICT);
	CHECK_INT(term_set_days(cx, e.term, day(2024, 1, 1), day(2027, 6, 30)), FAULT_NONE);
	CHECK_INT(term_list(cx, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_INT(rows[0].id.v, id.v);
	CHECK(!rows[1].done);
}

TEST(term_is_an_administrators)
{
	struct election e = election(arena);
	struct ctx *clerk = desk_as(&e.desk, desk_account(&e.desk, "clerk", ROLE_CLERK, (struct reach){ 0 })),
		*some = desk_as(&e.desk, desk_account(&e.desk, "some", ROLE_ADMINISTRATOR, (struct reach){ .organization = e.desk.organization }));
	struct ctx *denied[] = { clerk, some };

	for (size_t i = 0; i < LENGTH_OF(denied); i++) {
		struct prepared_term term;
		struct term_preview seen;
		struct term_row *rows;
		struct term_id id;
		size_t n;

		CHECK_INT(term_list(denied[i], &rows, &n), FAULT_DENIED);
		CHECK_INT(term_load(denied[i], e.term, &term), FAULT_DENIED);
		CHECK_INT(term_preview(denied[i], e.term, &seen), FAULT_DENIED);
		CHECK_INT(term_add(denied[i], e.body, day(2030, 1, 1), day(2031, 1, 1), &id), FAULT_DENIED);
		CHECK_INT(term_plan(denied[i], e.term, e.desk.organization, TERM_KEPT, NULL, 0, TEXT("")), FAULT_DENIED);
		CHECK_INT(term_carry_out(denied[i], e.term, TEXT("")), FAULT_DENIED);
		CHECK_INT(term_drop(denied[i], e.term), FAULT_DENIED);
		CHECK_INT(term_set_days(denied[i], e.term, day(2030, 1, 1), day(2031, 1, 1)), FAULT_DENIED);
	}
}
