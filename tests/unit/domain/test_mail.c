#include "domain/mail.h"

#include "domain/account.h"
#include "domain/login.h"
#include "fixture.h"
#include "tap.h"

static const int64_t minute = (int64_t)60 * MICROSECONDS;
static const struct login_from from = { { "192.0.2.1", 9 }, { NULL, 0 } };

static struct account_id account_of(struct ctx *cx, const char *email, bool invited)
{
	struct account_id id = { 0 };
	struct account_new made = { text_from(email), TEXT("Anne Holm"), ROLE_ADMINISTRATOR, { { 0 }, { 0 } }, invited };

	CHECK_INT(account_add(cx, &made, &id), FAULT_NONE);
	return id;
}

/* The mail that waits longest; id 0 when none does. */
static struct job_claim taken(struct ctx *cx)
{
	struct job_claim claim = { .job = { .id = { 0 } } };
	enum fault fault = job_take(cx, job_word(cx->arena), &claim);

	CHECK(fault == FAULT_NONE || fault == FAULT_NOT_FOUND);
	return claim;
}

static enum fault choose(struct ctx *cx, struct text token, const char *password)
{
	struct ctx visitor = *cx;

	visitor.viewer.v = VIEWER_PUBLIC;
	return ticket_choose_password(&visitor, token, text_from(password));
}

TEST(mail_of_an_invitation)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_claim claim;
	struct letter letter, again;
	struct mail_row row;

	cx->lang = LANG_EN;
	account_of(cx, "Anne@Solbaek.example", true);
	claim = taken(cx);
	CHECK_TEXT(claim.job.kind, "mail");
	CHECK_TEXT(claim.job.input, "{}");
	CHECK_INT(mail_open(cx, claim.job.id, &letter), FAULT_NONE);
	CHECK_INT(letter.kind, MAIL_INVITATION);
	CHECK_INT(letter.lang, LANG_EN);
	CHECK_TEXT(letter.email, "Anne@Solbaek.example");
	CHECK_TEXT(letter.name, "Anne Holm");
	CHECK(!text_known(letter.asker)); /* the operator is nobody that she knows */
	CHECK_INT(letter.until, cx->now + TICKET_PASSWORD_HOURS * 60 * minute);
	CHECK_INT(mail_open(cx, claim.job.id, &again), FAULT_NONE); /* another try */
	CHECK(text_eq(letter.key, again.key));
	CHECK(!text_eq(letter.token, again.token));
	CHECK_INT(mail_newest(cx, TEXT("anne@solbaek.example"), &row), FAULT_NONE);
	CHECK_TEXT(row.state, "running");
	CHECK_INT(row.sent_at, 0);
	CHECK_INT(mail_end_sent(cx, &claim), FAULT_NONE);
	CHECK_INT(mail_end_sent(cx, &claim), FAULT_CONFLICT);
	CHECK_INT(mail_newest(cx, TEXT("anne@solbaek.example"), &row), FAULT_NONE);
	CHECK_TEXT(row.state, "done");
	CHECK_INT(row.sent_at, cx->now);
	CHECK_INT(choose(cx, letter.token, "en lang nok en"), FAULT_NONE); /* of either try */
	CHECK_INT(choose(cx, again.token, "en anden en til"), FAULT_NOT_FOUND); /* and then of none */
}

TEST(mail_with_a_link_closes_older_links)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id = account_of(cx, "anne@solbaek.example", false);
	struct text older;
	struct ticket ticket;
	struct letter letter;
	struct ctx asker = *cx;
	struct account_row row;

	CHECK_INT(taken(cx).job.id.v, 0);
	CHECK_INT(account_ticket(cx, id, &older), FAULT_NONE);
	CHECK_INT(choose(cx, older, "en lang nok en"), FAULT_NONE);
	CHECK_INT(account_ticket(cx, id, &older), FAULT_NONE);
	CHECK_INT(account_by_id(cx, id, &row), FAULT_NONE);
	asker.viewer = row.viewer;
	CHECK_INT(account_mail_link(&asker, id), FAULT_NONE);
	CHECK_INT(ticket_read(cx, older, &ticket), FAULT_NOT_FOUND);
	CHECK_INT(mail_open(cx, taken(cx).job.id, &letter), FAULT_NONE);
	CHECK_INT(letter.kind, MAIL_LINK);
	CHECK_TEXT(letter.asker, "Anne Holm");
	asker.viewer.v = VIEWER_PUBLIC;
	CHECK_INT(account_mail_link(&asker, id), FAULT_DENIED);
	CHECK_INT(account_close(cx, account_of(cx, "bo@solbaek.example", true)), FAULT_NONE);
	CHECK_INT(mail_open(cx, taken(cx).job.id, &letter), FAULT_NOT_FOUND); /* closed before it went out */
}

