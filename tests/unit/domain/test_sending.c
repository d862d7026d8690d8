#include "domain/sending.h"

#include <inttypes.h>

#include "database.h"
#include "desk.h"
#include "domain/disqualification.h"
#include "domain/draft_facts.h"
#include "domain/membership.h"
#include "domain/search.h"
#include "domain/standard.h"
#include "domain/withdrawal.h"
#include "tap.h"

/* A committee with a chair, two members and a clerk; a meeting with an open and two closed items. */
struct house {
	struct desk d;
	struct ctx *bo, *public, *member, *kept, *stranger;
	struct meeting_id meeting;
	struct draft_id open, closed, kept_from;
	struct person_id kept_person;
};

static struct moment at(const char *text)
{
	struct moment m = MOMENT_NONE;

	CHECK(moment_parse(text_from(text), &m));
	return m;
}

static int64_t changes(struct ctx *cx, struct meeting_id id)
{
	struct plan_row row = { .changes = -1 };

	CHECK_INT(plan_get(cx, id, &row), FAULT_NONE);
	return row.changes;
}

static struct ctx *seated(struct house *h, const char *name, enum seat seat)
{
	struct arena *arena = h->d.cx->arena;
	struct account_id account = desk_account(&h->d, name, ROLE_MEMBER, (struct reach){ h->d.other, { 0 } });
	struct membership_id membership;
	struct membership_new sits = { .organization = h->d.organization, .name = text_from(name), .may_be_new = true,
		.membership = { .seat = seat, .party = TEXT("A"), .from = { 2022, 1, 1 } } };

	CHECK_INT(membership_add(h->d.cx, &sits, &membership), FAULT_NONE);
	CHECK(database_force(h->d.url, arena_format(arena, "UPDATE account SET person_id = (SELECT p.id FROM person p WHERE p.name = '%s') "
		"WHERE id = %" PRId64, name, account.v)));
	return desk_as(&h->d, account);
}

static void approve(struct house *h, struct draft_id id)
{
	CHECK(database_force(h->d.url, arena_format(h->d.cx->arena, "UPDATE draft SET state = 'approved' WHERE id = %" PRId64
		" AND state = 'draft'", id.v)));
}

static struct draft_id draft(struct house *h, const char *title, enum circle circle)
{
	struct draft_id id = desk_draft(&h->d, h->bo, title);
	struct draft_facts facts;
	struct draft_row row;

	CHECK_INT(draft_get(h->bo, id, &row), FAULT_NONE);
	facts = draft_facts_of(&row);
	facts.circle = circle;
	facts.ground.v = 1;
	facts.public_title = TEXT("Personalesag");
	facts.minutes = 20;
	facts.guests = TEXT("Gitte G\xc3\xa6st, professor\nGitte G\xc3\xa6st");
	CHECK_INT(draft_set_facts(h->bo, id, row.changes, &facts), FAULT_NONE);
	CHECK_INT(agenda_place(h->bo, h->meeting, changes(h->bo, h->meeting), id), FAULT_NONE);
	approve(h, id);
	return id;
}

static void say(struct house *h, struct draft_id id, const char *words)
{
	struct draft_text text;
	struct draft_row row;
	struct draft_saved saved;
	struct draft_part parts[2];

	CHECK_INT(draft_get(h->bo, id, &row), FAULT_NONE);
	CHECK_INT(draft_load(h->bo, &row, 0, &text), FAULT_NONE);
	for (int i = 0; i < 2; i++)
		parts[i] = (struct draft_part){ text.sections[i].thread, (enum section_role)section_role_from(text.sections[i].role),
			text.sections[i].heading, i == 0 ? text_from(words) : text.sections[i].text };
	CHECK_INT(draft_save(h->bo, &(struct draft_save){ id, row.saves, false, text.facts.title, parts, 2 }, &saved), FAULT_NONE);
}

static struct house house(struct arena *arena)
{
	struct house h = { .d = desk_new(arena) };
	struct plan plan = { .start = at("2023-12-05T15:00"), .ending = at("2023-12-05T17:00"), .location = TEXT("R\xc3\xa5""dhuset"),
		.announced = true };
	struct seated_row *rows;
	size_t n;

