#include "web/session.h"

#include <liboath/oath.h>
#include <stdio.h>
#include <stdlib.h>

#include "browser.h"
#include "domain/account.h"
#include "domain/job.h"
#include "domain/upload.h"
#include "seal/token.h"
#include "seal/totp.h"
#include "tap.h"
#include "web/site.h"

TEST(session_from_set_up_to_log_out)
{
	struct browser *b = browser(arena);

	set_up(b);
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/log-ind?til=%2Fkonto");
	CHECK_INT(log_in(b, "en+forkert+kode"), 400);
	CHECK(says(b, "passer ikke sammen"));
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/konto");
	CHECK_INT(b->session.n, TOKEN_TEXT);
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 200);
	CHECK(says(b, "Anne Holm"));
	CHECK_TEXT(text_from(field(b, "Cache-Control")), "no-store");
	CHECK_INT(ask(b, METHOD_GET, "/konti", NULL), 200);
	CHECK_INT(ask(b, METHOD_POST, "/log-ud", "x=1"), 400);
	CHECK_INT(send(b, "/konto", "/log-ud", ""), 303);
	CHECK_INT(b->session.n, 0);
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 303);
}

TEST(session_form_from_elsewhere_is_refused)
{
	struct browser *b = browser(arena);

	set_up(b);
	CHECK_INT(ask(b, METHOD_POST, "/log-ind", "email=anne%40solbaek.example&adgangskode=en+lang+nok+en"), 403);
	CHECK_INT(ask(b, METHOD_POST, "/log-ind",
		"token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&email=anne%40solbaek.example&adgangskode=en+lang+nok+en"), 403);
	b->origin = "https://evil.example";
	CHECK_INT(log_in(b, "en+lang+nok+en"), 403);
	b->origin = "null";
	CHECK_INT(log_in(b, "en+lang+nok+en"), 403);
	b->origin = "";
	CHECK_INT(log_in(b, "en+lang+nok+en"), 403);
	b->origin = NULL;
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
}

/* A proxy that speaks TLS may call us 127.0.0.1:8080: then the form is from where the operator says that the portal is. */
TEST(session_form_from_the_operators_origin_is_ours)
{
	struct browser *b = browser(arena);

	set_up(b);
	b->settings->origin = TEXT("https://referater.example");
	b->origin = "https://referater.example.evil.example";
	CHECK_INT(log_in(b, "en+lang+nok+en"), 403);
	b->origin = "http://referater.example";
	CHECK_INT(log_in(b, "en+lang+nok+en"), 403);
	b->origin = "https://referater.example";
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
}