TEST(mail_of_a_forgotten_password_is_asked_for_alike_by_all)
{
	struct ctx *cx = fixture_ctx(arena), visitor = *cx;
	struct job_claim known, unknown;
	struct letter letter;
	struct mail_row row;
	int64_t wait;

	account_of(cx, "anne@solbaek.example", false);
	visitor.viewer.v = VIEWER_PUBLIC;
	CHECK_INT(login_forgotten(&visitor, TEXT(" Anne@solbaek.example"), &from, &wait), FAULT_NONE);
	CHECK_INT(login_forgotten(&visitor, TEXT("bo@solbaek.example"), &from, &wait), FAULT_NONE);
	CHECK_INT(login_forgotten(&visitor, TEXT("anne@solbaek.example"), &from, &wait), FAULT_NONE);
	CHECK_INT(login_forgotten(&visitor, TEXT("nobody"), &from, &wait), FAULT_INVALID);
	CHECK_INT(login_forgotten(&visitor, TEXT("a\xff@b.example"), &from, &wait), FAULT_INVALID);
	known = taken(cx);
	unknown = taken(cx);
	CHECK_INT(taken(cx).job.id.v, 0); /* one to each */
	CHECK_INT(mail_open(&visitor, known.job.id, &letter), FAULT_NONE);
	CHECK_INT(letter.kind, MAIL_RESET);
	CHECK_INT(letter.until, cx->now + TICKET_RESET_HOURS * 60 * minute);
	CHECK_INT(mail_open(&visitor, unknown.job.id, &letter), FAULT_NOT_FOUND);
	CHECK_INT(mail_end_nobody(cx, &unknown), FAULT_NONE);
	CHECK_INT(mail_newest(cx, TEXT("bo@solbaek.example"), &row), FAULT_NOT_FOUND);

	visitor.now = cx->now += FORGOTTEN_MINUTES * minute - 1;
	CHECK_INT(login_forgotten(&visitor, TEXT("anne@solbaek.example"), &from, &wait), FAULT_NONE);
	CHECK_INT(taken(cx).job.id.v, 0);
	visitor.now = cx->now += 1;
	CHECK_INT(login_forgotten(&visitor, TEXT("anne@solbaek.example"), &from, &wait), FAULT_NONE);
	CHECK(taken(cx).job.id.v != 0);
}

TEST(mail_that_is_asked_for_too_often_from_one_place)
{
	struct ctx *cx = fixture_ctx(arena);
	struct login_from elsewhere = { TEXT("192.0.2.2"), TEXT_NONE };
	int64_t wait = 0;

	cx->viewer.v = VIEWER_PUBLIC;
	for (int i = 0; i < FORGOTTEN_FREE_TRIES; i++) {
		CHECK_INT(login_forgotten(cx, text_from(arena_format(arena, "a%d@solbaek.example", i)), &from, &wait), FAULT_NONE);
		CHECK_INT(wait, 0);
	}
	CHECK_INT(login_forgotten(cx, TEXT("b@solbaek.example"), &from, &wait), FAULT_NONE);
	CHECK_INT(wait, 2);
	CHECK_INT(login_forgotten(cx, TEXT("b@solbaek.example"), &elsewhere, &wait), FAULT_NONE);
	CHECK_INT(wait, 0);
}

TEST(mail_link_lasts_its_time_and_password_ends_sessions)
{
	struct ctx *cx = fixture_ctx(arena), visitor = *cx;
	struct account_id id = account_of(cx, "anne@solbaek.example", false);
	struct login_answer answer;
	struct session_row session;
	struct letter letter;
	struct text token;
	int64_t wait, entries, broken;

	CHECK_INT(account_ticket(cx, id, &token), FAULT_NONE);
	CHECK_INT(choose(cx, token, "en lang nok en"), FAULT_NONE);
	visitor.viewer.v = VIEWER_PUBLIC;
	CHECK_INT(login_password(&visitor, TEXT("anne@solbaek.example"), TEXT("en lang nok en"), &from, &answer), FAULT_NONE);
	visitor.viewer.v = VIEWER_PUBLIC;
	CHECK_INT(login_forgotten(&visitor, TEXT("anne@solbaek.example"), &from, &wait), FAULT_NONE);
	CHECK_INT(mail_open(&visitor, taken(cx).job.id, &letter), FAULT_NONE);
	CHECK_INT(session_find(&visitor, answer.token, &session), FAULT_NONE); /* asking ends nothing */
	cx->now += TICKET_RESET_HOURS * 60 * minute;
	CHECK_INT(choose(cx, letter.token, "en helt anden en"), FAULT_NOT_FOUND);
	cx->now--;
	CHECK_INT(choose(cx, letter.token, "en helt anden en"), FAULT_NONE);
	CHECK_INT(session_find(&visitor, answer.token, &session), FAULT_NOT_FOUND);
	CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
}

TEST(mail_is_forgotten_when_nobody_asks)
{
	struct ctx *cx = fixture_ctx(arena);
	struct job_claim claim;
	struct letter letter;
	struct mail_row row;

	account_of(cx, "anne@solbaek.example", true);
	claim = taken(cx);
	cx->now += (int64_t)(MAIL_KEPT_DAYS + 1) * 24 * 60 * minute;
	CHECK_INT(mail_forget(cx), FAULT_NONE);
	CHECK_INT(mail_open(cx, claim.job.id, &letter), FAULT_NONE); /* it still waits */
	CHECK_INT(mail_end_sent(cx, &claim), FAULT_NONE);
	CHECK_INT(mail_forget(cx), FAULT_NONE);
	CHECK_INT(mail_newest(cx, TEXT("anne@solbaek.example"), &row), FAULT_NOT_FOUND);
}
