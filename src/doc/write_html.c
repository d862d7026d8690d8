#include "doc/write_html.h"

#include <strings.h>

#include "doc/markless.h"
#include "doc/read_markdown.h"
#include "markup/html.h"

struct writer {
	struct html html;
	int highest; /* level of the tree's highest heading */
	int base;    /* what that becomes */
	int before;  /* what the heading before became */
};

static void raw(struct writer *w, const char *s)
{
	html_raw(&w->html, s, strlen(s));
}

/* Links */

static bool has_scheme(struct text href, const char *scheme)
{
	size_t n = strlen(scheme);

	return href.n > n && strncasecmp(href.s, scheme, n) == 0;
}

static bool leads_out(struct text href)
{
	return has_scheme(href, "http://") || has_scheme(href, "https://") ||
	       has_scheme(href, "mailto:");
}

/* Not "//host" or "/\host", which leave the site, and not "#" alone, which leads nowhere. */
static bool stays_in(struct text href)
{
	if (href.n == 0 || (href.s[0] != '/' && href.s[0] != '#'))
		return false;
	if (href.s[0] == '#')
		return href.n > 1;
	return href.n == 1 || (href.s[1] != '/' && href.s[1] != '\\');
}

static void write_inlines(struct writer *w, const struct doc_inline *in);

static void write_link(struct writer *w, const struct doc_inline *link)
{
	bool out = leads_out(link->href);

	if (!out && !stays_in(link->href)) {
		write_inlines(w, link->child);
		return;
	}
	raw(w, "<a href=\"");
	html_text(&w->html, link->href);
	raw(w, out ? "\" rel=\"nofollow noopener\">" : "\">");
	write_inlines(w, link->child);
	raw(w, "</a>");
}

static void write_inlines(struct writer *w, const struct doc_inline *in)
{
	for (; in != NULL; in = in->next) {
		switch (in->kind) {
		case DOC_WORDS:
			html_text(&w->html, in->text);
			break;
		case DOC_SOFT_BREAK:
			raw(w, "\n");
			break;
		case DOC_HARD_BREAK:
			raw(w, "<br>\n");
			break;
		case DOC_STRONG:
			raw(w, "<strong>");
			write_inlines(w, in->child);
			raw(w, "</strong>");
			break;
		case DOC_EMPHASIS:
			raw(w, "<em>");
			write_inlines(w, in->child);
			raw(w, "</em>");
			break;
		case DOC_LINK:
			write_link(w, in);
			break;
		}
	}
}

/* Headings */

static int highest_heading(const struct doc_block *block)
{
	int highest = 7;

	for (; block != NULL; block = block->next) {
		int level =
			block->kind == DOC_HEADING ? block->level : highest_heading(block->child);

		if (level < highest)
			highest = level;
	}
	return highest;
}

static void write_heading(struct writer *w, const struct doc_block *heading)
{
	int level = w->base + heading->level - w->highest;

	if (level > w->before + 1)
		level = w->before + 1;
	if (level > 6)
		level = 6;
	w->before = level;
	buffer_format(&w->html.out, "<h%d>", level);
	write_inlines(w, heading->inlines);
	buffer_format(&w->html.out, "</h%d>\n", level);
}

/* Blocks */

static void write_blocks(struct writer *w, const struct doc_block *block, bool tight);

/* Where a paragraph's own element would only be in the way: in a tight item, alone in a cell. */
static void write_within(struct writer *w, const struct doc_block *block, bool tight)
{
	bool newline = block != NULL && (!tight || block->kind != DOC_PARAGRAPH);

	if (newline)
		raw(w, "\n");
	write_blocks(w, block, tight);
}

static void write_list(struct writer *w, const struct doc_block *list)
{
	const char *element = list->style == DOC_LIST_BULLET ? "ul" : "ol";

	buffer_format(&w->html.out, "<%s", element);
	if (list->style == DOC_LIST_ALPHA)
		raw(w, " type=\"a\"");
	if (list->start != 1 && list->style != DOC_LIST_BULLET)
		buffer_format(&w->html.out, " start=\"%d\"", list->start);
	raw(w, ">\n");
	for (const struct doc_block *item = list->child; item != NULL; item = item->next) {
		raw(w, "<li>");
		write_within(w, item->child, list->tight);
		raw(w, "</li>\n");
	}
	buffer_format(&w->html.out, "</%s>\n", element);
}

/* A header without words is no header to who hears the table read. */
static void write_cell(struct writer *w, const struct doc_block *cell, bool header)
{
	bool alone = cell->child != NULL && cell->child->next == NULL;

	header = header && cell->child != NULL;
	raw(w, header ? "<th scope=\"col\">" : "<td>");
	write_within(w, cell->child, alone);
	raw(w, header ? "</th>" : "</td>");
}

static void write_rows(struct writer *w, const struct doc_block **row, int n, bool header)
{
	for (; n != 0 && *row != NULL; *row = (*row)->next, n--) {
		raw(w, "<tr>");
		for (const struct doc_block *cell = (*row)->child; cell != NULL; cell = cell->next)
			write_cell(w, cell, header);
		raw(w, "</tr>\n");
	}
}

