#include "doc/write_markdown.h"

#include "doc/write_inlines.h"

struct writer {
	struct inlines_writer inlines;
	struct buffer prefix; /* of every line: what quotes and items around put at its front */
	bool at_marker;       /* the line is begun: an item's or a quote's mark stands there */
};

static void begin_line(struct writer *w)
{
	if (!w->at_marker)
		buffer_add(&w->inlines.out, buffer_text(&w->prefix));
	w->at_marker = false;
}

static void end_line(struct writer *w)
{
	buffer_add_byte(&w->inlines.out, '\n');
}

static void blank_line(struct writer *w)
{
	struct text prefix = buffer_text(&w->prefix);

	while (prefix.n > 0 && prefix.s[prefix.n - 1] == ' ')
		prefix.n--;
	buffer_add(&w->inlines.out, prefix);
	end_line(w);
}

static void write_inlines(
	struct writer *w, const struct doc_inline *inlines, enum inlines_place place)
{
	inlines_write(&w->inlines, inlines, place, buffer_text(&w->prefix));
}

static void write_heading(struct writer *w, const struct doc_block *heading)
{
	begin_line(w);
	buffer_add(&w->inlines.out, text_from_to(TEXT("######"), 0, (size_t)heading->level));
	buffer_add_byte(&w->inlines.out, ' ');
	write_inlines(w, heading->inlines, INLINES_HEADING);
	end_line(w);
}

static void write_paragraph(
	struct writer *w, const struct doc_block *paragraph, enum inlines_place place)
{
	begin_line(w);
	write_inlines(w, paragraph->inlines, place);
	end_line(w);
}

/* Tables */

static void write_cell_blocks(struct writer *w, const struct doc_block *block)
{
	for (; block != NULL; block = block->next) {
		buffer_add_byte(&w->inlines.out, ' ');
		write_inlines(w, block->inlines, INLINES_CELL);
		write_cell_blocks(w, block->child);
	}
}

static void write_row(struct writer *w, const struct doc_block *row)
{
	begin_line(w);
	for (const struct doc_block *cell = row->child; cell != NULL; cell = cell->next) {
		buffer_add_byte(&w->inlines.out, '|');
		write_cell_blocks(w, cell->child);
		buffer_add_byte(&w->inlines.out, ' ');
	}
	buffer_add_byte(&w->inlines.out, '|');
	end_line(w);
}

static void repeat_for_cells(struct writer *w, const struct doc_block *row, const char *what)
{
	begin_line(w);
	for (const struct doc_block *cell = row->child; cell != NULL; cell = cell->next)
		buffer_add_string(&w->inlines.out, what);
	buffer_add_byte(&w->inlines.out, '|');
	end_line(w);
}

static void write_table(struct writer *w, const struct doc_block *table)
{
	const struct doc_block *row = table->child;

	if (table->header_rows > 0) {
		write_row(w, row);
		row = row->next;
	} else {
		repeat_for_cells(w, row, "| ");
	}
	repeat_for_cells(w, table->child, "| --- ");
	for (; row != NULL; row = row->next)
		write_row(w, row);
}

/* Lists and quotes */

static void write_blocks(struct writer *w, const struct doc_block *block, bool tight);

static void write_mark(struct writer *w, const struct doc_block *list, int number, bool other)
{
	size_t before;

	begin_line(w);
	before = w->inlines.out.n;
	if (list->style == DOC_LIST_DECIMAL)
		buffer_format(&w->inlines.out, "%d%c ",
			number < DOC_NUMBER_MAX ? number : DOC_NUMBER_MAX, other ? ')' : '.');
	else
		buffer_add_string(&w->inlines.out, other ? "+ " : "- ");
	for (size_t n = w->inlines.out.n - before; n > 0; n--)
		buffer_add_byte(&w->prefix, ' ');
	w->at_marker = true;
}

static void add_letters(struct buffer *out, int number)
{
	const int letters = 'z' - 'a' + 1;

	if (number > letters)
		buffer_add_byte(out, (char)('a' + (number - 1) / letters - 1));
	buffer_add_byte(out, (char)('a' + (number - 1) % letters));
	buffer_add_byte(out, ')');
}

