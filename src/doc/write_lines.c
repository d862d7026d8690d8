#include "doc/write_lines.h"

#include "doc/read_markdown.h"

struct writer {
	struct buffer out;
	int indent; /* columns */
};

static void end_line(struct writer *w)
{
	if (w->out.n > 0 && w->out.s[w->out.n - 1] == '\t') /* a mark without words */
		w->out.n--;
	if (w->out.n > 0 && w->out.s[w->out.n - 1] != '\n')
		buffer_add_byte(&w->out, '\n');
}

static void begin_line(struct writer *w)
{
	end_line(w);
	for (int i = 0; i < w->indent; i++)
		buffer_add_byte(&w->out, ' ');
}

/* Behind a mark the first line of an item stands already. */
static void begin_words(struct writer *w)
{
	if (w->out.n == 0 || w->out.s[w->out.n - 1] != '\t')
		begin_line(w);
	else
		w->out.s[w->out.n - 1] = ' ';
}

static void write_inlines(struct writer *w, const struct doc_inline *inlines)
{
	for (; inlines != NULL; inlines = inlines->next) {
		size_t from = w->out.n;

		switch (inlines->kind) {
		case DOC_WORDS:
			buffer_add(&w->out, inlines->text);
			break;
		case DOC_SOFT_BREAK:
			buffer_add_byte(&w->out, ' ');
			break;
		case DOC_HARD_BREAK:
			begin_line(w);
			break;
		case DOC_STRONG:
		case DOC_EMPHASIS:
		case DOC_LINK:
			write_inlines(w, inlines->child);
			if (inlines->kind == DOC_LINK && !w->out.full &&
				!text_eq((struct text){ w->out.s + from, w->out.n - from }, inlines->href))
				buffer_format(&w->out, " (%.*s)", TEXT_ARG(inlines->href));
			break;
		}
	}
}

static void write_blocks(struct writer *w, const struct doc_block *blocks, bool apart);

static void write_items(struct writer *w, const struct doc_block *list)
{
	int number = list->start;

	for (const struct doc_block *item = list->child; item != NULL; item = item->next, number++) {
		begin_line(w);
		if (list->style == DOC_LIST_BULLET)
			buffer_add_string(&w->out, "\xe2\x80\xa2\t");
		else if (list->style == DOC_LIST_DECIMAL)
			buffer_format(&w->out, "%d.\t", number);
		else
			buffer_format(&w->out, "%c)\t", 'a' + (number - 1) % 26);
		w->indent += 2;
		write_blocks(w, item->child, false);
		w->indent -= 2;
	}
}

static void write_row(struct writer *w, const struct doc_block *row)
{
	begin_line(w);
	for (const struct doc_block *cell = row->child; cell != NULL; cell = cell->next) {
		for (const struct doc_block *block = cell->child; block != NULL; block = block->next) {
			if (block != cell->child)
				buffer_add_byte(&w->out, ' ');
			buffer_add(&w->out, doc_block_text(w->out.arena, block));
		}
		if (cell->next != NULL)
			buffer_add_string(&w->out, " | ");
	}
}

static void write_block(struct writer *w, const struct doc_block *block)
{
	switch (block->kind) {
	case DOC_HEADING:
	case DOC_PARAGRAPH:
	case DOC_FURNITURE:
		begin_words(w);
		write_inlines(w, block->inlines);
		break;
	case DOC_LIST:
		write_items(w, block);
		break;
	case DOC_QUOTE:
		w->indent += 2;
		write_blocks(w, block->child, true);
		w->indent -= 2;
		break;
	case DOC_TABLE:
		for (const struct doc_block *row = block->child; row != NULL; row = row->next)
			write_row(w, row);
		break;
	case DOC_RULE:
		begin_words(w);
		buffer_add_string(&w->out, "\xe2\x80\x94");
		break;
	case DOC_ITEM:
	case DOC_ROW:
	case DOC_CELL:
		break; /* within theirs alone */
	}
}

static void write_blocks(struct writer *w, const struct doc_block *blocks, bool apart)
{
	for (const struct doc_block *block = blocks; block != NULL; block = block->next) {
		if (apart && block != blocks) {
			end_line(w);
			buffer_add_byte(&w->out, '\n');
		}
		write_block(w, block);
	}
}

struct text doc_write_lines(struct arena *arena, const struct doc_block *blocks)
{
	struct writer w = { .out = buffer_in(arena, 2 * DOC_BYTES_MAX) };

	write_blocks(&w, blocks, true);
	end_line(&w);
	buffer_cut(&w.out, w.out.n > 0 ? w.out.n - 1 : 0);
	return buffer_text(&w.out);
}

struct text lines_from_markdown(struct arena *arena, struct text text)
{
	struct refusal why = REFUSAL_INIT;
	struct doc *doc;

	return doc_read_markdown(arena, text, &why, &doc) == FAULT_NONE ? doc_write_lines(arena, doc->first) : text;
}
