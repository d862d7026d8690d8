#include "doc/pdf_in/headings.h"

#include <math.h>

enum { DEPTH_MOST = 6 };

static size_t letters_of(const struct page_line *line)
{
	size_t n = 0;

	for (size_t i = 0; i < line->runs_n; i++)
		n += line->runs[i].words.n;
	return n;
}

static bool has_columns(const struct page_line *line)
{
	for (size_t i = 1; i < line->runs_n; i++)
		if (line->runs[i].column)
			return true;
	return false;
}

/* "1." and "Punkt 3:" may stand apart from the title that they number. */
static bool is_numbered_head(const struct page_line *line)
{
	struct text first = line->runs[0].words;
	bool number = false;

	for (size_t i = 0; i < first.n && i < 12; i++)
		number = number || (first.s[i] >= '0' && first.s[i] <= '9');
	return line->strong && line->runs_n == 2 && first.n <= 10 && number;
}

static bool has_letters(const struct page_line *line)
{
	for (size_t i = 0; i < line->runs_n; i++)
		for (size_t k = 0; k < line->runs[i].words.n; k++)
			if ((unsigned char)line->runs[i].words.s[k] >= 0x80 || ((line->runs[i].words.s[k] | 0x20) >= 'a' &&
				(line->runs[i].words.s[k] | 0x20) <= 'z'))
				return true;
	return false;
}

static bool is_larger(const struct measure *m, const struct page_line *line)
{
	return line->size > m->size * 1.07f;
}

/* Larger, or as large and bold; a line with columns is a row, unless all of it is large. */
static bool may_be_heading(const struct measure *m, const struct page_line *line)
{
	if (line->furniture)
		return false;
	if (has_columns(line) && !is_numbered_head(line))
		return false;
	if (measure_tells(m, line) && fabsf(line->size - m->size) < 0.3f)
		return false; /* our own headings are larger or smaller than the text */
	return is_larger(m, line) || (line->strong && line->size > m->size * 0.85f);
}

static bool same_style(const struct heading_style *style, const struct page_line *line)
{
	return fabsf(style->size - line->size) < 0.4f && style->strong == line->strong && style->emphasis == line->emphasis;
}

static struct heading_style *style_of(struct headings *h, const struct page_line *line)
{
	for (size_t i = 0; i < h->styles_n; i++)
		if (same_style(&h->styles[i], line))
			return &h->styles[i];
	return NULL;
}

static int style_order(const struct heading_style *a, const struct heading_style *b)
{
	if (a->size != b->size)
		return a->size > b->size ? -1 : 1;
	if (a->strong != b->strong)
		return a->strong ? -1 : 1;
	return (int)a->emphasis - (int)b->emphasis;
}

/* A style that much of the text is set in is no heading's: a quotation, a letter in large type. */
static void find_styles(struct headings *h)
{
	const struct page_text *text = h->measure->text;
	size_t all = 0, kept = 0;

	for (size_t i = 0; i < text->lines_n; i++) {
		const struct page_line *line = &text->lines[i];
		struct heading_style *style;

		all += letters_of(line);
		if (!may_be_heading(h->measure, line))
			continue;
		style = style_of(h, line);
		if (style == NULL && h->styles_n < HEADING_STYLES_MAX) {
			style = &h->styles[h->styles_n++];
			*style = (struct heading_style){ line->size, line->strong, line->emphasis, 0, 0 };
		}
		if (style != NULL)
			style->letters += letters_of(line);
	}
	for (size_t i = 0; i < h->styles_n; i++)
		if (h->styles[i].strong || h->styles[i].letters * 8 < all || all < 2000)
			h->styles[kept++] = h->styles[i];
	h->styles_n = kept;
	for (size_t i = 1; i < h->styles_n; i++)
		for (size_t k = i; k > 0 && style_order(&h->styles[k - 1], &h->styles[k]) > 0; k--) {
			struct heading_style swap = h->styles[k];

			h->styles[k] = h->styles[k - 1];
			h->styles[k - 1] = swap;
		}
}

