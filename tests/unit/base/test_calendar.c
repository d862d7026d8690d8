#include "base/calendar.h"

#include "tap.h"

static struct date day(int year, int month, int of_month)
{
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)of_month };
}

TEST(date_counts_days_both_ways)
{
	CHECK_INT(date_to_days(day(1970, 1, 1)), 0);
	CHECK_INT(date_to_days(day(2000, 3, 1)), 11017);
	for (int32_t days = -300000; days < 300000; days += 17)
		CHECK_INT(date_to_days(date_from_days(days)), days);
}

TEST(date_knows_weekdays)
{
	CHECK_INT(date_weekday(day(2023, 12, 5)), 2);
	CHECK_INT(date_weekday(day(2023, 3, 1)), 3);
	CHECK_INT(date_weekday(day(2026, 4, 7)), 2);
}

/* Check values from the church's tables. */
TEST(date_knows_easter)
{
	const struct date sundays[] = { day(2024, 3, 31), day(2025, 4, 20), day(2026, 4, 5), day(2027, 3, 28),
		day(2028, 4, 16), day(2029, 4, 1), day(2030, 4, 21) };

	for (size_t i = 0; i < LENGTH_OF(sundays); i++)
		CHECK_INT(date_compare(date_easter(sundays[i].year), sundays[i]), 0);
}

TEST(date_parse_refuses_what_is_no_day)
{
	const char *bad[] = { "2023-02-29", "2023-13-01", "2023-1-01", "23-01-01", "2023-00-10", "2023-04-31", "" };
	struct date d;

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK(!date_parse(text_from(bad[i]), &d));
	CHECK(date_parse(TEXT("2024-02-29"), &d));
	CHECK_TEXT(date_text(arena, d), "2024-02-29");
}

TEST(moment_keeps_an_unknown_clock_time_unknown)
{
	struct moment m;

	CHECK(moment_parse(TEXT("2023-12-05"), &m));
	CHECK_INT(m.hour, -1);
	CHECK_TEXT(moment_text(arena, m), "2023-12-05");
	CHECK(moment_parse(TEXT("2023-12-05T00:05"), &m));
	CHECK_TEXT(moment_text(arena, m), "2023-12-05T00:05");
	CHECK(!moment_parse(TEXT("2023-12-05T24:00"), &m));
	CHECK(!moment_parse(TEXT("2023-12-05 13:00"), &m));
}

TEST(month_is_read_in_its_danish_forms)
{
	CHECK_INT(month_from_danish(TEXT("december")), 12);
	CHECK_INT(month_from_danish(TEXT("JANUAR")), 1);
	CHECK_INT(month_from_danish(TEXT("okt.")), 10);
	CHECK_INT(month_from_danish(TEXT("maj")), 5);
	CHECK_INT(month_from_danish(TEXT("majs")), 0);
	CHECK_INT(weekday_from_danish(TEXT("L\xc3\x98RDAG")), 6);
	CHECK_INT(weekday_from_danish(TEXT("S\xc3\xb8ndag")), 7);
}

TEST(instant_is_shown_in_danish_time)
{
	struct moment m = { day(2026, 7, 1), 12, 30 };

	CHECK_TEXT(instant_text(arena, instant_from_local(m)), "2026-07-01T12:30:00+02:00");
	m.date = day(2026, 11, 23);
	CHECK_TEXT(instant_text(arena, instant_from_local(m)), "2026-11-23T12:30:00+01:00");
	CHECK_TEXT(instant_http(arena, (int64_t)784111777 * MICROSECONDS), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(instant_changes_offset_when_europe_does)
{
	/* 2026-03-29 01:00 UTC and 2026-10-25 01:00 UTC */
	CHECK_INT(instant_offset_hours((int64_t)1774745999 * MICROSECONDS), 1);
	CHECK_INT(instant_offset_hours((int64_t)1774746000 * MICROSECONDS), 2);
	CHECK_INT(instant_offset_hours((int64_t)1792889999 * MICROSECONDS), 2);
	CHECK_INT(instant_offset_hours((int64_t)1792890000 * MICROSECONDS), 1);
}
