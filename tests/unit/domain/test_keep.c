#include "domain/keep.h"

#include "domain/change.h"
#include "domain/content.h"
#include "domain/meeting.h"
#include "domain/organization.h"
#include "domain/person.h"
#include "domain/search.h"
#include "fixture.h"
#include "query/meeting.h"
#include "tap.h"

static const struct text first = { "one", 3 }, second = { "two", 3 }, third = { "three", 5 };

static int64_t total(struct ctx *cx, const char *words)
{
	struct search_ask ask = { .words = text_from(words), .page = 1 };
	struct search_answer answer;

	if (search(cx, &ask, &answer) != FAULT_NONE)
		return -1;
	return answer.total;
}

TEST(keep_same_bytes_again_change_nothing)
{
	struct ctx *cx = fixture_ctx(arena);
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2024-03-12T16:00", first);
	struct meeting_id id, again;
	enum keep_outcome outcome;

	CHECK_INT(fixture_keep(cx, record, first, &outcome, &id), FAULT_NONE);
	CHECK_INT(outcome, KEEP_NEW);
	CHECK_INT(fixture_keep(cx, record, first, &outcome, &again), FAULT_NONE);
	CHECK_INT(outcome, KEEP_UNCHANGED);
	CHECK_INT(again.v, id.v);
}

TEST(keep_lets_minutes_count_before_an_agenda_in_any_order)
{
	for (int minutes_first = 0; minutes_first < 2; minutes_first++) {
		struct ctx *cx = fixture_ctx(arena);
		struct record *agenda = fixture_record(arena, RECORD_AGENDA, "2024-03-12", first);
		struct record *minutes = fixture_record(arena, RECORD_MINUTES, "2024-03-12T16:00", second);
		struct meeting_id a, m;
		struct meeting_row row;
		enum keep_outcome outcome;

		agenda->items[0].title = TEXT("Zebrafinker");
		if (minutes_first)
			CHECK_INT(fixture_keep(cx, minutes, second, &outcome, &m), FAULT_NONE);
		CHECK_INT(fixture_keep(cx, agenda, first, &outcome, &a), FAULT_NONE);
		if (!minutes_first)
			CHECK_INT(fixture_keep(cx, minutes, second, &outcome, &m), FAULT_NONE);
		CHECK_INT(outcome, KEEP_CHANGED);
		CHECK_INT(a.v, m.v);
		CHECK_INT(meeting_by_id(cx, m, &row), FAULT_NONE);
		CHECK_TEXT(row.state, "minutes");
		CHECK_INT(total(cx, "zebrafinker"), 0);
		CHECK_INT(total(cx, "sygefrav\xc3\xa6r"), 1);
	}
}

TEST(keep_tells_two_meetings_of_a_day_apart)
{
	struct ctx *cx = fixture_ctx(arena);
	struct meeting_id a, b;
	enum keep_outcome outcome;

	CHECK_INT(fixture_keep(cx, fixture_record(arena, RECORD_MINUTES, "2024-03-12T10:00", first), first, &outcome, &a),
		FAULT_NONE);
	CHECK_INT(fixture_keep(cx, fixture_record(arena, RECORD_MINUTES, "2024-03-12T16:00", second), second, &outcome, &b),
		FAULT_NONE);
	CHECK_INT(outcome, KEEP_NEW);
	CHECK(a.v != b.v);
}

TEST(keep_refuses_what_a_meeting_cannot_be_without)
{
	struct ctx *cx = fixture_ctx(arena);
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2024-03-12", first);
	struct meeting_id id;
	enum keep_outcome outcome;

	record->organization = TEXT_NONE;
	CHECK_INT(fixture_keep(cx, record, first, &outcome, &id), FAULT_INVALID);
	record->organization = TEXT("Byr\xc3\xa5""det");
	record->start = MOMENT_NONE;
	CHECK_INT(fixture_keep(cx, record, first, &outcome, &id), FAULT_INVALID);
}

