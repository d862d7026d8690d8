/* Matters, people, committees and meetings: what is kept, as it is found again. */
#include "domain/matter.h"
#include "domain/meeting.h"
#include "domain/body.h"
#include "domain/organization.h"
#include "domain/person.h"
#include "fixture.h"
#include "tap.h"

static struct meeting_id kept(struct ctx *cx, const char *organization, enum record_kind kind, const char *day,
	const char *bytes)
{
	struct record *record = fixture_record(cx->arena, kind, day, text_from(bytes));
	struct meeting_id id = { 0 };
	enum keep_outcome outcome;

	record->organization = text_from(organization);
	CHECK_INT(fixture_keep(cx, record, text_from(bytes), &outcome, &id), FAULT_NONE);
	return id;
}

TEST(matter_is_one_however_its_number_is_written)
{
	static const char *const written[] = { "22-011382", "22/011382", "22011382", "22 011382" };
	struct ctx *cx = fixture_ctx(arena);
	struct matter_row *rows, row;
	struct matter_course course;
	int64_t matters;
	size_t n;

	kept(cx, "\xc3\x98konomiudvalget", RECORD_AGENDA, "2024-03-12", "one");
	kept(cx, "\xc3\x98konomiudvalget", RECORD_MINUTES, "2024-03-12", "two");
	kept(cx, "Byr\xc3\xa5""det", RECORD_MINUTES, "2024-03-20", "three");
	CHECK_INT(matter_count(cx, &matters), FAULT_NONE);
	CHECK_INT(matters, 1);
	for (size_t i = 0; i < LENGTH_OF(written); i++) {
		CHECK_INT(matter_numbered(cx, text_from(written[i]), &rows, &n), FAULT_NONE);
		CHECK_INT(n, 1);
	}
	CHECK_INT(matter_by_slug(cx, TEXT("22-011382"), &row), FAULT_NONE);
	CHECK_INT(matter_course(cx, row.id, &course), FAULT_NONE);
	CHECK_INT(course.treatments_n, 2);
	CHECK_TEXT(course.treatments[0].organization_name, "\xc3\x98konomiudvalget");
	CHECK_TEXT(course.treatments[1].organization_name, "Byr\xc3\xa5""det");
	CHECK_INT(matter_by_slug(cx, TEXT("99-1"), &row), FAULT_NOT_FOUND);
}

TEST(person_is_one_in_one_authority_and_namesakes_of_spelling_too)
{
	struct ctx *cx = fixture_ctx(arena);
	struct person_course course;
	struct person_row row;

	kept(cx, "Udvalg A", RECORD_MINUTES, "2024-01-10", "one");
	kept(cx, "Udvalg B", RECORD_MINUTES, "2024-02-10", "two");
	CHECK_INT(person_by_slug(cx, TEXT("anne-holm"), &row, &course), FAULT_NONE);
	CHECK_TEXT(row.name, "Anne Holm");
	CHECK_INT(course.seats_n, 2);
	CHECK_INT(course.attendance_n, 2);
	CHECK_INT(person_by_slug(cx, TEXT("nobody"), &row, &course), FAULT_NOT_FOUND);
	CHECK_INT(person_by_slug(cx, TEXT("hemmelig-gaest"), &row, &course), FAULT_NONE);
	CHECK_INT(course.visits_n, 2);
	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(person_by_slug(cx, TEXT("hemmelig-gaest"), &row, &course), FAULT_NOT_FOUND);
}

/* In each list, whatever finds it: ae, oe and aa come last, and aa is the same as its older spelling. */
TEST(lists_are_in_the_order_of_the_danish_alphabet)
{
	static const char *const sorted[] = { "Bent", "Bo", "Bz", "B\xc3\xa6k", "B\xc3\xb8g", "Baaa", "B\xc3\xa5""b", "Baac" };
	static const char *const committees[] = { "A-udvalget", "Z-udvalget", "\xc3\x86ldreudvalget", "\xc3\x98-udvalget",
		"Aadalsudvalget", "\xc3\x85sudvalget" };
	static const size_t mixed[] = { 6, 3, 0, 5, 1, 7, 4, 2 };
	struct ctx *cx = fixture_ctx(arena);
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2024-03-12", TEXT("one"));
	struct person_summary_row *people;
	struct organization_summary_row *organizations;
	struct person_row *named;
	struct meeting_id id;
	enum keep_outcome outcome;
	size_t n;

	record->participants = arena_new(arena, struct record_participant, LENGTH_OF(sorted));
	record->participants_n = LENGTH_OF(sorted);
	for (size_t i = 0; i < LENGTH_OF(sorted); i++)
		record->participants[i] = (struct record_participant){ .name = text_from(sorted[mixed[i]]) };
	record->items_n = 1;
	record->organization = text_from(committees[5]);
	CHECK_INT(fixture_keep(cx, record, TEXT("one"), &outcome, &id), FAULT_NONE);
	CHECK_INT(person_list(cx, 20, 0, &people, &n), FAULT_NONE);
	CHECK_INT(n, LENGTH_OF(sorted));
	for (size_t i = 0; i < n; i++)
		CHECK_TEXT(people[i].name, sorted[i]);
	CHECK_INT(person_named(cx, TEXT("b"), 20, &named, &n), FAULT_NONE);
	CHECK_INT(n, LENGTH_OF(sorted));
	for (size_t i = 0; i < n; i++)
		CHECK_TEXT(named[i].name, sorted[i]);
	for (size_t i = 5; i-- > 0;)
		kept(cx, committees[i], RECORD_MINUTES, "2024-03-12", committees[i]);
	CHECK_INT(organization_list(cx, 20, 0, &organizations, &n), FAULT_NONE);
	CHECK_INT(n, LENGTH_OF(committees));
	for (size_t i = 0; i < n; i++)
		CHECK_TEXT(organizations[i].name, committees[i]);
}

