/* web/condition.h: a visitor who has something already: conditional and partial requests (RFC 9110 sections 13 and 14). */
#ifndef WEB_CONDITION_H
#define WEB_CONDITION_H

#include "web/request.h"

/* Whether the visitor's copy is this one: If-None-Match, or else If-Modified-Since.  tag is with its quotes; modified is
 * an instant, 0 unknown. */
bool condition_holds(const struct request *rq, struct text tag, int64_t modified);

enum range {
	RANGE_WHOLE, /* none asked for, or in a way that is to be ignored */
	RANGE_PART,
	RANGE_OUTSIDE, /* 416 */
};

/* Which bytes of size are asked for; one range only.  If-Range that does not hold gives the whole. */
enum range condition_range(const struct request *rq, struct text tag, int64_t modified, int64_t size, int64_t *ret_from,
	int64_t *ret_n);

/* The three forms of RFC 9110 section 5.6.7, in microseconds; false when it is none. */
bool http_date_parse(struct text t, int64_t *ret);

#endif
