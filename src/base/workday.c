#include "base/workday.h"

#include "base/fault.h"

enum { PRAYER_DAY_LAST = 2023 }; /* the year of the last store bededag */

static const struct {
	int from_easter;
	const char *name;
} movable[] = {
	{ -3, N_("Maundy Thursday") },
	{ -2, N_("Good Friday") },
	{ 0, N_("Easter Sunday") },
	{ 1, N_("Easter Monday") },
	{ 39, N_("Ascension Day") },
	{ 49, N_("Whit Sunday") },
	{ 50, N_("Whit Monday") },
};

static const struct {
	int8_t month, day;
	const char *name;
} fixed[] = {
	{ 1, 1, N_("New Year's Day") },
	{ 12, 25, N_("Christmas Day") },
	{ 12, 26, N_("Boxing Day") },
};

static const char *public_holiday(struct date d)
{
	int from_easter = date_to_days(d) - date_to_days(date_easter(d.year));

	for (size_t i = 0; i < LENGTH_OF(fixed); i++)
		if (d.month == fixed[i].month && d.day == fixed[i].day)
			return fixed[i].name;
	for (size_t i = 0; i < LENGTH_OF(movable); i++)
		if (from_easter == movable[i].from_easter)
			return movable[i].name;
	return from_easter == 26 && d.year <= PRAYER_DAY_LAST ? N_("Great Prayer Day") : NULL;
}

static bool is_day(struct date d, int month, int day)
{
	return d.month == month && d.day == day;
}

const char *holiday_name(struct date d)
{
	const char *name = public_holiday(d);

	if (name != NULL)
		return name;
	if (is_day(d, 6, 5))
		return N_("Constitution Day");
	if (is_day(d, 12, 24))
		return N_("Christmas Eve");
	return is_day(d, 12, 31) ? N_("New Year's Eve") : NULL;
}

bool workday_is(struct date d, const struct workweek *week)
{
	int weekday = date_weekday(d);

	if (weekday == 7 || (weekday == 6 && !week->saturday) || public_holiday(d) != NULL)
		return false;
	if (is_day(d, 6, 5))
		return week->constitution_day;
	if (is_day(d, 12, 24))
		return week->christmas_eve;
	return is_day(d, 12, 31) ? week->new_years_eve : true;
}

struct date workday_before(struct date d, int n, const struct workweek *week)
{
	while (n > 0) {
		d = date_add(d, -1);
		n -= workday_is(d, week);
	}
	return d;
}

int workdays_between(struct date from, struct date to, const struct workweek *week)
{
	int n = 0;

	for (; date_compare(from, to) < 0; from = date_add(from, 1))
		n += workday_is(from, week);
	return n;
}