bool heading_goes_on(const struct headings *h, size_t above, size_t below)
{
	const struct page_line *a = &h->measure->text->lines[above], *b = &h->measure->text->lines[below];

	return a->page == b->page && fabsf(a->size - b->size) < 0.4f && a->strong == b->strong &&
		a->emphasis == b->emphasis && b->top - a->bottom < 0.45f * (a->bottom - a->top) && b->top > a->top &&
		measure_full(h->measure, a, b);
}

/* The lines from `from` on that are one heading; 0 when there are too many, or when they are a sentence in bold. */
static size_t heading_length(struct headings *h, size_t from)
{
	const struct page_text *text = h->measure->text;
	size_t n = 1, letters = letters_of(&text->lines[from]);
	const struct page_line *last;
	struct text end;

	while (from + n < text->lines_n && may_be_heading(h->measure, &text->lines[from + n]) &&
		heading_goes_on(h, from + n - 1, from + n))
		letters += letters_of(&text->lines[from + n++]);
	last = &text->lines[from + n - 1];
	if (n > HEADING_LINES_MAX || letters > HEADING_LETTERS_MAX)
		return 0;
	end = text_trim(last->runs[last->runs_n - 1].words);
	if (!is_larger(h->measure, last) && end.n > 0 && strchr(".,;", end.s[end.n - 1]) != NULL && letters > 30)
		return 0;
	/* The first line of a paragraph that begins in bold. */
	if (!is_larger(h->measure, last) && from + n < text->lines_n && !text->lines[from + n].furniture &&
		!text->lines[from + n].strong && measure_close(h->measure, last, &text->lines[from + n]) &&
		measure_full(h->measure, last, &text->lines[from + n]))
		return 0;
	return n;
}

/* How deep each heading stands, the others around it taken as they come; most of a style's say its level. */
static void find_levels(struct headings *h)
{
	size_t counts[HEADING_STYLES_MAX][DEPTH_MOST + 1] = { 0 };
	size_t stack[HEADING_STYLES_MAX], depth = 0;
	const struct page_text *text = h->measure->text;

	for (size_t i = 0; i < text->lines_n; i++) {
		size_t style;

		if (h->levels[i] == 0 || (i > 0 && h->levels[i - 1] != 0 && heading_goes_on(h, i - 1, i)))
			continue;
		style = (size_t)(style_of(h, &text->lines[i]) - h->styles);
		while (depth > 0 && stack[depth - 1] >= style)
			depth--;
		stack[depth++] = style;
		counts[style][depth < DEPTH_MOST ? depth : DEPTH_MOST]++;
	}
	for (size_t s = 0; s < h->styles_n; s++) {
		size_t most = 0;

		h->styles[s].level = 1;
		for (int level = 1; level <= DEPTH_MOST; level++) {
			if (counts[s][level] >= most && counts[s][level] > 0) {
				most = counts[s][level];
				h->styles[s].level = level;
			}
		}
	}
}

struct headings headings_find(const struct measure *measure)
{
	struct headings h = { .measure = measure };
	const struct page_text *text = measure->text;

	find_styles(&h);
	h.levels = arena_new(text->arena, unsigned char, text->lines_n + 1);
	for (size_t i = 0; i < text->lines_n;) {
		bool heading = may_be_heading(measure, &text->lines[i]) && has_letters(&text->lines[i]) && style_of(&h, &text->lines[i]) != NULL;
		size_t n = heading ? heading_length(&h, i) : 0;

		for (size_t k = 0; k < n; k++)
			h.levels[i + k] = 1;
		i += n > 0 ? n : 1;
	}
	find_levels(&h);
	for (size_t i = 0; i < text->lines_n; i++)
		if (h.levels[i] != 0)
			h.levels[i] = (unsigned char)style_of(&h, &text->lines[i])->level;
	return h;
}
