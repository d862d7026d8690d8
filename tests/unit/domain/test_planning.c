#include "domain/planning.h"
#include "domain/series.h"

#include "database.h"
#include "desk.h"
#include "domain/membership.h"
#include "domain/meeting.h"
#include "fixture.h"
#include "tap.h"

static struct moment at(const char *text)
{
	struct moment m = MOMENT_NONE;

	CHECK(moment_parse(text_from(text), &m));
	return m;
}

static struct plan plan_at(const char *start, const char *ending)
{
	return (struct plan){ .start = at(start), .ending = ending != NULL ? at(ending) : MOMENT_NONE };
}

static struct ctx *clerk(struct desk *d, const char *name, struct organization_id organization)
{
	return desk_as(d, desk_account(d, name, ROLE_CLERK, (struct reach){ organization, { 0 } }));
}

static struct plan_row row_of(struct ctx *cx, struct meeting_id id)
{
	struct plan_row row = { .start = MOMENT_NONE };

	CHECK_INT(plan_get(cx, id, &row), FAULT_NONE);
	return row;
}

static struct ctx *everybody(struct desk *d)
{
	struct ctx *cx = arena_copy(d->cx->arena, d->cx, sizeof(*cx));

	cx->viewer.v = VIEWER_PUBLIC;
	return cx;
}

