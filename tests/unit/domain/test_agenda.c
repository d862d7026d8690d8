#include "domain/agenda.h"
#include "domain/disqualification.h"
#include "domain/standard.h"
#include "domain/topic.h"

#include <inttypes.h>

#include "database.h"
#include "desk.h"
#include "domain/draft_facts.h"
#include "domain/membership.h"
#include "tap.h"

static struct moment at(const char *text)
{
	struct moment m = MOMENT_NONE;

	CHECK(moment_parse(text_from(text), &m));
	return m;
}

static struct meeting_id meeting_at(struct ctx *cx, struct organization_id organization, const char *start)
{
	struct plan plan = { .start = at(start), .ending = MOMENT_NONE, .announced = true };
	struct meeting_id id = { 0 };

	CHECK_INT(plan_make(cx, organization, &plan, &id), FAULT_NONE);
	return id;
}

static struct ctx *clerk(struct desk *d)
{
	return desk_as(d, desk_account(d, "bo", ROLE_CLERK, (struct reach){ d->organization, { 0 } }));
}

static int64_t changes(struct ctx *cx, struct meeting_id id)
{
	struct plan_row row;

	CHECK_INT(plan_get(cx, id, &row), FAULT_NONE);
	return row.changes;
}

static enum fault place(struct ctx *cx, struct meeting_id meeting, struct draft_id draft)
{
	return agenda_place(cx, meeting, changes(cx, meeting), draft);
}

/* "A|B|C" of the titles in their order; what is not seen is "?". */
static struct text titles(struct ctx *cx, struct meeting_id meeting)
{
	struct buffer b = buffer_in(cx->arena, 4096);
	struct agenda_item *items;
	size_t n = 0;

	CHECK_INT(agenda_load(cx, meeting, &items, &n), FAULT_NONE);
	for (size_t i = 0; i < n; i++) {
		buffer_add_string(&b, i > 0 ? "|" : "");
		buffer_add(&b, items[i].seen ? items[i].facts.title : TEXT("?"));
	}
	return buffer_text(&b);
}

static void close_draft(struct ctx *cx, struct draft_id id, enum circle circle)
{
	struct draft_row row;
	struct draft_facts facts;

	CHECK_INT(draft_get(cx, id, &row), FAULT_NONE);
	facts = draft_facts_of(&row);
	facts.circle = circle;
	facts.ground.v = 1;
	CHECK_INT(draft_set_facts(cx, id, row.changes, &facts), FAULT_NONE);
}

TEST(agenda_puts_each_item_where_custom_has_it)
{
	struct desk d = desk_new(arena);
	struct ctx *bo = clerk(&d);
	struct meeting_id before = meeting_at(bo, d.organization, "2024-02-06T15:00"), id = meeting_at(bo, d.organization, "2024-03-05T15:00");
	struct draft_id closed = desk_draft(&d, bo, "Lukket"), open = desk_draft(&d, bo, "Anden"), first = desk_draft(&d, bo, "Tredje");
	struct agenda_item *items;
	size_t n;

	close_draft(bo, closed, CIRCLE_MEMBERS);
	CHECK_INT(place(bo, id, closed), FAULT_NONE);
	CHECK_INT(place(bo, id, open), FAULT_NONE);
	CHECK_INT(standard_place_all(bo, id, changes(bo, id)), FAULT_NONE);
	CHECK_INT(place(bo, id, first), FAULT_NONE);
	CHECK_TEXT(titles(bo, id), "Godkendelse af dagsorden|Godkendelse af referat af m\xc3\xb8""det den 6. februar 2024|Meddelelser|Anden|Tredje|"
		"N\xc3\xa6ste m\xc3\xb8""de|Eventuelt|Underskriftsark|Lukket");
	CHECK_INT(agenda_load(bo, id, &items, &n), FAULT_NONE);
	CHECK(!agenda_is_mixed(items, n));
	CHECK_INT(agenda_move(bo, id, changes(bo, id), closed, 4), FAULT_NONE);
	CHECK_INT(agenda_load(bo, id, &items, &n), FAULT_NONE);
	CHECK(agenda_is_mixed(items, n));
	CHECK_INT(items[3].draft.v, closed.v);
	CHECK_INT(items[3].position, 4);
	CHECK_INT(agenda_sort(bo, id, changes(bo, id)), FAULT_NONE);
	CHECK_INT(agenda_load(bo, id, &items, &n), FAULT_NONE);
	CHECK_INT(items[8].draft.v, closed.v);
	CHECK_INT(standard_place_all(bo, id, changes(bo, id)), FAULT_NONE); /* nothing is there twice */
	CHECK_INT(agenda_load(bo, id, &items, &n), FAULT_NONE);
	CHECK_INT(n, 9);
	(void)before;
}

