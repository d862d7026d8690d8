#include "domain/identity.h"

#include <liboath/oath.h>
#include <stdlib.h>

#include "fixture.h"
#include "seal/token.h"
#include "seal/totp.h"
#include "tap.h"

static const struct login_from from = { { "192.0.2.1", 9 }, { "Testbrowser/1.0", 15 } };
static const struct text issuer = { "https://login.example", 21 };
static const struct text both[] = { { "sekretariat", 11 }, { "andet", 5 } };

static const struct identity_rule rule_list[] = {
	{ .value = { "sekretariat", 11 }, .role = ROLE_CLERK },
	{ .value = { "sekretariat", 11 }, .role = ROLE_CLERK }, /* twice gives once */
	{ .value = { "revision", 8 }, .role = ROLE_AUDITOR },
	{ .value = { "ledelse", 7 }, .role = ROLE_ADMINISTRATOR },
	{ .value = { "udvalg", 6 }, .role = ROLE_CLERK, .committee = { "oekonomiudvalget", 16 } },
	{ .value = { "udvalg", 6 }, .role = ROLE_MEMBER, .committee = { "intet-udvalg", 12 } },
};
static const struct identity_rules rules = { rule_list, LENGTH_OF(rule_list) };

static struct identity_known known(const char *subject, const char *email, const char *value)
{
	static struct text values[1];

	values[0] = text_from(value);
	return (struct identity_known){ .issuer = issuer, .subject = text_from(subject), .email = text_from(email),
		.email_verified = true, .name = TEXT("Anne Holm"), .values = values, .values_n = value != NULL ? 1 : 0,
		.hint = TEXT("e.y.j") };
}

/* From nobody in particular. */
static enum fault log_in(struct ctx *cx, const struct identity_known *who, struct login_answer *ret)
{
	cx->viewer.v = VIEWER_PUBLIC;
	return identity_log_in(cx, who, &rules, &from, ret);
}

static struct account_row account(struct ctx *cx, const char *email)
{
	struct account_row row = { .id = { 0 } };

	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_by_email(cx, text_from(email), &row), FAULT_NONE);
	return row;
}

/* "clerk* auditor": a star for those of a claim. */
static const char *roles(struct ctx *cx, const char *email)
{
	struct buffer b = buffer_in(cx->arena, 1000);
	struct role_row *rows;
	size_t n = 0;

	CHECK_INT(account_roles(cx, account(cx, email).id, &rows, &n), FAULT_NONE);
	for (size_t i = 0; i < n; i++)
		buffer_format(&b, "%s%.*s%s%s%.*s", i > 0 ? " " : "", TEXT_ARG(rows[i].role), rows[i].claimed ? "*" : "",
			text_known(rows[i].organization_slug) ? "@" : "", TEXT_ARG(rows[i].organization_slug));
	return text_string(cx->arena, buffer_text(&b));
}

static struct account_id invited(struct ctx *cx, const char *email, int role)
{
	struct account_id id = { 0 };

	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_add(cx, &(struct account_new){ text_from(email), TEXT("Bo Krogh"), role, { { 0 }, { 0 } }, false }, &id), FAULT_NONE);
	return id;
}

TEST(identity_makes_an_account_for_whom_a_claim_gives_a_role)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "anne@solbaek.example", "sekretariat");
	struct login_answer answer;
	struct session_row session;
	struct account_row row;

	who.values = both;
	who.values_n = 2;
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_DONE);
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE);
	CHECK_INT(cx->viewer.v, session.viewer.v);
	CHECK_TEXT(session.name, "Anne Holm");
	row = account(cx, "anne@solbaek.example");
	CHECK_TEXT(row.state, "active");
	CHECK(!text_known(row.password));
	CHECK_TEXT(text_from(roles(cx, "anne@solbaek.example")), "clerk*");
}

TEST(identity_is_the_same_account_again_whatever_its_address)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "anne@solbaek.example", "sekretariat");
	struct login_answer answer;
	struct session_row first, second;

	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_INT(session_find(cx, answer.token, &first), FAULT_NONE);
	who = known("1", "gift@solbaek.example", NULL);
	who.email_verified = false;
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_INT(session_find(cx, answer.token, &second), FAULT_NONE);
	CHECK_INT(first.account.v, second.account.v);
	who.issuer = TEXT("https://another.example");
	CHECK_INT(log_in(cx, &who, &answer), FAULT_DENIED); /* another provider's "1" is somebody else */
	CHECK_INT(cx->viewer.v, VIEWER_PUBLIC);
}