TEST(plan_is_known_to_staff_until_it_is_announced)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = clerk(&d, "anne", d.organization), *bo = clerk(&d, "bo", d.other), *public = everybody(&d);
	struct plan plan = plan_at("2024-03-05T15:00", "2024-03-05T17:00");
	struct meeting_row shown;
	struct meeting_id id;
	struct plan_row row;
	size_t n;
	struct meeting_row *rows;

	plan.location = TEXT("  R\xc3\xa5""dhuset ");
	CHECK_INT(plan_make(anne, d.organization, &plan, &id), FAULT_NONE);
	CHECK_INT(plan_make(bo, d.organization, &plan, &id), FAULT_DENIED);
	row = row_of(anne, id);
	CHECK_TEXT(row.location, "R\xc3\xa5""dhuset");
	CHECK_TEXT(row.slug, "2024-03-05");
	CHECK_INT(plan_get(bo, id, &row), FAULT_NOT_FOUND);
	CHECK_INT(meeting_by_id(public, id, &shown), FAULT_NOT_FOUND);
	CHECK_INT(plan_between(public, d.organization, at("2024-03-01").date, at("2024-04-01").date, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 0);
	CHECK_INT(plan_between(anne, d.organization, at("2024-03-01").date, at("2024-04-01").date, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	plan.announced = true;
	CHECK_INT(plan_change(anne, id, 0, &plan, false), FAULT_NONE);
	CHECK_INT(meeting_by_slug(public, TEXT("oekonomiudvalget"), TEXT("2024-03-05"), &shown), FAULT_NONE);
	CHECK_TEXT(shown.state, "draft");
	CHECK_INT(plan_get(public, id, &row), FAULT_NOT_FOUND);
}

TEST(plan_refuses_what_is_no_meeting)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = clerk(&d, "anne", d.organization);
	struct plan good = plan_at("2024-03-05T15:00", NULL), bad;
	struct meeting_id id;

	bad = good, bad.start.hour = -1;
	CHECK_INT(plan_make(anne, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.start.date.year = 2090;
	CHECK_INT(plan_make(anne, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.ending = at("2024-03-05T15:00");
	CHECK_INT(plan_make(anne, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.ending = at("2024-03-06T16:00");
	CHECK_INT(plan_make(anne, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.location = TEXT("to\nlinjer");
	CHECK_INT(plan_make(anne, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.link = TEXT("javascript:alert(1)");
	CHECK_INT(plan_make(anne, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.link = TEXT("https://a.example/\"x");
	CHECK_INT(plan_make(anne, d.organization, &bad, &id), FAULT_INVALID);
	CHECK_INT(plan_make(anne, d.organization, &good, &id), FAULT_NONE);
	bad = plan_at("2024-03-05T16:30", NULL); /* the first is taken to last two hours */
	CHECK_INT(plan_make(anne, d.organization, &bad, &id), FAULT_CONFLICT);
	good = plan_at("2024-03-05T17:00", NULL);
	CHECK_INT(plan_make(anne, d.organization, &good, &id), FAULT_NONE);
	CHECK_TEXT(row_of(anne, id).slug, "2024-03-05-2");
}

TEST(plan_that_moves_keeps_its_old_address)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = clerk(&d, "anne", d.organization), *public = everybody(&d);
	struct plan plan = plan_at("2024-03-05T15:00", NULL);
	struct meeting_row shown;
	struct meeting_id id;

	plan.announced = true;
	CHECK_INT(plan_make(anne, d.organization, &plan, &id), FAULT_NONE);
	plan.start = at("2024-03-12T15:00");
	CHECK_INT(plan_change(anne, id, 1, &plan, false), FAULT_CONFLICT);
	CHECK_INT(plan_change(anne, id, 0, &plan, false), FAULT_NONE);
	CHECK_INT(meeting_by_slug(public, TEXT("oekonomiudvalget"), TEXT("2024-03-05"), &shown), FAULT_NONE);
	CHECK_TEXT(shown.slug, "2024-03-12");
	plan.start = at("2024-03-05T15:00");
	CHECK_INT(plan_change(anne, id, 1, &plan, false), FAULT_NONE);
	CHECK_TEXT(row_of(anne, id).slug, "2024-03-05");
	CHECK_INT(meeting_by_slug(public, TEXT("oekonomiudvalget"), TEXT("2024-03-12"), &shown), FAULT_NONE);
	CHECK_TEXT(shown.slug, "2024-03-05");
}

TEST(plan_is_cancelled_and_restored_and_removed)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = clerk(&d, "anne", d.organization);
	struct plan plan = plan_at("2024-03-05T15:00", NULL);
	struct meeting_id id;
	struct plan_row row;
	int64_t entries, broken;

	CHECK_INT(plan_make(anne, d.organization, &plan, &id), FAULT_NONE);
	CHECK_INT(plan_cancel(anne, id, 0, TEXT("For f\xc3\xa5 punkter")), FAULT_NONE);
	row = row_of(anne, id);
	CHECK_TEXT(row.state, "cancelled");
	CHECK_TEXT(row.cancelled_why, "For f\xc3\xa5 punkter");
	CHECK_INT(plan_cancel(anne, id, row.changes, TEXT("")), FAULT_CONFLICT);
	CHECK_INT(plan_restore(anne, id, row.changes), FAULT_NONE);
	CHECK_TEXT(row_of(anne, id).state, "draft");
	CHECK_INT(plan_remove(anne, id, 0), FAULT_CONFLICT);
	CHECK_INT(plan_remove(anne, id, 2), FAULT_NONE);
	CHECK_INT(plan_get(anne, id, &row), FAULT_NOT_FOUND);
	plan.announced = true;
	CHECK_INT(plan_make(anne, d.organization, &plan, &id), FAULT_NONE);
	CHECK_INT(plan_remove(anne, id, 0), FAULT_CONFLICT);
	CHECK_INT(journal_verify(d.cx, &entries, &broken), FAULT_NONE);
}

static const struct series_rule first_tuesday = { .weekday = 2, .nth = 1, .without = 1u << 6,
	.from = { 2026, 1, 1 }, .to = { 2026, 12, 31 } };

TEST(series_gives_the_days_of_its_rule)
{
	struct series_rule rule = first_tuesday;
	struct date *days;
	size_t n;

	CHECK_INT(series_days(arena, &rule, NULL, &days, &n), FAULT_NONE);
	CHECK_INT(n, 11);
	CHECK_TEXT(date_text(arena, days[0]), "2026-01-06");
	CHECK_TEXT(date_text(arena, days[6]), "2026-08-04");
	rule.nth = SERIES_NTH_LAST, rule.without = 0;
	CHECK_INT(series_days(arena, &rule, NULL, &days, &n), FAULT_NONE);
	CHECK_INT(n, 12);
	CHECK_TEXT(date_text(arena, days[2]), "2026-03-31");
	rule.nth = 0, rule.weeks = 3;
	CHECK_INT(series_days(arena, &rule, NULL, &days, &n), FAULT_NONE);
	CHECK_INT(n, 18);
	for (size_t i = 1; i < n; i++)
		CHECK_INT(date_to_days(days[i]) - date_to_days(days[i - 1]), 21);
	rule.weeks = 1, rule.to.year = 2040;
	CHECK_INT(series_days(arena, &rule, NULL, &days, &n), FAULT_LIMIT);
	rule.nth = 1;
	CHECK_INT(series_days(arena, &rule, NULL, &days, &n), FAULT_INVALID);
	rule = first_tuesday, rule.to.year = 2025;
	CHECK_INT(series_days(arena, &rule, NULL, &days, &n), FAULT_INVALID);
}

TEST(series_is_made_whole_or_not_at_all)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = clerk(&d, "anne", d.organization);
	struct plan plan = plan_at("2026-01-06T15:00", "2026-01-06T17:30");
	struct date *days;
	struct meeting_row *rows;
	struct plan_row third;
	size_t n, rows_n;

	CHECK_INT(series_days(arena, &first_tuesday, NULL, &days, &n), FAULT_NONE);
	CHECK_INT(series_make(anne, d.organization, &first_tuesday, &plan, days, n), FAULT_NONE);
	CHECK_INT(plan_between(anne, d.organization, at("2026-01-01").date, at("2027-01-01").date, &rows, &rows_n), FAULT_NONE);
	CHECK_INT(rows_n, 11);
	CHECK_TEXT(moment_text(arena, rows[10].ending), "2026-12-01T17:30");
	/* One of these days is taken: none is made. */
	days[0] = (struct date){ 2026, 1, 13 };
	CHECK_INT(series_make(anne, d.organization, &first_tuesday, &plan, days, n), FAULT_CONFLICT);
	CHECK_INT(plan_between(anne, d.organization, at("2026-01-01").date, at("2027-01-01").date, &rows, &rows_n), FAULT_NONE);
	CHECK_INT(rows_n, 11);
	third = row_of(anne, rows[2].id);
	plan = plan_of(&third);
	plan.start = at("2026-03-10T16:00"), plan.ending = MOMENT_NONE, plan.remark = TEXT("Flyttet");
	CHECK_INT(plan_change(anne, third.id, 0, &plan, true), FAULT_NONE);
	CHECK_INT(plan_between(anne, d.organization, at("2026-01-01").date, at("2027-01-01").date, &rows, &rows_n), FAULT_NONE);
	CHECK_TEXT(moment_text(arena, rows[1].start), "2026-02-03T15:00");
	CHECK_TEXT(moment_text(arena, rows[2].start), "2026-03-10T16:00");
	CHECK_TEXT(moment_text(arena, rows[3].start), "2026-04-07T16:00");
	CHECK(!text_known(rows[3].remark));
}

TEST(plan_tells_which_members_have_another_meeting)
{
	struct desk d = desk_new(arena);
	struct organization_id where[2] = { d.organization, d.other };
	struct plan other = plan_at("2024-03-05T13:00", NULL);
	struct meeting_id id;
	struct clash *clashes;
	size_t n;

	for (int i = 0; i < 2; i++) {
		struct membership_id membership;
		struct membership_new sits = { .organization = where[i], .name = TEXT("Dorte Dam"), .may_be_new = true,
			.membership = { .seat = SEAT_MEMBER, .from = { 2022, 1, 1 } } };

		CHECK_INT(membership_add(d.cx, &sits, &membership), FAULT_NONE);
		sits.name = TEXT("Sven Substitut"), sits.membership.seat = SEAT_SUBSTITUTE;
		CHECK_INT(membership_add(d.cx, &sits, &membership), FAULT_NONE);
	}
	CHECK_INT(plan_make(d.cx, d.other, &other, &id), FAULT_NONE);
	CHECK_INT(plan_clashes(d.cx, d.organization, at("2024-03-05T14:30"), MOMENT_NONE, &clashes, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	if (n == 1)
		CHECK_TEXT(clashes[0].name, "Dorte Dam");
	CHECK_INT(plan_clashes(d.cx, d.organization, at("2024-03-05T15:00"), MOMENT_NONE, &clashes, &n), FAULT_NONE);
	CHECK_INT(n, 0);
	CHECK_INT(plan_clashes(d.cx, d.organization, at("2024-03-05T11:00"), at("2024-03-05T13:00"), &clashes, &n), FAULT_NONE);
	CHECK_INT(n, 0);
}

TEST(deadlines_follow_charter_and_routine)
{
	struct desk d = desk_new(arena);
	struct routine_row routine;
	struct deadlines due;

	CHECK_INT(deadlines_of(d.cx, d.organization, at("2026-04-07").date, &due), FAULT_NONE);
	CHECK_TEXT(date_text(arena, due.sending), "2026-03-27");
	CHECK_TEXT(date_text(arena, due.approvals), "2026-03-25");
	CHECK_TEXT(date_text(arena, due.drafts), "2026-03-20");
	CHECK_INT(routine_get(d.cx, d.organization, &routine), FAULT_NONE);
	routine.drafts = 10;
	CHECK_INT(routine_change(clerk(&d, "bo", d.other), d.organization, &routine), FAULT_DENIED);
	CHECK_INT(routine_change(clerk(&d, "anne", d.organization), d.organization, &routine), FAULT_NONE);
	CHECK(database_force(d.url, "INSERT INTO charter (organization_id, from_day, kind, notice, saturday, rules, reference) "
		"SELECT id, '2026-01-01', 'council', 5, 1, '', '' FROM organization"));
	CHECK_INT(deadlines_of(d.cx, d.organization, at("2026-04-14").date, &due), FAULT_NONE);
	CHECK_TEXT(date_text(arena, due.sending), "2026-04-08");
	CHECK_TEXT(date_text(arena, due.drafts), "2026-03-24");
	routine.minutes = 0;
	CHECK_INT(routine_change(d.cx, d.organization, &routine), FAULT_INVALID);
}

/* What a document tells of becomes part of the meeting that was planned. */
TEST(keep_finds_the_meeting_that_was_planned)
{
	struct desk d = desk_new(arena);
	struct plan plan = plan_at("2024-03-12T15:00", NULL);
	struct meeting_id id, kept;
	enum keep_outcome outcome;

	CHECK_INT(plan_make(d.cx, d.organization, &plan, &id), FAULT_NONE);
	CHECK_INT(fixture_keep(d.cx, fixture_record(arena, RECORD_AGENDA, "2024-03-12T15:00", TEXT("x")), TEXT("x"), &outcome, &kept),
		FAULT_NONE);
	CHECK_INT(kept.v, id.v);
	CHECK_INT(outcome, KEEP_CHANGED);
	CHECK_TEXT(row_of(d.cx, id).state, "sent");
}
