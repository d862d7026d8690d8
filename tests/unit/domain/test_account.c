#include "domain/account.h"

#include "domain/change.h"
#include "fixture.h"
#include "tap.h"

static const struct text anne = { "Anne.Holm@solbaek.example", 25 };
static const struct text good = { "en lang og god s\xc3\xa6tning", 22 };

static enum fault add(struct ctx *cx, const char *email, int role, struct account_id *ret)
{
	return account_add(cx, &(struct account_new){ text_from(email), TEXT("Anne Holm"), role, { { 0 }, { 0 } } }, ret);
}

TEST(account_has_one_owner_whatever_the_case)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id, other;
	struct account_row row;

	CHECK_INT(add(cx, " Anne.Holm@solbaek.example ", ROLE_CLERK, &id), FAULT_NONE);
	CHECK_INT(add(cx, "ANNE.holm@SOLBAEK.example", ROLE_CLERK, &other), FAULT_CONFLICT);
	CHECK_INT(account_by_email(cx, TEXT("anne.holm@solbaek.example"), &row), FAULT_NONE);
	CHECK_INT(row.id.v, id.v);
	CHECK_TEXT(row.email, "Anne.Holm@solbaek.example");
	CHECK_TEXT(row.state, "invited");
}

TEST(account_wants_an_address_that_mail_could_go_to)
{
	static const char *const no[] = { "", "anne", "@solbaek.example", "anne@", "anne@solbaek", "a@b@c.dk", "a b@c.dk",
		"a@.dk", "a@dk.", "<a@b.dk>", "a@b.dk\n", "a\x01@b.dk" };
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id;

	for (size_t i = 0; i < LENGTH_OF(no); i++)
		if (text_find_byte(text_from(no[i]), '\n') == strlen(no[i])) /* white space around it is not part of it */
			CHECK_INT(add(cx, no[i], -1, &id), FAULT_INVALID);
	CHECK_INT(account_add(cx, &(struct account_new){ anne, TEXT("  "), -1, { { 0 }, { 0 } } }, &id), FAULT_INVALID);
}

TEST(account_changes_ask_for_an_administrator)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id clerk, admin, id;
	struct account_row row;
	struct text token;

	CHECK_INT(add(cx, "clerk@solbaek.example", ROLE_CLERK, &clerk), FAULT_NONE);
	CHECK_INT(add(cx, "admin@solbaek.example", ROLE_ADMINISTRATOR, &admin), FAULT_NONE);
	CHECK_INT(account_ticket(cx, clerk, &token), FAULT_NONE);
	CHECK_INT(ticket_choose_password(cx, token, good), FAULT_NONE); /* acts as its owner from here on */
	CHECK_INT(add(cx, "b@solbaek.example", -1, &id), FAULT_DENIED);
	CHECK_INT(account_close(cx, admin), FAULT_DENIED);
	CHECK_INT(account_give(cx, clerk, ROLE_ADMINISTRATOR, (struct reach){ 0 }), FAULT_DENIED);
	CHECK_INT(account_by_email(cx, TEXT("admin@solbaek.example"), &row), FAULT_DENIED);
	CHECK_INT(access_require(cx, ROLE_CLERK, (struct reach){ 0 }), FAULT_NONE);
	CHECK_INT(access_require(cx, ROLE_MEMBER, (struct reach){ 0 }), FAULT_DENIED);
	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(access_require_somewhere(cx, ROLE_CLERK), FAULT_DENIED);
}

TEST(account_last_administrator_stays)
{
	struct ctx *cx = fixture_ctx(arena);
	struct reach everywhere = { 0 };
	struct account_id a, b;

	CHECK_INT(add(cx, "a@solbaek.example", ROLE_ADMINISTRATOR, &a), FAULT_NONE);
	CHECK_INT(account_take(cx, a, ROLE_ADMINISTRATOR, everywhere), FAULT_CONFLICT);
	CHECK_INT(account_close(cx, a), FAULT_CONFLICT);
	CHECK_INT(add(cx, "b@solbaek.example", ROLE_ADMINISTRATOR, &b), FAULT_NONE);
	CHECK_INT(account_close(cx, a), FAULT_NONE);
	CHECK_INT(account_close(cx, a), FAULT_CONFLICT);
	CHECK_INT(account_reopen(cx, a), FAULT_NONE);
	CHECK_INT(account_give(cx, a, ROLE_CLERK, everywhere), FAULT_NONE);
	CHECK_INT(account_give(cx, a, ROLE_CLERK, everywhere), FAULT_NONE); /* twice is once */
	CHECK_INT(account_take(cx, a, ROLE_CLERK, everywhere), FAULT_NONE);
	CHECK_INT(account_take(cx, a, ROLE_CLERK, everywhere), FAULT_NOT_FOUND);
}

