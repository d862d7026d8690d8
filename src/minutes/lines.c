#include "minutes/lines.h"

#include "minutes/vocabulary.h"

enum {
	WIDTH_LEAST = 60, /* letters: no page is narrower, however few lines tell */
	WIDTH_MAX = 160,  /* letters; a document with longer lines does not break them at all */
	EDGE_LINES = 3,   /* of a page's first and last lines may be furniture */
};

static bool is_break(const struct doc_inline *inline_)
{
	return inline_->kind == DOC_SOFT_BREAK || inline_->kind == DOC_HARD_BREAK;
}

/* The words of inlines up to end. */
static struct text words_until(struct arena *arena, const struct doc_inline *first, const struct doc_inline *end)
{
	struct buffer b = buffer_in(arena, DOC_BYTES_MAX);

	if (first != end && first->next == end && first->kind == DOC_WORDS)
		return first->text;
	for (const struct doc_inline *i = first; i != end; i = i->next) {
		if (i->kind == DOC_WORDS)
			buffer_add(&b, i->text);
		else if (is_break(i))
			buffer_add_byte(&b, ' ');
		else
			buffer_add(&b, doc_inlines_text(arena, i->child));
	}
	return buffer_text(&b);
}

static void add_line(struct lines *lines, const struct doc_block *top, const struct doc_block *leaf,
	const struct doc_inline *first, const struct doc_inline *end, bool opens, bool hard)
{
	struct line line = {
		.text = text_trim(words_until(lines->arena, first, end)),
		.number = first->line != 0 ? first->line : leaf->line,
		.page = leaf->page,
		.indent = first->indent,
		.level = leaf->kind == DOC_HEADING ? leaf->level : 0,
		.opens = opens,
		.hard = hard,
		.within = leaf != top,
		.strong = leaf->strong,
		.leaf = leaf,
		.top = top,
		.first = first,
		.end = end,
	};

	if (line.text.n == 0)
		return;
	if (leaf->kind == DOC_FURNITURE)
		line_set_aside(&line, "page furniture");
	arena_grow(lines->arena, lines->v, lines->n, &lines->room);
	lines->v[lines->n++] = line;
}

static void add_leaf(struct lines *lines, const struct doc_block *top, const struct doc_block *leaf)
{
	const struct doc_inline *first = leaf->inlines;
	bool opens = true, hard = false;

	while (first != NULL) {
		const struct doc_inline *end = first;

		while (end != NULL && (leaf->kind == DOC_HEADING || !is_break(end)))
			end = end->next;
		if (end != first)
			add_line(lines, top, leaf, first, end, opens, hard);
		opens = false;
		hard = end != NULL && end->kind == DOC_HARD_BREAK;
		first = end != NULL ? end->next : NULL;
	}
}

static void add_blocks(struct lines *lines, const struct doc_block *top, const struct doc_block *blocks)
{
	for (const struct doc_block *b = blocks; b != NULL; b = b->next) {
		const struct doc_block *outermost = top != NULL ? top : b;

		if (b->child != NULL)
			add_blocks(lines, outermost, b->child);
		else
			add_leaf(lines, outermost, b);
	}
}

/* Of the lines that go on in the next one; a line of contents, led by dots to its page, says nothing about it. */
static size_t widest(const struct lines *lines)
{
	size_t width = WIDTH_LEAST;

	for (size_t i = 0; i + 1 < lines->n; i++) {
		struct text t = lines->v[i].text;
		size_t runes = lines->v[i + 1].opens || text_find(t, TEXT("....")) < t.n ? 0 : text_runes(t);

		if (runes > width)
			width = runes;
	}
	return width;
}

struct lines lines_of(struct arena *arena, struct arena *scratch, const struct doc *doc)
{
	struct lines lines = { .arena = arena, .scratch = scratch, .typographic = doc->typographic };

	add_blocks(&lines, NULL, doc->first);
	lines.width = widest(&lines);
	lines.paged = lines.n > 0 && lines.v[lines.n - 1].page > 1;
	return lines;
}

void line_set_aside(struct line *line, const char *why)
{
	line->use = LINE_ASIDE;
	line->why = why;
}

size_t lines_next(const struct lines *lines, size_t from)
{
	while (from < lines->n && lines->v[from].use == LINE_ASIDE)
		from++;
	return from;
}

