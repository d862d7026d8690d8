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
void html_unsigned(struct html *html, uint64_t number);
void html_date(struct html *html, struct date date);       /* "5. december 2023" */
void html_moment(struct html *html, struct moment moment); /* "tirsdag 5. december 2023 kl. 13.00" */
void html_datetime_date(struct html *html, struct date date);       /* "2023-12-05" */
void html_datetime_moment(struct html *html, struct moment moment); /* "2023-12-05T13:00" */
void html_markup(struct html *html, struct markup markup);
void html_url(struct html *html, struct url url);
/* The hidden field of a posted form (web/form_token.h). */
void html_token(struct html *html, struct text token);
/* The sentence up to its %s, and gives what stands after it; unknown when it has none. */
struct text html_until_hole(struct html *html, struct text sentence);

/* What a view says in each language, kept by the view from the first time on: a page has a hundred sentences. */
struct html_sentence {
	struct text in[LANG_EN + 1];
};

/* What tools/htmlc makes of a hole: the type decides, and a type that may not stand there does not compile. */
#define HTML_NUMBERS                                                                                                   \
	signed char: html_int, short: html_int, int: html_int, long: html_int, long long: html_int,                    \
	unsigned char: html_int, unsigned short: html_int, unsigned: html_int, unsigned long: html_unsigned,           \
	unsigned long long: html_unsigned
#define HTML_TEXT(html, value)                                                                                         \
	_Generic((value), struct text: html_text, char *: html_string, const char *: html_string, HTML_NUMBERS,       \
		struct date: html_date, struct moment: html_moment, struct markup: html_markup)((html), (value))
/* What people read where markup may not stand: in a paragraph, a title, aria-label="". */
#define HTML_WORDS(html, value)                                                                                        \
	_Generic((value), struct text: html_text, char *: html_string, const char *: html_string, HTML_NUMBERS,       \
		struct date: html_date, struct moment: html_moment)((html), (value))
#define HTML_ATTRIBUTE(html, value)                                                                                    \
	_Generic((value), struct text: html_text, char *: html_string, const char *: html_string, HTML_NUMBERS)(      \
		(html), (value))
#define HTML_URL(html, value) _Generic((value), struct url: html_url)((html), (value))
#define HTML_DATETIME(html, value)                                                                                     \
	_Generic((value), struct date: html_datetime_date, struct moment: html_datetime_moment, struct text: html_text)( \
		(html), (value))

/* Unknown when it grew past HTML_BYTES_MAX. */
struct text html_finish(const struct html *html);

#endif
