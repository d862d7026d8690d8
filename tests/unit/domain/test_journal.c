#include "domain/journal.h"

#include "domain/account.h"
#include "fixture.h"
#include "tap.h"

static struct account_id add(struct ctx *cx, const char *email, int role)
{
	struct account_id id = { 0 };

	CHECK_INT(account_add(cx, &(struct account_new){ text_from(email), TEXT("Anne Holm"), role, { { 0 }, { 0 } } }, &id), FAULT_NONE);
	return id;
}

/* From here on the owner of that account acts. */
static void become(struct ctx *cx, struct account_id id)
{
	struct text token;

	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_ticket(cx, id, &token), FAULT_NONE);
	CHECK_INT(ticket_choose_password(cx, token, TEXT("en lang og god en")), FAULT_NONE);
}

static int64_t count(struct ctx *cx, struct journal_ask ask)
{
	int64_t n = -1;

	CHECK_INT(journal_count(cx, &ask, &n), FAULT_NONE);
	return n;
}

TEST(journal_is_for_administrators_and_auditors)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id auditor = add(cx, "a@solbaek.example", ROLE_AUDITOR), clerk = add(cx, "b@solbaek.example", ROLE_CLERK);
	struct journal_ask ask = { .viewer = { 0 } };
	struct journal_line_row *rows;
	struct journal_noun_row *nouns;
	int64_t n;
	size_t rows_n;

	become(cx, auditor);
	CHECK_INT(journal_lines(cx, &ask, 10, 0, &rows, &rows_n), FAULT_NONE);
	CHECK(rows_n > 3);
	CHECK_TEXT(rows[0].verb, "password"); /* the newest first */
	CHECK_TEXT(rows[0].who, "Anne Holm");
	become(cx, clerk);
	CHECK_INT(journal_lines(cx, &ask, 10, 0, &rows, &rows_n), FAULT_DENIED);
	CHECK_INT(journal_count(cx, &ask, &n), FAULT_DENIED);
	CHECK_INT(journal_nouns(cx, &nouns, &rows_n), FAULT_DENIED);
	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(journal_count(cx, &ask, &n), FAULT_DENIED);
}

TEST(journal_is_filtered_by_who_what_and_when)
{
	struct ctx *cx = fixture_ctx(arena);
	struct date day = instant_to_local(cx->now).date;
	int64_t all;

	add(cx, "a@solbaek.example", -1);
	cx->now += (int64_t)48 * 3600 * MICROSECONDS;
	add(cx, "b@solbaek.example", -1);
	all = count(cx, (struct journal_ask){ .noun = TEXT_NONE });
	CHECK_INT(all, 2);
	CHECK_INT(count(cx, (struct journal_ask){ .noun = TEXT("account") }), 2);
	CHECK_INT(count(cx, (struct journal_ask){ .noun = TEXT("meeting") }), 0);
	CHECK_INT(count(cx, (struct journal_ask){ .viewer = { VIEWER_OPERATOR } }), 2);
	CHECK_INT(count(cx, (struct journal_ask){ .viewer = { 77 } }), 0);
	CHECK_INT(count(cx, (struct journal_ask){ .from = day, .to = day }), 1);
	CHECK_INT(count(cx, (struct journal_ask){ .from = date_add(day, 1) }), 1);
	CHECK_INT(count(cx, (struct journal_ask){ .to = date_add(day, -1) }), 0);
	CHECK_INT(count(cx, (struct journal_ask){ .to = date_add(day, 2) }), 2);
}
