#include "base/workday.h"

#include "tap.h"

static struct date day(int year, int month, int of_month)
{
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)of_month };
}

static const struct workweek plain = { .constitution_day = true, .christmas_eve = true, .new_years_eve = true }, off = { 0 };

/* The example of the rules themselves: over Easter. */
TEST(workday_counts_back_over_easter)
{
	struct date meeting = day(2026, 4, 7);
	const struct date before[] = { day(2026, 4, 7), day(2026, 4, 1), day(2026, 3, 31), day(2026, 3, 30), day(2026, 3, 27) };

	for (int n = 0; n < (int)LENGTH_OF(before); n++)
		CHECK_INT(date_compare(workday_before(meeting, n, &off), before[n]), 0);
}

TEST(workday_counts_saturdays_where_they_are_worked_on)
{
	struct workweek six = { .saturday = true };

	CHECK_INT(date_compare(workday_before(day(2026, 2, 10), 4, &off), day(2026, 2, 4)), 0);
	CHECK_INT(date_compare(workday_before(day(2026, 2, 10), 4, &six), day(2026, 2, 5)), 0);
}

TEST(workday_leaves_three_days_to_the_authority)
{
	const struct date days[] = { day(2026, 6, 5), day(2026, 12, 24), day(2026, 12, 31) };

	for (size_t i = 0; i < LENGTH_OF(days); i++) {
		CHECK(workday_is(days[i], &plain));
		CHECK(!workday_is(days[i], &off));
		CHECK(holiday_name(days[i]) != NULL);
	}
}

TEST(workday_knows_when_the_prayer_day_ended)
{
	CHECK(!workday_is(day(2023, 5, 5), &plain));
	CHECK(workday_is(day(2024, 4, 26), &plain));
	CHECK(holiday_name(day(2024, 4, 26)) == NULL);
}

TEST(workday_knows_what_is_left)
{
	CHECK_INT(workdays_between(day(2026, 3, 27), day(2026, 4, 7), &off), 4);
	CHECK_INT(workdays_between(day(2026, 4, 2), day(2026, 4, 7), &off), 0);
	CHECK_INT(workdays_between(day(2026, 4, 8), day(2026, 4, 7), &off), 0);
	for (int n = 0; n < 300; n++) {
		struct date to = date_add(day(2026, 12, 1), n);

		CHECK_INT(workdays_between(workday_before(to, 7, &off), to, &off), 7);
	}
}