TEST(identity_roles_of_claims_are_replaced_and_others_stay)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "bo@solbaek.example", "sekretariat");
	struct account_id id = invited(cx, "bo@solbaek.example", ROLE_APPROVER);
	struct login_answer answer;

	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "approver clerk*");
	who = known("1", "bo@solbaek.example", "revision");
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "approver auditor*");
	/* What somebody gives too is theirs to take. */
	CHECK_INT(account_give(cx, id, ROLE_AUDITOR, (struct reach){ 0 }), FAULT_NONE);
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "approver auditor");
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "approver auditor");
	who = known("1", "bo@solbaek.example", NULL);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "approver auditor");
	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_take(cx, id, ROLE_AUDITOR, (struct reach){ 0 }), FAULT_NONE);
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "approver");
}

TEST(identity_role_in_a_committee_that_is_there)
{
	struct ctx *cx = fixture_ctx(arena);
	struct text bytes = TEXT("Et dokument\n");
	struct record *record = fixture_record(arena, RECORD_MINUTES, "2024-03-12T15:00", bytes);
	struct identity_known who = known("1", "anne@solbaek.example", "udvalg");
	const struct identity_rule *lost;
	struct login_answer answer;
	enum keep_outcome outcome;
	struct meeting_id meeting;

	CHECK_INT(log_in(cx, &who, &answer), FAULT_DENIED); /* neither is there, so there is nothing to do */
	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(fixture_keep(cx, record, bytes, &outcome, &meeting), FAULT_NONE);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_TEXT(text_from(roles(cx, "anne@solbaek.example")), "clerk*@oekonomiudvalget");
	CHECK_INT(identity_rules_check(cx, &rules, &lost), FAULT_NONE);
	CHECK(lost == &rule_list[5]);
}

TEST(identity_provider_may_take_the_last_administrator_and_nobody_else_may)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "anne@solbaek.example", "ledelse");
	struct login_answer answer;
	struct account_id id;
	struct text token;

	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	id = account(cx, "anne@solbaek.example").id;
	CHECK_INT(account_take(cx, id, ROLE_ADMINISTRATOR, (struct reach){ 0 }), FAULT_CONFLICT);
	CHECK_INT(account_close(cx, id), FAULT_CONFLICT);
	CHECK_INT(identity_unbind(cx, id), FAULT_CONFLICT);
	who = known("1", "anne@solbaek.example", "revision");
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_TEXT(text_from(roles(cx, "anne@solbaek.example")), "auditor*");
	/* Where there is none, others can be closed all the same, and another can be made. */
	CHECK_INT(setup_ticket(cx, &token), FAULT_NONE);
	CHECK_INT(account_close(cx, id), FAULT_NONE);
}

TEST(identity_address_opens_an_account_once_and_when_it_is_verified)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "BO@solbaek.example", "sekretariat");
	struct account_id id = invited(cx, "bo@solbaek.example", -1);
	struct login_answer answer;
	struct identity_row *rows;
	size_t n;

	who.email_verified = false;
	CHECK_INT(log_in(cx, &who, &answer), FAULT_DENIED);
	CHECK_TEXT(text_from(ctx_why(cx)->detail), "BO@solbaek.example");
	who.email_denied = true;
	CHECK_INT(log_in(cx, &who, &answer), FAULT_DENIED);
	who = known("1", "bo@solbaek.example", NULL);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE); /* without any role of a claim: somebody made it */
	who = known("2", "bo@solbaek.example", "sekretariat");
	CHECK_INT(log_in(cx, &who, &answer), FAULT_DENIED);
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "");
	CHECK_INT(identity_list(cx, id, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_TEXT(rows[0].subject, "1");
	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(identity_list(cx, id, &rows, &n), FAULT_DENIED);
}

TEST(identity_of_a_closed_account_stays_out)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "bo@solbaek.example", "ledelse");
	struct account_id id = invited(cx, "bo@solbaek.example", ROLE_CLERK);
	struct login_answer answer;

	CHECK_INT(account_close(cx, id), FAULT_NONE);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_DENIED); /* by the address */
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "clerk");
	CHECK_INT(account_reopen(cx, id), FAULT_NONE);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	invited(cx, "anne@solbaek.example", ROLE_ADMINISTRATOR);
	CHECK_INT(account_close(cx, id), FAULT_NONE);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_DENIED); /* by the binding */
	CHECK_TEXT(account(cx, "bo@solbaek.example").state, "closed");
}

