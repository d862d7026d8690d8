/* markup/html.h: HTML out: text is escaped, static pieces and markup are not.  Sticky and bounded.
 *
 * Views (tools/htmlc) and doc/write_html are its users; a page function never calls it.
 */
#ifndef MARKUP_HTML_H
#define MARKUP_HTML_H

#include "base/calendar.h"
#include "base/translation.h"
#include "markup/markup.h"

enum { HTML_BYTES_MAX = 32 << 20 }; /* of one page: the longest meeting with its attachments' names */

struct html {
	struct buffer out;
	enum lang lang; /* of dates and numbers */
};

struct html html_in(struct arena *arena, enum lang lang);
/* A piece of a template, as it stands. */
static inline void html_raw(struct html *html, const char *s, size_t n)
{
	buffer_add(&html->out, (struct text){ s, n });
}
/* Escaped for text and for a quoted attribute alike. */
void html_text(struct html *html, struct text text);
void html_string(struct html *html, const char *s);
void html_int(struct html *html, int64_t number);
void html_date(struct html *html, struct date date);       /* "5. december 2023" */
void html_moment(struct html *html, struct moment moment); /* "tirsdag 5. december 2023 kl. 13.00" */
void html_markup(struct html *html, struct markup markup);
void html_url(struct html *html, struct url url);
/* Unknown when it grew past HTML_BYTES_MAX. */
struct text html_finish(const struct html *html);

#endif
