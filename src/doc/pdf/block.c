#include "doc/pdf/block.h"

#include "doc/pdf/link.h"
#include "doc/write_pdf.h"

enum {
	BULLET_INDENT = 15000,
	LABEL_GAP = 6000,
	QUOTE_INDENT = 18000,
	QUOTE_BAR = 1400,
	QUOTE_AFTER = 2000,
	INDENT_MAX = MEASURE / 2, /* of lists in lists: deeper ones stand no further in */
	NUMBER_MAX = 12,          /* bytes of "001." or "12.3.4" */
};

static uint32_t colour_of(const struct maker *m, const struct look *look)
{
	return look->accent ? m->accent : look->muted ? COLOUR_MUTED : COLOUR_TEXT;
}

struct span *span_new(struct maker *m, struct element *element, const struct look *look)
{
	struct span *span = arena_new(m->setting->arena, struct span, 1);

	*span = (struct span){
		.element = element,
		.family = look->family,
		.style = look->style,
		.size = look->size,
		.colour = colour_of(m, look),
	};
	return span;
}

/* Leaves */

/* The baseline that centres the face's x-height and descender in the leading, near enough for any of our faces. */
static int baseline(const struct look *look)
{
	return look->leading / 2 + look->size * 36 / 100;
}

void copy_set(struct maker *m, struct galley *galley, const struct copy *copy, const struct look *look, int x, int width,
	int hang)
{
	struct lines lines = copy_lines(m->setting, copy, width, hang, look->whole);

	for (size_t i = 0; i < lines.n; i++) {
		bool first = i == 0, last = i + 1 == lines.n;
		struct slug *slug = galley_add(galley, first ? look->before : 0, look->leading, last ? look->after : 0);

		slug->glued = slug->glued || i == 1 || (last && !first);
		slug_ink(galley, slug, INK_LINE, x, baseline(look))->line = lines.lines[i];
	}
}

int number_width(struct maker *m, struct text words, const struct span *span)
{
	size_t n = 0;
	bool digits = false;
	struct copy copy;
	struct line line;

	while (n < words.n && n < NUMBER_MAX && ((words.s[n] >= '0' && words.s[n] <= '9') || words.s[n] == '.')) {
		digits = digits || words.s[n] != '.';
		n++;
	}
	if (!digits || n == words.n || words.s[n] != ' ')
		return 0;
	copy = copy_begin(m->setting);
	copy_add(m->setting, &copy, text_from_to(words, 0, n), span);
	line = copy_line(m->setting, &copy);
	return line.width + span->size * 26 / 100;
}

static struct text first_words(const struct doc_block *block)
{
	const struct doc_inline *in = block->inlines;

	return in != NULL && in->kind == DOC_WORDS ? in->text : TEXT("");
}

static void set_leaf(struct maker *m, struct galley *galley, const struct doc_block *block, struct element *element,
	const struct look *look, const struct frame *frame)
{
	struct arena_mark mark = arena_mark(m->setting->scratch);
	struct span *span = span_new(m, element, look);
	struct copy copy = copy_begin(m->setting);
	int hang = 0;

	if (block->kind == DOC_HEADING)
		hang = number_width(m, first_words(block), span);
	copy_add_inlines(m->setting, &copy, block->inlines, span);
	copy_set(m, galley, &copy, look, frame->x, frame->width, hang < frame->width / 2 ? hang : 0);
	arena_rewind(m->setting->scratch, mark);
}

/* "Udvalget beslutter:" belongs to what it announces, and so do the words before a list. */
static bool announces(const struct doc_block *block)
{
	const struct doc_inline *last = block->inlines;

	if (block->kind == DOC_PARAGRAPH && block->next != NULL && block->next->kind == DOC_LIST)
		return true;
	while (last != NULL && last->next != NULL)
		last = last->next;
	return last != NULL && block->next != NULL && last->kind == DOC_WORDS && text_ends(last->text, TEXT(":"));
}

