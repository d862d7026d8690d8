/* base/calendar.h: days and clock times, computed here and never by an engine.
 *
 * An instant is integer microseconds UTC since 1970.  A date is a day without a zone, text YYYY-MM-DD in the database.
 * A moment is a date with a local clock time (Europe/Copenhagen), as a meeting's start is printed.  A zeroed date is
 * unknown.  Gregorian, years 1000-9999.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include "base/text.h"

struct date {
	int16_t year; /* 0: unknown */
	int8_t month; /* 1-12 */
	int8_t day;   /* 1-31 */
};

struct moment {
	struct date date;
	int8_t hour; /* 0-23; -1: no clock time is known */
	int8_t minute;
};

#define MOMENT_NONE ((struct moment){ .hour = -1 })

enum { MICROSECONDS = 1000000 };

bool date_known(struct date d);
bool date_valid(struct date d);
int date_compare(struct date a, struct date b);
int32_t date_to_days(struct date d); /* since 1970-01-01 */
struct date date_from_days(int32_t days);
struct date date_add(struct date d, int days);
int date_weekday(struct date d); /* 1 Monday ... 7 Sunday (ISO 8601) */
struct date date_easter(int year); /* Sunday */

/* "2023-12-05", exactly. */
bool date_parse(struct text t, struct date *ret);
/* "2023-12-05T13:00" or "2023-12-05". */
bool moment_parse(struct text t, struct moment *ret);
enum { DATE_TEXT_SIZE = 11, MOMENT_TEXT_SIZE = 17, INSTANT_TEXT_SIZE = 26 };
struct text date_text(struct arena *arena, struct date d);      /* TEXT_NONE when unknown */
struct text moment_text(struct arena *arena, struct moment m);  /* TEXT_NONE when unknown */

/* Danish: number 1-12 of "januar", "jan.", "jan", any case; 0 when it is none.  1-7 of "mandag" likewise. */
int month_from_danish(struct text word);
int weekday_from_danish(struct text word);
const char *month_danish(int month);     /* "januar" */
const char *weekday_danish(int weekday); /* "mandag" */
const char *month_english(int month);
const char *weekday_english(int weekday);

int64_t instant_now(void);
/* The local date and time in Denmark of an instant, by the rule of EU directive 2000/84: last Sundays of March and
 * October at 01:00 UTC.  Good from 1996. */
struct moment instant_to_local(int64_t instant);
int instant_offset_hours(int64_t instant); /* 1 or 2 */
int64_t instant_from_local(struct moment local); /* a time that is skipped or doubled takes winter's */
/* RFC 3339 with offset, "2026-11-23T09:00:00+01:00". */
struct text instant_text(struct arena *arena, int64_t instant);
/* RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT". */
struct text instant_http(struct arena *arena, int64_t instant);

#endif
