#include "domain/login.h"

#include <liboath/oath.h>
#include <stdlib.h>

#include "domain/account.h"
#include "domain/attempt.h"
#include "domain/change.h"
#include "domain/identity.h"
#include "fixture.h"
#include "seal/token.h"
#include "seal/totp.h"
#include "store/table.h"
#include "tap.h"

static const struct text email = { "anne@solbaek.example", 20 };
static const struct text password = { "en lang og god s\xc3\xa6tning", 22 };
static const struct text wrong = { "en lang og forkert en", 21 };
static const struct login_from from = { { "192.0.2.1", 9 }, { "Testbrowser/1.0", 15 } };

/* An active account, and a visitor who is nobody yet. */
static struct account_id active(struct ctx *cx)
{
	struct account_id id = { 0 };
	struct text token;

	CHECK_INT(account_add(cx, &(struct account_new){ email, TEXT("Anne Holm"), ROLE_CLERK, { { 0 }, { 0 } } }, &id), FAULT_NONE);
	CHECK_INT(account_ticket(cx, id, &token), FAULT_NONE);
	CHECK_INT(ticket_choose_password(cx, token, password), FAULT_NONE);
	cx->viewer.v = VIEWER_PUBLIC;
	return id;
}

static struct login_answer try(struct ctx *cx, struct text who, struct text word)
{
	struct login_answer answer;

	CHECK_INT(login_password(cx, who, word, &from, &answer), FAULT_NONE);
	return answer;
}

static struct text code_at(struct arena *arena, struct text secret, int64_t now)
{
	char code[8];

	if (oath_totp_generate(secret.s, secret.n, (time_t)(now / MICROSECONDS), 30, 0, 6, code) != OATH_OK)
		abort();
	return text_copy(arena, text_from(code));
}

TEST(login_opens_a_session_that_ends)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id = active(cx);
	struct login_answer answer = try(cx, TEXT("ANNE@solbaek.example"), password);
	struct session_row session;

	CHECK_INT(answer.outcome, LOGIN_DONE);
	CHECK(cx->viewer.v > VIEWER_OPERATOR);
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE);
	CHECK_INT(session.account.v, id.v);
	CHECK_TEXT(session.program, "Testbrowser/1.0");
	cx->now += SESSION_IDLE_HOURS * (int64_t)3600 * MICROSECONDS - 1;
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE); /* and it lives on */
	cx->now += SESSION_IDLE_HOURS * (int64_t)3600 * MICROSECONDS - 1;
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE);
	cx->now += SESSION_IDLE_HOURS * (int64_t)3600 * MICROSECONDS + 1;
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NOT_FOUND);
}

TEST(login_session_never_outlives_its_most)
{
	struct ctx *cx = fixture_ctx(arena);
	struct session_row session;
	struct login_answer answer;
	int64_t began;
	enum fault fault = FAULT_NONE;

	active(cx);
	answer = try(cx, email, password);
	began = cx->now;
	while (fault == FAULT_NONE && cx->now - began < 30 * (int64_t)24 * 3600 * MICROSECONDS) {
		cx->now += (int64_t)3600 * MICROSECONDS;
		fault = session_find(cx, answer.token, &session);
	}
	CHECK_INT((cx->now - began) / ((int64_t)3600 * MICROSECONDS), SESSION_MOST_HOURS);
}

TEST(login_out_here_and_everywhere)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id = active(cx);
	struct login_answer a = try(cx, email, password), b = try(cx, email, password), c = try(cx, email, password);
	struct session_row session, *sessions;
	size_t n;

	CHECK_INT(session_list(cx, id, &sessions, &n), FAULT_NONE);
	CHECK_INT(n, 3);
	CHECK_INT(session_end(cx, a.token), FAULT_NONE);
	CHECK_INT(session_end(cx, a.token), FAULT_NONE);
	CHECK_INT(session_find(cx, a.token, &session), FAULT_NOT_FOUND);
	CHECK_INT(session_find(cx, b.token, &session), FAULT_NONE);
	CHECK_INT(session_end_all(cx, id), FAULT_NONE);
	CHECK_INT(session_find(cx, b.token, &session), FAULT_NOT_FOUND);
	CHECK_INT(session_find(cx, c.token, &session), FAULT_NOT_FOUND);
	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(session_list(cx, id, &sessions, &n), FAULT_DENIED);
	CHECK_INT(session_end_all(cx, id), FAULT_DENIED);
}

