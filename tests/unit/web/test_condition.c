#include "web/condition.h"

#include "base/calendar.h"
#include "tap.h"

/* Sun, 06 Nov 1994 08:49:37 GMT */
static const int64_t when = (int64_t)784111777 * MICROSECONDS;

TEST(condition_reads_three_forms_of_dates)
{
	static const char *const good[] = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
		"Sun Nov  6 08:49:37 1994" };
	static const char *const bad[] = { "", "1994-11-06", "Sun, 06 Nov 1994 08:49:37 GMT and more",
		"Sun, 06 Nov 1994 08:49:37 CET", "99999999999999999999999999999999999999999999999999" };
	int64_t got;

	for (size_t i = 0; i < LENGTH_OF(good); i++) {
		got = 0;
		CHECK(http_date_parse(text_from(good[i]), &got));
		CHECK_INT(got, when);
	}
	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK(!http_date_parse(text_from(bad[i]), &got));
}

static struct request asks(const char *name, const char *value, const char *name2, const char *value2)
{
	struct request rq = { .method = METHOD_GET };

	rq.headers[rq.headers_n++] = (struct header){ text_from(name), text_from(value) };
	if (name2 != NULL)
		rq.headers[rq.headers_n++] = (struct header){ text_from(name2), text_from(value2) };
	return rq;
}

TEST(condition_knows_the_visitors_copy)
{
	static const struct {
		const char *name, *value, *name2, *value2;
		bool holds;
	} cases[] = {
		{ "If-None-Match", "\"a\"", NULL, NULL, true },
		{ "if-none-match", "\"b\", W/\"a\"", NULL, NULL, true },
		{ "If-None-Match", "*", NULL, NULL, true },
		{ "If-None-Match", "\"b\"", NULL, NULL, false },
		{ "If-None-Match", "a", NULL, NULL, false },
		{ "If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", NULL, NULL, true },
		{ "If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT", NULL, NULL, false },
		{ "If-Modified-Since", "yesterday", NULL, NULL, false },
		{ "If-None-Match", "\"b\"", "If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", false },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct request rq = asks(cases[i].name, cases[i].value, cases[i].name2, cases[i].value2);

		CHECK_INT(condition_holds(&rq, TEXT("\"a\""), when), cases[i].holds);
	}
}

TEST(condition_cuts_one_part)
{
	static const struct {
		const char *range, *validator;
		enum range outcome;
		int64_t from, n;
	} cases[] = {
		{ "bytes=0-0", NULL, RANGE_PART, 0, 1 },
		{ "bytes=10-19", NULL, RANGE_PART, 10, 10 },
		{ "bytes=90-", NULL, RANGE_PART, 90, 10 },
		{ "bytes=90-1000", NULL, RANGE_PART, 90, 10 },
		{ "bytes=-5", NULL, RANGE_PART, 95, 5 },
		{ "bytes=-500", NULL, RANGE_PART, 0, 100 },
		{ "bytes=100-", NULL, RANGE_OUTSIDE, 0, 0 },
		{ "bytes=-0", NULL, RANGE_OUTSIDE, 0, 0 },
		{ "bytes=20-10", NULL, RANGE_WHOLE, 0, 0 },
		{ "bytes=0-1,5-6", NULL, RANGE_WHOLE, 0, 0 },
		{ "bytes=a-b", NULL, RANGE_WHOLE, 0, 0 },
		{ "bytes=-", NULL, RANGE_WHOLE, 0, 0 },
		{ "bytes=", NULL, RANGE_WHOLE, 0, 0 },
		{ "pages=1-2", NULL, RANGE_WHOLE, 0, 0 },
		{ "bytes=10-19", "\"a\"", RANGE_PART, 10, 10 },
		{ "bytes=10-19", "\"b\"", RANGE_WHOLE, 0, 0 },
		{ "bytes=10-19", "W/\"a\"", RANGE_WHOLE, 0, 0 },
		{ "bytes=10-19", "Sun, 06 Nov 1994 08:49:37 GMT", RANGE_PART, 10, 10 },
		{ "bytes=10-19", "Sun, 06 Nov 1994 08:49:38 GMT", RANGE_WHOLE, 0, 0 },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct request rq = asks("Range", cases[i].range, cases[i].validator != NULL ? "If-Range" : NULL,
			cases[i].validator);
		int64_t from = 0, n = 0;

		CHECK_INT(condition_range(&rq, TEXT("\"a\""), when, 100, &from, &n), cases[i].outcome);
		CHECK_INT(from, cases[i].from);
		CHECK_INT(n, cases[i].n);
	}
}