TEST(keep_hides_what_is_closed_from_the_public)
{
	struct ctx *cx = fixture_ctx(arena);
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2024-03-12", first);
	struct person_row *people;
	struct meeting_row row;
	struct meeting meeting;
	struct meeting_id id;
	enum keep_outcome outcome;
	size_t n;

	CHECK_INT(fixture_keep(cx, record, first, &outcome, &id), FAULT_NONE);
	CHECK_INT(total(cx, "rabarbergr\xc3\xb8""d"), 1);
	CHECK_INT(person_named(cx, TEXT("hemmelig"), 5, &people, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(total(cx, "rabarbergr\xc3\xb8""d"), 0);
	CHECK_INT(total(cx, "fortroligt"), 0);
	CHECK_INT(person_named(cx, TEXT("hemmelig"), 5, &people, &n), FAULT_NONE);
	CHECK_INT(n, 0);
	CHECK_INT(meeting_by_id(cx, id, &row), FAULT_NONE);
	CHECK_INT(meeting_load(cx, &row, 0, &meeting), FAULT_NONE);
	CHECK_INT(meeting.items_n, 3);
	CHECK_TEXT(meeting.items[1].facts.title, "Personsag");
	CHECK_INT(meeting.items[1].sections_n + meeting.items[1].files_n + meeting.items[1].guests_n, 0);
	CHECK_INT(meeting.items[0].sections_n, 1);
	CHECK(!meeting.source.may_open);
}

TEST(keep_names_the_authority_that_had_no_name)
{
	struct ctx *cx = fixture_ctx(arena);
	struct keep_settings nameless = { .open_sources = false };
	struct keep_document document = { fixture_record(arena, RECORD_MINUTES, "2024-03-12", first), first, "text/plain" };
	struct organization_summary_row *all;
	struct meeting_id id;
	enum keep_outcome outcome;
	size_t n;

	CHECK_INT(keep(cx, &document, &nameless, &outcome, &id), FAULT_NONE);
	CHECK_INT(fixture_keep(cx, fixture_record(arena, RECORD_MINUTES, "2024-04-12", second), second, &outcome, &id),
		FAULT_NONE);
	CHECK_INT(organization_list(cx, 10, 0, &all, &n), FAULT_NONE);
	CHECK_INT(n, 1);
}

/* Two revisions of a meeting, the second with every kind of row that there is. */
static struct record *rich_record(struct arena *arena)
{
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2024-03-12T16:00", third);
	struct record_earlier *earlier = arena_new(arena, struct record_earlier, 1);
	struct record_set_aside *aside = arena_new(arena, struct record_set_aside, 1);
	struct record_finding *finding = arena_new(arena, struct record_finding, 1);

	earlier[0] = (struct record_earlier){ { 2023, 11, 1 }, TEXT("Byr\xc3\xa5""det"), true, TEXT("Godkendt.") };
	aside[0] = (struct record_set_aside){ 7, TEXT("Side 1 af 3"), "page furniture" };
	finding[0] = (struct record_finding){ "title-missing", 12, TEXT("An item has no title") };
	record->items[2].earlier = earlier;
	record->items[2].earlier_n = 1;
	record->set_aside = aside;
	record->set_aside_n = 1;
	record->findings = finding;
	record->findings_n = 1;
	record->classification = TEXT("\xc2\xa7 17, stk. 4");
	return record;
}

/* Every engine call fails once: nothing may have half happened, and the next try must succeed. */
TEST(keep_is_whole_or_not_at_all)
{
	struct ctx *cx = fixture_ctx(arena);
	struct record *agenda = fixture_record(arena, RECORD_AGENDA, "2024-03-12", first), *rich = rich_record(arena);
	struct meeting_id id;
	struct meeting_row row;
	struct meeting meeting;
	enum keep_outcome outcome;
	enum fault fault = FAULT_BROKEN;
	int64_t n = 0, entries, broken, files;

	agenda->items[0].title = TEXT("Zebrafinker");
	CHECK_INT(fixture_keep(cx, agenda, first, &outcome, &id), FAULT_NONE);
	while (fault != FAULT_NONE && n < 2000) {
		db_fail_at(cx->db, ++n);
		fault = fixture_keep(cx, rich, third, &outcome, &id);
		db_fail_at(cx->db, 0);
		if (fault == FAULT_NONE)
			break;
		CHECK_INT(meeting_by_id(cx, id, &row), FAULT_NONE);
		CHECK_TEXT(row.state, "sent");
		CHECK_INT(meeting_load(cx, &row, 0, &meeting), FAULT_NONE);
		CHECK_INT(meeting.revisions_n, 1);
		CHECK_INT(total(cx, "zebrafinker"), 1);
		CHECK_INT(total(cx, "sygefrav\xc3\xa6r"), 1);
		CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
		CHECK_INT(content_verify(cx, &files), FAULT_NONE);
		CHECK_INT(files, 1);
	}
	CHECK(n > 40);
	CHECK_INT(fault, FAULT_NONE);
	CHECK_INT(meeting_by_id(cx, id, &row), FAULT_NONE);
	CHECK_INT(meeting_load(cx, &row, 0, &meeting), FAULT_NONE);
	CHECK_INT(meeting.revisions_n, 2);
	CHECK_INT(meeting.items[2].earlier_n, 1);
	CHECK_INT(total(cx, "zebrafinker"), 0);
	CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
	CHECK_INT(entries, 2);
}

/* The connection dies while it is kept, after it happened or before: it is there once, and said to be new. */
TEST(keep_settles_an_uncertain_commit)
{
	for (int happens = 0; happens < 2; happens++) {
		struct ctx *cx = fixture_ctx(arena);
		struct record *record = fixture_record(arena, RECORD_MINUTES, "2024-03-12", third);
		struct meeting_id id, again;
		enum keep_outcome outcome = KEEP_UNCHANGED;
		int64_t meetings, entries, broken;

		db_lose_commit(cx->db, happens);
		CHECK_INT(fixture_keep(cx, record, third, &outcome, &id), FAULT_NONE);
		CHECK_INT(outcome, KEEP_NEW);
		CHECK_INT(meeting_count(cx, &meetings), FAULT_NONE);
		CHECK_INT(meetings, 1);
		CHECK_INT(fixture_keep(cx, record, third, &outcome, &again), FAULT_NONE);
		CHECK_INT(outcome, KEEP_UNCHANGED);
		CHECK_INT(again.v, id.v);
		CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
		CHECK_INT(entries, 1);
	}
}

struct asking {
	int run;
};

static enum fault answer_body(struct change *change, void *what)
{
	struct asking *asking = what;

	change->answer = text_from(arena_format(change->cx->arena, "/ting/%d", ++asking->run));
	return journal_append(change, &(struct journal_entry){ .verb = "make", .noun = "thing", .noun_id = asking->run });
}

TEST(change_once_is_made_once_however_often_it_is_asked_for)
{
	struct ctx *cx = fixture_ctx(arena);
	struct asking asking = { 0 };
	struct text answer;
	int64_t entries, broken;
	bool before = true;

	CHECK_INT(change_once(cx, TEXT("form 1"), answer_body, &asking, &answer, &before), FAULT_NONE);
	CHECK(!before);
	CHECK_TEXT(answer, "/ting/1");
	CHECK_INT(change_once(cx, TEXT("form 1"), answer_body, &asking, &answer, &before), FAULT_NONE);
	CHECK(before);
	CHECK_TEXT(answer, "/ting/1");
	CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
	CHECK_INT(entries, 1);
	CHECK_INT(change_once(cx, TEXT("form 2"), answer_body, &asking, &answer, &before), FAULT_NONE);
	CHECK_TEXT(answer, "/ting/2");
}

TEST(change_once_settles_an_uncertain_commit)
{
	for (int happens = 0; happens < 2; happens++) {
		struct ctx *cx = fixture_ctx(arena);
		struct asking asking = { 0 };
		struct text answer;
		int64_t entries, broken;
		bool before = true;

		db_lose_commit(cx->db, happens);
		CHECK_INT(change_once(cx, TEXT("form 1"), answer_body, &asking, &answer, &before), FAULT_NONE);
		CHECK(!before);
		CHECK_TEXT(answer, happens ? "/ting/1" : "/ting/2");
		CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
		CHECK_INT(entries, 1);
	}
}

/* What one viewer's form answered is nobody else's to read: to another the key is new, and taken. */
TEST(change_once_keeps_answers_to_whoever_asked)
{
	struct ctx *cx = fixture_ctx(arena);
	struct asking asking = { 0 };
	struct text answer = TEXT_NONE;
	bool before = true;

	CHECK_INT(change_once(cx, TEXT("form 1"), answer_body, &asking, &answer, &before), FAULT_NONE);
	cx->viewer.v = VIEWER_PUBLIC;
	answer = TEXT_NONE;
	CHECK_INT(change_once(cx, TEXT("form 1"), answer_body, &asking, &answer, &before), FAULT_CONFLICT);
	CHECK(!text_known(answer));
}

TEST(change_forgets_old_requests)
{
	struct ctx *cx = fixture_ctx(arena);
	struct asking asking = { 0 };
	struct text answer;
	bool before = true;

	CHECK_INT(change_once(cx, TEXT("form 1"), answer_body, &asking, &answer, &before), FAULT_NONE);
	cx->now += (int64_t)(REQUEST_DAYS - 1) * 24 * 60 * 60 * MICROSECONDS;
	CHECK_INT(change_forget_requests(cx), FAULT_NONE);
	CHECK_INT(change_once(cx, TEXT("form 1"), answer_body, &asking, &answer, &before), FAULT_NONE);
	CHECK(before);
	cx->now += (int64_t)2 * 24 * 60 * 60 * MICROSECONDS;
	CHECK_INT(change_forget_requests(cx), FAULT_NONE);
	CHECK_INT(change_once(cx, TEXT("form 1"), answer_body, &asking, &answer, &before), FAULT_NONE);
	CHECK(!before);
}

static enum fault say_nothing(struct change *change, void *what)
{
	(void)change;
	(void)what;
	return FAULT_NONE;
}

TEST(change_without_a_word_in_the_journal_is_not_made)
{
	struct ctx *cx = fixture_ctx(arena);

	CHECK_INT(change_make(cx, say_nothing, NULL), FAULT_BROKEN);
}