TEST(login_tells_nobody_which_accounts_there_are)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id = active(cx), invited;
	struct login_answer answer;

	CHECK_INT(try(cx, TEXT("nobody@solbaek.example"), password).outcome, LOGIN_REFUSED);
	CHECK_INT(try(cx, email, wrong).outcome, LOGIN_REFUSED);
	CHECK_INT(try(cx, TEXT(""), TEXT("")).outcome, LOGIN_REFUSED);
	CHECK_INT(cx->viewer.v, VIEWER_PUBLIC);
	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_add(cx, &(struct account_new){ TEXT("b@solbaek.example"), TEXT("Bo"), ROLE_ADMINISTRATOR, { { 0 }, { 0 } } },
		&invited), FAULT_NONE);
	CHECK_INT(account_close(cx, id), FAULT_NONE);
	cx->viewer.v = VIEWER_PUBLIC;
	answer = try(cx, email, password);
	CHECK_INT(answer.outcome, LOGIN_REFUSED);
	CHECK_INT(try(cx, TEXT("b@solbaek.example"), TEXT("")).outcome, LOGIN_REFUSED);
}

TEST(login_guessing_becomes_slow)
{
	struct ctx *cx = fixture_ctx(arena);
	struct login_answer answer;

	active(cx);
	for (int i = 0; i < LOGIN_FREE_TRIES; i++)
		CHECK_INT(try(cx, email, wrong).outcome, LOGIN_REFUSED);
	answer = try(cx, email, password);
	CHECK_INT(answer.outcome, LOGIN_WAIT); /* also for the right one: it is not looked at */
	CHECK_INT(answer.wait, 2);
	cx->now += (int64_t)2 * MICROSECONDS;
	CHECK_INT(try(cx, email, wrong).outcome, LOGIN_REFUSED);
	CHECK_INT(try(cx, email, wrong).wait, 4);
	for (int i = 0; i < 12; i++) {
		cx->now += (int64_t)ATTEMPT_WAIT_MOST * MICROSECONDS;
		CHECK_INT(try(cx, email, wrong).outcome, LOGIN_REFUSED);
	}
	CHECK_INT(try(cx, email, wrong).wait, ATTEMPT_WAIT_MOST);
	cx->now += (int64_t)ATTEMPT_WAIT_MOST * MICROSECONDS;
	CHECK_INT(try(cx, email, password).outcome, LOGIN_DONE);
	CHECK_INT(try(cx, email, wrong).outcome, LOGIN_REFUSED);
	CHECK_INT(try(cx, email, password).outcome, LOGIN_DONE); /* what failed before is forgotten */
}

TEST(login_address_that_tries_many_names_waits_too)
{
	struct ctx *cx = fixture_ctx(arena);
	int refused = 0;

	active(cx);
	while (refused < 100 && try(cx, text_from(arena_format(arena, "n%d@solbaek.example", refused)), wrong).outcome ==
		LOGIN_REFUSED)
		refused++;
	CHECK_INT(refused, LOGIN_FREE_TRIES_ADDRESS);
}

