#include "markup/html.h"

struct html html_in(struct arena *arena, enum lang lang)
{
	return (struct html){ .out = buffer_in(arena, HTML_BYTES_MAX), .lang = lang };
}

/* Most bytes of a page are none of these: one look each. */
static const char *const escapes[256] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

static uint64_t zeros(uint64_t word)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;

	return (word - ones) & ~word & tops;
}

/* Past eight bytes at a time that are none of them, and into the first eight that may hold one. */
static size_t after_harmless(struct text text, size_t at)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t word;

	for (; text.n - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, text.s + at, sizeof(word));
		if ((zeros(word ^ ones * '&') | zeros(word ^ ones * '<') | zeros(word ^ ones * '>') | zeros(word ^ ones * '"') |
			    zeros(word ^ ones * '\'')) != 0)
			break;
	}
	return at;
}

void html_text(struct html *html, struct text text)
{
	size_t from = 0;

	for (size_t at = after_harmless(text, 0), end = at + sizeof(uint64_t); at < text.n; at++) {
		const char *escape = escapes[(unsigned char)text.s[at]];

		if (at == end) {
			at = after_harmless(text, at);
			end = at + sizeof(uint64_t);
			if (at == text.n)
				break;
			escape = escapes[(unsigned char)text.s[at]];
		}
		if (escape == NULL)
			continue;
		buffer_add(&html->out, text_from_to(text, from, at));
		buffer_add_string(&html->out, escape);
		from = at + 1;
	}
	buffer_add(&html->out, text_after(text, from));
}

void html_string(struct html *html, const char *s)
{
	html_text(html, text_from(s));
}

/* Without printf: a list has a number in each line. */
static void add_digits(struct html *html, bool negative, uint64_t number)
{
	char digits[21];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	if (negative)
		digits[--at] = '-';
	buffer_add(&html->out, (struct text){ digits + at, sizeof(digits) - at });
}

void html_int(struct html *html, int64_t number)
{
	add_digits(html, number < 0, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void html_unsigned(struct html *html, uint64_t number)
{
	add_digits(html, false, number);
}

/* Dates and times are many on a page of meetings, and printf is slow. */
static void add_two_digits(struct html *html, int number)
{
	if (number < 10)
		buffer_add_byte(&html->out, '0');
	html_int(html, number);
}

static void add_date(struct html *html, int day, const char *between, const char *month, int year)
{
	html_int(html, day);
	buffer_add_string(&html->out, between);
	buffer_add_string(&html->out, month);
	buffer_add_byte(&html->out, ' ');
	html_int(html, year);
}

static void add_clock(struct html *html, const char *before, struct moment moment, char between)
{
	buffer_add_string(&html->out, before);
	add_two_digits(html, moment.hour);
	buffer_add_byte(&html->out, between);
	add_two_digits(html, moment.minute);
}

void html_date(struct html *html, struct date date)
{
	if (!date_known(date))
		return;
	if (html->lang == LANG_EN)
		add_date(html, date.day, " ", month_english(date.month), date.year);
	else
		add_date(html, date.day, ". ", month_danish(date.month), date.year);
}

void html_moment(struct html *html, struct moment moment)
{
	if (!date_known(moment.date))
		return;
	buffer_add_string(&html->out, html->lang == LANG_EN ? weekday_english(date_weekday(moment.date)) :
							      weekday_danish(date_weekday(moment.date)));
	buffer_add_byte(&html->out, ' ');
	html_date(html, moment.date);
	if (moment.hour < 0)
		return;
	if (html->lang == LANG_EN)
		add_clock(html, " at ", moment, ':');
	else
		add_clock(html, " kl. ", moment, '.');
}

void html_datetime_date(struct html *html, struct date date)
{
	if (!date_known(date))
		return;
	add_two_digits(html, date.year / 100);
	add_two_digits(html, date.year % 100);
	buffer_add_byte(&html->out, '-');
	add_two_digits(html, date.month);
	buffer_add_byte(&html->out, '-');
	add_two_digits(html, date.day);
}

void html_datetime_moment(struct html *html, struct moment moment)
{
	html_datetime_date(html, moment.date);
	if (date_known(moment.date) && moment.hour >= 0)
		add_clock(html, "T", moment, ':');
}

void html_token(struct html *html, struct text token)
{
	buffer_add_string(&html->out, "<input type=\"hidden\" name=\"token\" value=\"");
	html_text(html, token);
	buffer_add_string(&html->out, "\">");
}

struct text html_until_hole(struct html *html, struct text sentence)
{
	size_t hole = text_find(sentence, TEXT("%s"));

	html_text(html, text_from_to(sentence, 0, hole));
	return hole < sentence.n ? text_after(sentence, hole + 2) : TEXT_NONE;
}

void html_markup(struct html *html, struct markup markup)
{
	buffer_add(&html->out, markup.html);
}

void html_url(struct html *html, struct url url)
{
	html_text(html, url.s);
}

struct text html_finish(const struct html *html)
{
	return html->out.full ? TEXT_NONE : buffer_text(&html->out);
}
