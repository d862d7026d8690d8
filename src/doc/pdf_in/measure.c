#include "doc/pdf_in/measure.h"

#include <math.h>

enum {
	SIZES = 400,     /* half points */
	PLACES = 4096,   /* page units, in twos */
	PITCHES = 400,   /* page units */
	PAPERS_MAX = 16, /* sizes of paper in one document */
	LOOSE = 5,       /* ems that a line may be short of the measure and still be broken by it */
};

static size_t letters_of(const struct page_line *line)
{
	size_t n = 0;

	for (size_t i = 0; i < line->runs_n; i++)
		n += line->runs[i].words.n;
	return n;
}

static size_t bucket(float value, size_t buckets)
{
	return value < 0 ? 0 : value >= (float)buckets ? buckets - 1 : (size_t)value;
}

/* The fullest bucket, its neighbours counted in: values that are rounded fall on either side. */
static size_t fullest(const size_t *counts, size_t n, size_t *ret_count)
{
	size_t best = 0, most = 0;

	for (size_t i = 0; i < n; i++) {
		size_t count = 2 * counts[i] + (i > 0 ? counts[i - 1] : 0) + (i + 1 < n ? counts[i + 1] : 0);

		if (count > most) {
			most = count;
			best = i;
		}
	}
	*ret_count = most / 2;
	return best;
}

float measure_size(const struct page_text *text)
{
	size_t counts[SIZES] = { 0 }, most = 0, best = 0;

	for (size_t i = 0; i < text->lines_n; i++)
		counts[bucket(text->lines[i].size * 2 + 0.25f, SIZES)] += letters_of(&text->lines[i]);
	for (size_t i = 0; i < SIZES; i++) {
		if (counts[i] > most) {
			most = counts[i];
			best = i;
		}
	}
	return best > 0 ? (float)best / 2 : 10;
}

static bool is_body(const struct measure *m, const struct page_line *line)
{
	return !line->furniture && fabsf(line->size - m->size) < 0.6f;
}

/* Where the measure ends: the rightmost letter of the body on paper of this size. */
static void take_rights(struct measure *m)
{
	struct page_text *text = m->text;
	struct {
		float width, right;
	} papers[PAPERS_MAX];
	size_t papers_n = 0, *paper_of = arena_new(text->arena, size_t, text->pages_n + 1);
	float *rights = arena_new(text->arena, float, text->pages_n + 1);

	for (size_t page = 0; page < text->pages_n; page++) {
		size_t i = 0;

		while (i < papers_n && fabsf(papers[i].width - text->pages[page].width) > 1)
			i++;
		if (i == papers_n && papers_n < PAPERS_MAX) {
			papers[i].width = text->pages[page].width;
			papers[papers_n++].right = 0;
		}
		paper_of[page] = i < papers_n ? i : papers_n - 1;
	}
	for (size_t i = 0; i < text->lines_n; i++) {
		const struct page_line *line = &text->lines[i];
		size_t paper = paper_of[line->page - 1];

		if (is_body(m, line) && line->right < papers[paper].width)
			papers[paper].right = fmaxf(papers[paper].right, line->right);
	}
	for (size_t page = 0; page < text->pages_n; page++)
		rights[page] = papers[paper_of[page]].right;
	m->rights = rights;
}

static void take_left(struct measure *m)
{
	size_t *counts = arena_new(m->text->arena, size_t, PLACES), count;

	for (size_t i = 0; i < m->text->lines_n; i++)
		if (is_body(m, &m->text->lines[i]))
			counts[bucket(m->text->lines[i].left / 2, PLACES)] += letters_of(&m->text->lines[i]);
	m->left = 2 * (float)fullest(counts, PLACES, &count);
}

/* Lines below one that fills the measure tell the pitch; paragraphs of one line do not. */
static void take_pitch(struct measure *m)
{
	const struct page_text *text = m->text;
	size_t counts[PITCHES] = { 0 }, count = 0, best;

	for (size_t i = 0; i + 1 < text->lines_n; i++) {
		const struct page_line *line = &text->lines[i], *next = line + 1;
		float down = next->top - line->top;

		if (is_body(m, line) && is_body(m, next) && line->page == next->page && down > 0.8f * m->em &&
			down < 2.6f * m->em && measure_full(m, line, next))
			counts[bucket(down, PITCHES)]++;
	}
	best = fullest(counts, PITCHES, &count);
	m->pitch = count >= 2 ? (float)best + 1 : 1.35f * m->em;
}