bool lines_break_meant(const struct lines *lines, const struct line *line, const struct line *next)
{
	struct text rest = next->text, word;

	if (lines->typographic)
		return next->hard;
	if (lines->width > WIDTH_MAX)
		return true;
	if (!text_word(&rest, &word) || (next->text.s[0] >= 'a' && next->text.s[0] <= 'z'))
		return false;
	return text_runes(line->text) + 1 + text_runes(word) <= lines->width * 9 / 10;
}

/* "Side 1 af 8", "Side 3", "- 4 -", "12". */
static bool is_page_mark(struct text t)
{
	struct text rest = t, word;
	int64_t n;
	int numbers = 0, others = 0;

	while (text_word(&rest, &word)) {
		if (text_number(word, &n))
			numbers++;
		else if (!word_same(word, "side") && !word_same(word, "af") && !text_is(word, "-") && !text_is(word, "/"))
			others++;
	}
	return others == 0 && numbers > 0;
}

/* The same line with its numbers masked, so that running heads of all pages are one. */
static struct text masked(struct arena *arena, struct text t)
{
	char *s = arena_string(arena, t.s, t.n);

	for (size_t i = 0; i < t.n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			s[i] = '#';
	return (struct text){ s, t.n };
}

/* Running heads and feet */

struct page {
	size_t from, to; /* lines */
};

struct pages {
	struct page *v;
	size_t n, room;
};

static struct pages pages_of(const struct lines *lines)
{
	struct pages pages = { .n = 0 };

	for (size_t i = 0; i < lines->n; i++) {
		if (i == 0 || lines->v[i].page != lines->v[i - 1].page) {
			arena_grow(lines->arena, pages.v, pages.n, &pages.room);
			pages.v[pages.n++] = (struct page){ i, i };
		}
		pages.v[pages.n - 1].to = i + 1;
	}
	return pages;
}

static bool edge_has(const struct lines *lines, const struct page *page, struct text mask, bool foot)
{
	for (size_t k = 0; k < EDGE_LINES && page->from + k < page->to; k++) {
		struct text t = lines->v[foot ? page->to - 1 - k : page->from + k].text;

		if (t.n == mask.n && text_eq(masked(lines->arena, t), mask))
			return true;
	}
	return false;
}

/* Left and right pages may have heads of their own: the next two pages either way are looked at. */
static bool on_another_page(const struct lines *lines, const struct pages *pages, size_t p, struct text t, bool foot)
{
	struct text mask = masked(lines->arena, t);
	size_t from = p > 2 ? p - 2 : 0, to = p + 2 < pages->n ? p + 2 : pages->n - 1;

	for (size_t q = from; q <= to; q++)
		if (q != p && edge_has(lines, &pages->v[q], mask, foot))
			return true;
	return false;
}

/* From the page's edge inward, as long as lines come again on pages near by.  What the first page begins with is what the
 * document calls itself, also when every page repeats it. */
static void set_edge_aside(struct lines *lines, const struct pages *pages, size_t p, bool foot)
{
	const struct page *page = &pages->v[p];

	for (size_t k = 0; k < EDGE_LINES && page->from + k < page->to; k++) {
		struct line *line = &lines->v[foot ? page->to - 1 - k : page->from + k];
		enum record_kind kind;

		if (line->use == LINE_ASIDE)
			continue;
		if (line->level > 0 || line->within)
			return;
		if (is_page_mark(line->text))
			line_set_aside(line, "page number");
		else if (!lines->typographic && !(p == 0 && kind_of(line->text, &kind) > 0) && on_another_page(lines, pages, p, line->text, foot))
			line_set_aside(line, "page furniture");
		else
			return;
	}
}

bool lines_may_hold_furniture(const struct lines *lines)
{
	return lines->paged || !lines->typographic;
}

void lines_set_furniture_aside(struct lines *lines)
{
	struct pages pages = pages_of(lines);

	for (size_t p = 0; p < pages.n && lines->paged; p++) {
		set_edge_aside(lines, &pages, p, false);
		set_edge_aside(lines, &pages, p, true);
	}
	for (size_t i = 0; i < lines->n && lines_may_hold_furniture(lines); i++) {
		struct line *line = &lines->v[i];

		if (line->use != LINE_UNUSED || line->level > 0 || line->within)
			continue;
		if (word_begins(line->text, "side ") && is_page_mark(line->text))
			line_set_aside(line, "page number");
		else if (!lines->typographic && is_menu_word(line->text))
			line_set_aside(line, "menu");
	}
}