TEST(agenda_is_arranged_by_its_clerk_alone_and_by_one_at_a_time)
{
	struct desk d = desk_new(arena);
	struct ctx *bo = clerk(&d);
	struct ctx *other = desk_as(&d, desk_account(&d, "carl", ROLE_CLERK, (struct reach){ d.other, { 0 } }));
	struct ctx *officer = desk_as(&d, desk_account(&d, "dorte", ROLE_OFFICER, (struct reach){ { 0 }, d.department }));
	struct meeting_id id = meeting_at(bo, d.organization, "2024-03-05T15:00");
	struct draft_id a = desk_draft(&d, bo, "A"), b = desk_draft(&d, bo, "B"), c = desk_draft(&d, bo, "C");
	struct draft_id order[3] = { c, a, b }, wrong[3] = { c, c, b };

	CHECK_INT(agenda_place(other, id, 0, a), FAULT_NOT_FOUND);
	CHECK_INT(agenda_place(officer, id, 0, a), FAULT_DENIED);
	CHECK_INT(place(bo, id, a), FAULT_NONE);
	CHECK_INT(agenda_place(bo, id, 0, b), FAULT_CONFLICT);
	CHECK_INT(place(bo, id, b), FAULT_NONE);
	CHECK_INT(place(bo, id, b), FAULT_CONFLICT);
	CHECK_INT(place(bo, id, c), FAULT_NONE);
	CHECK_INT(agenda_order(bo, id, changes(bo, id), order, 3), FAULT_NONE);
	CHECK_TEXT(titles(bo, id), "C|A|B");
	CHECK_INT(agenda_order(bo, id, changes(bo, id), wrong, 3), FAULT_CONFLICT);
	CHECK_INT(agenda_order(bo, id, changes(bo, id), order, 2), FAULT_CONFLICT);
	CHECK_INT(agenda_take_off(bo, id, changes(bo, id), a), FAULT_NONE);
	CHECK_TEXT(titles(bo, id), "C|B");
	CHECK_INT(agenda_move(bo, id, changes(bo, id), a, 1), FAULT_CONFLICT);
	CHECK_INT(agenda_move(bo, id, changes(bo, id), b, -5), FAULT_NONE);
	CHECK_TEXT(titles(bo, id), "B|C");
	CHECK_INT(agenda_move(bo, id, changes(bo, id), b, 99), FAULT_NONE);
	CHECK_TEXT(titles(bo, id), "C|B");
}

TEST(agenda_gives_a_draft_to_another_meeting)
{
	struct desk d = desk_new(arena);
	struct ctx *bo = clerk(&d);
	struct meeting_id one = meeting_at(bo, d.organization, "2024-03-05T15:00"), two = meeting_at(bo, d.organization, "2024-04-02T15:00");
	struct draft_id a = desk_draft(&d, bo, "A"), b = desk_draft(&d, bo, "B");
	struct agenda_item *items;
	size_t n;

	CHECK_INT(place(bo, one, a), FAULT_NONE);
	CHECK_INT(place(bo, one, b), FAULT_NONE);
	CHECK_INT(place(bo, two, a), FAULT_NONE);
	CHECK_TEXT(titles(bo, one), "B");
	CHECK_TEXT(titles(bo, two), "A");
	CHECK_INT(agenda_load(bo, one, &items, &n), FAULT_NONE);
	CHECK_INT(items[0].position, 1);
}

/* A clerk who may not see an item knows that a place is taken, as the order must be whole, and nothing else. */
TEST(agenda_has_places_of_what_its_clerk_does_not_see)
{
	struct desk d = desk_new(arena);
	struct ctx *bo = clerk(&d);
	struct ctx *anne = desk_as(&d, desk_account(&d, "anne", ROLE_CLERK, (struct reach){ d.organization, { 0 } }));
	struct meeting_id id = meeting_at(bo, d.organization, "2024-03-05T15:00");
	struct draft_id a = desk_draft(&d, bo, "A"), secret = desk_draft(&d, bo, "Hemmelig");
	struct agenda_item *items;
	size_t n;

	CHECK_INT(place(bo, id, secret), FAULT_NONE);
	CHECK_INT(place(bo, id, a), FAULT_NONE);
	close_draft(bo, secret, CIRCLE_NAMED);
	CHECK_TEXT(titles(bo, id), "Hemmelig|A");
	CHECK_TEXT(titles(anne, id), "?|A");
	CHECK_INT(agenda_load(anne, id, &items, &n), FAULT_NONE);
	CHECK(!text_known(items[0].facts.title));
	CHECK_INT(agenda_move(anne, id, changes(anne, id), a, 1), FAULT_NONE);
	CHECK_TEXT(titles(bo, id), "A|Hemmelig");
	CHECK_INT(agenda_take_off(anne, id, changes(anne, id), secret), FAULT_NOT_FOUND);
}

