#include "doc/pdf_in/furniture.h"

#include <math.h>

#include "doc/line_end.h"

enum {
	EDGE_LINES = 4, /* of a running head or foot, at most */
	PAGES_NEAR = 2, /* left and right pages may have heads of their own */
	WORDS_MAX = 400, /* bytes of a line that may be furniture */
};

static const float same_height = 6.0f; /* units: between a head here and the same on another page */

/* The lines of one page are v[from] to v[to - 1]. */
struct span {
	size_t from, to;
};

struct marking {
	struct page_text *text;
	struct span *spans; /* by page, from 0 */
	float body_size;
};

static void find_spans(struct marking *m)
{
	struct page_text *text = m->text;

	m->spans = arena_new(text->arena, struct span, text->pages_n + 1);
	for (size_t i = 0; i < text->lines_n; i++) {
		struct span *span = &m->spans[text->lines[i].page - 1];

		if (span->to == 0)
			span->from = i;
		span->to = i + 1;
	}
}

/* Its words with every number the same, so that "Side 2 af 8" is "Side 3 af 8". */
static struct text masked(struct arena *arena, const struct page_line *line)
{
	struct buffer b = buffer_in(arena, WORDS_MAX);

	for (size_t i = 0; i < line->runs_n; i++) {
		struct text t = line->runs[i].words;

		for (size_t k = 0; k < t.n && b.n < WORDS_MAX; k++) {
			char c = t.s[k] >= '0' && t.s[k] <= '9' ? '#' : t.s[k];

			if (c != ' ' && (c != '#' || b.n == 0 || b.s[b.n - 1] != '#'))
				buffer_add_byte(&b, c);
		}
	}
	return buffer_text(&b);
}

static bool is_page_word(struct text word)
{
	static const char *const words[] = { "side", "Side", "SIDE", "af", "page", "Page", "of", "s.", "S.", "-", "/", "|",
		"\xe2\x80\x93" };

	for (size_t i = 0; i < LENGTH_OF(words); i++)
		if (text_is(word, words[i]))
			return true;
	return false;
}

/* Digits, perhaps with marks around: "7", "7/12", "-7-". */
static bool is_page_number(struct text word)
{
	size_t digits = 0;

	for (size_t i = 0; i < word.n; i++) {
		bool digit = word.s[i] >= '0' && word.s[i] <= '9';

		digits += digit;
		if (!digit && strchr("/-|()", word.s[i]) == NULL)
			return false;
	}
	return digits > 0 && digits <= 8;
}

static bool is_page_mark(const struct page_line *line)
{
	int numbers = 0;

	for (size_t i = 0; i < line->runs_n; i++) {
		struct text rest = line->runs[i].words, word;

		while (text_word(&rest, &word)) {
			if (is_page_number(word))
				numbers++;
			else if (!is_page_word(word))
				return false;
		}
	}
	return numbers > 0 && numbers <= 2;
}

/* Whether line i comes again on page `page`, as far from the same edge and at the same height. */
static bool is_on_page(const struct marking *m, size_t i, struct text mask, size_t page, bool from_top)
{
	const struct page_line *line = &m->text->lines[i];
	struct span span = m->spans[page];

	for (size_t k = 0; k < EDGE_LINES && span.from + k < span.to; k++) {
		const struct page_line *other = &m->text->lines[from_top ? span.from + k : span.to - 1 - k];

		if (fabsf(other->top - line->top) <= same_height && fabsf(other->size - line->size) < 0.6f &&
			text_eq(masked(m->text->arena, other), mask))
			return true;
	}
	return false;
}

static bool comes_again(const struct marking *m, size_t i, bool from_top)
{
	struct arena_mark mark = arena_mark(m->text->arena);
	struct text mask = masked(m->text->arena, &m->text->lines[i]);
	size_t page = (size_t)m->text->lines[i].page - 1;
	bool again = false;

	for (size_t near = 1; near <= PAGES_NEAR && !again; near++)
		again = (page >= near && is_on_page(m, i, mask, page - near, from_top)) ||
			(page + near < m->text->pages_n && is_on_page(m, i, mask, page + near, from_top));
	arena_rewind(m->text->arena, mark);
	return again;
}

/* Smaller than the text, near the paper's edge, and with room between: a head or foot that stands on one page only. */
static bool stands_apart(const struct marking *m, size_t i, bool from_top)
{
	const struct page_line *line = &m->text->lines[i];
	struct span span = m->spans[line->page - 1];
	float height = m->text->pages[line->page - 1].height, edge = 0.09f * height;
	const float line_height = m->body_size * PAGE_UNITS_PER_POINT;
	bool at_edge = from_top ? line->bottom < edge : line->top > height - edge;

	if (!at_edge || line->size > m->body_size - 0.4f)
		return false;
	if (from_top)
		return i + 1 >= span.to || line[1].top - line->bottom > line_height;
	return i == span.from || line->top - line[-1].bottom > line_height;
}

static bool is_furniture(const struct marking *m, size_t i, bool from_top)
{
	const struct page_line *line = &m->text->lines[i];
	float height = m->text->pages[line->page - 1].height;

	if (line->size > m->body_size * 1.35f)
		return false;
	if (is_page_mark(line))
		return from_top ? line->bottom < 0.12f * height : line->top > 0.88f * height;
	if (line->strong && line->size > m->body_size * 1.06f)
		return false; /* a heading that comes again */
	return comes_again(m, i, from_top) || stands_apart(m, i, from_top);
}

/* Room between what may be furniture and the text: a heading that comes again stands close to what it heads. */
static bool is_apart(const struct marking *m, size_t i, bool from_top)
{
	const struct page_line *line = &m->text->lines[i];
	struct span span = m->spans[line->page - 1];
	float room;

	if ((line->size < m->body_size - 0.4f && !line->strong) || is_page_mark(line))
		return true;
	if (from_top ? i + 1 >= span.to : i == span.from)
		return true;
	room = from_top ? line[1].top - line->bottom : line->top - line[-1].bottom;
	return room > 0.8f * (line->bottom - line->top);
}

static void mark_page(struct marking *m, struct span span)
{
	size_t from = span.from, to = span.to;

	while (from < span.to && from - span.from < EDGE_LINES && is_furniture(m, from, true))
		from++;
	while (from > span.from && !is_apart(m, from - 1, true))
		from--;
	while (to > from && span.to - to < EDGE_LINES && is_furniture(m, to - 1, false))
		to--;
	while (to < span.to && !is_apart(m, to, false))
		to++;
	for (size_t i = span.from; i < span.to; i++)
		m->text->lines[i].furniture = i < from || i >= to;
}

/* Where lines tell, any run's end will do: a repeated header has several. */
static void mark_told(struct marking *m, struct span span)
{
	for (size_t i = span.from; i < span.to; i++) {
		struct page_line *line = &m->text->lines[i];

		for (size_t k = 0; k < line->runs_n; k++)
			line->furniture = line->furniture || text_find(line->runs[k].words, TEXT(LINE_END_ASIDE)) < line->runs[k].words.n;
	}
}

void furniture_mark(struct page_text *text, float body_size)
{
	struct marking m = { .text = text, .body_size = body_size };

	find_spans(&m);
	for (size_t page = 0; page < text->pages_n; page++)
		if (text->pages[page].tells)
			mark_told(&m, m.spans[page]);
		else
			mark_page(&m, m.spans[page]);
}
