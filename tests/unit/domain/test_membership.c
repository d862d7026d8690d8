#include "domain/membership.h"

#include "database.h"
#include "desk.h"
#include "domain/account.h"
#include "domain/body.h"
#include "domain/journal.h"
#include "domain/person.h"
#include "tap.h"

/* The desk's clock stands at 2023-11-14. */
static struct date day(int year, int month, int of_month)
{
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)of_month };
}

static enum fault sit(struct ctx *cx, struct organization_id where, const char *name, enum seat seat, struct date from,
	struct date to, struct membership_id *ret)
{
	struct membership_new made = { .organization = where, .name = text_from(name), .may_be_new = true,
		.membership = { .seat = seat, .party = TEXT(" A "), .from = from, .to = to } };

	return membership_add(cx, &made, ret);
}

static const struct date open = { 0 };

TEST(membership_is_who_sits_where)
{
	struct desk desk = desk_new(arena);
	struct membership_id id;
	struct membership_row *rows;
	size_t n;

	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", SEAT_MEMBER, day(2022, 1, 1), day(2025, 12, 31), &id), FAULT_NONE);
	CHECK_INT(sit(desk.cx, desk.organization, "anne  HOLM", SEAT_CHAIR, day(2022, 1, 1), open, &id), FAULT_NONE);
	CHECK_INT(membership_list(desk.cx, desk.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(rows[0].person_name, "Anne Holm"); /* as the document has it; chairs come first */
	CHECK_TEXT(rows[0].role, "chair");
	CHECK_TEXT(rows[0].party, "A");
	CHECK(!date_known(rows[0].to_day));
	CHECK_TEXT(rows[1].person_slug, "ida-lund");
	CHECK(membership_holds(&rows[1], day(2025, 12, 31)));
	CHECK(!membership_holds(&rows[1], day(2026, 1, 1)));
	CHECK(!membership_holds(&rows[1], day(2021, 12, 31)));
	CHECK(membership_is_over(&rows[1], day(2026, 1, 1)));
}

TEST(membership_is_one_at_a_time)
{
	struct desk desk = desk_new(arena);
	struct membership_id id;
	struct membership_new substitute = { .organization = desk.organization, .name = TEXT("Bo Krogh"),
		.membership = { .seat = SEAT_SUBSTITUTE, .from = day(2024, 1, 1) } };
	struct person_row anne, ida;

	CHECK_INT(sit(desk.cx, desk.organization, "Anne Holm", SEAT_MEMBER, day(2022, 1, 1), day(2023, 6, 30), &id), FAULT_NONE);
	CHECK_INT(sit(desk.cx, desk.organization, "Anne Holm", SEAT_CHAIR, day(2023, 6, 30), open, &id), FAULT_CONFLICT);
	CHECK(text_find(text_from(desk.cx->why.detail), TEXT("2022-01-01")) == sizeof("Anne Holm ") - 1);
	CHECK_INT(sit(desk.cx, desk.organization, "Anne Holm", SEAT_CHAIR, day(2021, 1, 1), day(2022, 1, 1), &id), FAULT_CONFLICT);
	CHECK_INT(sit(desk.cx, desk.organization, "Anne Holm", SEAT_CHAIR, day(2023, 7, 1), open, &id), FAULT_NONE);
	CHECK_INT(sit(desk.cx, desk.other, "Anne Holm", SEAT_CHAIR, day(2022, 1, 1), open, &id), FAULT_NONE);

	/* A substitute may stand in for two people, and for nobody twice. */
	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", SEAT_MEMBER, day(2022, 1, 1), open, &id), FAULT_NONE);
	CHECK_INT(person_find(desk.cx, TEXT("Anne Holm"), &anne), FAULT_NONE);
	CHECK_INT(person_find(desk.cx, TEXT("ida-lund"), &ida), FAULT_NONE);
	substitute.membership.substitute_for = anne.id;
	CHECK_INT(membership_add(desk.cx, &substitute, &id), FAULT_NONE);
	CHECK_INT(membership_add(desk.cx, &substitute, &id), FAULT_CONFLICT);
	substitute.membership.substitute_for = ida.id;
	CHECK_INT(membership_add(desk.cx, &substitute, &id), FAULT_NONE);
}

TEST(membership_refuses_what_cannot_be)
{
	struct desk desk = desk_new(arena);
	struct membership_new made = { .organization = desk.organization, .name = TEXT("Ingen Kendt"),
		.membership = { .seat = SEAT_MEMBER, .from = day(2023, 1, 1) } };
	struct membership_id id;
	struct person_row anne;

	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_INVALID); /* nobody is called so, and nobody new was meant */
	CHECK_INT(person_find(desk.cx, TEXT("Ingen Kendt"), &anne), FAULT_NOT_FOUND);
	made.name = TEXT(" \t ");
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_INVALID);
	made.name = TEXT("Anne Holm");
	made.membership.to = day(2022, 12, 31);
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_INVALID);
	made.membership = (struct membership){ .seat = SEAT_MEMBER };
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_INVALID);
	CHECK_INT(person_find(desk.cx, TEXT("Anne Holm"), &anne), FAULT_NONE);
	made.membership = (struct membership){ .seat = SEAT_SUBSTITUTE, .from = day(2023, 1, 1), .substitute_for = anne.id };
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_INVALID); /* for herself */
	made.name = TEXT("Bo Krogh");
	made.membership.seat = SEAT_MEMBER;
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_INVALID); /* a member for somebody */
	made.membership.substitute_for.v = 0;
	made.organization.v = 4711;
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_NOT_FOUND);
}

