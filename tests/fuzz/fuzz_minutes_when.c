/* tests/fuzz/fuzz_minutes_when.c: any line: the dates and clock times found in it are real ones, and where they are said to
 * stand. */
#include <stdlib.h>

#include "minutes/when.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text t = { (const char *)data, size };
	struct span where;
	struct date date;
	struct clock clock;

	if (size > 4096)
		return 0; /* a line */
	for (size_t from = 0; when_date(t, from, &date, &where); from = where.to) {
		must(date_valid(date) && where.from >= from && where.to > where.from && where.to <= size);
		must(when_date_begins(t, where) <= where.from);
	}
	for (size_t from = 0; when_clock(t, from, &clock, &where); from = where.to) {
		must(clock.hour >= 0 && clock.hour < 24 && clock.minute >= 0 && clock.minute < 60);
		must(where.from >= from && where.to > where.from && where.to <= size);
	}
	return 0;
}
