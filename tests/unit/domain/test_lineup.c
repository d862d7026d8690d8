#include "domain/lineup.h"

#include "fixture.h"
#include "tap.h"

TEST(lineup_reads_what_stands_in_minutes_and_spreadsheets)
{
	static const struct {
		const char *line, *name;
		enum seat seat;
		const char *party, *substitute_for;
	} cases[] = {
		{ "Anne Holm", "Anne Holm", SEAT_MEMBER, NULL, NULL },
		{ "  Anne   Holm  ", "Anne Holm", SEAT_MEMBER, NULL, NULL },
		{ "Anne Holm (A), formand", "Anne Holm", SEAT_CHAIR, "A", NULL },
		{ "Anne Holm (A, formand)", "Anne Holm", SEAT_CHAIR, "A", NULL },
		{ "Anne Holm, n\xc3\xa6stformand, A", "Anne Holm", SEAT_VICE, "A", NULL },
		{ "Anne Holm; L\xc3\xb8sg\xc3\xa6nger; 1. viceborgmester", "Anne Holm", SEAT_VICE, "L\xc3\xb8sg\xc3\xa6nger", NULL },
		{ "Anne Holm\tFORMAND\tUden for parti", "Anne Holm", SEAT_CHAIR, "Uden for parti", NULL },
		{ "Formand Anne Holm (A)", "Anne Holm", SEAT_CHAIR, "A", NULL },
		{ "Borgmester Anne Holm", "Anne Holm", SEAT_CHAIR, NULL, NULL },
		{ "- Anne Holm, medlem", "Anne Holm", SEAT_MEMBER, NULL, NULL },
		{ "\xe2\x80\xa2 Anne Holm", "Anne Holm", SEAT_MEMBER, NULL, NULL },
		{ "12. Anne Holm", "Anne Holm", SEAT_MEMBER, NULL, NULL },
		{ "3) Anne Holm", "Anne Holm", SEAT_MEMBER, NULL, NULL },
		{ "Anne Holm, , A,", "Anne Holm", SEAT_MEMBER, "A", NULL },
		{ "\tAnne Holm\tA", "Anne Holm", SEAT_MEMBER, "A", NULL },
		{ "Bo Krogh, stedfortr\xc3\xa6""der", "Bo Krogh", SEAT_SUBSTITUTE, NULL, NULL },
		{ "Bo Krogh, suppleant for Ida Lund, V", "Bo Krogh", SEAT_SUBSTITUTE, "V", "Ida Lund" },
		{ "Bo Krogh (V), Stedfortr\xc3\xa6""der for Ida Lund (A)", "Bo Krogh", SEAT_SUBSTITUTE, "V", "Ida Lund" },
		{ "Formandius Holm", "Formandius Holm", SEAT_MEMBER, NULL, NULL },
	};
	struct ctx *cx = fixture_ctx(arena);

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct lineup_seat *seats;
		size_t n = 0;

		tap_check_int(lineup_read(cx, text_from(cases[i].line), &seats, &n), FAULT_NONE, __FILE__, __LINE__, cases[i].line);
		CHECK_INT(n, 1);
		if (n != 1)
			continue;
		CHECK_TEXT(seats[0].name, cases[i].name);
		CHECK_INT(seats[0].seat, cases[i].seat);
		CHECK_TEXT(seats[0].party, cases[i].party);
		CHECK_TEXT(seats[0].substitute_for, cases[i].substitute_for);
	}
}

TEST(lineup_leaves_out_what_is_nobody)
{
	struct ctx *cx = fixture_ctx(arena);
	struct lineup_seat *seats;
	size_t n;

	CHECK_INT(lineup_read(cx, TEXT("Navn\tRolle\tParti\r\n\r\n  \r\nAnne Holm\tformand\tA\r\nBo Krogh"), &seats, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_TEXT(seats[1].name, "Bo Krogh");
	CHECK_INT(lineup_read(cx, TEXT_NONE, &seats, &n), FAULT_NONE);
	CHECK_INT(n, 0);
}

TEST(lineup_says_in_which_line_it_is)
{
	static const struct {
		const char *typed;
		size_t line;
	} cases[] = {
		{ "Anne Holm\n\nBo Krogh, A, V", 3 },
		{ "Anne Holm, formand, medlem", 1 },
		{ "Anne Holm\n, formand", 2 },
		{ "Formand", 1 },
		{ "Anne Holm, formand for Ida Lund", 1 },
		{ "Anne Holm, stedfortr\xc3\xa6""der i tide", 1 },
		{ "Anne Holm\nBo Krogh\nanne  HOLM, formand", 3 },
		{ "Anne\tA;B", 1 },
	};
	struct ctx *cx = fixture_ctx(arena);
	struct lineup_seat *seats;
	size_t n;

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		tap_check_int(lineup_read(cx, text_from(cases[i].typed), &seats, &n), FAULT_INVALID, __FILE__, __LINE__, cases[i].typed);
		CHECK_INT(cx->why.line, cases[i].line);
	}
	CHECK_INT(lineup_read(cx, TEXT("Bo Krogh, suppleant for Ida\nBo Krogh, suppleant for Ole"), &seats, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_INT(lineup_read(cx, TEXT("Bo Krogh, suppleant for Ida\nBo Krogh, suppleant"), &seats, &n), FAULT_INVALID);
	CHECK_INT(lineup_read(cx, TEXT("Anne \xff"), &seats, &n), FAULT_INVALID);
}

TEST(lineup_that_is_written_is_read_again)
{
	const struct lineup_seat seats[] = {
		{ TEXT("Anne Holm"), SEAT_CHAIR, TEXT("A"), TEXT_NONE },
		{ TEXT("Holm, Bo"), SEAT_MEMBER, TEXT_NONE, TEXT_NONE },
		{ TEXT("Ole Birk"), SEAT_SUBSTITUTE, TEXT("Borgerlisten, Solb\xc3\xa6k"), TEXT("Anne Holm") },
	};
	struct ctx *cx = fixture_ctx(arena);
	struct lineup_seat *read;
	size_t n;

	CHECK_INT(lineup_read(cx, lineup_write(arena, seats, LENGTH_OF(seats)), &read, &n), FAULT_NONE);
	CHECK_INT(n, LENGTH_OF(seats));
	for (size_t i = 0; i < LENGTH_OF(seats) && i < n; i++) {
		CHECK(text_eq(read[i].name, seats[i].name));
		CHECK(text_eq(read[i].party, seats[i].party));
		CHECK(text_eq(read[i].substitute_for, seats[i].substitute_for));
		CHECK_INT(read[i].seat, seats[i].seat);
	}
}