TEST(membership_knows_people_of_its_authority_alone)
{
	struct desk desk = desk_new(arena);
	struct membership_new made = { .organization = desk.organization, .name = TEXT("fremmed-borger"),
		.membership = { .seat = SEAT_MEMBER, .from = day(2023, 1, 1) } };
	struct membership_id id;
	struct body_id body;
	struct person_row stranger;
	struct text slug;

	CHECK_INT(body_add(desk.cx, TEXT("Nabo Kommune"), &body), FAULT_NONE);
	CHECK_INT(person_add(desk.cx, body, TEXT("Fremmed Borger"), &slug), FAULT_NONE);
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_INVALID);
	CHECK_INT(person_find(desk.cx, slug, &stranger), FAULT_NONE);
	made.name = TEXT("Bo Krogh");
	made.membership.seat = SEAT_SUBSTITUTE;
	made.membership.substitute_for = stranger.id;
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_INVALID);
}

TEST(membership_changes_from_a_day_on)
{
	struct desk desk = desk_new(arena);
	struct membership chair = { .seat = SEAT_CHAIR, .party = TEXT("A"), .from = day(2023, 3, 1), .to = day(2025, 12, 31) };
	struct membership_id id;
	struct membership_row *rows;
	size_t n;

	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", SEAT_MEMBER, day(2022, 1, 1), day(2025, 12, 31), &id), FAULT_NONE);
	chair.from = day(2022, 1, 1);
	CHECK_INT(membership_change(desk.cx, id, &chair), FAULT_INVALID);
	chair.from = day(2026, 1, 1);
	CHECK_INT(membership_change(desk.cx, id, &chair), FAULT_INVALID); /* to before from */
	chair.to = open;
	CHECK_INT(membership_change(desk.cx, id, &chair), FAULT_CONFLICT); /* over by then */
	chair.from = day(2023, 3, 1);
	CHECK_INT(membership_change(desk.cx, id, &chair), FAULT_NONE);
	CHECK_INT(membership_list(desk.cx, desk.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(rows[0].role, "chair");
	CHECK_INT(date_compare(rows[1].to_day, day(2023, 2, 28)), 0);

	CHECK_INT(membership_end(desk.cx, rows[0].id, day(2023, 2, 1)), FAULT_INVALID);
	CHECK_INT(membership_end(desk.cx, rows[1].id, day(2024, 2, 1)), FAULT_CONFLICT);
	CHECK_INT(membership_end(desk.cx, rows[0].id, day(2024, 2, 1)), FAULT_NONE);
	chair.to = day(2024, 6, 1);
	chair.from = day(2023, 2, 28);
	CHECK_INT(membership_correct(desk.cx, rows[0].id, &chair), FAULT_CONFLICT); /* with what the person was before */
	chair.from = day(2023, 3, 2);
	CHECK_INT(membership_correct(desk.cx, rows[0].id, &chair), FAULT_NONE);
	CHECK_INT(membership_remove(desk.cx, id), FAULT_NONE);
	CHECK_INT(membership_remove(desk.cx, id), FAULT_NOT_FOUND);
}

TEST(membership_is_said_by_administrators_and_the_committees_clerks)
{
	struct desk desk = desk_new(arena);
	struct reach here = { .organization = desk.organization }, everywhere = { 0 },
		part = { desk.organization, desk.department };
	struct ctx *allowed[] = { desk_as(&desk, desk_account(&desk, "admin", ROLE_ADMINISTRATOR, everywhere)),
		desk_as(&desk, desk_account(&desk, "clerk", ROLE_CLERK, here)),
		desk_as(&desk, desk_account(&desk, "all", ROLE_CLERK, everywhere)),
		desk_as(&desk, desk_account(&desk, "some", ROLE_ADMINISTRATOR, here)) };
	struct ctx *denied[] = { desk_as(&desk, desk_account(&desk, "other", ROLE_CLERK, (struct reach){ .organization = desk.other })),
		desk_as(&desk, desk_account(&desk, "officer", ROLE_OFFICER, everywhere)),
		desk_as(&desk, desk_account(&desk, "auditor", ROLE_AUDITOR, everywhere)),
		desk_as(&desk, desk_account(&desk, "member", ROLE_MEMBER, here)),
		desk_as(&desk, desk_account(&desk, "part", ROLE_CLERK, part)) };
	struct membership m = { .seat = SEAT_MEMBER, .from = day(2023, 1, 1) };
	struct membership_id id;
	struct membership_row row, *rows;
	size_t n;

	for (size_t i = 0; i < LENGTH_OF(allowed); i++) {
		CHECK_INT(sit(allowed[i], desk.organization, "Ida Lund", SEAT_MEMBER, day(2024, 1, 1), open, &id), FAULT_NONE);
		CHECK_INT(membership_list(allowed[i], desk.organization, &rows, &n), FAULT_NONE);
		CHECK_INT(n, 1); /* prepared before the day */
		CHECK_INT(membership_by_id(allowed[i], id, &row), FAULT_NONE);
		CHECK_INT(membership_remove(allowed[i], id), FAULT_NONE);
	}
	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", SEAT_MEMBER, day(2024, 1, 1), open, &id), FAULT_NONE);
	for (size_t i = 0; i < LENGTH_OF(denied); i++) {
		struct membership_id none;

		CHECK_INT(sit(denied[i], desk.organization, "Bo Krogh", SEAT_MEMBER, day(2024, 1, 1), open, &none), FAULT_DENIED);
		CHECK_INT(membership_by_id(denied[i], id, &row), FAULT_DENIED);
		CHECK_INT(membership_change(denied[i], id, &m), FAULT_DENIED);
		CHECK_INT(membership_end(denied[i], id, day(2024, 2, 1)), FAULT_DENIED);
		CHECK_INT(membership_correct(denied[i], id, &m), FAULT_DENIED);
		CHECK_INT(membership_remove(denied[i], id), FAULT_DENIED);
		CHECK_INT(membership_list(denied[i], desk.organization, &rows, &n), FAULT_NONE);
		CHECK_INT(n, 0); /* has not begun */
	}
}

TEST(membership_is_in_the_journal_before_and_after)
{
	struct desk desk = desk_new(arena);
	struct journal_ask ask = { .noun = TEXT("membership") };
	struct journal_line_row *lines;
	struct membership_id id;
	int64_t entries, broken;
	size_t n;

	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", SEAT_CHAIR, day(2022, 1, 1), open, &id), FAULT_NONE);
	CHECK_INT(membership_end(desk.cx, id, day(2023, 1, 31)), FAULT_NONE);
	CHECK_INT(membership_remove(desk.cx, id), FAULT_NONE);
	CHECK_INT(journal_lines(desk.cx, &ask, 10, 0, &lines, &n), FAULT_NONE);
	CHECK_INT(n, 3);
	CHECK_TEXT(lines[0].verb, "remove");
	CHECK(!text_known(lines[0].after));
	CHECK_TEXT(lines[1].verb, "end");
	CHECK(text_find(lines[1].before, TEXT("\"to\":null")) < lines[1].before.n);
	CHECK(text_find(lines[1].after, TEXT("\"to\":\"2023-01-31\"")) < lines[1].after.n);
	CHECK_TEXT(lines[2].verb, "add");
	CHECK(text_find(lines[2].after, TEXT("\"name\":\"Ida Lund\",\"role\":\"chair\",\"party\":\"A\"")) < lines[2].after.n);
	ask.noun = TEXT("person");
	CHECK_INT(journal_lines(desk.cx, &ask, 10, 0, &lines, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(journal_verify(desk.cx, &entries, &broken), FAULT_NONE);
}

TEST(membership_ends_with_its_committee)
{
	struct desk desk = desk_new(arena);
	struct membership_id id;

	CHECK(database_force(desk.url, "UPDATE organization SET to_day = '2024-12-31'"));
	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", SEAT_MEMBER, day(2024, 1, 1), open, &id), FAULT_CONFLICT);
	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", SEAT_MEMBER, day(2024, 1, 1), day(2024, 12, 31), &id), FAULT_NONE);
}

/* What the gate makes of it is tested there; here, that an account is its person's. */
TEST(membership_opens_through_the_account_of_its_person)
{
	struct desk desk = desk_new(arena);
	struct account_id first = desk_account(&desk, "ida", ROLE_MEMBER, (struct reach){ .organization = desk.other }),
		second = desk_account(&desk, "bo", ROLE_MEMBER, (struct reach){ .organization = desk.other });
	struct membership_id id;
	struct person_row ida;
	struct account_row row;

	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", SEAT_MEMBER, day(2022, 1, 1), open, &id), FAULT_NONE);
	CHECK_INT(person_find(desk.cx, TEXT("Ida Lund"), &ida), FAULT_NONE);
	CHECK_INT(account_bind(desk_as(&desk, first), first, ida.id), FAULT_DENIED);
	CHECK_INT(account_bind(desk.cx, first, ida.id), FAULT_NONE);
	CHECK_INT(account_bind(desk.cx, first, ida.id), FAULT_NONE);
	CHECK_INT(account_bind(desk.cx, second, ida.id), FAULT_CONFLICT);
	CHECK_TEXT(text_from(desk.cx->why.detail), "ida@solbaek.example");
	CHECK_INT(account_by_id(desk.cx, first, &row), FAULT_NONE);
	CHECK_TEXT(row.person_name, "Ida Lund");
	CHECK_INT(account_bind(desk.cx, first, (struct person_id){ 0 }), FAULT_NONE);
	CHECK_INT(account_bind(desk.cx, second, ida.id), FAULT_NONE);
}