/* The letter goes before the words of the first paragraph, or on a line of its own when there is
 * none. */
static void write_lettered(struct writer *w, const struct doc_block *block, int number, bool tight)
{
	add_letters(&w->inlines.out, number);
	if (block != NULL && block->kind == DOC_PARAGRAPH) {
		buffer_add_byte(&w->inlines.out, ' ');
		write_paragraph(w, block, INLINES_LETTERED);
		block = block->next;
	} else {
		w->at_marker = false;
		end_line(w);
	}
	if (block == NULL)
		return;
	if (!tight)
		blank_line(w);
	write_blocks(w, block, tight);
}

/* Two lists side by side would be one: the second takes the other mark. */
static void write_list(struct writer *w, const struct doc_block *list, bool other)
{
	int number = list->start;

	for (const struct doc_block *item = list->child; item != NULL; item = item->next) {
		size_t outside = w->prefix.n;

		if (item != list->child && !list->tight)
			blank_line(w);
		write_mark(w, list, number, other);
		if (list->style == DOC_LIST_ALPHA)
			write_lettered(w, item->child, number, list->tight);
		else
			write_blocks(w, item->child, list->tight);
		buffer_cut(&w->prefix, outside);
		number++;
	}
}

static void write_quote(struct writer *w, const struct doc_block *quote)
{
	size_t outside = w->prefix.n;

	begin_line(w);
	buffer_add_string(&w->inlines.out, "> ");
	buffer_add_string(&w->prefix, "> ");
	w->at_marker = true;
	write_blocks(w, quote->child, false);
	buffer_cut(&w->prefix, outside);
}

static void write_block(struct writer *w, const struct doc_block *block, bool other)
{
	switch (block->kind) {
	case DOC_HEADING:
		write_heading(w, block);
		break;
	case DOC_PARAGRAPH:
	case DOC_FURNITURE:
		write_paragraph(w, block, INLINES_PARAGRAPH);
		break;
	case DOC_LIST:
		write_list(w, block, other);
		break;
	case DOC_QUOTE:
		write_quote(w, block);
		break;
	case DOC_TABLE:
		write_table(w, block);
		break;
	case DOC_RULE: /* not ---, which would make a heading of the paragraph before */
		begin_line(w);
		buffer_add_string(&w->inlines.out, "***\n");
		break;
	case DOC_ITEM:
	case DOC_ROW:
	case DOC_CELL:
		write_blocks(w, block->child, false);
		break;
	}
}

static bool are_one_list(const struct doc_block *a, const struct doc_block *b)
{
	return a->kind == DOC_LIST && b->kind == DOC_LIST &&
	       (a->style == DOC_LIST_DECIMAL) == (b->style == DOC_LIST_DECIMAL);
}

static void write_blocks(struct writer *w, const struct doc_block *block, bool tight)
{
	bool other = false;

	for (const struct doc_block *before = NULL; block != NULL;
		before = block, block = block->next) {
		other = before != NULL && are_one_list(before, block) && !other;
		if (before != NULL && !tight)
			blank_line(w);
		write_block(w, block, other);
	}
}

enum { PREFIX_MAX = DOC_DEPTH_MAX * 12 }; /* "999999999. " is the longest mark */

enum fault doc_write_markdown(struct arena *arena, const struct doc_block *blocks, size_t max,
	struct refusal *why, struct text *ret)
{
	struct writer w = { .inlines = inlines_writer_in(arena, max),
		.prefix = buffer_in(arena, PREFIX_MAX) };
	struct buffer *out = &w.inlines.out;

	write_blocks(&w, blocks, false);
	if (out->full)
		return refuse(why, FAULT_LIMIT, N_("The text is too long to be written."));
	while (out->n > 0 && out->s[out->n - 1] == '\n')
		buffer_cut(out, out->n - 1);
	*ret = buffer_text(out);
	return FAULT_NONE;
}