static void write_table(struct writer *w, const struct doc_block *table)
{
	const struct doc_block *row = table->child;

	raw(w, "<table>\n");
	if (table->header_rows > 0) {
		raw(w, "<thead>\n");
		write_rows(w, &row, table->header_rows, true);
		raw(w, "</thead>\n");
	}
	if (row != NULL) {
		raw(w, "<tbody>\n");
		write_rows(w, &row, -1, false);
		raw(w, "</tbody>\n");
	}
	raw(w, "</table>\n");
}

static void write_paragraph(struct writer *w, const struct doc_block *paragraph, bool tight)
{
	if (!tight)
		raw(w, "<p>");
	write_inlines(w, paragraph->inlines);
	if (!tight)
		raw(w, "</p>\n");
	else if (paragraph->next != NULL)
		raw(w, "\n");
}

static void write_block(struct writer *w, const struct doc_block *block, bool tight)
{
	switch (block->kind) {
	case DOC_HEADING:
		write_heading(w, block);
		break;
	case DOC_PARAGRAPH:
	case DOC_FURNITURE:
		write_paragraph(w, block, tight);
		break;
	case DOC_LIST:
		write_list(w, block);
		break;
	case DOC_QUOTE:
		raw(w, "<blockquote>\n");
		write_blocks(w, block->child, false);
		raw(w, "</blockquote>\n");
		break;
	case DOC_TABLE:
		write_table(w, block);
		break;
	case DOC_RULE:
		raw(w, "<hr>\n");
		break;
	case DOC_ITEM:
	case DOC_ROW:
	case DOC_CELL: /* written by the list or table that holds them */
		write_blocks(w, block->child, false);
		break;
	}
}

static void write_blocks(struct writer *w, const struct doc_block *block, bool tight)
{
	for (; block != NULL; block = block->next)
		write_block(w, block, tight);
}

struct markup doc_write_html(struct arena *arena, const struct doc_block *blocks, int base_level)
{
	struct writer w = {
		.html = html_in(arena, LANG_DA), /* no dates are written here */
		.highest = highest_heading(blocks),
		.base = base_level,
		.before = base_level - 1,
	};

	write_blocks(&w, blocks, false);
	return (struct markup){ html_finish(&w.html) };
}

/* Text without marks needs no tree, unless a letter is not sure to stay as it is (doc.c): ASCII, Latin 1 and the usual dashes and
 * quotation marks are. */
static bool stays_as_it_is(struct text t)
{
	for (size_t i = text_ascii(t, 0); i < t.n; i = text_ascii(t, i + 1)) {
		const unsigned char *c = (const unsigned char *)t.s + i;

		if (c[0] == 0xe2 && t.n - i > 2 && c[1] == 0x80 && c[2] >= 0x90 && c[2] <= 0xa6)
			i += 2;
		else if (c[0] == 0xc3 && t.n - i > 1)
			i++;
		else
			return false;
	}
	return true;
}

static void write_plain_start(struct writer *w, const struct markless_line *line)
{
	if (line->kind == MARKLESS_WORDS)
		raw(w, "<p>");
	else if (line->kind == MARKLESS_BULLET)
		raw(w, "<ul>\n");
	else if (line->number == 1)
		raw(w, "<ol>\n");
	else
		buffer_format(&w->html.out, "<ol start=\"%d\">\n", (int)line->number);
}

static const char *plain_end(enum markless_kind kind)
{
	return kind == MARKLESS_WORDS ? "</p>\n" : kind == MARKLESS_BULLET ? "</ul>\n" : "</ol>\n";
}

static void write_plain(struct writer *w, struct text text)
{
	struct markless plain = markless_of(text);
	struct markless_line line;

	while (markless_next(&plain, &line)) {
		if (line.begins)
			write_plain_start(w, &line);
		if (line.kind != MARKLESS_WORDS)
			raw(w, "<li>");
		else if (!line.begins)
			raw(w, "\n");
		html_text(&w->html, line.words);
		if (line.kind != MARKLESS_WORDS)
			raw(w, "</li>\n");
		if (line.ends)
			raw(w, plain_end(line.kind));
	}
}

struct markup markup_from_markdown(struct arena *arena, struct text text, int base_level)
{
	struct writer direct = { .html = html_in(arena, LANG_DA) };
	struct doc_builder plain;
	struct doc *doc;

	if (text.n <= DOC_MARKDOWN_MAX && stays_as_it_is(text) && markless_is(text)) {
		write_plain(&direct, text);
		return (struct markup){ html_finish(&direct.html) };
	}
	if (doc_read_markdown(arena, text, NULL, &doc) == FAULT_NONE)
		return doc_write_html(arena, doc->first, base_level);
	plain = doc_build(arena);
	doc_block_of(&plain, DOC_PARAGRAPH, text);
	return doc_write_html(arena, doc_finish(&plain)->first, base_level);
}