TEST(organization_has_an_address_its_years_and_its_people)
{
	struct ctx *cx = fixture_ctx(arena);
	struct organization_summary_row *all;
	struct organization_row row;
	struct member_row *members;
	struct year_row *years;
	struct text body;
	int64_t count;
	size_t n;

	CHECK_INT(body_name(cx, &body), FAULT_NOT_FOUND);
	kept(cx, "\xc3\x98konomiudvalget", RECORD_MINUTES, "2023-01-10", "one");
	kept(cx, "\xc3\x98KONOMIUDVALGET", RECORD_MINUTES, "2024-02-10", "two");
	kept(cx, "Aftenskoleudvalget", RECORD_MINUTES, "2024-02-10", "three");
	CHECK_INT(body_name(cx, &body), FAULT_NONE);
	CHECK_TEXT(body, "Solb\xc3\xa6k Kommune");
	CHECK_INT(organization_count(cx, &count), FAULT_NONE);
	CHECK_INT(count, 2);
	CHECK_INT(organization_by_slug(cx, TEXT("oekonomiudvalget"), &row), FAULT_NONE);
	CHECK_INT(organization_years(cx, row.id, &years, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(years[0].year, "2024");
	CHECK_INT(organization_members(cx, row.id, &members, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_INT(organization_list(cx, 10, 0, &all, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(all[0].name, "Aftenskoleudvalget");
}

TEST(meeting_has_neighbours_and_every_revision)
{
	struct ctx *cx = fixture_ctx(arena);
	struct meeting_row row, before, after;
	struct meeting_id second;
	struct meeting meeting;

	kept(cx, "Byr\xc3\xa5""det", RECORD_MINUTES, "2024-01-10", "one");
	second = kept(cx, "Byr\xc3\xa5""det", RECORD_AGENDA, "2024-02-10T16:00", "two");
	CHECK_INT(kept(cx, "Byr\xc3\xa5""det", RECORD_MINUTES, "2024-02-10T16:15", "three").v, second.v);
	kept(cx, "Byr\xc3\xa5""det", RECORD_MINUTES, "2024-03-10", "four");
	CHECK_INT(meeting_by_slug(cx, TEXT("byraadet"), TEXT("2024-02-10"), &row), FAULT_NONE);
	CHECK_INT(row.id.v, second.v);
	CHECK_INT(meeting_neighbours(cx, &row, &before, &after), FAULT_NONE);
	CHECK_TEXT(before.slug, "2024-01-10");
	CHECK_TEXT(after.slug, "2024-03-10");
	CHECK_INT(meeting_load(cx, &row, 0, &meeting), FAULT_NONE);
	CHECK_INT(meeting.revisions_n, 2);
	CHECK_TEXT(meeting.revision.kind, "minutes");
	CHECK_INT(meeting_load(cx, &row, 1, &meeting), FAULT_NONE);
	CHECK_TEXT(meeting.revision.kind, "agenda");
	CHECK_INT(meeting_load(cx, &row, 3, &meeting), FAULT_NOT_FOUND);
	CHECK_INT(meeting_by_slug(cx, TEXT("byraadet"), TEXT("2024-02-11"), &row), FAULT_NOT_FOUND);
}

/* The record that comes out is the one that went in, closed items and all, for the operator. */
TEST(meeting_record_is_what_was_kept)
{
	struct ctx *cx = fixture_ctx(arena);
	struct meeting_id id = kept(cx, "Byr\xc3\xa5""det", RECORD_MINUTES, "2024-02-10T16:00", "one");
	struct meeting_row row;
	struct meeting meeting;
	struct record *record;

	CHECK_INT(meeting_by_id(cx, id, &row), FAULT_NONE);
	CHECK_INT(meeting_load(cx, &row, 0, &meeting), FAULT_NONE);
	record = meeting_record(arena, &meeting);
	CHECK_INT(record->items_n, 3);
	CHECK(!record->items[1].is_public);
	CHECK_TEXT(record->items[1].files[0], "Fortroligt notat.pdf");
	CHECK_TEXT(record->items[2].matter, "22-011382");
	CHECK_TEXT(record->participants[0].role, "formand");
	CHECK_INT(record->participants[1].status, PARTICIPANT_ABSENT);
	CHECK_INT(record->start.hour, 16);
}