	h.bo = desk_as(&h.d, desk_account(&h.d, "bo", ROLE_CLERK, (struct reach){ h.d.organization, { 0 } }));
	h.public = arena_copy(arena, h.d.cx, sizeof(*h.d.cx));
	h.public->viewer.v = VIEWER_PUBLIC;
	h.member = seated(&h, "Anne", SEAT_CHAIR);
	h.kept = seated(&h, "Kaj", SEAT_MEMBER);
	h.stranger = desk_as(&h.d, desk_account(&h.d, "vera", ROLE_MEMBER, (struct reach){ h.d.other, { 0 } }));
	CHECK_INT(plan_make(h.bo, h.d.organization, &plan, &h.meeting), FAULT_NONE);
	h.open = draft(&h, "Sygefrav\xc3\xa6r", CIRCLE_PUBLIC);
	h.closed = draft(&h, "Afsked af Hemmeligsen", CIRCLE_MEMBERS);
	h.kept_from = draft(&h, "Naboens sag", CIRCLE_MEMBERS);
	say(&h, h.open, "Frav\xc3\xa6ret er zebrastribet.");
	say(&h, h.closed, "Kodeordet er pastinak.");
	say(&h, h.kept_from, "Kodeordet er hyldeb\xc3\xa6r.");
	CHECK_INT(disqualification_seated(h.bo, h.d.organization, plan.start.date, &rows, &n), FAULT_NONE);
	for (size_t i = 0; i < n; i++)
		if (text_is(rows[i].name, "Kaj"))
			h.kept_person = rows[i].person;
	CHECK_INT(disqualification_note(h.bo, h.kept_from, h.kept_person, TEXT("Nabo")), FAULT_NONE);
	return h;
}

static enum fault send(struct house *h, const char *late_why, int64_t *ret_number)
{
	struct sending s = { h->meeting, changes(h->bo, h->meeting), text_from(late_why), TEXT_NONE };

	return sending_send(h->bo, &s, ret_number);
}

static struct meeting load(struct ctx *cx, struct meeting_id id)
{
	struct meeting meeting = { .items_n = 0 };
	struct meeting_row row;

	CHECK_INT(meeting_by_id(cx, id, &row), FAULT_NONE);
	CHECK_INT(meeting_load(cx, &row, 0, &meeting), FAULT_NONE);
	return meeting;
}

/* Everything that stands in a meeting as somebody sees it. */
static struct text all_words(struct arena *arena, const struct meeting *m)
{
	struct buffer b = buffer_in(arena, 1 << 16);

	for (size_t i = 0; i < m->items_n; i++) {
		buffer_format(&b, "%.*s|", TEXT_ARG(m->items[i].facts.title));
		for (size_t s = 0; s < m->items[i].sections_n; s++)
			buffer_format(&b, "%.*s|", TEXT_ARG(m->items[i].sections[s].text));
		for (size_t s = 0; s < m->items[i].guests_n; s++)
			buffer_format(&b, "%.*s|", TEXT_ARG(m->items[i].guests[s].name));
		for (size_t s = 0; s < m->items[i].files_n; s++)
			buffer_format(&b, "%.*s|", TEXT_ARG(m->items[i].files[s].name));
	}
	return buffer_text(&b);
}

static bool holds(struct text t, const char *words)
{
	return text_find(t, text_from(words)) < t.n;
}

static int64_t hits(struct ctx *cx, const char *words)
{
	struct search_ask ask = { .words = text_from(words), .page = 1 };
	struct search_answer answer = { .total = -1 };

	CHECK_INT(search(cx, &ask, &answer), FAULT_NONE);
	return answer.total;
}

