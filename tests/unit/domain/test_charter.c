#include "domain/charter.h"

#include "desk.h"
#include "domain/account.h"
#include "domain/body.h"
#include "domain/journal.h"
#include "domain/membership.h"
#include "domain/organization.h"
#include "fixture.h"
#include "tap.h"

/* The desk's clock stands at 2023-11-14. */
static struct date day(int year, int month, int of_month)
{
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)of_month };
}

static struct charter special(struct date from, const char *reference)
{
	return (struct charter){ .from = from, .kind = CHARTER_SPECIAL, .ground = TEXT("\xc2\xa7 17, stk. 4"), .seats = 7, .quorum = 4,
		.notice = CHARTER_NOTICE_USUAL, .rules = TEXT("# Forretningsorden\r\n\r\nUdvalget m\xc3\xb8""des.  \r\n"),
		.reference = text_from(reference) };
}

static struct text tag(struct ctx *cx, struct organization_id id)
{
	struct charter *all;
	struct text t = TEXT_NONE;
	size_t n;

	CHECK_INT(charter_list(cx, id, &all, &n, &t), FAULT_NONE);
	return t;
}

static enum fault keep_it(struct ctx *cx, struct organization_id id, struct charter c)
{
	return charter_keep(cx, id, &c, tag(cx, id));
}

