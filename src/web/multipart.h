/* web/multipart.h: a form with files (multipart/form-data, RFC 7578), read as it comes and strictly.
 *
 * Bytes go in in pieces of any size; parts come out: for each its name, for a file its name too, then its bytes.  Nothing is
 * kept but a part's head and what could be the beginning of the next delimiter.  Whatever browsers do not send is refused.
 */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include "base/fault.h"
#include "base/text.h"

enum {
	MULTIPART_BOUNDARY_MAX = 70, /* bytes: RFC 2046 section 5.1.1 */
	MULTIPART_HEAD_MAX = 2048,   /* of one part: browsers send a name, a file name and a type */
	MULTIPART_PARTS_MAX = 1000,
};

struct multipart_part {
	struct text name;
	struct text filename; /* unknown: an ordinary field.  Without folders */
};

/* Who gets what was read.  A fault ends it. */
struct multipart_sink {
	void *what;
	enum fault (*begin)(void *what, const struct multipart_part *part);
	enum fault (*bytes)(void *what, struct text bytes);
	enum fault (*end)(void *what); /* of the part */
};

struct multipart;

/* The boundary of a Content-Type; unknown when it is no multipart/form-data with a proper one. */
struct text multipart_boundary(struct text content_type);

/* Lives in the arena. */
struct multipart *multipart_begin(struct arena *arena, struct text boundary, const struct multipart_sink *sink);
/* FAULT_INVALID, FAULT_LIMIT, or the sink's. */
must_check enum fault multipart_feed(struct multipart *m, struct text bytes, struct refusal *why);
/* FAULT_INVALID when the last delimiter has not come. */
must_check enum fault multipart_end(struct multipart *m, struct refusal *why);

#endif
