#include "web/condition.h"

#include <time.h>

#include "base/calendar.h"

bool http_date_parse(struct text t, int64_t *ret)
{
	static const char *const forms[] = {
		"%a, %d %b %Y %H:%M:%S GMT", /* as it should be */
		"%A, %d-%b-%y %H:%M:%S GMT", /* RFC 850 */
		"%a %b %e %H:%M:%S %Y",      /* asctime() */
	};
	char s[40];

	if (t.n == 0 || t.n >= sizeof(s))
		return false;
	memcpy(s, t.s, t.n);
	s[t.n] = '\0';
	for (size_t i = 0; i < LENGTH_OF(forms); i++) {
		struct tm tm = { 0 };
		const char *end = strptime(s, forms[i], &tm);

		if (end != NULL && *end == '\0') {
			*ret = (int64_t)timegm(&tm) * MICROSECONDS;
			return true;
		}
	}
	return false;
}

static struct text without_weak(struct text tag)
{
	return text_starts(tag, TEXT("W/")) ? text_after(tag, 2) : tag;
}

/* Weak comparison: a copy that says the same is good enough to keep. */
static bool names_tag(struct text field, struct text tag)
{
	struct text part;

	if (text_is(text_trim(field), "*"))
		return true;
	while (text_split(&field, ',', &part))
		if (text_eq(without_weak(text_trim(part)), tag))
			return true;
	return false;
}

bool condition_holds(const struct request *rq, struct text tag, int64_t modified)
{
	struct text tags = request_header(rq, "If-None-Match");
	struct text since;
	int64_t instant;

	if (text_known(tags))
		return text_known(tag) && names_tag(tags, tag);
	since = request_header(rq, "If-Modified-Since");
	return modified > 0 && text_known(since) && http_date_parse(since, &instant) &&
	       modified / MICROSECONDS <= instant / MICROSECONDS;
}

/* Strong comparison: parts of two different files must never be joined. */
static bool range_still_holds(const struct request *rq, struct text tag, int64_t modified)
{
	struct text validator = request_header(rq, "If-Range");
	int64_t instant;

	if (!text_known(validator))
		return true;
	if (text_starts(validator, TEXT("\"")))
		return text_eq(validator, tag);
	return modified > 0 && http_date_parse(validator, &instant) && modified / MICROSECONDS == instant / MICROSECONDS;
}

/* "500-999", "500-" or "-500" (the last). */
static enum range read_range(struct text spec, int64_t size, int64_t *ret_from, int64_t *ret_n)
{
	size_t dash = text_find_byte(spec, '-');
	struct text first = text_from_to(spec, 0, dash), last = text_after(spec, dash + 1);
	int64_t from = 0, to = size - 1;

	if (dash == spec.n || (first.n > 0 && !text_number(first, &from)) || (last.n > 0 && !text_number(last, &to)))
		return RANGE_WHOLE;
	if (first.n == 0) {
		if (last.n == 0)
			return RANGE_WHOLE;
		if (to == 0)
			return RANGE_OUTSIDE;
		from = to < size ? size - to : 0;
		to = size - 1;
	} else if (last.n > 0 && to < from) {
		return RANGE_WHOLE;
	}
	if (from >= size)
		return RANGE_OUTSIDE;
	*ret_from = from;
	*ret_n = (to < size ? to + 1 : size) - from;
	return RANGE_PART;
}

enum range condition_range(const struct request *rq, struct text tag, int64_t modified, int64_t size, int64_t *ret_from,
	int64_t *ret_n)
{
	struct text field = request_header(rq, "Range");

	if (!text_known(field) || rq->method != METHOD_GET || !text_starts(field, TEXT("bytes=")) ||
	    text_find_byte(field, ',') < field.n || !range_still_holds(rq, tag, modified))
		return RANGE_WHOLE;
	return read_range(text_trim(text_after(field, 6)), size, ret_from, ret_n);
}