TEST(standard_items_are_filled_in)
{
	struct desk d = desk_new(arena);
	struct ctx *bo = clerk(&d);
	struct meeting_id id = meeting_at(bo, d.organization, "2024-03-05T15:00"), next = meeting_at(bo, d.organization, "2024-04-02T15:30");
	struct membership_id membership;
	struct membership_new sits = { .organization = d.organization, .name = TEXT("Dorte Dam"), .may_be_new = true,
		.membership = { .seat = SEAT_CHAIR, .from = { 2022, 1, 1 } } };
	struct standard_new own = { .last = true, .title = TEXT("Fast punkt"), .text = TEXT("Som altid, til {n\xc3\xa6ste m\xc3\xb8""de}.") };
	struct standard_row *rows;
	struct agenda_item *items;
	struct draft_row row;
	struct draft_text text;
	size_t n, items_n;

	CHECK_INT(membership_add(d.cx, &sits, &membership), FAULT_NONE);
	sits.name = TEXT("Anne Bo"), sits.membership.seat = SEAT_MEMBER;
	CHECK_INT(membership_add(d.cx, &sits, &membership), FAULT_NONE);
	CHECK_INT(standard_add(bo, d.organization, &own), FAULT_NONE);
	CHECK_INT(standard_add(bo, d.other, &own), FAULT_DENIED);
	CHECK_INT(standard_list(bo, d.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 7);
	CHECK_TEXT(rows[6].title, "Fast punkt");
	for (size_t i = 3; i < n; i++)
		CHECK_INT(standard_place(bo, id, changes(bo, id), rows[i].id), FAULT_NONE);
	CHECK_INT(agenda_load(bo, id, &items, &items_n), FAULT_NONE);
	CHECK_INT(items_n, 4);
	CHECK_TEXT(items[0].facts.state, "approved");
	for (size_t i = 0; i < items_n; i++) {
		static const char *const says[] = { "Udvalget holder m\xc3\xb8""de tirsdag den 2. april 2024 kl. 15.30.", NULL,
			"Det indstilles, at de medlemmer, der har deltaget i m\xc3\xb8""det, underskriver protokollen:\n\n- Dorte Dam, formand\n- Anne Bo",
			"Som altid, til m\xc3\xb8""de tirsdag den 2. april 2024 kl. 15.30." };

		CHECK_INT(draft_get(bo, items[i].draft, &row), FAULT_NONE);
		CHECK_INT(draft_load(bo, &row, 0, &text), FAULT_NONE);
		if (says[i] != NULL)
			CHECK_TEXT(text.sections[0].text, says[i]);
	}
	CHECK_INT(standard_end(bo, d.organization, rows[6].id), FAULT_NONE);
	CHECK_INT(standard_end(bo, d.organization, rows[0].id), FAULT_NOT_FOUND);
	CHECK_INT(standard_list(bo, d.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 6);
	/* Taken off, a standard item is gone. */
	CHECK_INT(agenda_take_off(bo, id, changes(bo, id), items[0].draft), FAULT_NONE);
	CHECK_INT(draft_get(bo, items[0].draft, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "closed");
	(void)next;
}

TEST(topic_waits_until_it_is_taken_up)
{
	struct desk d = desk_new(arena);
	struct ctx *bo = clerk(&d);
	struct ctx *member = desk_as(&d, desk_account(&d, "eva", ROLE_MEMBER, (struct reach){ d.organization, { 0 } }));
	struct ctx *stranger = desk_as(&d, desk_account(&d, "finn", ROLE_MEMBER, (struct reach){ d.other, { 0 } }));
	struct meeting_id id = meeting_at(bo, d.organization, "2024-03-05T15:00");
	struct topic topic = { .title = TEXT(" Morgendagens arbejdsplads "), .note = TEXT("Et opl\xc3\xa6g."), .wished_by = TEXT("Eva") };
	struct topic_id topic_id, second;
	struct topic_row *rows;
	size_t n;

	CHECK_INT(topic_add(member, d.organization, &topic, &topic_id), FAULT_DENIED);
	CHECK_INT(topic_add(bo, d.organization, &topic, &topic_id), FAULT_NONE);
	CHECK_INT(topic_add(bo, d.organization, &topic, &second), FAULT_NONE);
	CHECK_INT(topic_list(member, d.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(rows[0].title, "Morgendagens arbejdsplads");
	CHECK_INT(topic_list(stranger, d.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 0);
	CHECK_INT(topic_take_up(stranger, id, 0, topic_id), FAULT_NOT_FOUND);
	CHECK_INT(topic_take_up(bo, id, changes(bo, id), topic_id), FAULT_NONE);
	CHECK_TEXT(titles(bo, id), "Morgendagens arbejdsplads");
	CHECK_INT(topic_drop(bo, second), FAULT_NONE);
	CHECK_INT(topic_list(bo, d.organization, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 0);
}

TEST(agenda_continues_what_was_left_with_all_that_it_has)
{
	struct desk d = desk_new(arena);
	struct ctx *bo = clerk(&d);
	struct meeting_id one = meeting_at(bo, d.organization, "2023-11-01T15:00"), two = meeting_at(bo, d.organization, "2024-04-02T15:00");
	struct draft_id old = desk_draft(&d, bo, "Udsat");
	struct plan_row meeting;
	struct draft_row *left, row;
	struct draft_text text;
	struct agenda_item *items;
	struct named_row *named;
	size_t n;

	CHECK_INT(place(bo, one, old), FAULT_NONE);
	close_draft(bo, old, CIRCLE_NAMED);
	CHECK(database_force(d.url, arena_format(arena, "UPDATE draft SET state = 'sent' WHERE id = %" PRId64, old.v)));
	CHECK_INT(plan_get(bo, two, &meeting), FAULT_NONE);
	CHECK_INT(agenda_left(bo, &meeting, &left, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(agenda_continue(bo, two, meeting.changes, old), FAULT_NONE);
	CHECK_INT(agenda_load(bo, two, &items, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(draft_get(bo, items[0].draft, &row), FAULT_NONE);
	CHECK_INT(row.continues.v, old.v);
	CHECK_TEXT(row.state, "approved");
	CHECK_TEXT(row.circle, "named");
	CHECK_INT(draft_load(bo, &row, 0, &text), FAULT_NONE);
	CHECK_INT(text.sections_n, 2);
	CHECK_INT(draft_named(bo, row.id, &named, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(draft_get(bo, old, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "closed");
	CHECK_INT(agenda_left(bo, &meeting, &left, &n), FAULT_NONE);
	CHECK_INT(n, 0);
}

TEST(disqualification_keeps_papers_away_and_leaves_a_trace)
{
	struct desk d = desk_new(arena);
	struct ctx *bo = clerk(&d);
	struct ctx *officer = desk_as(&d, desk_account(&d, "dorte", ROLE_OFFICER, (struct reach){ { 0 }, d.department }));
	struct draft_id id = desk_draft(&d, bo, "Naboens sag");
	struct membership_id membership;
	struct membership_new sits = { .organization = d.organization, .name = TEXT("Gerda Gris"), .may_be_new = true,
		.membership = { .seat = SEAT_MEMBER, .from = { 2022, 1, 1 } } };
	struct seated_row *seated;
	struct disqualified_row *rows;
	int64_t entries, before, broken;
	struct draft_row row;
	size_t n;

	CHECK_INT(membership_add(d.cx, &sits, &membership), FAULT_NONE);
	CHECK_INT(disqualification_seated(bo, d.organization, (struct date){ 2023, 11, 14 }, &seated, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(disqualification_note(officer, id, seated[0].person, TEXT("Nabo")), FAULT_DENIED);
	CHECK_INT(disqualification_note(bo, id, seated[0].person, TEXT(" ")), FAULT_INVALID);
	CHECK_INT(disqualification_note(bo, id, (struct person_id){ 999 }, TEXT("Nabo")), FAULT_INVALID);
	CHECK_INT(disqualification_note(bo, id, seated[0].person, TEXT("Nabo")), FAULT_NONE);
	CHECK_INT(disqualification_list(bo, id, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_TEXT(rows[0].name, "Gerda Gris");
	/* Whoever has that person's account does not see the draft, whatever else they are. */
	CHECK(database_force(d.url, arena_format(arena, "UPDATE account SET person_id = %" PRId64 " WHERE name = 'dorte'", rows[0].person.v)));
	CHECK_INT(draft_get(officer, id, &row), FAULT_NOT_FOUND);
	CHECK_INT(journal_verify(d.cx, &before, &broken), FAULT_NONE);
	CHECK_INT(disqualification_lift(bo, id, rows[0].person), FAULT_NONE);
	CHECK_INT(draft_get(officer, id, &row), FAULT_NONE);
	CHECK_INT(journal_verify(d.cx, &entries, &broken), FAULT_NONE);
	CHECK_INT(entries, before + 1);
	CHECK_INT(disqualification_lift(bo, id, rows[0].person), FAULT_NONE);
	CHECK_INT(journal_verify(d.cx, &entries, &broken), FAULT_NONE);
	CHECK_INT(entries, before + 1);
}