TEST(sending_makes_a_revision_that_each_sees_as_they_may)
{
	struct house h = house(arena);
	struct meeting m;
	struct text words;
	struct draft_row row;
	int64_t number, entries, broken;

	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	CHECK_INT(number, 1);
	m = load(h.public, h.meeting);
	CHECK_TEXT(m.facts.state, "sent");
	CHECK_INT(m.items_n, 3);
	CHECK_INT(m.participants_n, 2);
	CHECK_TEXT(m.participants[0].name, "Anne");
	CHECK_TEXT(m.participants[0].role, "formand");
	CHECK_TEXT(m.items[0].facts.number, "1");
	CHECK_INT(m.items[0].sections_n, 2);
	CHECK_INT(m.items[0].guests_n, 1);
	CHECK_TEXT(m.items[0].guests[0].name, "Gitte G\xc3\xa6st");
	CHECK_INT(m.items[0].facts.minutes, 20);
	CHECK_TEXT(m.items[1].facts.title, "Personalesag");
	CHECK(holds(m.items[1].facts.ground, "27"));
	CHECK(!m.source.may_open);
	words = all_words(arena, &m);
	CHECK(holds(words, "zebrastribet") && !holds(words, "pastinak") && !holds(words, "Hemmeligsen") && !holds(words, "hyldeb"));
	m = load(h.member, h.meeting);
	words = all_words(arena, &m);
	CHECK(holds(words, "pastinak") && holds(words, "hyldeb") && holds(words, "Hemmeligsen"));
	m = load(h.kept, h.meeting);
	words = all_words(arena, &m);
	CHECK(holds(words, "pastinak") && !holds(words, "hyldeb") && !holds(words, "Naboens"));
	m = load(h.stranger, h.meeting);
	words = all_words(arena, &m);
	CHECK(!holds(words, "pastinak") && !holds(words, "hyldeb") && !holds(words, "Hemmeligsen"));
	CHECK_INT(hits(h.public, "zebrastribet"), 1);
	CHECK_INT(hits(h.public, "pastinak"), 0);
	CHECK_INT(hits(h.member, "hyldeb\xc3\xa6r"), 1);
	CHECK_INT(hits(h.kept, "hyldeb\xc3\xa6r"), 0);
	CHECK_INT(draft_get(h.bo, h.open, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "sent");
	CHECK_INT(journal_verify(h.d.cx, &entries, &broken), FAULT_NONE);
	CHECK(database_force(h.d.url, "UPDATE content SET sha256 = 'no' WHERE id = (SELECT s.content_id FROM source s "
		"JOIN revision r ON r.source_id = s.id JOIN meeting m ON m.revision_id = r.id WHERE m.planned_at IS NOT NULL)"));
	CHECK_INT(journal_verify(h.d.cx, &entries, &broken), FAULT_INVALID);
}

TEST(sending_is_refused_what_is_not_ready)
{
	struct house h = house(arena);
	struct sending s = { h.meeting, changes(h.bo, h.meeting), TEXT_NONE, TEXT_NONE };
	struct sending_check check;
	struct plan_row meeting;
	struct draft_id unready;
	int64_t number;

	CHECK_INT(sending_send(h.stranger, &s, &number), FAULT_NOT_FOUND);
	s.changes--;
	CHECK_INT(sending_send(h.bo, &s, &number), FAULT_CONFLICT);
	unready = desk_draft(&h.d, h.bo, "Ikke klar");
	CHECK_INT(agenda_place(h.bo, h.meeting, changes(h.bo, h.meeting), unready), FAULT_NONE);
	CHECK_INT(send(&h, NULL, &number), FAULT_INVALID);
	CHECK_INT(plan_get(h.bo, h.meeting, &meeting), FAULT_NONE);
	CHECK_INT(sending_look(h.bo, &meeting, &check), FAULT_NONE);
	CHECK_INT(check.blocked_n, 1);
	CHECK_TEXT(check.blocked[0].title, "Ikke klar");
	CHECK(!check.late && !check.mixed);
	approve(&h, unready);
	h.bo->now = instant_from_local(at("2023-11-30T09:00"));
	CHECK_INT(send(&h, NULL, &number), FAULT_INVALID); /* late */
	h.bo->now = instant_from_local(at("2023-12-06T09:00"));
	CHECK_INT(send(&h, "For sent", &number), FAULT_CONFLICT);
	h.bo->now = instant_from_local(at("2023-11-29T23:59"));
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
}

TEST(sending_late_prints_why)
{
	struct house h = house(arena);
	struct meeting m;
	int64_t number;

	h.bo->now = instant_from_local(at("2023-12-01T09:00"));
	CHECK_INT(send(&h, "H\xc3\xb8ringssvaret kom i g\xc3\xa5r", &number), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK_TEXT(m.revision.remark, "Udsendt senere end fristen, fordi sagen ikke kan vente: H\xc3\xb8ringssvaret kom i g\xc3\xa5r.");
	CHECK_TEXT(m.revision.late_why, "H\xc3\xb8ringssvaret kom i g\xc3\xa5r");
}

TEST(sending_again_marks_what_is_new)
{
	struct house h = house(arena);
	struct draft_id added;
	struct agenda_item *items;
	struct meeting m;
	int64_t number, entries, broken;
	size_t n;

	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	CHECK_INT(send(&h, NULL, &number), FAULT_CONFLICT); /* nothing is new */
	CHECK_INT(agenda_take_off(h.bo, h.meeting, changes(h.bo, h.meeting), h.open), FAULT_CONFLICT);
	CHECK_INT(agenda_move(h.bo, h.meeting, changes(h.bo, h.meeting), h.open, 3), FAULT_CONFLICT);
	added = draft(&h, "Kom til", CIRCLE_PUBLIC);
	say(&h, h.open, "Frav\xc3\xa6ret er ternet.");
	CHECK_INT(agenda_load(h.bo, h.meeting, &items, &n), FAULT_NONE);
	CHECK(items[0].facts.sent && items[0].facts.changed && !items[1].facts.changed && !items[3].facts.sent);
	CHECK_INT(items[3].draft.v, added.v);
	h.bo->now += (int64_t)60 * MICROSECONDS;
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	CHECK_INT(number, 2);
	m = load(h.public, h.meeting);
	CHECK_INT(m.items_n, 4);
	CHECK(m.revision.supplement);
	CHECK_TEXT(m.revision.remark, "Till\xc3\xa6gsdagsorden udsendt 14. november 2023. Punkt 4 er tilf\xc3\xb8jet. Punkt 1 er \xc3\xa6ndret.");
	CHECK_INT(m.items[0].facts.added, 1);
	CHECK_INT(m.items[0].facts.changed, 2);
	CHECK_INT(m.items[1].facts.changed, 1);
	CHECK_INT(m.items[3].facts.added, 2);
	CHECK_TEXT(m.items[3].facts.number, "4");
	CHECK_INT(hits(h.public, "zebrastribet"), 0);
	CHECK_INT(hits(h.public, "ternet"), 1);
	CHECK_INT(journal_verify(h.d.cx, &entries, &broken), FAULT_NONE);
}

TEST(sending_keeps_the_numbers_of_files)
{
	struct house h = house(arena);
	struct meeting m;
	int64_t number;

	CHECK(database_force(h.d.url, arena_format(arena,
		"INSERT INTO content (id, sha256, size) VALUES (901, 'aa', 0), (902, 'bb', 0), (903, 'cc', 0);"
		"INSERT INTO draft_file (id, draft_id, position, name, media_type, content_id, circle, added_by, added_at) VALUES "
		"(1, %" PRId64 ", 2, 'To.pdf', 'application/pdf', 902, 'members', 1, 1), "
		"(2, %" PRId64 ", 1, 'Et.pdf', 'application/pdf', 901, 'public', 1, 1)", h.open.v, h.open.v)));
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK_INT(m.items[0].files_n, 1);
	CHECK_TEXT(m.items[0].files[0].name, "Et.pdf");
	CHECK_INT(m.items[0].files[0].position, 1);
	CHECK_INT(m.items[0].files[0].content.v, 901);
	m = load(h.member, h.meeting);
	CHECK_INT(m.items[0].files_n, 2);
	/* One is replaced, and another comes before it. */
	CHECK(database_force(h.d.url, arena_format(arena, "UPDATE draft_file SET gone_at = 2, gone_by = 1 WHERE id = 1;"
		"INSERT INTO draft_file (id, draft_id, position, name, media_type, content_id, circle, added_by, added_at, instead_of) VALUES "
		"(3, %" PRId64 ", 2, 'To rettet.pdf', 'application/pdf', 903, 'public', 1, 2, 1), "
		"(4, %" PRId64 ", 1, 'F\xc3\xb8rst.pdf', 'application/pdf', 902, 'public', 1, 2, NULL)", h.open.v, h.open.v)));
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK_INT(m.items[0].files_n, 3);
	CHECK_TEXT(m.items[0].files[0].name, "Et.pdf");
	CHECK_TEXT(m.items[0].files[1].name, "To rettet.pdf");
	CHECK_INT(m.items[0].files[1].position, 2);
	CHECK_TEXT(m.items[0].files[2].name, "F\xc3\xb8rst.pdf");
	CHECK_INT(m.items[0].files[2].position, 3);
	CHECK_INT(m.items[0].facts.changed, 2);
}

TEST(sending_tells_where_an_item_was_before)
{
	struct house h = house(arena);
	struct plan plan = { .start = at("2024-01-09T15:00"), .ending = MOMENT_NONE, .announced = true };
	struct meeting_id next;
	struct meeting m;
	int64_t number;

	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	CHECK_INT(plan_make(h.bo, h.d.organization, &plan, &next), FAULT_NONE);
	CHECK_INT(agenda_continue(h.bo, next, changes(h.bo, next), h.closed), FAULT_NONE);
	h.meeting = next;
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	m = load(h.member, next);
	CHECK_INT(m.items_n, 1);
	CHECK_INT(m.items[0].earlier_n, 1);
	CHECK_TEXT(date_text(arena, m.items[0].earlier[0].day), "2023-12-05");
	CHECK_TEXT(m.items[0].earlier[0].meeting_slug, "2023-12-05");
	m = load(h.public, next);
	CHECK_INT(m.items[0].earlier_n, 0);
}

TEST(sending_moves_a_meeting_by_saying_so)
{
	struct house h = house(arena);
	struct plan plan;
	struct plan_row row;
	struct meeting_row shown;
	struct meeting m;
	int64_t number, entries, broken;

	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	CHECK_INT(plan_get(h.bo, h.meeting, &row), FAULT_NONE);
	plan = plan_of(&row);
	plan.remark = TEXT("Medbring frokost");
	CHECK_INT(plan_change(h.bo, h.meeting, row.changes, &plan, false), FAULT_CONFLICT);
	CHECK_INT(sending_move(h.bo, h.meeting, row.changes, &plan), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK_INT(m.revision.number, 1);
	say(&h, h.open, "Endnu ikke sendt: papeg\xc3\xb8jer.");
	plan.start = at("2023-12-07T16:00");
	plan.ending = MOMENT_NONE;
	CHECK_INT(sending_move(h.bo, h.meeting, changes(h.bo, h.meeting), &plan), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK_INT(m.revision.number, 2);
	CHECK_TEXT(m.revision.remark, "M\xc3\xb8""det er flyttet fra 5. december 2023 kl. 15.00 til 7. december 2023 kl. 16.00.");
	CHECK_INT(m.items_n, 3);
	CHECK(!holds(all_words(arena, &m), "papeg"));
	CHECK(holds(all_words(arena, &m), "zebrastribet"));
	CHECK_INT(hits(h.public, "zebrastribet"), 1);
	CHECK_INT(meeting_by_slug(h.public, TEXT("oekonomiudvalget"), TEXT("2023-12-05"), &shown), FAULT_NONE);
	CHECK_TEXT(shown.slug, "2023-12-07");
	CHECK_INT(journal_verify(h.d.cx, &entries, &broken), FAULT_NONE);
}

static enum fault look(void *what, struct ctx *look_cx, struct meeting *meeting)
{
	*(struct text *)what = all_words(look_cx->arena, meeting);
	return FAULT_NONE;
}

/* What is looked at is what will be, and nothing of it stays. */
TEST(rehearsal_shows_what_each_will_see_and_is_undone)
{
	struct house h = house(arena);
	struct text seen;
	struct eyes_row *eyes;
	struct meeting m;
	int64_t number, before, after, broken;
	size_t n;

	CHECK_INT(journal_verify(h.d.cx, &before, &broken), FAULT_NONE);
	h.bo->opened_n = 0;
	CHECK_INT(sending_rehearse(h.stranger, h.meeting, (struct eyes){ .kind = EYES_MEMBER }, look, &seen), FAULT_NOT_FOUND);
	CHECK_INT(sending_rehearse(h.member, h.meeting, (struct eyes){ .kind = EYES_MEMBER }, look, &seen), FAULT_NOT_FOUND);
	CHECK_INT(sending_rehearse(h.bo, h.meeting, (struct eyes){ .kind = EYES_PUBLIC }, look, &seen), FAULT_NONE);
	CHECK(holds(seen, "zebrastribet") && holds(seen, "Personalesag") && !holds(seen, "pastinak") && !holds(seen, "Hemmeligsen"));
	CHECK_INT(h.bo->opened_n, 0);
	CHECK_INT(sending_rehearse(h.bo, h.meeting, (struct eyes){ .kind = EYES_MEMBER }, look, &seen), FAULT_NONE);
	CHECK(holds(seen, "pastinak") && holds(seen, "hyldeb"));
	CHECK_INT(h.bo->opened_n, 2);
	CHECK_INT(sending_disqualified(h.bo, h.meeting, &eyes, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(sending_rehearse(h.bo, h.meeting, (struct eyes){ EYES_DISQUALIFIED, eyes[0].person }, look, &seen), FAULT_NONE);
	CHECK(holds(seen, "pastinak") && !holds(seen, "hyldeb"));
	CHECK_INT(journal_verify(h.d.cx, &after, &broken), FAULT_NONE);
	CHECK_INT(after, before);
	CHECK_INT(hits(h.public, "zebrastribet"), 0);
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	m = load(h.kept, h.meeting);
	CHECK(text_eq(seen, all_words(arena, &m)));
}

/* A clerk who is disqualified is shown by nobody's eyes what is kept from them. */
TEST(rehearsal_shows_a_clerk_nothing_that_is_kept_from_them)
{
	struct house h = house(arena);
	struct text seen;

	CHECK(database_force(h.d.url, arena_format(arena, "UPDATE account SET person_id = NULL WHERE name = 'Kaj';"
		"UPDATE account SET person_id = %" PRId64 " WHERE name = 'bo'", h.kept_person.v)));
	CHECK_INT(sending_rehearse(h.bo, h.meeting, (struct eyes){ .kind = EYES_MEMBER }, look, &seen), FAULT_NONE);
	CHECK(holds(seen, "pastinak") && !holds(seen, "hyldeb") && !holds(seen, "Naboens"));
}

static enum fault take_back(struct house *h, int64_t position, int64_t file, bool title, bool undo)
{
	struct withdrawal w = { h->meeting, changes(h->bo, h->meeting), position, file, TEXT("Indeholdt et CPR-nummer"), title };

	return undo ? withdraw_undo(h->bo, &w) : withdraw(h->bo, &w);
}

TEST(withdrawal_hides_an_item_at_once_and_leaves_its_place)
{
	struct house h = house(arena);
	struct file_place_row file;
	struct record *record;
	struct meeting m;
	struct draft_row row;
	struct withdrawal w = { .position = 1 };
	int64_t number, entries, broken;

	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	w.meeting = h.meeting;
	w.changes = changes(h.bo, h.meeting);
	CHECK_INT(withdraw(h.stranger, &w), FAULT_NOT_FOUND);
	CHECK_INT(take_back(&h, 99, 0, false, false), FAULT_NOT_FOUND);
	CHECK_INT(take_back(&h, 1, 0, true, true), FAULT_CONFLICT);
	CHECK_INT(take_back(&h, 1, 0, true, false), FAULT_NONE);
	CHECK_INT(take_back(&h, 1, 0, true, false), FAULT_CONFLICT);
	m = load(h.public, h.meeting);
	CHECK_INT(m.items_n, 3);
	CHECK(m.items[0].facts.gone_at != 0 && !text_known(m.items[0].facts.title) && !m.items[0].facts.opened);
	CHECK_TEXT(m.items[0].facts.gone_why, "Indeholdt et CPR-nummer");
	CHECK_INT(m.items[0].sections_n, 0);
	CHECK_INT(m.items[0].guests_n, 0);
	m = load(h.member, h.meeting);
	CHECK(!holds(all_words(arena, &m), "zebrastribet") && !holds(all_words(arena, &m), "Sygefrav"));
	CHECK_INT(hits(h.public, "zebrastribet"), 0);
	CHECK_INT(hits(h.member, "pastinak"), 1);
	CHECK_INT(withdrawal_of_item(h.public, m.revision.id, 1), FAULT_GONE);
	CHECK_INT(withdrawal_of_item(h.public, m.revision.id, 2), FAULT_NONE);
	CHECK_INT(withdrawal_file(h.public, m.revision.id, 1, 1, &file), FAULT_GONE);
	record = meeting_record(arena, &m);
	CHECK_TEXT(record->items[0].sections[0].text, "Punktet er trukket tilbage 14. november 2023. Indeholdt et CPR-nummer");
	CHECK_INT(draft_get(h.bo, h.open, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "withdrawn");
	/* Sent again, its place still says so. */
	say(&h, h.closed, "Kodeordet er pastinak nu.");
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK_INT(m.items_n, 3);
	CHECK(m.items[0].facts.gone_at != 0);
	CHECK_INT(m.items[1].facts.position, 2);
	CHECK_INT(take_back(&h, 1, 0, false, true), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK(m.items[0].facts.gone_at == 0);
	CHECK_TEXT(m.items[0].facts.title, "Sygefrav\xc3\xa6r");
	CHECK_INT(draft_get(h.bo, h.open, &row), FAULT_NONE);
	CHECK_TEXT(row.state, "sent");
	CHECK_INT(journal_verify(h.d.cx, &entries, &broken), FAULT_NONE);
}

TEST(withdrawal_of_a_file_keeps_its_number)
{
	struct house h = house(arena);
	struct file_place_row file;
	struct meeting m;
	int64_t number;

	CHECK(database_force(h.d.url, arena_format(arena,
		"INSERT INTO content (id, sha256, size) VALUES (901, 'aa', 0), (902, 'bb', 0);"
		"INSERT INTO draft_file (id, draft_id, position, name, media_type, content_id, circle, added_by, added_at) VALUES "
		"(1, %" PRId64 ", 1, 'Personnumre.pdf', 'application/pdf', 901, 'public', 1, 1), "
		"(2, %" PRId64 ", 2, 'Lukket.pdf', 'application/pdf', 902, 'members', 1, 1)", h.open.v, h.open.v)));
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK_INT(withdrawal_file(h.public, m.revision.id, 1, 1, &file), FAULT_NONE);
	CHECK_INT(file.content.v, 901);
	CHECK_INT(withdrawal_file(h.public, m.revision.id, 1, 2, &file), FAULT_NOT_FOUND);
	h.member->opened_n = 0;
	CHECK_INT(withdrawal_file(h.member, m.revision.id, 1, 2, &file), FAULT_NONE);
	CHECK_INT(h.member->opened_n, 1);
	CHECK_INT(hits(h.public, "personnumre"), 1);
	CHECK_INT(take_back(&h, 1, 1, true, false), FAULT_NONE);
	CHECK_INT(hits(h.public, "personnumre"), 0);
	m = load(h.public, h.meeting);
	CHECK_INT(m.items[0].files_n, 1);
	CHECK(!text_known(m.items[0].files[0].name) && m.items[0].files[0].content.v == 0 && m.items[0].files[0].gone_at != 0);
	CHECK_INT(withdrawal_file(h.public, m.revision.id, 1, 1, &file), FAULT_GONE);
	say(&h, h.open, "Nyt.");
	CHECK_INT(send(&h, NULL, &number), FAULT_NONE);
	m = load(h.public, h.meeting);
	CHECK_INT(withdrawal_file(h.public, m.revision.id, 1, 1, &file), FAULT_GONE);
	CHECK_INT(withdrawal_file(h.member, m.revision.id, 1, 2, &file), FAULT_NONE);
	CHECK_INT(take_back(&h, 1, 1, false, true), FAULT_NONE);
	CHECK_INT(withdrawal_file(h.public, m.revision.id, 1, 1, &file), FAULT_NONE);
}
