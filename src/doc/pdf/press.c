#include "doc/pdf/press.h"

enum {
	FULL_ENOUGH = BODY * 2 / 5, /* a page that would be emptier for the sake of what is glued is broken all the same */
	DOT_STEP = 5200,            /* between the dots of leaders, which stand under one another on all lines */
	LEADER_GAP = 5000,
};

/* Dividing */

static int gap(const struct galley *galley, size_t i, size_t first)
{
	int before = galley->slugs[i].before;

	if (i == first)
		return 0;
	return before > galley->slugs[i - 1].after ? before : galley->slugs[i - 1].after;
}

static int head_height(const struct galley *galley, size_t first)
{
	const struct head *head = galley->slugs[first].head;

	return first > 0 && head != NULL ? head->height : 0;
}

/* Where the page that begins with `first` ends. */
static size_t page_end(const struct galley *galley, size_t first)
{
	int64_t used = head_height(galley, first), used_at_best = 0;
	size_t i, best = first;

	for (i = first; i < galley->n; i++) {
		int64_t with = used + gap(galley, i, first) + galley->slugs[i].height;

		if (i > first && galley->slugs[i].fresh)
			return i;
		if (i > first && !galley->slugs[i].glued) {
			best = i;
			used_at_best = used;
		}
		if (with > BODY && i > first)
			break;
		used = with;
	}
	if (i == galley->n)
		return i;
	return best > first && used_at_best >= FULL_ENOUGH ? best : i;
}

static void place_anchors(const struct galley *galley, size_t first, size_t to, int page)
{
	int64_t y = MARGIN_TOP + head_height(galley, first);

	for (size_t i = first; i < to; i++) {
		y += gap(galley, i, first);
		for (struct anchor *anchor = galley->slugs[i].anchor; anchor != NULL; anchor = anchor->next) {
			anchor->page = page;
			anchor->y = (int)y - 4 * POINT;
		}
		y += galley->slugs[i].height;
	}
}

struct pages press_divide(struct setting *s, const struct galley *galley)
{
	struct pages pages = { 0 };
	size_t room = 0, at = 0;

	do {
		arena_grow(s->arena, pages.first, pages.n, &room);
		pages.first[pages.n++] = at;
		if (at < galley->n) {
			size_t to = page_end(galley, at);

			place_anchors(galley, at, to, (int)pages.n - 1);
			at = to;
		}
	} while (at < galley->n);
	arena_grow(s->arena, pages.first, pages.n, &room);
	pages.first[pages.n] = at;
	return pages;
}

/* Printing */

static struct line line_of(struct setting *s, struct text words, const struct span *span)
{
	struct arena_mark mark = arena_mark(s->scratch);
	struct copy copy = copy_begin(s);
	struct line line;

	copy_add(s, &copy, words, span);
	line = copy_line(s, &copy);
	arena_rewind(s->scratch, mark);
	return line;
}

/* Dots from the words to the number. */
static void print_leader(struct maker *m, struct sheet *sheet, const struct ink *ink, int to, int y)
{
	struct arena_mark mark = arena_mark(m->setting->scratch);
	const struct word *dot = words_shape(&m->setting->words,
		faces_own(&m->setting->faces, ink->span->family, ink->span->style), false, TEXT("."));
	int from = (ink->x + LEADER_GAP + DOT_STEP - 1) / DOT_STEP * DOT_STEP;
	struct line line = { 0 };

	if (from >= to)
		return;
	line.pieces = arena_new(m->setting->scratch, struct piece, (size_t)(to - from) / DOT_STEP + 1);
	for (int x = from; x < to; x += DOT_STEP)
		line.pieces[line.n++] = (struct piece){ .word = dot, .span = ink->span, .x = x };
	sheet_line_as(sheet, ARTIFACT_LAYOUT, &line, 0, y);
	arena_rewind(m->setting->scratch, mark);
}

static void print_folio(struct maker *m, struct sheet *sheet, const struct ink *ink, int y)
{
	struct text number = text_from(arena_format(m->setting->arena, "%d", ink->anchor->page + 1));
	struct line line = line_of(m->setting, number, ink->span);
	int right = ink->x + ink->width;

	print_leader(m, sheet, ink, right - line.width - LEADER_GAP, y);
	sheet_line(sheet, &line, right - line.width, y);
}

static void print_bar(struct sheet *sheet, const struct ink *ink, int y)
{
	int top = y + ink->y < MARGIN_TOP ? MARGIN_TOP : y + ink->y;

	sheet_rule(sheet, ink->x, top, ink->width, y + ink->y + ink->height - top, ink->colour);
}