TEST(identity_bound_and_unbound_by_hand)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id bo = invited(cx, "bo@solbaek.example", ROLE_APPROVER), anne = invited(cx, "anne@solbaek.example", ROLE_ADMINISTRATOR);
	struct identity_known who = known("1", NULL, "sekretariat");
	struct login_answer answer;
	struct session_row session;

	CHECK_INT(identity_bind(cx, bo, issuer, TEXT("")), FAULT_INVALID);
	CHECK_INT(identity_bind(cx, bo, issuer, TEXT("1")), FAULT_NONE);
	CHECK_INT(identity_bind(cx, anne, issuer, TEXT("1")), FAULT_CONFLICT);
	CHECK_INT(identity_bind(cx, bo, issuer, TEXT("2")), FAULT_CONFLICT);
	who.email_verified = false;
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE);
	CHECK_INT(session.account.v, bo.v);
	CHECK_INT(identity_unbind(cx, bo), FAULT_DENIED); /* not by its owner */
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "approver clerk*");
	CHECK_INT(identity_unbind(cx, bo), FAULT_NONE);
	CHECK_INT(identity_unbind(cx, bo), FAULT_NOT_FOUND);
	CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), "approver");
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NOT_FOUND);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_DENIED);
}

static struct text code_at(struct arena *arena, struct text secret, int64_t now)
{
	char code[8];

	if (oath_totp_generate(secret.s, secret.n, (time_t)(now / MICROSECONDS), 30, 0, 6, code) != OATH_OK)
		abort();
	return text_copy(arena, text_from(code));
}

TEST(identity_second_factor_is_asked_for_and_can_be_turned_off_without_a_password)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "anne@solbaek.example", "sekretariat");
	struct text secret = totp_secret_new(arena), hint;
	struct login_answer answer, opened;
	struct account_id id;
	struct session_row session;

	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE);
	id = session.account;
	CHECK_INT(account_second_factor_on(cx, id, secret, code_at(arena, secret, cx->now)), FAULT_NONE);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_CODE_WANTED);
	cx->now += (int64_t)60 * MICROSECONDS;
	CHECK_INT(login_code(cx, answer.token, code_at(arena, secret, cx->now), &from, &opened), FAULT_NONE);
	CHECK_INT(opened.outcome, LOGIN_DONE);
	/* What the provider knows the log-in by is handed on, and opens with the browser's newest token alone. */
	CHECK_INT(session_hint(cx, opened.token, &hint), FAULT_NONE);
	CHECK_TEXT(hint, "e.y.j");
	CHECK_INT(session_hint(cx, answer.token, &hint), FAULT_NONE);
	CHECK(!text_known(hint));

	CHECK_INT(login_again(cx, id, &(struct login_proof){ .password = TEXT("") }, &from, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_REFUSED);
	CHECK_INT(login_again(cx, id, &(struct login_proof){ .code = code_at(arena, secret, cx->now) }, &from, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_REFUSED); /* it has counted */
	cx->now += (int64_t)60 * MICROSECONDS;
	CHECK_INT(login_again(cx, id, &(struct login_proof){ .code = code_at(arena, secret, cx->now) }, &from, &answer), FAULT_NONE);
	CHECK_INT(answer.outcome, LOGIN_DONE);
}

TEST(identity_departure_is_one_there_and_back)
{
	struct ctx *cx = fixture_ctx(arena);
	struct text token = token_new(arena), back;

	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(identity_depart(cx, token, TEXT("/konti")), FAULT_NONE);
	CHECK_INT(identity_return(cx, token_new(arena), &back), FAULT_NOT_FOUND);
	CHECK_INT(identity_return(cx, token, &back), FAULT_NONE);
	CHECK_TEXT(back, "/konti");
	CHECK_INT(identity_return(cx, token, &back), FAULT_NOT_FOUND);
	CHECK_INT(identity_depart(cx, token, TEXT_NONE), FAULT_NONE);
	cx->now += DEPARTURE_MINUTES * (int64_t)60 * MICROSECONDS - 1;
	CHECK_INT(identity_return(cx, token, &back), FAULT_NONE);
	CHECK(!text_known(back));
	CHECK_INT(identity_depart(cx, token, TEXT_NONE), FAULT_NONE);
	cx->now += DEPARTURE_MINUTES * (int64_t)60 * MICROSECONDS;
	CHECK_INT(identity_return(cx, token, &back), FAULT_NOT_FOUND);
}

TEST(identity_name_that_is_long_is_cut_between_letters)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "anne@solbaek.example", "sekretariat");
	struct buffer b = buffer_in(arena, 1000);
	struct login_answer answer;

	buffer_add_string(&b, "x");
	for (int i = 0; i < 100; i++)
		buffer_add_string(&b, "\xc3\xa6");
	who.name = buffer_text(&b);
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_INT(account(cx, "anne@solbaek.example").name.n, ACCOUNT_NAME_MAX - 1);
	CHECK(text_valid(account(cx, "anne@solbaek.example").name));
	who = known("2", "bo@solbaek.example", "sekretariat");
	who.name = TEXT("  ");
	CHECK_INT(log_in(cx, &who, &answer), FAULT_NONE);
	CHECK_TEXT(account(cx, "bo@solbaek.example").name, "bo@solbaek.example");
}