TEST(charter_holds_from_its_day_until_the_next)
{
	struct desk desk = desk_new(arena);
	struct ctx everybody = *desk.cx;
	struct charter c, *all;
	struct text t;
	size_t n;

	everybody.viewer.v = VIEWER_PUBLIC;
	CHECK_INT(charter_on(desk.cx, desk.organization, day(2023, 11, 14), &c), FAULT_NOT_FOUND);
	CHECK_INT(keep_it(desk.cx, desk.organization, special(day(2022, 1, 1), "F\xc3\xb8rste")), FAULT_NONE);
	CHECK_INT(keep_it(desk.cx, desk.organization, special(day(2023, 6, 1), "Anden")), FAULT_NONE);
	CHECK_INT(keep_it(desk.cx, desk.organization, special(day(2024, 1, 1), "Kommende")), FAULT_NONE);
	CHECK_INT(charter_on(&everybody, desk.organization, day(2023, 5, 31), &c), FAULT_NONE);
	CHECK_TEXT(c.reference, "F\xc3\xb8rste");
	CHECK_TEXT(c.rules, "# Forretningsorden\n\nUdvalget m\xc3\xb8""des.");
	CHECK_INT(c.kind, CHARTER_SPECIAL);
	CHECK_INT(c.seats, 7);
	CHECK(!c.saturday);
	CHECK_INT(charter_on(&everybody, desk.organization, day(2024, 6, 1), &c), FAULT_NONE); /* what is to come is not known yet */
	CHECK_TEXT(c.reference, "Anden");
	CHECK_INT(charter_on(desk.cx, desk.organization, day(2024, 6, 1), &c), FAULT_NONE);
	CHECK_TEXT(c.reference, "Kommende");
	CHECK_INT(charter_list(&everybody, desk.organization, &all, &n, &t), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(all[0].reference, "Anden");
	CHECK_INT(charter_on(&everybody, desk.organization, day(2021, 1, 1), &c), FAULT_NOT_FOUND);
}

TEST(charter_is_not_overwritten_by_whoever_did_not_see_it)
{
	struct desk desk = desk_new(arena);
	struct text seen = tag(desk.cx, desk.organization);
	struct charter a = special(day(2023, 1, 1), "Annes"), b = special(day(2023, 2, 1), "Bos"), *all;
	struct text t;
	size_t n;

	CHECK_INT(charter_keep(desk.cx, desk.organization, &a, seen), FAULT_NONE);
	CHECK_INT(charter_keep(desk.cx, desk.organization, &b, seen), FAULT_CONFLICT);
	CHECK_INT(charter_keep(desk.cx, desk.organization, &b, TEXT_NONE), FAULT_CONFLICT);
	CHECK_INT(charter_list(desk.cx, desk.organization, &all, &n, &t), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(charter_keep(desk.cx, desk.organization, &b, t), FAULT_NONE);
}

TEST(charter_is_put_right_under_its_own_day)
{
	struct desk desk = desk_new(arena);
	struct journal_ask ask = { .noun = TEXT("charter") };
	struct journal_line_row *lines;
	struct charter *all;
	struct text t;
	size_t n;

	CHECK_INT(keep_it(desk.cx, desk.organization, special(day(2023, 1, 1), "Fejl")), FAULT_NONE);
	CHECK_INT(keep_it(desk.cx, desk.organization, special(day(2023, 1, 1), "Rettet")), FAULT_NONE);
	CHECK_INT(keep_it(desk.cx, desk.organization, special(day(2023, 1, 1), "Rettet")), FAULT_NONE); /* nothing to say */
	CHECK_INT(charter_list(desk.cx, desk.organization, &all, &n, &t), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(journal_lines(desk.cx, &ask, 10, 0, &lines, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(lines[0].verb, "correct");
	CHECK(text_find(lines[0].before, TEXT("\"reference\":\"Fejl\"")) < lines[0].before.n);
	CHECK(text_find(lines[0].after, TEXT("\"reference\":\"Rettet\"")) < lines[0].after.n);
	CHECK_INT(charter_take_back(desk.cx, desk.organization, day(2023, 1, 1)), FAULT_CONFLICT);
	CHECK_INT(keep_it(desk.cx, desk.organization, special(day(2023, 11, 15), "I morgen")), FAULT_NONE);
	CHECK_INT(charter_take_back(desk.cx, desk.organization, day(2023, 11, 15)), FAULT_NONE);
	CHECK_INT(charter_take_back(desk.cx, desk.organization, day(2023, 11, 15)), FAULT_NOT_FOUND);
}

TEST(charter_refuses_what_cannot_be)
{
	struct desk desk = desk_new(arena);
	struct charter good = special(day(2023, 1, 1), ""), bad = good;
	char *long_text = arena_new(arena, char, CHARTER_TEXT_MAX + 2);

	memset(long_text, 'a', CHARTER_TEXT_MAX + 1);
	bad.from = (struct date){ 0 };
	CHECK_INT(keep_it(desk.cx, desk.organization, bad), FAULT_INVALID);
	bad = good, bad.quorum = 8;
	CHECK_INT(keep_it(desk.cx, desk.organization, bad), FAULT_INVALID);
	bad = good, bad.seats = -1;
	CHECK_INT(keep_it(desk.cx, desk.organization, bad), FAULT_INVALID);
	bad = good, bad.notice = CHARTER_NOTICE_MAX + 1;
	CHECK_INT(keep_it(desk.cx, desk.organization, bad), FAULT_INVALID);
	bad = good, bad.rules = text_from(long_text);
	CHECK_INT(keep_it(desk.cx, desk.organization, bad), FAULT_LIMIT);
	bad = good, bad.reference = TEXT("\xff");
	CHECK_INT(keep_it(desk.cx, desk.organization, bad), FAULT_INVALID);
	CHECK_INT(keep_it(desk.cx, (struct organization_id){ 4711 }, good), FAULT_NOT_FOUND);
	good.seats = good.quorum = 0;
	CHECK_INT(keep_it(desk.cx, desk.organization, good), FAULT_NONE);
}

TEST(charter_is_the_committees_clerks_too)
{
	struct desk desk = desk_new(arena);
	struct ctx *clerk = desk_as(&desk, desk_account(&desk, "clerk", ROLE_CLERK, (struct reach){ .organization = desk.organization }));

	CHECK_INT(keep_it(clerk, desk.organization, special(day(2023, 1, 1), "")), FAULT_NONE);
	CHECK_INT(keep_it(clerk, desk.other, special(day(2023, 1, 1), "")), FAULT_DENIED);
	CHECK_INT(charter_take_back(clerk, desk.other, day(2023, 1, 1)), FAULT_DENIED);
}

TEST(organization_is_made_renamed_and_found_by_its_names)
{
	struct desk desk = desk_new(arena);
	struct ctx *clerk = desk_as(&desk, desk_account(&desk, "clerk", ROLE_CLERK, (struct reach){ 0 }));
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2023-11-07", TEXT("et referat"));
	struct organization_row row;
	struct organization_name_row *names;
	struct body_row *bodies;
	struct text slug;
	enum keep_outcome outcome;
	struct meeting_id meeting;
	int64_t before, after;
	size_t n;

	CHECK_INT(body_list(desk.cx, &bodies, &n), FAULT_NONE);
	CHECK_INT(organization_add(clerk, bodies[0].id, TEXT("Klimaudvalget"), &slug), FAULT_DENIED);
	CHECK_INT(organization_add(desk.cx, bodies[0].id, TEXT("\xc3\x98KONOMIUDVALGET"), &slug), FAULT_CONFLICT);
	CHECK_INT(organization_add(desk.cx, (struct body_id){ 99 }, TEXT("Klimaudvalget"), &slug), FAULT_NOT_FOUND);
	CHECK_INT(organization_add(desk.cx, bodies[0].id, TEXT("Klimaudvalget"), &slug), FAULT_NONE);
	CHECK_TEXT(slug, "klimaudvalget");
	CHECK_INT(organization_count(desk.cx, &before), FAULT_NONE);

	CHECK_INT(organization_rename(clerk, desk.organization, TEXT("X")), FAULT_DENIED);
	CHECK_INT(organization_rename(desk.cx, desk.organization, TEXT("Klimaudvalget")), FAULT_CONFLICT);
	CHECK_INT(organization_rename(desk.cx, desk.organization, TEXT("Budgetudvalget")), FAULT_NONE);
	CHECK_INT(organization_also_called(desk.cx, desk.organization, TEXT("\xc3\x98U")), FAULT_NONE);
	CHECK_INT(fixture_keep(desk.cx, record, TEXT("et referat"), &outcome, &meeting), FAULT_NONE); /* of the Økonomiudvalg */
	record->organization = TEXT("\xc3\xb8u");
	CHECK_INT(fixture_keep(desk.cx, record, TEXT("et andet"), &outcome, &meeting), FAULT_NONE);
	CHECK_INT(organization_count(desk.cx, &after), FAULT_NONE);
	CHECK_INT(after, before);
	CHECK_INT(organization_at_desk(clerk, TEXT("oekonomiudvalget"), &row), FAULT_NONE);
	CHECK_TEXT(row.name, "Budgetudvalget");
	CHECK_INT(organization_other_names(clerk, row.id, &names, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_INT(organization_no_more_called(desk.cx, row.id, TEXT("\xc3\xb8u")), FAULT_NONE);
	CHECK_INT(organization_no_more_called(desk.cx, row.id, TEXT("\xc3\xb8u")), FAULT_NOT_FOUND);
}

TEST(organization_ends_and_its_members_leave)
{
	struct desk desk = desk_new(arena);
	struct membership_new made = { .organization = desk.organization, .name = TEXT("Anne Holm"),
		.membership = { .seat = SEAT_CHAIR, .from = day(2022, 1, 1) } };
	struct membership_id id;
	struct membership_row *rows;
	struct organization_row row;
	size_t n;

	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_NONE);
	made.name = TEXT("Bo Krogh");
	made.membership.seat = SEAT_MEMBER;
	made.membership.to = day(2022, 12, 31);
	CHECK_INT(membership_add(desk.cx, &made, &id), FAULT_NONE);
	CHECK_INT(organization_end(desk.cx, desk.organization, (struct date){ 0 }), FAULT_INVALID);
	CHECK_INT(organization_end(desk.cx, desk.organization, day(2021, 1, 1)), FAULT_CONFLICT);
	CHECK_INT(organization_end(desk.cx, desk.organization, day(2023, 12, 31)), FAULT_NONE);
	CHECK_INT(organization_by_slug(desk.cx, TEXT("oekonomiudvalget"), &row), FAULT_NONE);
	CHECK_INT(date_compare(row.to_day, day(2023, 12, 31)), 0);
	CHECK_INT(membership_list(desk.cx, desk.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(date_compare(rows[0].to_day, day(2023, 12, 31)), 0);
	CHECK_INT(date_compare(rows[1].to_day, day(2022, 12, 31)), 0);
	CHECK_INT(organization_reopen(desk.cx, desk.organization), FAULT_NONE);
	CHECK_INT(organization_reopen(desk.cx, desk.organization), FAULT_NONE);
}

TEST(organizations_at_the_desk_are_those_that_one_may_change)
{
	struct desk desk = desk_new(arena);
	struct ctx *clerk = desk_as(&desk, desk_account(&desk, "clerk", ROLE_CLERK, (struct reach){ .organization = desk.other })),
		*auditor = desk_as(&desk, desk_account(&desk, "auditor", ROLE_AUDITOR, (struct reach){ 0 }));
	struct organization_desk_row *rows;
	struct organization_row row;
	size_t n;

	CHECK_INT(keep_it(desk.cx, desk.organization, special(day(2022, 1, 1), "")), FAULT_NONE);
	CHECK_INT(organization_desk_list(desk.cx, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(rows[0].name, "Kulturudvalget");
	CHECK(!text_known(rows[0].kind));
	CHECK_TEXT(rows[1].kind, "special");
	CHECK_INT(rows[1].seats, 7);
	CHECK_INT(organization_desk_list(clerk, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_TEXT(rows[0].name, "Kulturudvalget");
	CHECK_INT(organization_desk_list(auditor, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 0);
	CHECK_INT(organization_at_desk(clerk, TEXT("oekonomiudvalget"), &row), FAULT_DENIED);
}
