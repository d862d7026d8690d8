/* domain/record_json.h: a record as JSON: what `sagsgang read --json` and the portal's .json give. */
#ifndef DOMAIN_RECORD_JSON_H
#define DOMAIN_RECORD_JSON_H

#include "domain/record.h"
#include "markup/json.h"

struct text record_to_json(struct arena *arena, const struct record *record);

/* The same fields into an object that is open already, so that others may stand beside them. */
void record_write_json(struct json *json, const struct record *record);
/* One of its items, as a value of its own. */
void record_write_item_json(struct json *json, const struct record_item *item);

#endif
