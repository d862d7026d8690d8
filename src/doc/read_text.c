#include "doc/read_text.h"

#include "doc/read_markdown.h"

enum {
	TAB_COLUMNS = 8,
	LINE_BYTES_MAX = 64 << 10, /* longer lines are read as several: no line of words, and room
				      is kept per line */
	SOFT_HYPHEN = 0xad,
	BYTE_ORDER_MARK = 0xfeff,
};

/* Bytes to UTF-8 */

/* Windows-1252 differs from Latin-1 here; 0 where it has nothing. */
static const uint16_t windows_1252[32] = { 0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178 };

static uint32_t rune_of_windows(unsigned char c)
{
	if (c >= 0x80 && c < 0xa0)
		return windows_1252[c - 0x80] != 0 ? windows_1252[c - 0x80] : 0xfffd;
	return c;
}

static struct text from_windows(struct arena *arena, struct text bytes)
{
	struct buffer b = buffer_in(arena, 3 * DOC_BYTES_MAX);

	for (size_t i = 0; i < bytes.n; i++)
		buffer_add_rune(&b, rune_of_windows((unsigned char)bytes.s[i]));
	return buffer_text(&b);
}

static uint32_t unit_at(struct text bytes, size_t at, bool little)
{
	unsigned char a = (unsigned char)bytes.s[at], b = (unsigned char)bytes.s[at + 1];

	return little ? (uint32_t)(a | b << 8) : (uint32_t)(a << 8 | b);
}

static struct text from_utf16(struct arena *arena, struct text bytes, bool little)
{
	struct buffer b = buffer_in(arena, 3 * DOC_BYTES_MAX);

	for (size_t at = 2; at + 1 < bytes.n; at += 2) {
		uint32_t rune = unit_at(bytes, at, little), low;

		if (rune >= 0xd800 && rune < 0xdc00 && at + 3 < bytes.n) {
			low = unit_at(bytes, at + 2, little);
			if (low >= 0xdc00 && low < 0xe000) {
				rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
				at += 2;
			}
		}
		buffer_add_rune(&b, rune); /* a surrogate alone becomes U+FFFD */
	}
	return buffer_text(&b);
}

/* Well-formed sequences of more than one byte outnumber stray bytes: UTF-8 with damage, not another
 * encoding. */
static bool is_mostly_utf8(struct text bytes)
{
	size_t good = 0, bad = 0;

	for (size_t at = 0; at < bytes.n;) {
		size_t from = at;
		uint32_t rune = text_rune(bytes, &at);

		if (rune == 0xfffd && at - from == 1)
			bad++;
		else if (at - from > 1)
			good++;
	}
	return bad <= good;
}

static struct text decoded(struct arena *arena, struct text bytes)
{
	if (text_starts(bytes, TEXT("\xff\xfe")) || text_starts(bytes, TEXT("\xfe\xff")))
		return from_utf16(arena, bytes, bytes.s[0] == '\xff');
	if (text_starts(bytes, TEXT("\xef\xbb\xbf")))
		bytes = text_after(bytes, 3);
	return is_mostly_utf8(bytes) ? bytes : from_windows(arena, bytes);
}

/* Zeros, and control characters by the dozen, stand in programs and pictures, not in text. */
static bool is_text(struct text t)
{
	size_t odd = 0;

	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c == 0)
			return false;
		odd += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
	}
	return odd <= t.n / 64;
}

/* Lines */

/* Takes the next line without its end (\n, \r\n or \r); false at the end. */
static bool next_line(struct text *rest, struct text *ret_line)
{
	size_t at = 0;

	if (rest->n == 0)
		return false;
	while (at < rest->n && rest->s[at] != '\n' && rest->s[at] != '\r')
		at++;
	*ret_line = text_from_to(*rest, 0, at);
	if (at + 1 < rest->n && rest->s[at] == '\r' && rest->s[at + 1] == '\n')
		at++;
	*rest = text_after(*rest, at + 1);
	return true;
}

