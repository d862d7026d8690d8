/* minutes/sections.h: what stands within an item: its texts by role, its attachments, its earlier treatments, its guests. */
#ifndef MINUTES_SECTIONS_H
#define MINUTES_SECTIONS_H

#include "minutes/attendance.h"
#include "minutes/items.h"

struct sections_ask {
	struct lines *lines;
	struct attendance *attendance;
	struct text organization; /* whose document it is: a decision of another committee is an earlier treatment */
	int item_level;           /* of items' headings */
};

/* Fills found->item with the lines [found->body, found->end). */
void sections_read(const struct sections_ask *ask, struct found_item *found);

/* Persons named with an office where somebody takes part or presents, in a text; those who are listed are no guests. */
void guests_find(const struct sections_ask *ask, struct record_item *item);

#endif
