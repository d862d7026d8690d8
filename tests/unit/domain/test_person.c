#include "domain/person.h"

#include <sqlite3.h>

#include "database.h"
#include "desk.h"
#include "domain/account.h"
#include "domain/body.h"
#include "domain/department.h"
#include "domain/membership.h"
#include "fixture.h"
#include "tap.h"

static const struct date open = { 0 };

static struct body_id authority(struct ctx *cx)
{
	struct body_row *rows;
	size_t n;

	CHECK_INT(body_list(cx, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	return rows[0].id;
}

static struct person_row called(struct ctx *cx, const char *name)
{
	struct person_row row = { .id = { 0 } };

	CHECK_INT(person_find(cx, text_from(name), &row), FAULT_NONE);
	return row;
}

static enum fault sit(struct ctx *cx, struct organization_id where, const char *name, struct date from, struct date to)
{
	struct membership_new made = { .organization = where, .name = text_from(name), .may_be_new = true,
		.membership = { .seat = SEAT_MEMBER, .from = from, .to = to } };
	struct membership_id id;

	return membership_add(cx, &made, &id);
}

TEST(person_of_documents_and_of_memberships_is_one)
{
	struct desk desk = desk_new(arena);
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2023-11-07", TEXT("et referat"));
	struct person_row row;
	struct person_course course;
	struct text slug;
	enum keep_outcome outcome;
	struct meeting_id meeting;

	CHECK_INT(person_add(desk.cx, authority(desk.cx), TEXT("Vera  Nybroe"), &slug), FAULT_NONE);
	CHECK_TEXT(slug, "vera-nybroe");
	CHECK_INT(person_add(desk.cx, authority(desk.cx), TEXT("VERA NYBROE"), &slug), FAULT_CONFLICT);
	CHECK_INT(person_by_slug(desk.cx, TEXT("vera-nybroe"), &row, &course), FAULT_NOT_FOUND); /* nobody knows her yet */
	record->participants[0].name = TEXT("vera nybroe");
	CHECK_INT(fixture_keep(desk.cx, record, TEXT("et referat"), &outcome, &meeting), FAULT_NONE);
	CHECK_INT(person_by_slug(desk.cx, TEXT("vera-nybroe"), &row, &course), FAULT_NONE);
	CHECK_TEXT(row.name, "Vera Nybroe");
	CHECK_INT(course.attendance_n, 1);
}

TEST(person_shows_when_a_membership_has_begun)
{
	struct desk desk = desk_new(arena);
	struct ctx everybody = *desk.cx;
	struct person_row row, *found;
	struct person_course course;
	struct person_summary_row *all;
	int64_t before, after;
	size_t n;

	everybody.viewer.v = VIEWER_PUBLIC;
	CHECK_INT(person_count(&everybody, &before), FAULT_NONE);
	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", (struct date){ 2023, 11, 15 }, open), FAULT_NONE);
	CHECK_INT(person_by_slug(&everybody, TEXT("ida-lund"), &row, &course), FAULT_NOT_FOUND);
	CHECK_INT(person_named(&everybody, TEXT("ida"), 10, &found, &n), FAULT_NONE);
	CHECK_INT(n, 0);
	everybody.now += (int64_t)24 * 3600 * MICROSECONDS;
	CHECK_INT(person_by_slug(&everybody, TEXT("ida-lund"), &row, &course), FAULT_NONE);
	CHECK_INT(course.memberships_n, 1);
	CHECK_INT(person_count(&everybody, &after), FAULT_NONE);
	CHECK_INT(after, before + 1);
	CHECK_INT(person_list(&everybody, 10, 0, &all, &n), FAULT_NONE);
	CHECK_INT(n, after);
	CHECK_INT(person_named(&everybody, TEXT("ida"), 10, &found, &n), FAULT_NONE);
	CHECK_INT(n, 1);
}

TEST(person_keeps_the_names_that_it_had)
{
	struct desk desk = desk_new(arena);
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2023-11-07", TEXT("et referat"));
	struct person_row anne = called(desk.cx, "Anne Holm"), row;
	struct person_name_row *names;
	struct text slug;
	enum keep_outcome outcome;
	struct meeting_id meeting;
	int64_t count, again;
	size_t n;

	CHECK_INT(person_count(desk.cx, &count), FAULT_NONE);
	CHECK_INT(person_rename(desk.cx, anne.id, TEXT("Bo Krogh")), FAULT_CONFLICT);
	CHECK_INT(person_rename(desk.cx, anne.id, TEXT("Anne Lund")), FAULT_NONE);
	CHECK_INT(person_rename(desk.cx, anne.id, TEXT("Anne Lund")), FAULT_NONE);
	CHECK_INT(person_also_called(desk.cx, anne.id, TEXT("A. Lund")), FAULT_NONE);
	CHECK_INT(person_also_called(desk.cx, anne.id, TEXT("Bo Krogh")), FAULT_CONFLICT);
	CHECK_INT(fixture_keep(desk.cx, record, TEXT("et referat"), &outcome, &meeting), FAULT_NONE); /* it says "Anne Holm" */
	CHECK_INT(person_count(desk.cx, &again), FAULT_NONE);
	CHECK_INT(again, count);
	row = called(desk.cx, "a. lund");
	CHECK_INT(row.id.v, anne.id.v);
	CHECK_TEXT(row.name, "Anne Lund");
	CHECK_TEXT(row.slug, "anne-holm"); /* given once */
	CHECK_INT(person_other_names(desk.cx, anne.id, &names, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(names[0].name, "A. Lund");
	CHECK_TEXT(names[1].name, "Anne Holm");
	CHECK_INT(person_add(desk.cx, anne.body, TEXT("Anne Holm"), &slug), FAULT_CONFLICT);
	CHECK_INT(person_no_more_called(desk.cx, anne.id, names[0].key), FAULT_NONE);
	CHECK_INT(person_no_more_called(desk.cx, anne.id, names[0].key), FAULT_NOT_FOUND);
	CHECK_INT(person_rename(desk.cx, anne.id, TEXT("Anne Holm")), FAULT_NONE); /* back */
	CHECK_INT(person_other_names(desk.cx, anne.id, &names, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_TEXT(names[0].name, "Anne Lund");
}

TEST(person_merges_with_whom_it_is)
{
	struct desk desk = desk_new(arena);
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2023-11-07", TEXT("et referat"));
	struct account_id account = desk_account(&desk, "anne", ROLE_MEMBER, (struct reach){ .organization = desk.organization });
	struct person_row anne = called(desk.cx, "Anne Holm"), bo = called(desk.cx, "Bo Krogh"), other, row;
	struct person_course course;
	struct account_row bound;
	enum keep_outcome outcome;
	struct meeting_id meeting;

	record->participants[0].name = TEXT("Anne B. Holm");
	CHECK_INT(fixture_keep(desk.cx, record, TEXT("et referat"), &outcome, &meeting), FAULT_NONE);
	other = called(desk.cx, "Anne B. Holm");
	CHECK(other.id.v != anne.id.v);
	CHECK_INT(sit(desk.cx, desk.organization, "Anne B. Holm", (struct date){ 2022, 1, 1 }, open), FAULT_NONE);
	CHECK_INT(account_bind(desk.cx, account, other.id), FAULT_NONE);

	CHECK_INT(person_merge(desk_as(&desk, account), other.id, anne.id), FAULT_DENIED);
	CHECK_INT(person_merge(desk.cx, anne.id, bo.id), FAULT_CONFLICT); /* they met */
	CHECK_INT(person_merge(desk.cx, anne.id, anne.id), FAULT_INVALID);
	CHECK_INT(person_merge(desk.cx, other.id, anne.id), FAULT_NONE);
	CHECK_INT(person_by_slug(desk.cx, TEXT("anne-b-holm"), &row, &course), FAULT_NONE); /* the old address leads there */
	CHECK_TEXT(row.slug, "anne-holm");
	CHECK_INT(course.attendance_n, 3);
	CHECK_INT(course.memberships_n, 1);
	CHECK_INT(account_by_id(desk.cx, account, &bound), FAULT_NONE);
	CHECK_INT(bound.person.v, anne.id.v);
	CHECK_INT(called(desk.cx, "anne b. holm").id.v, anne.id.v);
	CHECK_INT(person_no_more_called(desk.cx, anne.id, TEXT("Anne B. Holm")), FAULT_NOT_FOUND); /* its address is in use */
}

TEST(person_merge_refuses_who_must_be_two)
{
	struct desk desk = desk_new(arena);
	struct account_id a = desk_account(&desk, "a", ROLE_MEMBER, (struct reach){ .organization = desk.organization }),
		b = desk_account(&desk, "b", ROLE_MEMBER, (struct reach){ .organization = desk.organization });
	struct text first, second;
	struct person_row one, two;
	struct body_id elsewhere;

	CHECK_INT(person_add(desk.cx, authority(desk.cx), TEXT("Ida Lund"), &first), FAULT_NONE);
	CHECK_INT(person_add(desk.cx, authority(desk.cx), TEXT("Ida M. Lund"), &second), FAULT_NONE);
	one = called(desk.cx, "ida-lund");
	two = called(desk.cx, "ida-m-lund");
	CHECK_INT(account_bind(desk.cx, a, one.id), FAULT_NONE);
	CHECK_INT(account_bind(desk.cx, b, two.id), FAULT_NONE);
	CHECK_INT(person_merge(desk.cx, one.id, two.id), FAULT_CONFLICT);
	CHECK_INT(account_bind(desk.cx, a, (struct person_id){ 0 }), FAULT_NONE);
	CHECK_INT(sit(desk.cx, desk.organization, "Ida Lund", (struct date){ 2022, 1, 1 }, open), FAULT_NONE);
	CHECK_INT(sit(desk.cx, desk.organization, "Ida M. Lund", (struct date){ 2023, 1, 1 }, open), FAULT_NONE);
	CHECK_INT(person_merge(desk.cx, one.id, two.id), FAULT_CONFLICT);
	CHECK_TEXT(text_from(desk.cx->why.detail), "\xc3\x98konomiudvalget");

	CHECK(database_force(desk.url, "DELETE FROM membership; INSERT INTO attendee (meeting_id, person_id, position, role, status) "
		"SELECT m.id, p.id, 1, 'member', 'present' FROM meeting m, person p WHERE m.id = 1 AND p.slug = 'ida-lund'"));
	CHECK_INT(person_merge(desk.cx, one.id, two.id), FAULT_CONFLICT);
	CHECK_INT(body_add(desk.cx, TEXT("Nabo Kommune"), &elsewhere), FAULT_NONE);
	CHECK_INT(person_add(desk.cx, elsewhere, TEXT("Ida Lund"), &second), FAULT_NONE);
	CHECK_INT(person_find(desk.cx, TEXT("Ida Lund"), &two), FAULT_CONFLICT); /* which of the two? */
	two = called(desk.cx, "ida-lund-2");
	CHECK_INT(person_merge(desk.cx, one.id, two.id), FAULT_INVALID);
}

static int collect(void *what, int columns, char **values, char **names)
{
	struct buffer *b = what;

	(void)columns;
	(void)names;
	buffer_add_string(b, values[0]);
	buffer_add_byte(b, ' ');
	return 0;
}

/* Whatever refers to a person must be moved when two are merged, or keep them apart: a new reference belongs into
 * sql/query/person.sql, and here. */
TEST(person_merge_moves_all_that_refers_to_one)
{
	struct desk desk;
	struct buffer b = buffer_in(arena, 4096);
	sqlite3 *handle = NULL;

	ONLY_SQLITE
	desk = desk_new(arena);
	CHECK_INT(sqlite3_open(desk.url, &handle), SQLITE_OK);
	CHECK_INT(sqlite3_exec(handle, "SELECT t.name || '.' || f.\"from\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f "
		"WHERE t.type = 'table' AND f.\"table\" = 'person' ORDER BY 1", collect, &b, NULL), SQLITE_OK);
	CHECK_TEXT(buffer_text(&b), "account.person_id amendment.person_id attendee.person_id attendee.substitute_for "
		"ballot.person_id disqualification.person_id disqualification.raised_by guest.person_id membership.person_id "
		"membership.substitute_for participant.person_id person_name.person_id presence.person_id sitting.chair_id "
		"speaker.person_id statement.person_id vote.person_id ");
	sqlite3_close(handle);
}

TEST(person_changes_ask_for_an_administrator)
{
	struct desk desk = desk_new(arena);
	struct ctx *clerk = desk_as(&desk, desk_account(&desk, "clerk", ROLE_CLERK, (struct reach){ .organization = desk.organization })),
		*officer = desk_as(&desk, desk_account(&desk, "officer", ROLE_OFFICER, (struct reach){ 0 }));
	struct person_row anne = called(desk.cx, "Anne Holm"), row;
	struct person_desk_row *rows;
	struct text slug;
	size_t n;

	CHECK_INT(person_rename(clerk, anne.id, TEXT("Anne Lund")), FAULT_DENIED);
	CHECK_INT(person_also_called(clerk, anne.id, TEXT("Anne Lund")), FAULT_DENIED);
	CHECK_INT(person_add(clerk, anne.body, TEXT("Ny Person"), &slug), FAULT_DENIED);
	CHECK_INT(person_desk_list(clerk, TEXT("ann"), 10, 0, &rows, &n), FAULT_NONE); /* to choose from */
	CHECK_INT(n, 1);
	CHECK(rows[0].named);
	CHECK_INT(person_desk_list(officer, TEXT("ann"), 10, 0, &rows, &n), FAULT_DENIED);
	CHECK_INT(person_at_desk(officer, TEXT("anne-holm"), &row), FAULT_DENIED);
	CHECK_INT(person_find(officer, TEXT("anne-holm"), &row), FAULT_DENIED);
}

TEST(body_is_found_by_the_names_that_it_had)
{
	struct desk desk = desk_new(arena);
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2023-11-07", TEXT("et referat"));
	struct ctx *clerk = desk_as(&desk, desk_account(&desk, "clerk", ROLE_CLERK, (struct reach){ 0 }));
	struct body_id body = authority(desk.cx), other;
	enum keep_outcome outcome;
	struct meeting_id meeting;
	struct body_row row;

	CHECK_INT(body_rename(clerk, body, TEXT("Ny Solb\xc3\xa6k Kommune")), FAULT_DENIED);
	CHECK_INT(body_add(clerk, TEXT("Anden Kommune"), &other), FAULT_DENIED);
	CHECK_INT(body_rename(desk.cx, body, TEXT("Ny Solb\xc3\xa6k Kommune")), FAULT_NONE);
	CHECK_INT(fixture_keep(desk.cx, record, TEXT("et referat"), &outcome, &meeting), FAULT_NONE); /* of "Solbæk Kommune" */
	CHECK_INT(authority(desk.cx).v, body.v);
	CHECK_INT(body_add(desk.cx, TEXT("solb\xc3\xa6k kommune"), &other), FAULT_CONFLICT);
	CHECK_INT(body_add(desk.cx, TEXT("Anden Kommune"), &other), FAULT_NONE);
	CHECK_INT(body_rename(desk.cx, other, TEXT("Ny Solb\xc3\xa6k Kommune")), FAULT_CONFLICT);
	CHECK_INT(body_rename(desk.cx, body, TEXT("Solb\xc3\xa6k Kommune")), FAULT_NONE); /* back */
	CHECK_INT(body_by_id(desk.cx, body, &row), FAULT_NONE);
	CHECK_TEXT(row.name, "Solb\xc3\xa6k Kommune");
}

TEST(department_comes_and_ends)
{
	struct desk desk = desk_new(arena);
	struct ctx *clerk = desk_as(&desk, desk_account(&desk, "clerk", ROLE_CLERK, (struct reach){ 0 }));
	struct department_row *rows, row;
	struct department_id id;
	size_t n;

	CHECK_INT(department_add(clerk, authority(desk.cx), TEXT("B\xc3\xb8rn og Unge"), &id), FAULT_DENIED);
	CHECK_INT(department_add(desk.cx, authority(desk.cx), TEXT(" B\xc3\xb8rn og  Unge"), &id), FAULT_NONE);
	CHECK_INT(department_add(desk.cx, authority(desk.cx), TEXT("b\xc3\xb8rn og unge"), &id), FAULT_CONFLICT);
	CHECK_INT(department_add(desk.cx, (struct body_id){ 77 }, TEXT("X"), &id), FAULT_NOT_FOUND);
	CHECK_INT(department_rename(desk.cx, TEXT("boern-og-unge"), TEXT("Social")), FAULT_CONFLICT);
	CHECK_INT(department_rename(desk.cx, TEXT("boern-og-unge"), TEXT("Familie")), FAULT_NONE);
	CHECK_INT(department_end(desk.cx, TEXT("boern-og-unge"), true), FAULT_NONE);
	CHECK_INT(department_end(desk.cx, TEXT("boern-og-unge"), true), FAULT_NONE);
	CHECK_INT(department_by_slug(desk.cx, TEXT("boern-og-unge"), &row), FAULT_NONE);
	CHECK(row.ended);
	CHECK_INT(department_list(desk.cx, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 3);
	CHECK_TEXT(rows[2].name, "Familie"); /* has ended */
	CHECK_INT(department_end(desk.cx, TEXT("boern-og-unge"), false), FAULT_NONE);
	CHECK_INT(department_rename(desk.cx, TEXT("findes-ikke"), TEXT("X")), FAULT_NOT_FOUND);
}