/* A line that begins right of the one that goes on from it, again and again at the same place. */
static void take_indent(struct measure *m)
{
	const struct page_text *text = m->text;
	size_t *counts = arena_new(text->arena, size_t, PLACES), count, best;

	for (size_t i = 0; i + 1 < text->lines_n; i++) {
		const struct page_line *line = &text->lines[i], *next = line + 1;

		if (is_body(m, line) && is_body(m, next) && measure_close(m, line, next) && line->left > m->left + 0.5f * m->em &&
			line->left < m->left + 4 * m->em && fabsf(next->left - m->left) < 0.4f * m->em &&
			measure_full(m, line, next))
			counts[bucket(line->left / 2, PLACES)]++;
	}
	best = fullest(counts, PLACES, &count);
	m->indent = count >= 2 ? 2 * (float)best : 0;
}

/* Paragraphs stand apart when text begins below a gap, and not only below headings. */
static void take_spacing(struct measure *m)
{
	const struct page_text *text = m->text;
	size_t apart = 0, close = 0;
	float slack = m->slack;

	m->slack = LOOSE * m->em;
	for (size_t i = 0; i + 1 < text->lines_n; i++) {
		const struct page_line *line = &text->lines[i], *next = line + 1;

		if (!is_body(m, line) || !is_body(m, next) || line->page != next->page || line->strong || next->strong)
			continue;
		if (!measure_close(m, line, next))
			apart++;
		else if (!measure_full(m, line, next) && next->left <= line->left + m->em)
			close++;
	}
	m->spaced = apart * 2 >= close;
	if (!m->spaced)
		m->slack = slack;
}

static void take_wraps(struct measure *m)
{
	const struct page_text *text = m->text;
	size_t wraps = 0, spaces = 0;

	for (size_t i = 0; i + 1 < text->lines_n; i++) {
		const struct page_line *line = &text->lines[i], *next = line + 1;

		if (!is_body(m, line) || !is_body(m, next) || !measure_close(m, line, next) || !measure_filled(m, line, next))
			continue;
		wraps++;
		spaces += text_ends(line->runs[line->runs_n - 1].words, TEXT(" "));
	}
	m->tells_wraps = wraps >= 5 && spaces * 10 >= wraps * 8;
}

struct measure measure_take(struct page_text *text, float size)
{
	struct measure m = { .text = text, .size = size, .em = size * PAGE_UNITS_PER_POINT };

	m.slack = 0.5f * m.em;

	take_rights(&m);
	take_left(&m);
	take_pitch(&m);
	take_indent(&m);
	take_spacing(&m);
	take_wraps(&m);
	return m;
}

static float first_word_width(const struct page_line *line)
{
	struct text rest = line->runs[0].words, word;
	size_t letters = 0;

	for (size_t i = 0; i < line->runs_n; i++)
		letters += text_runes(line->runs[i].words);
	if (letters == 0 || !text_word(&rest, &word))
		return 0;
	return (line->right - line->left) * (float)text_runes(word) / (float)letters;
}

static bool leaves_less(const struct measure *m, const struct page_line *line, const struct page_line *next, float slack)
{
	float space = 0.25f * line->size * PAGE_UNITS_PER_POINT;

	return line->right + space + first_word_width(next) * 1.08f > m->rights[line->page - 1] - slack;
}

bool measure_full(const struct measure *m, const struct page_line *line, const struct page_line *next)
{
	return leaves_less(m, line, next, m->slack);
}

bool measure_filled(const struct measure *m, const struct page_line *line, const struct page_line *next)
{
	return leaves_less(m, line, next, 0.5f * m->em);
}

bool measure_nearly_full(const struct measure *m, const struct page_line *line, const struct page_line *next)
{
	return leaves_less(m, line, next, LOOSE * m->em);
}

bool measure_close(const struct measure *m, const struct page_line *above, const struct page_line *below)
{
	float pitch = m->pitch * fmaxf(1, above->size / m->size);

	return above->page == below->page && below->top - above->top < 1.22f * pitch && below->top > above->top;
}
