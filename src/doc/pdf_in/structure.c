#include "doc/pdf_in/structure.h"

/* A gap of this many letters' heights ends a paragraph. */
static const float paragraph_gap = 0.6f;

static bool goes_on(const struct page_line *before, const struct page_line *line)
{
	float height = before->bottom - before->top;

	return before->page == line->page && line->top - before->bottom < paragraph_gap * height;
}

static void add_line(struct doc_builder *b, const struct page_line *line)
{
	b->indent = (int)(line->left / (3 * PAGE_UNITS_PER_POINT));
	for (size_t i = 0; i < line->runs_n; i++) {
		const struct page_run *run = &line->runs[i];

		if (text_known(run->href))
			doc_open_link(b, run->href);
		doc_words(b, run->words);
		if (text_known(run->href))
			doc_close_inline(b);
	}
}

bool structure_find(struct page_text *text, struct doc **ret)
{
	struct doc_builder b = doc_build(text->arena);

	for (size_t i = 0; i < text->lines_n; i++) {
		const struct page_line *line = &text->lines[i];
		bool open = i > 0 && goes_on(line - 1, line);

		b.line = line->number;
		b.page = (size_t)line->page;
		if (i > 0 && !open)
			doc_close(&b);
		if (open)
			doc_break(&b, DOC_SOFT_BREAK);
		else
			doc_open(&b, DOC_PARAGRAPH);
		add_line(&b, line);
	}
	*ret = doc_finish(&b);
	return !b.full;
}