static bool is_odd_space(uint32_t rune)
{
	return rune == 0xa0 || rune == 0x2007 || rune == 0x202f;
}

/* A line with plain spaces, without soft hyphens, trimmed at its end; hyphenated says that one
 * stood there. */
static struct text repaired(struct buffer *b, struct text line, bool *ret_hyphenated)
{
	struct text t;

	buffer_cut(b, 0);
	*ret_hyphenated = false;
	for (size_t at = 0; at < line.n;) {
		size_t from = at;
		uint32_t rune = text_rune(line, &at);

		if (rune == SOFT_HYPHEN)
			*ret_hyphenated = at == line.n;
		else if (is_odd_space(rune))
			buffer_add_byte(b, ' ');
		else if (rune != BYTE_ORDER_MARK && (rune >= 0x20 || rune == '\t') && (rune < 0x7f || rune > 0x9f))
			buffer_add(b, text_from_to(line, from, at));
	}
	t = buffer_text(b);
	while (t.n > 0 && (t.s[t.n - 1] == ' ' || t.s[t.n - 1] == '\t'))
		t.n--;
	return t;
}

static int indent_of(struct text *line)
{
	int columns = 0;

	while (line->n > 0 && (line->s[0] == ' ' || line->s[0] == '\t')) {
		columns = line->s[0] == '\t' ? (columns / TAB_COLUMNS + 1) * TAB_COLUMNS
					     : columns + 1;
		*line = text_after(*line, 1);
	}
	return columns;
}

/* Marks within a line */