TEST(login_second_factor_counts_once)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id = active(cx);
	struct text secret = totp_secret_new(arena), code;
	struct login_answer first, answer;
	struct session_row session;

	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_second_factor_on(cx, id, secret, TEXT("000000x")), FAULT_INVALID);
	CHECK_INT(account_second_factor_on(cx, id, secret, code_at(arena, secret, cx->now)), FAULT_NONE);
	cx->viewer.v = VIEWER_PUBLIC;
	first = try(cx, email, password);
	CHECK_INT(first.outcome, LOGIN_CODE_WANTED);
	CHECK_INT(session_find(cx, first.token, &session), FAULT_NONE);
	CHECK_TEXT(session.stage, "code");
	cx->viewer.v = VIEWER_PUBLIC;

	/* The code that proved the secret has been used up. */
	code = code_at(arena, secret, cx->now);
	CHECK_INT(login_code(cx, first.token, code, &from, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_REFUSED);
	CHECK_INT(cx->viewer.v, VIEWER_PUBLIC);

	cx->now += (int64_t)60 * MICROSECONDS;
	code = code_at(arena, secret, cx->now);
	CHECK_INT(login_code(cx, first.token, code, &from, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_DONE);
	CHECK_INT(session_find(cx, first.token, &session), FAULT_NOT_FOUND); /* its token was changed */
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE);
	CHECK_TEXT(session.stage, "open");
	CHECK_INT(login_code(cx, answer.token, code, &from, &answer), FAULT_NOT_FOUND);

	first = try(cx, email, password);
	cx->now += (SESSION_CODE_MINUTES * (int64_t)60 + 1) * MICROSECONDS;
	code = code_at(arena, secret, cx->now);
	CHECK_INT(login_code(cx, first.token, code, &from, &answer), FAULT_NOT_FOUND);
}

TEST(login_makes_guessers_wait_for_accounts_that_do_not_exist)
{
	struct ctx *cx = fixture_ctx(arena);
	struct text nobody = TEXT("nobody@solbaek.example");

	active(cx);
	for (int i = 0; i < LOGIN_FREE_TRIES; i++) {
		CHECK_INT(try(cx, email, wrong).outcome, LOGIN_REFUSED);
		CHECK_INT(try(cx, nobody, wrong).outcome, LOGIN_REFUSED);
	}
	CHECK_INT(try(cx, email, wrong).wait, 2);
	CHECK_INT(try(cx, nobody, wrong).wait, 2);
	CHECK_INT(try(cx, TEXT(" NOBODY@Solbaek.example\t"), wrong).wait, 2); /* nor does another spelling begin anew */
	CHECK_INT(try(cx, TEXT("  ANNE@Solbaek.example"), password).wait, 2);
}