/* "Sagsnr.: 22-011382" under an item's title, before its first section: a line that says what the title is about. */
static bool is_fact(const struct maker *m, const struct doc_block *block, size_t lines)
{
	const struct doc_block *next = block->next;

	return m->under > 0 && lines == 1 && next != NULL &&
		(next->kind == DOC_PARAGRAPH || (next->kind == DOC_HEADING && next->level > m->under));
}

static void set_paragraph(struct maker *m, struct galley *galley, const struct doc_block *block,
	const struct frame *frame)
{
	size_t first = galley->n;
	struct element *p = frame->alone ? frame->parent : element_new(&m->setting->structure, frame->parent, "P");
	bool furniture = block->kind == DOC_FURNITURE;

	set_leaf(m, galley, block, p, furniture ? &look_furniture : frame->look, frame);
	if (!is_fact(m, block, galley->n - first))
		m->under = 0;
	galley->glue = announces(block) || m->under > 0;
}

static void set_heading(struct maker *m, struct galley *galley, const struct doc_block *block, const struct frame *frame)
{
	struct structure *structure = &m->setting->structure;
	int level;
	const char *type = structure_heading(structure, block->level, &level);
	struct element *h = element_new(structure, frame->parent, type);
	struct heading *heading = frame->depth == 0 ? &m->headings[m->heading++] : NULL;
	size_t first = galley->n;

	if (heading != NULL) {
		heading->level = level;
		galley_anchor(galley, heading->anchor);
	}
	set_leaf(m, galley, block, h, look_heading(frame->lists > 0 ? 6 : block->level), frame);
	for (size_t i = first + 1; i < galley->n; i++)
		galley->slugs[i].glued = true;
	galley->glue = galley->n > first;
	m->under = block->level;
}

/* Lists */

static struct text label_of(struct arena *arena, const struct doc_block *list, int64_t number, int lists)
{
	static const char *const bullets[] = { "\xe2\x80\xa2", "\xe2\x80\x93" };

	if (list->style == DOC_LIST_DECIMAL)
		return text_from(arena_format(arena, "%lld.", (long long)number));
	if (list->style == DOC_LIST_ALPHA && number >= 1 && number <= 26)
		return text_from(arena_format(arena, "%c)", (char)('a' + number - 1)));
	if (list->style == DOC_LIST_ALPHA && number > 26 && number <= 26 * 27)
		return text_from(arena_format(arena, "%c%c)", (char)('a' + (number - 1) / 26 - 1),
			(char)('a' + (number - 1) % 26)));
	if (list->style == DOC_LIST_ALPHA)
		return text_from(arena_format(arena, "%lld)", (long long)number));
	return text_from(bullets[lists % 2]);
}

static struct line label_line(struct maker *m, struct text label, const struct span *span)
{
	struct arena_mark mark = arena_mark(m->setting->scratch);
	struct copy copy = copy_begin(m->setting);
	struct line line;

	copy_add(m->setting, &copy, label, span);
	line = copy_line(m->setting, &copy);
	arena_rewind(m->setting->scratch, mark);
	return line;
}

static int list_indent(struct maker *m, const struct doc_block *list, const struct frame *frame)
{
	struct span *span = span_new(m, NULL, frame->look);
	int64_t last = list->start - 1;

	if (list->style == DOC_LIST_BULLET)
		return BULLET_INDENT;
	for (const struct doc_block *item = list->child; item != NULL; item = item->next)
		last++;
	return label_line(m, label_of(m->setting->arena, list, last, 0), span).width + LABEL_GAP;
}

/* Puts the label before what the item's first slug holds, on its first line. */
static void add_label(struct maker *m, struct galley *galley, size_t first, struct line label, int x,
	const struct look *look)
{
	struct slug *slug;
	struct ink *ink, moved;
	int y = baseline(look);

	if (galley->n == first)
		galley_add(galley, 0, look->leading, look->after);
	slug = &galley->slugs[first];
	for (size_t i = 0; i < slug->n; i++)
		if (slug->inks[i].kind == INK_LINE) {
			y = slug->inks[i].y;
			break;
		}
	ink = slug_ink(galley, slug, INK_LINE, x, y);
	ink->line = label;
	moved = *ink;
	memmove(slug->inks + 1, slug->inks, (slug->n - 1) * sizeof(*slug->inks));
	slug->inks[0] = moved;
}

