/* minutes/record_from_json.h: the inverse of record_json.c: what record_to_json wrote is read again, exactly.
 *
 * Strict: every key is there and known, every value is of its type, every name of a role or a status is one, every day and
 * hour is a day and an hour, every list has an end.  Anything else is refused whole: half a record is none.
 */
#ifndef MINUTES_RECORD_FROM_JSON_H
#define MINUTES_RECORD_FROM_JSON_H

#include "base/fault.h"
#include "domain/record.h"

enum {
	RECORD_ITEMS_MAX = 5000,
	RECORD_LIST_MAX = 20000,      /* participants of a meeting, sections or attachments of an item, lines set aside */
	RECORD_FIELD_MAX = 64 << 10,  /* bytes of a name, a title, a heading */
};

must_check enum fault record_from_json(struct arena *arena, struct text json, struct refusal *why, struct record **ret);

#endif
