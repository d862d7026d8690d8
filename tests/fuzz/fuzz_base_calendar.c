/* tests/fuzz/fuzz_base_calendar.c: any text as a date, a moment, a month or a message id; any bytes as an instant.  What was
 * read is valid and is written as it was read. */
#include <stdlib.h>

#include "base/calendar.h"
#include "base/translation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_texts(struct arena *arena, struct text t)
{
	struct date date;
	struct moment moment;

	if (date_parse(t, &date))
		must(date_valid(date) && text_eq(date_text(arena, date), t) &&
			date_compare(date_from_days(date_to_days(date)), date) == 0);
	if (moment_parse(t, &moment))
		must(date_valid(moment.date) && text_eq(moment_text(arena, moment), t));
	must(month_from_danish(t) >= 0 && month_from_danish(t) <= 12);
	must(weekday_from_danish(t) >= 0 && weekday_from_danish(t) <= 7);
}

/* Between the years that the calendar promises. */
static void check_instant(struct arena *arena, int64_t number)
{
	const int64_t least = INT64_C(820454400), most = INT64_C(253370764800); /* 1996, 9999 */
	int64_t instant = (least + (int64_t)((uint64_t)number % (uint64_t)(most - least))) * MICROSECONDS;
	struct moment local = instant_to_local(instant);
	int64_t back = instant_from_local(local) - instant, hour = INT64_C(3600) * MICROSECONDS;

	must(date_valid(local.date) && local.hour >= 0 && local.hour < 24 && local.minute >= 0 && local.minute < 60);
	must(back > -INT64_C(60) * MICROSECONDS && back <= hour); /* seconds are cut; a doubled hour is winter's */
	must(instant_text(arena, instant).n == INSTANT_TEXT_SIZE - 1);
	must(date_weekday(local.date) == (int)((date_to_days(local.date) % 7 + 10) % 7) + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct text t = { (const char *)data, size };
	char *string = text_string(&arena, t);
	int64_t number = 0;

	memcpy(&number, data, size < sizeof(number) ? size : sizeof(number));
	check_texts(&arena, t);
	check_instant(&arena, number);
	must(tr(LANG_DA, string) != NULL && tr_n(LANG_DA, string, string, number) != NULL);
	must(text_known(tr_with(&arena, LANG_DA, string, t)));
	arena_release(&arena);
	return 0;
}