TEST(session_way_back_stays_on_this_site)
{
	struct browser *b = browser(arena);

	set_up(b);
	CHECK_INT(send(b, "/log-ind", "/log-ind",
		"til=https%3A%2F%2Fevil.example%2F&email=anne%40solbaek.example&adgangskode=en+lang+nok+en"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/konto");
	CHECK_INT(send(b, "/konto", "/log-ud", ""), 303);
	CHECK_INT(send(b, "/log-ind", "/log-ind",
		"til=%2F%2Fevil.example&email=anne%40solbaek.example&adgangskode=en+lang+nok+en"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/konto");
	CHECK_INT(send(b, "/konto", "/log-ud", ""), 303);
	CHECK_INT(send(b, "/log-ind", "/log-ind", "til=%2Fsager&email=anne%40solbaek.example&adgangskode=en+lang+nok+en"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/sager");
}

TEST(session_second_factor_is_asked_for)
{
	struct browser *b = browser(arena);
	struct text secret, page;
	size_t at;
	char code[8];

	set_up(b);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK_INT(ask(b, METHOD_GET, "/konto/to-trin", NULL), 200);
	CHECK(says(b, "<svg"));
	page = b->response.body;
	at = text_find(page, TEXT("name=\"noegle\" value=\"")) + 21;
	page = text_from_to(page, at, at + 32);
	CHECK(totp_secret_parse(arena, page, &secret));
	oath_totp_generate(secret.s, secret.n, (time_t)(b->now / MICROSECONDS), 30, 0, 6, code);
	CHECK_INT(send(b, "/konto/to-trin", "/konto/to-trin",
		arena_format(arena, "hvad=til&noegle=%.*s&adgangskode=en+lang+nok+en&kode=000", TEXT_ARG(page))), 400);
	/* An open browser alone turns nothing on, for somebody else's telephone. */
	CHECK_INT(send(b, "/konto/to-trin", "/konto/to-trin", arena_format(arena, "hvad=til&noegle=%.*s&kode=%s", TEXT_ARG(page), code)), 400);
	CHECK(says(b, "Adgangskoden passer ikke"));
	CHECK_INT(send(b, "/konto/to-trin", "/konto/to-trin",
		arena_format(arena, "hvad=til&noegle=%.*s&adgangskode=en+lang+nok+en&kode=%s", TEXT_ARG(page), code)), 303);
	CHECK_INT(send(b, "/konto", "/log-ud", ""), 303);

	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/log-ind/kode");
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 303); /* a password alone opens nothing */
	b->now += (int64_t)60 * MICROSECONDS;
	oath_totp_generate(secret.s, secret.n, (time_t)(b->now / MICROSECONDS), 30, 0, 6, code);
	CHECK_INT(send(b, "/log-ind/kode", "/log-ind/kode", arena_format(arena, "kode=%s", code)), 303);
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 200);
	/* An open browser alone does not exchange it for another's. */
	b->now += (int64_t)60 * MICROSECONDS;
	oath_totp_generate(secret.s, secret.n, (time_t)(b->now / MICROSECONDS), 30, 0, 6, code);
	CHECK_INT(send(b, "/konto/to-trin", "/konto/to-trin",
		arena_format(arena, "hvad=til&noegle=%.*s&kode=%s", TEXT_ARG(page), code)), 409);
	CHECK_INT(send(b, "/konto", "/konto/to-trin", "hvad=fra&adgangskode=en+forkert+kode"), 403);
	CHECK_INT(send(b, "/konto", "/konto/to-trin", "hvad=fra&adgangskode=en+lang+nok+en"), 303);
}

TEST(session_password_is_changed_by_who_knows_it)
{
	struct browser *b = browser(arena), *other = arena_new(arena, struct browser, 1);
	static const char page[] = "/konto/adgangskode";

	set_up(b);
	CHECK_INT(ask(b, METHOD_GET, page, NULL), 303);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	*other = (struct browser){ .arena = arena, .site = b->site, .db = b->db, .now = b->now };
	CHECK_INT(log_in(other, "en+lang+nok+en"), 303);
	CHECK_INT(ask(b, METHOD_GET, page, NULL), 200);
	CHECK_INT(send(b, page, page, "nuvaerende=en+forkert+kode&adgangskode=en+helt+anden+en&igen=en+helt+anden+en"), 403);
	CHECK_INT(send(b, page, page, "adgangskode=en+helt+anden+en&igen=en+helt+anden+en"), 400);
	CHECK_INT(send(b, page, page, "nuvaerende=en+lang+nok+en&adgangskode=en+helt+anden+en&igen=en+tredje+anden"), 400);
	CHECK_INT(send(b, page, page, "nuvaerende=en+lang+nok+en&adgangskode=for+kort&igen=for+kort"), 400);
	CHECK_INT(send(b, page, page, "nuvaerende=en+lang+nok+en&adgangskode=annekodeord26&igen=annekodeord26"), 400);
	CHECK(says(b, "nogen ville g\xc3\xa6tte p\xc3\xa5"));
	CHECK_INT(ask(other, METHOD_GET, "/konto", NULL), 200);
	CHECK_INT(ask(b, METHOD_POST, page, "nuvaerende=en+lang+nok+en&adgangskode=en+helt+anden+en&igen=en+helt+anden+en"), 403);
	CHECK_INT(send(b, page, page, "nuvaerende=en+lang+nok+en&adgangskode=en+helt+anden+en&igen=en+helt+anden+en"), 200);
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 200); /* here it goes on, and nowhere else */
	CHECK_INT(ask(other, METHOD_GET, "/konto", NULL), 303);
	CHECK_INT(log_in(other, "en+lang+nok+en"), 400);
	CHECK_INT(log_in(other, "en+helt+anden+en"), 303);
}

TEST(session_administrator_lets_others_in)
{
	struct browser *b = browser(arena), *clerk = arena_new(arena, struct browser, 1);
	struct text page;
	size_t at;
	const char *path;

	set_up(b);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK_INT(send(b, "/konti", "/konti", "navn=Bo+Krogh&email=bo&rolle=clerk"), 400);
	CHECK(says(b, "value=\"Bo Krogh\"")); /* what was typed is still there */
	CHECK_INT(send(b, "/konti", "/konti", "navn=Bo+Krogh&email=bo%40solbaek.example&rolle=clerk"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/konti/2");
	CHECK_INT(send(b, "/konti/2", "/konti/2", "hvad=link"), 200);
	page = b->response.body;
	at = text_find(page, TEXT("http://portal.example/adgang/")) + 21;
	path = arena_format(arena, "%.*s", TEXT_ARG(text_from_to(page, at, at + 8 + TOKEN_TEXT)));

	*clerk = (struct browser){ .arena = arena, .site = b->site, .db = b->db, .now = b->now };
	CHECK_INT(send(clerk, path, path, "adgangskode=en+helt+anden+en&igen=en+helt+anden+en"), 303);
	CHECK_INT(send(clerk, "/log-ind", "/log-ind", "email=bo%40solbaek.example&adgangskode=en+helt+anden+en"), 303);
	CHECK_INT(ask(clerk, METHOD_GET, "/konto", NULL), 200);
	CHECK_INT(ask(clerk, METHOD_GET, "/konti", NULL), 403);
	CHECK_INT(ask(clerk, METHOD_GET, "/konti/1", NULL), 403);
	CHECK_INT(send(clerk, "/konto", "/konti/1", "hvad=luk"), 403);

	CHECK_INT(send(b, "/konti/2", "/konti/2", "hvad=giv&rolle=auditor"), 303);
	CHECK_INT(send(b, "/konti/1", "/konti/1", "hvad=luk"), 400); /* the last administrator */
	CHECK_INT(send(b, "/konti/2", "/konti/2", "hvad=luk"), 303);
	CHECK_INT(ask(clerk, METHOD_GET, "/konto", NULL), 303);
	CHECK_INT(ask(b, METHOD_GET, "/konti/77", NULL), 404);
}

TEST(session_page_of_one_is_never_shown_to_another)
{
	struct browser *b = browser(arena), *nobody = arena_new(arena, struct browser, 1);

	set_up(b);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK_INT(ask(b, METHOD_GET, "/", NULL), 200);
	CHECK(says(b, "Anne Holm"));
	*nobody = (struct browser){ .arena = arena, .site = b->site, .db = b->db, .now = b->now };
	CHECK_INT(ask(nobody, METHOD_GET, "/", NULL), 200);
	CHECK(!says(nobody, "Anne Holm"));
	CHECK(!says(nobody, "name=\"token\""));
	CHECK_INT(ask(b, METHOD_GET, "/", NULL), 200);
	CHECK(says(b, "Anne Holm"));
}

TEST(session_guesser_is_told_to_wait)
{
	struct browser *b = browser(arena);
	const char *unknown = "email=nobody%40solbaek.example&adgangskode=en+forkert+kode";

	set_up(b);
	for (int i = 0; i < LOGIN_FREE_TRIES; i++) {
		CHECK_INT(log_in(b, "en+forkert+kode"), 400);
		CHECK_INT(send(b, "/log-ind", "/log-ind", unknown), 400);
	}
	CHECK_INT(log_in(b, "en+lang+nok+en"), 429);
	CHECK(says(b, "vent 2 sekunder"));
	CHECK_INT(send(b, "/log-ind", "/log-ind", unknown), 429);
	CHECK(says(b, "vent 2 sekunder")); /* and so learns nothing of who has an account */
}

TEST(session_cookies_that_are_odd_open_nothing)
{
	static const char *const odd[] = { "", "A", "sagsgang=", "' OR 1=1 --", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\xff", "%00AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "====" };
	struct browser *b = browser(arena);
	struct text session;

	set_up(b);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	session = b->session;
	for (size_t i = 0; i < LENGTH_OF(odd); i++) {
		struct text no = text_from(odd[i]);

		b->session = no;
		CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 303);
		b->session = text_from(arena_format(arena, "%.*s; sagsgang=%.*s", TEXT_ARG(no), TEXT_ARG(session))); /* twice: the first counts */
		CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 303);
	}
	b->session = session;
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 200);
}

TEST(session_of_before_is_over_when_somebody_logs_in)
{
	struct browser *b = browser(arena);
	struct text before, after, body;
	size_t at;

	set_up(b);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	before = b->session;
	ask(b, METHOD_GET, "/konto", NULL);
	body = b->response.body;
	at = text_find(body, TEXT("name=\"token\" value=\"")) + 20;
	CHECK_INT(ask(b, METHOD_POST, "/log-ind",
		arena_format(arena, "token=%.*s&email=anne%%40solbaek.example&adgangskode=en+lang+nok+en",
			TEXT_ARG(text_from_to(body, at, at + TOKEN_TEXT)))), 303);
	after = b->session;
	CHECK(!text_eq(before, after));
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 200);
	b->session = before;
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 303);
}

