/* markup/json_read.h: JSON (RFC 8259) in, strictly: a tree in the arena.
 *
 * Jansson parses; this is its only caller.  Refused are duplicate keys, NUL in strings, what stands after the value, and more
 * than JSON_READ_DEPTH_MAX or JSON_READ_MAX.
 */
#ifndef MARKUP_JSON_READ_H
#define MARKUP_JSON_READ_H

#include "base/fault.h"
#include "base/text.h"

enum {
	JSON_READ_DEPTH_MAX = 16,
	JSON_READ_MAX = 16 << 20, /* bytes: the largest meeting as its own writer says it */
};

enum json_kind {
	JSON_KIND_NULL,
	JSON_KIND_BOOL,
	JSON_KIND_INT,
	JSON_KIND_REAL, /* any other number: nobody here wants one, so it is not kept */
	JSON_KIND_TEXT,
	JSON_KIND_ARRAY,
	JSON_KIND_OBJECT,
};

struct json_value {
	enum json_kind kind;
	struct text key;  /* in an object */
	struct text text; /* valid UTF-8 */
	int64_t number;   /* of a bool: 0 or 1 */
	size_t n;         /* how many children */
	struct json_value *child, *next;
};

/* The member of that name; NULL when it is no object, or has none. */
const struct json_value *json_member(const struct json_value *object, struct text key);
/* The same, of a text; unknown when it is none. */
struct text json_member_text(const struct json_value *object, const char *key);

must_check enum fault json_read(struct arena *arena, struct text bytes, struct refusal *why, struct json_value **ret);

#endif
