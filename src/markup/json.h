/* markup/json.h: JSON (RFC 8259) out, by a sticky writer.
 *
 * The writer cannot make an ill-formed value: it puts the commas, json_end knows what it closes, and json_finish closes
 * what is open.  Strings come out safe inside HTML too ('<' and U+2028/9 are escaped).  Unknown text is null.
 */
#ifndef MARKUP_JSON_H
#define MARKUP_JSON_H

#include "base/fault.h"
#include "base/text.h"

enum {
	JSON_DEPTH_MAX = 64,
	JSON_BYTES_MAX = 128 << 20, /* of one value: the largest meeting many times over */
};

struct json {
	struct buffer out;
	unsigned char open[JSON_DEPTH_MAX]; /* '}' or ']' */
	int depth;
	bool indented;
	bool first;   /* nothing stands in the open value yet */
	bool keyed;   /* a key waits for its value */
	bool dropped; /* nested too deeply */
};

/* indented: a line per value, for people. */
struct json json_in(struct arena *arena, bool indented);
void json_begin_object(struct json *json);
void json_begin_array(struct json *json);
void json_end(struct json *json);
void json_key(struct json *json, const char *key);
void json_text(struct json *json, struct text text);
void json_int(struct json *json, int64_t number);
void json_bool(struct json *json, bool truth);
void json_unknown(struct json *json);
/* A key and its value in one call. */
void json_key_text(struct json *json, const char *key, struct text text);
void json_key_int(struct json *json, const char *key, int64_t number);
void json_key_bool(struct json *json, const char *key, bool truth);
/* The value so far; unknown when it grew past JSON_BYTES_MAX or JSON_DEPTH_MAX. */
struct text json_finish(struct json *json);

#endif