TEST(login_counts_a_network_of_version_6_as_one_address)
{
	struct ctx *cx = fixture_ctx(arena);
	struct login_from guesser = { .program = TEXT("x") };
	struct login_answer answer;

	active(cx);
	for (int i = 0; i < LOGIN_FREE_TRIES_ADDRESS; i++) {
		guesser.address = text_from(arena_format(arena, "2001:db8:0:7:%x::%x", i + 1, i));
		CHECK_INT(login_password(cx, text_from(arena_format(arena, "n%d@solbaek.example", i)), wrong, &guesser, &answer), FAULT_NONE);
		CHECK_INT(answer.outcome, LOGIN_REFUSED);
	}
	guesser.address = TEXT("2001:db8:0:7:ffff::1");
	CHECK_INT(login_password(cx, email, password, &guesser, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_WAIT);
	guesser.address = TEXT("2001:db8:0:8:ffff::1");
	CHECK_INT(login_password(cx, email, password, &guesser, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_DONE);
}

static struct login_answer try_from(struct ctx *cx, struct text word, struct text browser, const char *address)
{
	struct login_from there = { text_from(address), TEXT("Testbrowser/1.0"), TEXT_NONE, browser };
	struct login_answer answer;

	CHECK_INT(login_password(cx, email, word, &there, &answer), FAULT_NONE);
	cx->viewer.v = VIEWER_PUBLIC;
	return answer;
}

/* Addresses of a municipality's clerks are public, and so anybody can guess at them without end. */
TEST(login_guesser_does_not_keep_the_owner_out)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id = active(cx);
	struct text known = try_from(cx, password, TEXT_NONE, "192.0.2.1").browser, token;
	struct login_answer answer;

	CHECK_INT(known.n, TOKEN_TEXT);
	for (int i = 0; i < LOGIN_FREE_TRIES; i++)
		CHECK_INT(try_from(cx, wrong, TEXT_NONE, "198.51.100.7").outcome, LOGIN_REFUSED);
	CHECK_INT(try_from(cx, password, TEXT_NONE, "192.0.2.1").outcome, LOGIN_WAIT);
	CHECK_INT(try_from(cx, password, token_new(arena), "192.0.2.1").outcome, LOGIN_WAIT); /* that nobody was given */
	answer = try_from(cx, password, known, "192.0.2.1");
	CHECK_INT(answer.outcome, LOGIN_DONE);
	CHECK(text_eq(answer.browser, known)); /* it keeps its name */

	/* A browser that was stolen guesses no faster, and nobody else's wait is longer for it. */
	for (int i = 0; i < LOGIN_FREE_TRIES; i++)
		CHECK_INT(try_from(cx, wrong, known, "198.51.100.7").outcome, LOGIN_REFUSED);
	CHECK_INT(try_from(cx, password, known, "198.51.100.7").outcome, LOGIN_WAIT);
	CHECK_INT(try_from(cx, password, TEXT_NONE, "192.0.2.1").outcome, LOGIN_DONE);

	cx->now += (int64_t)3600 * MICROSECONDS;
	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_ticket(cx, id, &token), FAULT_NONE);
	CHECK_INT(ticket_choose_password(cx, token, TEXT("en helt anden en")), FAULT_NONE);
	for (int i = 0; i < LOGIN_FREE_TRIES; i++)
		CHECK_INT(try_from(cx, wrong, TEXT_NONE, "198.51.100.7").outcome, LOGIN_REFUSED);
	CHECK_INT(try_from(cx, TEXT("en helt anden en"), known, "192.0.2.1").outcome, LOGIN_WAIT); /* a new password begins anew */
}

static int64_t rows_of_login(struct ctx *cx)
{
	static const char *const names[] = { "session", "departure", "ticket", "attempt", "browser" };
	size_t n;
	const struct table *tables = db_tables(cx->db, &n);
	int64_t all = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < LENGTH_OF(names); k++) {
			int64_t rows = 0;

			if (strcmp(tables[i].name, names[k]) == 0)
				CHECK_INT(table_count(cx->db, &tables[i], &rows), FAULT_NONE);
			all += rows;
		}
	return all;
}

/* Addresses of visitors lie here no longer than they are good for. */
TEST(login_forgets_what_is_over)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id = active(cx);
	struct login_answer answer = try(cx, email, password);
	struct text token, back, departure = token_new(arena);
	struct session_row session;
	struct ticket ticket;

	cx->viewer.v = VIEWER_PUBLIC;
	try(cx, email, wrong);
	CHECK_INT(identity_depart(cx, departure, TEXT_NONE), FAULT_NONE);
	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_ticket(cx, id, &token), FAULT_NONE);
	CHECK_INT(login_forget(cx), FAULT_NONE);
	CHECK_INT(rows_of_login(cx), 7); /* a session, its browser, one on the way, a link that was used and one that was not, and two of a failure */
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE);
	CHECK_INT(ticket_read(cx, token, &ticket), FAULT_NONE);
	CHECK_INT(identity_return(cx, departure, &back), FAULT_NONE);
	CHECK_INT(identity_depart(cx, departure, TEXT_NONE), FAULT_NONE);
	cx->now += (int64_t)TICKET_PASSWORD_HOURS * 3600 * MICROSECONDS + 1;
	CHECK_INT(login_forget(cx), FAULT_NONE);
	CHECK_INT(rows_of_login(cx), 1);
	cx->now += (int64_t)BROWSER_DAYS * 24 * 3600 * MICROSECONDS;
	CHECK_INT(login_forget(cx), FAULT_NONE);
	CHECK_INT(rows_of_login(cx), 0);
}