static void set_item(struct maker *m, struct galley *galley, const struct doc_block *item, const struct doc_block *list,
	int64_t number, const struct frame *frame, int indent, struct element *l)
{
	struct structure *structure = &m->setting->structure;
	struct element *li = element_new(structure, l, "LI");
	struct element *lbl = element_new(structure, li, "Lbl");
	struct frame body = *frame;
	size_t first = galley->n;
	struct line label;
	int x;

	body.parent = element_new(structure, li, "LBody");
	body.x += indent;
	body.width -= indent;
	body.depth++;
	body.lists++;
	body.alone = item->kind == DOC_ITEM && blocks_alone(item->child);
	galley_anchor(galley, anchors_find(m->setting, item->id));
	label = label_line(m, label_of(m->setting->arena, list, number, frame->lists), span_new(m, lbl, frame->look));
	blocks_set(m, galley, item->kind == DOC_ITEM ? item->child : NULL, &body);
	x = list->style == DOC_LIST_BULLET ? body.x - indent * 3 / 4 : body.x - LABEL_GAP - label.width;
	add_label(m, galley, first, label, x, frame->look);
}

static const char *list_numbering(const struct doc_block *list)
{
	switch (list->style) {
	case DOC_LIST_DECIMAL:
		return "/A<</O/List/ListNumbering/Decimal>>";
	case DOC_LIST_ALPHA:
		return "/A<</O/List/ListNumbering/LowerAlpha>>";
	case DOC_LIST_BULLET:
		break;
	}
	return "/A<</O/List/ListNumbering/Disc>>";
}

static void set_list(struct maker *m, struct galley *galley, const struct doc_block *list, const struct frame *frame)
{
	struct element *l = element_new(&m->setting->structure, frame->parent, "L");
	struct frame inner = *frame;
	int64_t number = list->start;
	int indent = list_indent(m, list, frame);
	struct look look = *frame->look;

	l->attributes = list_numbering(list);
	look.after = list->tight ? look_list.after : look.after;
	inner.look = arena_copy(m->setting->arena, &look, sizeof(look));
	if (frame->x + indent > MARGIN_LEFT + INDENT_MAX || indent > frame->width / 2)
		indent = 0;
	for (const struct doc_block *item = list->child; item != NULL; item = item->next)
		set_item(m, galley, item, list, number++, &inner, indent, l);
	if (galley->n > 0 && galley->slugs[galley->n - 1].after < frame->look->after)
		galley->slugs[galley->n - 1].after = frame->look->after;
}

/* The rest */

/* A bar beside every line of it, without gaps between its paragraphs. */
static void add_bar(struct galley *galley, size_t first, int x)
{
	for (size_t i = first; i < galley->n; i++) {
		struct slug *slug = &galley->slugs[i];
		int above = 0;
		struct ink *ink;

		if (i > first)
			above = slug->before > slug[-1].after ? slug->before : slug[-1].after;
		ink = slug_ink(galley, slug, INK_BAR, x, -above);
		ink->width = QUOTE_BAR;
		ink->height = slug->height + above;
		ink->colour = COLOUR_LINE;
	}
}

static void set_quote(struct maker *m, struct galley *galley, const struct doc_block *quote, const struct frame *frame)
{
	struct frame inner = *frame;
	size_t first = galley->n;

	inner.parent = element_new(&m->setting->structure, frame->parent, "BlockQuote");
	inner.depth++;
	inner.alone = false;
	if (frame->x + QUOTE_INDENT <= MARGIN_LEFT + INDENT_MAX && frame->width > 4 * QUOTE_INDENT) {
		inner.x += QUOTE_INDENT;
		inner.width -= 2 * QUOTE_INDENT;
	}
	galley_space(galley, frame->look->after);
	blocks_set(m, galley, quote->child, &inner);
	add_bar(galley, first, frame->x + BULLET_INDENT / 4);
	galley_space(galley, frame->look->after + QUOTE_AFTER);
}