TEST(session_chosen_by_another_is_not_taken_over)
{
	struct browser *b = browser(arena);
	struct text planted = TEXT("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

	set_up(b);
	b->session = planted;
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK(!text_eq(b->session, planted));
	b->session = planted;
	CHECK_INT(ask(b, METHOD_GET, "/konto", NULL), 303);
}

/* --- forms with files --- */

/* What is kept, and what would be swept away as it never ended. */
static int64_t contents(struct browser *b)
{
	struct ctx cx = operator(b);
	int64_t kept, swept;

	CHECK_INT(content_verify(&cx, &kept), FAULT_NONE);
	cx.now += (UPLOAD_ABANDONED_HOURS + 1) * (int64_t)3600 * MICROSECONDS;
	CHECK_INT(upload_sweep(&cx, &swept), FAULT_NONE);
	return kept + swept;
}

/* The page's token in its field, and a file of two pieces after it. */
static struct text form_with_file(struct browser *b, const char *token_before, const char *end)
{
	struct buffer buffer = buffer_in(b->arena, 1 << 20);
	struct text page;
	size_t at;

	ask(b, METHOD_GET, "/konto", NULL);
	page = b->response.body;
	at = text_find(page, TEXT("name=\"token\" value=\"")) + 20;
	if (token_before != NULL)
		buffer_format(&buffer, "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n%s\r\n", token_before);
	else
		buffer_format(&buffer, "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n%.*s\r\n",
			TEXT_ARG(text_from_to(page, at, at + TOKEN_TEXT)));
	buffer_add_string(&buffer, "--B\r\nContent-Disposition: form-data; name=\"filer\"; filename=\"a.txt\"\r\n\r\n");
	for (int i = 0; i < 40000; i++)
		buffer_add_string(&buffer, "Et ord. ");
	buffer_add_string(&buffer, end);
	return buffer_text(&buffer);
}

/* Gives the status; 0 when the visitor went away before there was an answer. */
static int hand_in(struct browser *b, struct text body, bool goes_away)
{
	struct request rq = { .arena = b->arena, .method = METHOD_POST, .target = TEXT("/indlaesning"), .host = TEXT("portal.example"),
		.now = b->now, .address = TEXT("192.0.2.1"), .body_n = (int64_t)body.n };

	rq.headers[rq.headers_n++] = (struct header){ TEXT("Content-Type"), TEXT("multipart/form-data; boundary=B") };
	rq.headers[rq.headers_n++] = (struct header){ TEXT("Cookie"), text_from(arena_format(b->arena, "sagsgang=%.*s",
		TEXT_ARG(b->session))) };
	if (!site_admit(b->site, &rq, &b->response))
		return b->response.status;
	for (size_t at = 0; at < body.n; at += 5000)
		site_receive(b->site, &rq, text_from_to(body, at, at + 5000));
	if (goes_away) {
		site_abandon(b->site, &rq);
		return 0;
	}
	site_answer(b->site, &rq, &b->response);
	return b->response.status;
}

TEST(session_files_leave_nothing_behind_when_they_are_not_taken)
{
	static const char end[] = "\r\n--B--\r\n";
	struct browser *b = browser(arena);
	struct ctx cx;

	set_up(b);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	/* Who may not hand anything in is told so before the first byte. */
	CHECK_INT(hand_in(b, form_with_file(b, NULL, end), false), 403);
	CHECK_INT(contents(b), 0);
	cx = operator(b);
	CHECK_INT(account_give(&cx, (struct account_id){ 1 }, ROLE_CLERK, (struct reach){ 0 }), FAULT_NONE);

	CHECK_INT(hand_in(b, form_with_file(b, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", end), false), 403);
	CHECK_INT(contents(b), 0);
	CHECK_INT(hand_in(b, form_with_file(b, NULL, ""), true), 0);
	CHECK_INT(contents(b), 0);
	CHECK_INT(hand_in(b, form_with_file(b, NULL, ""), false), 400); /* no end */
	CHECK_INT(contents(b), 0);
	CHECK_INT(hand_in(b, form_with_file(b, NULL,
		"\r\n--B\r\nContent-Disposition: form-data; name=\"ukendt\"\r\n\r\nx\r\n--B--\r\n"), false), 400);
	CHECK_INT(contents(b), 0);
	CHECK_INT(hand_in(b, form_with_file(b, NULL,
		"\r\n--B\r\nContent-Disposition: form-data; name=\"noegle\"\r\n\r\nk1\r\n--B--\r\n"), false), 303);
	CHECK_INT(contents(b), 1);
	CHECK_INT(hand_in(b, form_with_file(b, NULL,
		"\r\n--B\r\nContent-Disposition: form-data; name=\"noegle\"\r\n\r\nk1\r\n--B--\r\n"), false), 303); /* sent twice */
	CHECK_INT(contents(b), 1);
}

static int64_t mails_that_wait(struct browser *b)
{
	struct ctx cx = operator(b);
	struct job_row *rows;
	int64_t waiting = 0;
	size_t n;

	CHECK_INT(job_list(&cx, "mail", 100, 0, &rows, &n), FAULT_NONE);
	for (size_t i = 0; i < n; i++)
		waiting += text_is(rows[i].state, "waiting");
	return waiting;
}

TEST(session_without_mail_has_no_page_for_what_is_forgotten)
{
	struct browser *b = browser(arena);

	set_up(b);
	CHECK_INT(ask(b, METHOD_GET, "/log-ind", NULL), 200);
	CHECK(!says(b, "/log-ind/glemt"));
	CHECK_INT(ask(b, METHOD_GET, "/log-ind/glemt", NULL), 404);
	CHECK_INT(send(b, "/log-ind", "/log-ind/glemt", "email=anne%40solbaek.example"), 404);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK_INT(send(b, "/konti", "/konti", "navn=Bo+Krogh&email=bo%40solbaek.example"), 303);
	CHECK_INT(ask(b, METHOD_GET, "/konti/2", NULL), 200);
	CHECK(!says(b, "Send linket med mail"));
	CHECK_INT(send(b, "/konti/2", "/konti/2", "hvad=mail"), 400);
	CHECK_INT(mails_that_wait(b), 0);
}

TEST(session_forgotten_password_is_answered_alike)
{
	struct browser *b = browser(arena);
	struct text known;

	set_up(b);
	b->settings->mail = true;
	CHECK_INT(ask(b, METHOD_GET, "/log-ind", NULL), 200);
	CHECK(says(b, "href=\"/log-ind/glemt\""));
	CHECK_INT(ask(b, METHOD_GET, "/log-ind/glemt", NULL), 200);
	CHECK_TEXT(text_from(field(b, "Cache-Control")), "no-store");
	CHECK_INT(ask(b, METHOD_POST, "/log-ind/glemt", "email=anne%40solbaek.example"), 403);
	CHECK_INT(send(b, "/log-ind/glemt", "/log-ind/glemt", ""), 400);
	CHECK_INT(send(b, "/log-ind/glemt", "/log-ind/glemt", "email=anne"), 400);
	CHECK(says(b, "value=\"anne\""));
	CHECK_INT(mails_that_wait(b), 0);
	CHECK_INT(send(b, "/log-ind/glemt", "/log-ind/glemt", "email=anne%40solbaek.example"), 200);
	known = text_copy(arena, b->response.body);
	CHECK_INT(send(b, "/log-ind/glemt", "/log-ind/glemt", "email=bodi%40solbaek.example"), 200);
	CHECK_INT(known.n, b->response.body.n); /* a name of the same length, and no other difference */
	CHECK_INT(mails_that_wait(b), 2);
	CHECK_INT(send(b, "/log-ind/glemt", "/log-ind/glemt", "email=anne%40solbaek.example"), 200);
	CHECK_INT(mails_that_wait(b), 2);
	for (int i = 0; i < FORGOTTEN_FREE_TRIES; i++)
		send(b, "/log-ind/glemt", "/log-ind/glemt", "email=anne%40solbaek.example");
	CHECK_INT(b->response.status, 429);
}

TEST(session_administrator_sends_links_by_mail)
{
	struct browser *b = browser(arena);

	set_up(b);
	b->settings->mail = true;
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK_INT(send(b, "/konti", "/konti", "navn=Bo+Krogh&email=bo%40solbaek.example"), 303);
	CHECK_INT(mails_that_wait(b), 1);
	CHECK_INT(ask(b, METHOD_GET, "/konti/2", NULL), 200);
	CHECK(says(b, "Send linket med mail"));
	CHECK(says(b, "er p\xc3\xa5 vej"));
	CHECK_INT(send(b, "/konti/2", "/konti/2", "hvad=mail"), 303);
	CHECK_INT(mails_that_wait(b), 2);
	CHECK_INT(send(b, "/konti/2", "/konti/2", "hvad=luk"), 303);
	CHECK_INT(send(b, "/konti/2", "/konti/2", "hvad=mail"), 400);
	CHECK_INT(mails_that_wait(b), 2);
}
