/* web/item_view.h: an item of the record as the views lay it out. */
#ifndef WEB_ITEM_VIEW_H
#define WEB_ITEM_VIEW_H

#include "web/frame.h"

/* level: of the headings of its sections, 2 or 3.  within: the meeting's page, or an empty address on that page itself. */
struct item_view item_view_of(const struct visit *visit, const struct meeting *m, const struct meeting_item *item,
	struct url within, int level);

/* A text of a case or an item: recommendation, decision. */
struct section_view section_view_of(struct arena *arena, struct text role, struct text heading, struct text text, int level);

/* Never unknown: what is closed or has no title says so. */
struct text item_title(const struct visit *visit, struct text title, bool is_public);

struct meeting_head meeting_head_of(const struct visit *visit, const struct meeting *meeting);

#endif