/* Whatever call of the database fails, nobody is half in. */
TEST(identity_log_in_happens_whole_or_not_at_all)
{
	struct ctx *cx = fixture_ctx(arena);
	struct identity_known who = known("1", "bo@solbaek.example", "sekretariat");
	struct account_id id = invited(cx, "bo@solbaek.example", ROLE_APPROVER);
	enum fault fault = FAULT_BROKEN;
	struct login_answer answer;

	for (int64_t n = 1; fault != FAULT_NONE && n < 200; n++) {
		struct session_row *sessions;
		struct identity_row *identities;
		size_t sessions_n = 0, identities_n = 0;

		db_fail_at(cx->db, n);
		fault = log_in(cx, &who, &answer);
		db_fail_at(cx->db, 0);
		CHECK(fault == FAULT_NONE || cx->viewer.v == VIEWER_PUBLIC);
		cx->viewer.v = VIEWER_OPERATOR;
		CHECK_INT(session_list(cx, id, &sessions, &sessions_n), FAULT_NONE);
		CHECK_INT(identity_list(cx, id, &identities, &identities_n), FAULT_NONE);
		CHECK_INT(sessions_n, fault == FAULT_NONE);
		CHECK_INT(identities_n, fault == FAULT_NONE);
		CHECK_TEXT(text_from(roles(cx, "bo@solbaek.example")), fault == FAULT_NONE ? "approver clerk*" : "approver");
	}
	CHECK_INT(fault, FAULT_NONE);
}

TEST(ticket_of_the_command_line_logs_in_once)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id = invited(cx, "bo@solbaek.example", ROLE_ADMINISTRATOR);
	struct login_answer answer;
	struct session_row session;
	struct ticket ticket;
	struct text token, older;

	CHECK_INT(account_session_ticket(cx, id, &older), FAULT_NONE);
	CHECK_INT(account_session_ticket(cx, id, &token), FAULT_NONE);
	CHECK_INT(ticket_read(cx, older, &ticket), FAULT_NOT_FOUND);
	CHECK_INT(ticket_read(cx, token, &ticket), FAULT_NONE);
	CHECK_INT(ticket.purpose, TICKET_SESSION);
	CHECK_INT(ticket_choose_password(cx, token, TEXT("en lang nok en")), FAULT_NOT_FOUND);
	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(login_ticket(cx, token, &from, &answer), FAULT_NONE);
	CHECK_INT(session_find(cx, answer.token, &session), FAULT_NONE);
	CHECK_INT(login_ticket(cx, token, &from, &answer), FAULT_NOT_FOUND);
	cx->viewer = session.viewer; /* an administrator lets nobody in like that */
	CHECK_INT(account_session_ticket(cx, id, &token), FAULT_DENIED);
	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(account_session_ticket(cx, id, &token), FAULT_NONE);
	cx->now += TICKET_SESSION_HOURS * (int64_t)3600 * MICROSECONDS + 1;
	CHECK_INT(login_ticket(cx, token, &from, &answer), FAULT_NOT_FOUND);
	invited(cx, "anne@solbaek.example", ROLE_ADMINISTRATOR);
	CHECK_INT(account_session_ticket(cx, id, &token), FAULT_NONE);
	CHECK_INT(account_close(cx, id), FAULT_NONE);
	CHECK_INT(login_ticket(cx, token, &from, &answer), FAULT_NOT_FOUND);
}