static void print_ink(struct maker *m, struct sheet *sheet, const struct ink *ink, int y, bool again)
{
	switch (ink->kind) {
	case INK_LINE:
		if (again)
			sheet_line_as(sheet, ARTIFACT_AGAIN, &ink->line, ink->x, y + ink->y);
		else
			sheet_line(sheet, &ink->line, ink->x, y + ink->y);
		break;
	case INK_RULE:
		sheet_rule(sheet, ink->x, y + ink->y, ink->width, ink->height, ink->colour);
		break;
	case INK_BAR:
		print_bar(sheet, ink, y);
		break;
	case INK_PICTURE:
		if (!again)
			sheet_picture(sheet, ink->element, ink->x, y + ink->y, ink->width, ink->height);
		break;
	case INK_FOLIO:
		print_folio(m, sheet, ink, y + ink->y);
		break;
	}
}

static void print_slug(struct maker *m, struct sheet *sheet, const struct slug *slug, int y, bool again)
{
	for (size_t i = 0; i < slug->n; i++)
		print_ink(m, sheet, &slug->inks[i], y, again);
}

static int print_head(struct maker *m, struct sheet *sheet, const struct head *head)
{
	int y = MARGIN_TOP;

	for (size_t i = 0; i < head->n; i++) {
		print_slug(m, sheet, &head->slugs[i], y, true);
		y += head->slugs[i].height;
	}
	return y;
}

static void print_body(struct maker *m, struct sheet *sheet, const struct galley *galley, size_t first, size_t to)
{
	int y = MARGIN_TOP;

	if (first < to && head_height(galley, first) > 0)
		y = print_head(m, sheet, galley->slugs[first].head);
	for (size_t i = first; i < to; i++) {
		y += gap(galley, i, first);
		print_slug(m, sheet, &galley->slugs[i], y, false);
		y += galley->slugs[i].height;
	}
}

/* "Side 3 af 13" of "Side %d af %d". */
static struct text page_words(struct arena *arena, struct text pattern, size_t page, size_t pages)
{
	struct buffer b = buffer_in(arena, 4096);

	for (size_t at = 0; at < pattern.n; at++)
		if (text_starts(text_after(pattern, at), TEXT("%d"))) {
			buffer_format(&b, "%zu", page);
			page = pages;
			at++;
		} else {
			buffer_add_byte(&b, pattern.s[at]);
		}
	return buffer_text(&b);
}

/* Cut to what has room, at a word's end. */
static struct line fitting(struct setting *s, struct text words, const struct span *span, int room)
{
	struct line line = line_of(s, words, span);

	while (line.n > 0 && line.width > room) {
		const struct piece *last = &line.pieces[--line.n];

		line.width = last->x;
	}
	return line;
}

static void print_running(struct maker *m, struct sheets *sheets, const struct pdf_settings *settings)
{
	struct sheet *sheet = sheet_begin_every(sheets);
	struct span *span = span_new(m, NULL, &look_running);
	struct line right = fitting(m->setting, settings->head_right, span, MEASURE);
	struct line left = fitting(m->setting, settings->head_left, span, MEASURE - right.width - 12 * POINT);

	sheet_line_as(sheet, ARTIFACT_HEADER, &left, MARGIN_LEFT, HEAD_BASELINE);
	sheet_line_as(sheet, ARTIFACT_HEADER, &right, MARGIN_LEFT + MEASURE - right.width, HEAD_BASELINE);
	if (left.n + right.n > 0)
		sheet_rule(sheet, MARGIN_LEFT, HEAD_BASELINE + 6 * POINT, MEASURE, HAIRLINE, COLOUR_LINE);
	sheet_end_every(sheet);
}

/* Whose the document is, above everything else. */
static void print_first(struct maker *m, struct sheet *sheet, const struct pdf_settings *settings)
{
	struct line line = fitting(m->setting, settings->head_first, span_new(m, NULL, &look_authority), MEASURE);

	sheet_line_as(sheet, ARTIFACT_HEADER, &line, MARGIN_LEFT, HEAD_BASELINE);
}

static void print_foot(struct maker *m, struct sheet *sheet, const struct pdf_settings *settings, size_t page,
	size_t pages)
{
	struct span *span = span_new(m, NULL, &look_running);
	struct text words = page_words(m->setting->arena, settings->page_of, page, pages);
	struct line line = fitting(m->setting, words, span, MEASURE);

	sheet_line_as(sheet, ARTIFACT_FOOTER, &line, MARGIN_LEFT + MEASURE - line.width, FOOT_BASELINE);
}

void press_print(struct maker *m, struct sheets *sheets, const struct galley *galley, const struct pages *pages,
	const struct pdf_settings *settings)
{
	for (size_t i = 0; i < pages->n; i++) {
		struct sheet *sheet;

		if (i == 1)
			print_running(m, sheets, settings);
		sheet = sheet_begin(sheets, i);
		if (i == 0)
			print_first(m, sheet, settings);
		print_body(m, sheet, galley, pages->first[i], pages->first[i + 1]);
		print_foot(m, sheet, settings, i + 1, pages->n);
		sheet_end(sheet);
	}
}
