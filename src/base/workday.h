/* base/workday.h: which days are worked on in Denmark, and how deadlines count back over them.
 *
 * Public holidays are computed from Easter and the law: store bededag is one up to and including 2023 (lov 214 of 06-03-2023).
 * Three days that no law makes holidays are days off in some authorities and not in others, as Saturdays are weekdays in
 * some: a struct workweek says which.
 */
#ifndef BASE_WORKDAY_H
#define BASE_WORKDAY_H

#include "base/calendar.h"

struct workweek {
	bool saturday;                                           /* is worked on */
	bool constitution_day, christmas_eve, new_years_eve;     /* are worked on */
};

/* Message id of its name, "Whit Monday"; NULL for a day that has none.  The three days above have one too. */
const char *holiday_name(struct date d);

bool workday_is(struct date d, const struct workweek *week);
/* The n-th working day before d, which does not count itself; d when n is 0. */
struct date workday_before(struct date d, int n, const struct workweek *week);
/* How many working days one has from `from` on before `to` comes: both today and the last day before count. */
int workdays_between(struct date from, struct date to, const struct workweek *week);

#endif
