/* tests/unit/minutes/reading.h: a text as the record that is recognised in it; NULL when none is. */
#ifndef READING_H
#define READING_H

#include "domain/record.h"

struct record *reading_of(struct arena *arena, const char *text);
/* Of minutes with one item: what stands below its head. */
struct record_item *reading_of_item(struct arena *arena, const char *below);

#endif