/* The end of "[words](href)" that begins at t, and its parts; 0 when it is none. */
static size_t link_at(struct text t, struct text *ret_words, struct text *ret_href)
{
	size_t close = 1, end;
	int open = 0;

	while (close < t.n && t.s[close] != ']' && t.s[close] != '[')
		close++;
	if (close == 1 || close + 1 >= t.n || t.s[close] != ']' || t.s[close + 1] != '(')
		return 0;
	for (end = close + 2; end < t.n && (t.s[end] != ')' || open > 0); end++) {
		if (t.s[end] == ' ' || t.s[end] == '\t')
			return 0;
		open += (t.s[end] == '(') - (t.s[end] == ')');
	}
	if (end >= t.n)
		return 0;
	*ret_words = text_from_to(t, 1, close);
	*ret_href = text_from_to(t, close + 2, end);
	return end + 1;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The end of "**words**" that begins at t, and its words; 0 when it is none. */
static size_t strong_at(struct text t, struct text *ret_words)
{
	size_t end;

	if (!text_starts(t, TEXT("**")) || t.n < 5 || is_blank(t.s[2]) || t.s[2] == '*')
		return 0;
	end = 2 + text_find(text_after(t, 2), TEXT("**"));
	if (end >= t.n || is_blank(t.s[end - 1]) || (end + 2 < t.n && t.s[end + 2] == '*'))
		return 0;
	*ret_words = text_from_to(t, 2, end);
	return end + 2;
}

/* strong_at and link_at look ahead to the end of the line; a line of nothing but [ would make that
 * square. */
enum { MARKS_MAX = 1000 };

static void read_words(struct doc_builder *b, struct text t, int *marks)
{
	size_t from = 0, at = 0, n;

	while (at < t.n) {
		struct text words, href = TEXT_NONE, here = text_after(t, at);

		n = 0;
		if ((t.s[at] == '[' || t.s[at] == '*') && (*marks)++ < MARKS_MAX)
			n = t.s[at] == '[' ? link_at(here, &words, &href) : strong_at(here, &words);
		if (n == 0) {
			at++;
			continue;
		}
		doc_words(b, text_from_to(t, from, at));
		if (text_known(href))
			doc_open_link(b, href);
		else
			doc_open_inline(b, DOC_STRONG);
		read_words(b, words, marks);
		doc_close_inline(b);
		from = at += n;
	}
	doc_words(b, text_from_to(t, from, t.n));
}

/* Paragraphs */

struct reader {
	struct doc_builder b;
	struct buffer line;
	bool open;       /* a paragraph is */
	bool hyphenated; /* the last line ended in a soft hyphen */
};

static void end_paragraph(struct reader *r)
{
	if (r->open)
		doc_close(&r->b);
	r->open = false;
	r->hyphenated = false;
}

static void begin_line(struct reader *r, int indent)
{
	if (r->open)
		doc_break(&r->b, DOC_SOFT_BREAK);
	else
		doc_open(&r->b, DOC_PARAGRAPH);
	r->open = true;
	r->b.indent = indent;
}

/* The rest of a word divided by a soft hyphen: read with the line above. */
static struct text without_rest_of_word(struct reader *r, struct text line)
{
	size_t end = 0;

	while (end < line.n && !is_blank(line.s[end]))
		end++;
	doc_words(&r->b, text_from_to(line, 0, end));
	line = text_after(line, end);
	indent_of(&line);
	return line;
}

static void read_line(struct reader *r, struct text raw)
{
	bool hyphenated;
	int marks = 0, indent;
	struct text line = repaired(&r->line, raw, &hyphenated);

	indent = indent_of(&line);
	if (text_empty(line)) {
		end_paragraph(r);
		return;
	}
	if (r->hyphenated)
		line = without_rest_of_word(r, line);
	r->hyphenated = hyphenated;
	if (text_empty(line))
		return;
	begin_line(r, indent);
	read_words(&r->b, line, &marks);
}

/* Where to cut a line that is too long: behind a space if there is one, and never within a letter.
 */
static size_t cut_of(struct text line)
{
	size_t at = LINE_BYTES_MAX;

	while (at > LINE_BYTES_MAX / 2 && !is_blank(line.s[at - 1]))
		at--;
	if (!is_blank(line.s[at - 1]))
		at = LINE_BYTES_MAX;
	while (at > 1 && ((unsigned char)line.s[at] & 0xc0) == 0x80)
		at--;
	return at;
}

static void read_parts_of_line(struct reader *r, struct text line)
{
	while (line.n > LINE_BYTES_MAX) {
		size_t at = cut_of(line);

		read_line(r, text_from_to(line, 0, at));
		line = text_after(line, at);
	}
	read_line(r, line);
}

/* A form feed ends a page: usually before the first line of the next one, and that line is the same
 * one in an editor. */
static void read_pages_of_line(struct reader *r, struct text line)
{
	size_t at;

	while ((at = text_find_byte(line, '\f')) < line.n) {
		if (at > 0)
			read_parts_of_line(r, text_from_to(line, 0, at));
		end_paragraph(r);
		r->b.page++;
		line = text_after(line, at + 1);
	}
	read_parts_of_line(r, line);
}

static bool is_markdown(struct text t)
{
	struct text line = text_trim(t);
	size_t n = 0;

	while (n < line.n && line.s[n] == '#')
		n++;
	return n >= 1 && n <= 6 && n < line.n && line.s[n] == ' ';
}

enum fault doc_read_text(
	struct arena *arena, struct text bytes, struct refusal *why, struct doc **ret)
{
	struct reader r = { .b = doc_build(arena), .line = buffer_in(arena, 2 * LINE_BYTES_MAX) };
	struct text rest, line;
	struct doc *doc;

	if (bytes.n > DOC_BYTES_MAX)
		return refuse(why, FAULT_LIMIT, N_("The document is too large."));
	rest = decoded(arena, bytes);
	if (!is_text(rest))
		return refuse(why, FAULT_INVALID, N_("The file is not text."));
	if (is_markdown(rest))
		return doc_read_markdown_parts(arena, rest, why, ret);
	r.b.page = 1;
	while (next_line(&rest, &line)) {
		r.b.line++;
		read_pages_of_line(&r, line);
	}
	doc = doc_finish(&r.b);
	if (r.b.full)
		return refuse(why, FAULT_LIMIT, N_("The document is too large."));
	*ret = doc;
	return FAULT_NONE;
}
