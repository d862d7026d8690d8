/* web/frame.h: what stands around every page, and how a page is finished. */
#ifndef WEB_FRAME_H
#define WEB_FRAME_H

#include "views/model.h"
#include "markup/html.h"
#include "markup/json.h"
#include "web/visit.h"

/* What a page says of itself for its frame. */
struct frame_facts {
	struct text title; /* of the page alone; unknown: the site's name is enough */
	enum section_of_site section;
	bool has_search, unlisted;
};

/* Without a database, or when it is empty, the site has no name and all else is there. */
must_check enum fault frame_fill(struct visit *visit, const struct frame_facts *facts, struct frame *ret);
void frame_crumb(struct frame *frame, struct text name, struct url url);

/* The page that the html holds, or FAULT_LIMIT. */
enum fault frame_show(struct visit *visit, const struct html *html);

/* A sentence with its %s filled in, in the visitor's language. */
struct text frame_words(const struct visit *visit, const char *message, struct text detail);
/* "48 kB", "1,2 MB". */
struct text frame_size(const struct visit *visit, int64_t bytes);
/* "5. december 2023". */
struct text frame_date(const struct visit *visit, struct date date);
/* "Tirsdag 5. december 2023 kl. 13.00". */
struct text frame_moment(const struct visit *visit, struct moment moment);
/* "kl. 13.00"; unknown when no clock time is. */
struct text frame_clock(const struct visit *visit, struct moment moment);

#endif