TEST(ticket_opens_one_door_once)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id;
	struct text first, token;
	struct ticket ticket;

	CHECK_INT(add(cx, "a@solbaek.example", -1, &id), FAULT_NONE);
	CHECK_INT(account_ticket(cx, id, &first), FAULT_NONE);
	CHECK_INT(account_ticket(cx, id, &token), FAULT_NONE);
	CHECK_INT(ticket_read(cx, first, &ticket), FAULT_NOT_FOUND); /* the newer one revoked it */
	CHECK_INT(ticket_read(cx, token, &ticket), FAULT_NONE);
	CHECK_INT(ticket.account.id.v, id.v);
	CHECK_INT(ticket_choose_password(cx, token, TEXT("for kort")), FAULT_INVALID);
	CHECK_INT(ticket_choose_password(cx, token, TEXT("A@Solbaek.example")), FAULT_INVALID);
	CHECK_INT(ticket_choose_password(cx, token, TEXT("Velkommen Solbaek")), FAULT_INVALID);
	CHECK_INT(ticket_choose_password(cx, token, TEXT("password passport")), FAULT_INVALID);
	CHECK_INT(ticket_set_up(cx, token, anne, TEXT("Anne"), good), FAULT_NOT_FOUND);
	CHECK_INT(ticket_choose_password(cx, token, good), FAULT_NONE);
	CHECK_INT(ticket_choose_password(cx, token, good), FAULT_NOT_FOUND);
	CHECK_INT(ticket_read(cx, TEXT("nonsense"), &ticket), FAULT_NOT_FOUND);
}

TEST(ticket_grows_old)
{
	struct ctx *cx = fixture_ctx(arena);
	struct account_id id;
	struct text token;
	struct ticket ticket;

	CHECK_INT(add(cx, "a@solbaek.example", -1, &id), FAULT_NONE);
	CHECK_INT(account_ticket(cx, id, &token), FAULT_NONE);
	cx->now += (TICKET_PASSWORD_HOURS * (int64_t)3600 + 1) * MICROSECONDS;
	CHECK_INT(ticket_read(cx, token, &ticket), FAULT_NOT_FOUND);
	CHECK_INT(ticket_choose_password(cx, token, good), FAULT_NOT_FOUND);
}

TEST(setup_is_for_the_first_administrator_alone)
{
	struct ctx *cx = fixture_ctx(arena);
	struct text token, again;
	int64_t entries, broken;

	CHECK_INT(setup_ticket(cx, &token), FAULT_NONE);
	cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(setup_ticket(cx, &again), FAULT_DENIED);
	CHECK_INT(ticket_set_up(cx, token, TEXT("nobody"), TEXT("Anne Holm"), good), FAULT_INVALID);
	CHECK_INT(ticket_set_up(cx, token, anne, TEXT("Anne Holm"), good), FAULT_NONE);
	CHECK_INT(ticket_set_up(cx, token, TEXT("b@solbaek.example"), TEXT("Bo Krogh"), good), FAULT_NOT_FOUND);
	cx->viewer.v = VIEWER_OPERATOR;
	CHECK_INT(setup_ticket(cx, &again), FAULT_CONFLICT);
	CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
	CHECK_INT(entries, 3); /* ticket, account, password */
}

/* An administrator of one committee lets nobody in, and so is no substitute for the last one. */
TEST(account_administrator_of_one_committee_does_not_count)
{
	struct ctx *cx = fixture_ctx(arena);
	struct text bytes = TEXT("a");
	struct organization_id organization = { 1 };
	enum keep_outcome outcome;
	struct meeting_id meeting;
	struct account_id first, second;
	struct text token;

	CHECK_INT(fixture_keep(cx, fixture_record(arena, RECORD_MINUTES, "2024-03-05T13:00", bytes), bytes, &outcome, &meeting),
		FAULT_NONE);
	CHECK_INT(account_add(cx, &(struct account_new){ TEXT("b@solbaek.example"), TEXT("Bo"), ROLE_ADMINISTRATOR, { organization, { 0 } } },
		&second), FAULT_NONE);
	CHECK_INT(setup_ticket(cx, &token), FAULT_NONE); /* still nobody is one */
	CHECK_INT(account_add(cx, &(struct account_new){ TEXT("a@solbaek.example"), TEXT("Anne"), ROLE_ADMINISTRATOR, { { 0 }, { 0 } } },
		&first), FAULT_NONE);
	CHECK_INT(account_take(cx, first, ROLE_ADMINISTRATOR, (struct reach){ 0 }), FAULT_CONFLICT);
	CHECK_INT(account_close(cx, first), FAULT_CONFLICT);
	CHECK_INT(account_give(cx, second, ROLE_ADMINISTRATOR, (struct reach){ 0 }), FAULT_NONE);
	CHECK_INT(account_close(cx, first), FAULT_NONE);
}
