#include "base/calendar.h"

#include <stdio.h>
#include <time.h>

bool date_known(struct date d)
{
	return d.year != 0;
}

static int days_in_month(int year, int month)
{
	static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_valid(struct date d)
{
	return d.year >= 1000 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
		d.day <= days_in_month(d.year, d.month);
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/* Days are counted in years that begin in March, so that the leap day is the last of its year. */
int32_t date_to_days(struct date d)
{
	int year = d.month > 2 ? d.year : d.year - 1;
	int era = year / 400;
	int year_of_era = year - era * 400;
	int day_of_year = (153 * (d.month > 2 ? d.month - 3 : d.month + 9) + 2) / 5 + d.day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

struct date date_from_days(int32_t days)
{
	int32_t from_march = days + 719468;
	int era = (from_march >= 0 ? from_march : from_march - 146096) / 146097;
	int day_of_era = from_march - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (5 * day_of_year + 2) / 153;

	return (struct date){
		.year = (int16_t)(year_of_era + era * 400 + (month >= 10)),
		.month = (int8_t)(month < 10 ? month + 3 : month - 9),
		.day = (int8_t)(day_of_year - (153 * month + 2) / 5 + 1),
	};
}

struct date date_add(struct date d, int days)
{
	return date_from_days(date_to_days(d) + days);
}

int date_weekday(struct date d)
{
	int32_t days = date_to_days(d) + 3; /* 1970-01-01 was a Thursday */

	return (int)(((days % 7) + 7) % 7) + 1;
}

/* The Gregorian computus in its anonymous form (Nature, 1876). */
struct date date_easter(int year)
{
	int golden = year % 19, century = year / 100, of_century = year % 100;
	int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
	int to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
	int late = (golden + 11 * epact + 22 * to_sunday) / 451;
	int day = epact + to_sunday - 7 * late + 114;

	return (struct date){ (int16_t)year, (int8_t)(day / 31), (int8_t)(day % 31 + 1) };
}

static bool digits(struct text t, size_t from, size_t n, int *ret)
{
	int64_t value;

	if (from + n > t.n || !text_number(text_from_to(t, from, from + n), &value))
		return false;
	*ret = (int)value;
	return true;
}

bool date_parse(struct text t, struct date *ret)
{
	int year, month, day;
	struct date d;

	if (t.n != 10 || t.s[4] != '-' || t.s[7] != '-')
		return false;
	if (!digits(t, 0, 4, &year) || !digits(t, 5, 2, &month) || !digits(t, 8, 2, &day))
		return false;
	d = (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
	if (!date_valid(d))
		return false;
	*ret = d;
	return true;
}

bool moment_parse(struct text t, struct moment *ret)
{
	struct moment m = MOMENT_NONE;
	int hour, minute;

	if (!date_parse(text_from_to(t, 0, 10), &m.date))
		return false;
	if (t.n != 10) {
		if (t.n != 16 || t.s[10] != 'T' || t.s[13] != ':' || !digits(t, 11, 2, &hour) ||
			!digits(t, 14, 2, &minute) || hour > 23 || minute > 59)
			return false;
		m.hour = (int8_t)hour;
		m.minute = (int8_t)minute;
	}
	*ret = m;
	return true;
}

struct text date_text(struct arena *arena, struct date d)
{
	if (!date_known(d))
		return TEXT_NONE;
	return text_from(arena_format(arena, "%04d-%02d-%02d", d.year, d.month, d.day));
}

struct text moment_text(struct arena *arena, struct moment m)
{
	if (!date_known(m.date) || m.hour < 0)
		return date_text(arena, m.date);
	return text_from(arena_format(arena, "%04d-%02d-%02dT%02d:%02d", m.date.year, m.date.month, m.date.day, m.hour,
		m.minute));
}

static const char *const months_danish[] = { "januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
	"september", "oktober", "november", "december" };
static const char *const months_english[] = { "January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December" };
static const char *const weekdays_danish[] = { "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "l\xc3\xb8rdag",
	"s\xc3\xb8ndag" };
static const char *const weekdays_english[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
	"Sunday" };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Capital Ø is C3 98, small ø is C3 B8: the second byte differs by 0x20 as ASCII letters do. */
static bool same_letters(struct text word, const char *name, size_t n)
{
	if (word.n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (lower(word.s[i]) != name[i] && !(word.s[i] == '\x98' && name[i] == '\xb8'))
			return false;
	return true;
}

static int name_number(struct text word, const char *const *names, int count)
{
	if (text_ends(word, TEXT(".")))
		word.n--;
	for (int i = 0; i < count; i++) {
		if (same_letters(word, names[i], strlen(names[i])))
			return i + 1;
		if (word.n == 3 && same_letters(word, names[i], 3))
			return i + 1;
	}
	return 0;
}

int month_from_danish(struct text word)
{
	if (same_letters(word, "sept", 4) || same_letters(word, "sept.", 5))
		return 9;
	return name_number(word, months_danish, 12);
}

int weekday_from_danish(struct text word)
{
	return name_number(word, weekdays_danish, 7);
}

const char *month_danish(int month)
{
	return months_danish[month - 1];
}

const char *weekday_danish(int weekday)
{
	return weekdays_danish[weekday - 1];
}

const char *month_english(int month)
{
	return months_english[month - 1];
}

const char *weekday_english(int weekday)
{
	return weekdays_english[weekday - 1];
}

int64_t instant_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * MICROSECONDS + now.tv_nsec / 1000;
}

static int32_t last_sunday(int year, int month)
{
	struct date last = { (int16_t)year, (int8_t)month, 31 };

	return date_to_days(last) - date_weekday(last) % 7;
}

static int64_t floor_div(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

enum { HOUR = 3600, DAY = 86400 };

int instant_offset_hours(int64_t instant)
{
	int64_t seconds = floor_div(instant, MICROSECONDS);
	int year = date_from_days((int32_t)floor_div(seconds, DAY)).year;
	int64_t summer = (int64_t)last_sunday(year, 3) * DAY + HOUR;
	int64_t winter = (int64_t)last_sunday(year, 10) * DAY + HOUR;

	return seconds >= summer && seconds < winter ? 2 : 1;
}

struct moment instant_to_local(int64_t instant)
{
	int64_t seconds = floor_div(instant, MICROSECONDS) + (int64_t)instant_offset_hours(instant) * HOUR;
	int32_t days = (int32_t)floor_div(seconds, DAY);
	int of_day = (int)(seconds - (int64_t)days * DAY);

	return (struct moment){ date_from_days(days), (int8_t)(of_day / HOUR), (int8_t)(of_day / 60 % 60) };
}

int64_t instant_from_local(struct moment local)
{
	int hour = local.hour > 0 ? local.hour : 0;
	int64_t wall = (int64_t)date_to_days(local.date) * DAY + hour * HOUR + local.minute * 60;
	int64_t as_summer = (wall - 2 * HOUR) * MICROSECONDS;
	int64_t as_winter = (wall - HOUR) * MICROSECONDS;

	return instant_offset_hours(as_winter) == 1 ? as_winter : as_summer;
}

struct text instant_text(struct arena *arena, int64_t instant)
{
	struct moment m = instant_to_local(instant);
	int second = (int)(((instant / MICROSECONDS) % 60 + 60) % 60);

	return text_from(arena_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d+%02d:00", m.date.year, m.date.month,
		m.date.day, m.hour, m.minute, second, instant_offset_hours(instant)));
}

struct text instant_http(struct arena *arena, int64_t instant)
{
	int64_t seconds = floor_div(instant, MICROSECONDS);
	int32_t days = (int32_t)floor_div(seconds, DAY);
	struct date d = date_from_days(days);
	int of_day = (int)(seconds - (int64_t)days * DAY);

	return text_from(arena_format(arena, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
		weekday_english(date_weekday(d)), d.day, month_english(d.month), d.year, of_day / HOUR,
		of_day / 60 % 60, of_day % 60));
}