static void set_rule(struct galley *galley, const struct frame *frame)
{
	struct slug *slug = galley_add(galley, frame->look->after, HAIRLINE, frame->look->after);
	struct ink *ink = slug_ink(galley, slug, INK_RULE, frame->x, 0);

	ink->width = frame->width;
	ink->height = HAIRLINE;
	ink->colour = COLOUR_LINE;
}

static void set_inner(struct maker *m, struct galley *galley, const struct doc_block *block, const struct frame *frame)
{
	struct frame inner = *frame;

	inner.depth++;
	blocks_set(m, galley, block->child, &inner);
}

static void set_block(struct maker *m, struct galley *galley, const struct doc_block *block, const struct frame *frame)
{
	galley_anchor(galley, anchors_find(m->setting, block->id));
	switch (block->kind) {
	case DOC_HEADING:
		set_heading(m, galley, block, frame);
		break;
	case DOC_PARAGRAPH:
	case DOC_FURNITURE:
		set_paragraph(m, galley, block, frame);
		break;
	case DOC_LIST:
		set_list(m, galley, block, frame);
		break;
	case DOC_QUOTE:
		set_quote(m, galley, block, frame);
		break;
	case DOC_TABLE:
		table_set(m, galley, block, frame);
		break;
	case DOC_RULE:
		set_rule(galley, frame);
		break;
	case DOC_ITEM: /* where they do not belong: what they hold is set */
	case DOC_ROW:
	case DOC_CELL:
		set_inner(m, galley, block, frame);
		break;
	}
}

static bool begins_items(const struct maker *m, const struct doc_block *block, const struct frame *frame)
{
	return frame->depth == 0 && block->kind == DOC_HEADING && block->level >= 2 && !m->contents_done &&
		!text_empty(m->contents_title);
}

bool blocks_alone(const struct doc_block *blocks)
{
	return blocks != NULL && blocks->next == NULL && blocks->kind == DOC_PARAGRAPH;
}

void blocks_set(struct maker *m, struct galley *galley, const struct doc_block *blocks, const struct frame *frame)
{
	for (const struct doc_block *block = blocks; block != NULL && frame->depth < DOC_DEPTH_MAX; block = block->next) {
		m->full = m->full || m->setting->arena->held > PDF_WORK_MAX;
		if (m->full)
			return;
		if (begins_items(m, block, frame))
			contents_set(m, galley);
		set_block(m, galley, block, frame);
	}
}

void maker_add_heading(struct maker *m, struct text text, int asked, struct anchor *anchor)
{
	struct setting *s = m->setting;

	if (anchor == NULL) {
		anchor = arena_new(s->arena, struct anchor, 1);
		anchor->page = -1;
	}
	arena_grow(s->arena, m->headings, m->headings_n, &m->headings_room);
	m->headings[m->headings_n++] = (struct heading){ .text = text_trim(text), .asked = asked, .anchor = anchor };
}

void maker_collect(struct maker *m, const struct doc_block *blocks)
{
	struct setting *s = m->setting;

	for (const struct doc_block *block = blocks; block != NULL; block = block->next)
		if (block->kind == DOC_HEADING)
			maker_add_heading(m, doc_inlines_text(s->arena, block->inlines), block->level,
				anchors_find(s, block->id));
}

void maker_set(struct maker *m, struct galley *galley, const struct doc *doc)
{
	struct frame frame = {
		.parent = m->setting->structure.root,
		.x = MARGIN_LEFT,
		.width = MEASURE,
		.look = &look_text,
	};

	blocks_set(m, galley, doc->first, &frame);
}
