#include "doc/read_markdown.h"

#include <cmark.h>

#include "doc/markless.h"

struct reader {
	struct doc_builder b;
	struct text source; /* as cmark got it */
	size_t line_before; /* of the whole document, before source */
	size_t *lines;      /* where each line of source begins, and where source ends */
	size_t lines_n;
};

/* Link reference definitions: a colon behind a backslash is no definition and the same words.  Only
 * code shows the backslash, and takes it out again. */

static struct text without_definitions(struct arena *arena, struct text t)
{
	struct buffer kept = buffer_in(arena, 2 * DOC_MARKDOWN_MAX);
	size_t at = text_find(t, TEXT("]:"));

	if (at == t.n)
		return t;
	for (; at < t.n; at = text_find(t, TEXT("]:"))) {
		buffer_add(&kept, text_from_to(t, 0, at));
		buffer_add_string(&kept, "]\\:");
		t = text_after(t, at + 2);
	}
	buffer_add(&kept, t);
	return buffer_text(&kept);
}

static struct text as_written(struct arena *arena, const char *literal)
{
	struct text t = text_from(literal != NULL ? literal : "");
	struct buffer kept = buffer_in(arena, 2 * DOC_MARKDOWN_MAX);
	size_t at = text_find(t, TEXT("]\\:"));

	if (at == t.n)
		return t;
	for (; at < t.n; at = text_find(t, TEXT("]\\:"))) {
		buffer_add(&kept, text_from_to(t, 0, at));
		buffer_add_string(&kept, "]:");
		t = text_after(t, at + 3);
	}
	buffer_add(&kept, t);
	return buffer_text(&kept);
}

/* Inlines */

static void enter_link(struct reader *r, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);

	doc_open_link(&r->b, text_from(url));
	if (cmark_node_first_child(node) == NULL)
		doc_words(&r->b, text_from(url));
}

static void leave_link(struct reader *r, cmark_node *node)
{
	const char *title = cmark_node_get_title(node);

	doc_close_inline(&r->b);
	if (title == NULL || title[0] == '\0')
		return;
	doc_words(&r->b, TEXT(" ("));
	doc_words(&r->b, text_from(title));
	doc_words(&r->b, TEXT(")"));
}

static void read_container(struct reader *r, cmark_node *node, bool enters)
{
	cmark_node_type type = cmark_node_get_type(node);
	bool is_link = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;

	if (is_link && enters)
		enter_link(r, node);
	else if (is_link)
		leave_link(r, node);
	else if (enters)
		doc_open_inline(&r->b, type == CMARK_NODE_STRONG ? DOC_STRONG : DOC_EMPHASIS);
	else
		doc_close_inline(&r->b);
}

static void read_inline(struct reader *r, cmark_node *node, bool enters)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		doc_words(&r->b, text_from(cmark_node_get_literal(node)));
		break;
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
		doc_words(&r->b, as_written(r->b.arena, cmark_node_get_literal(node)));
		break;
	case CMARK_NODE_SOFTBREAK:
		doc_break(&r->b, DOC_SOFT_BREAK);
		break;
	case CMARK_NODE_LINEBREAK:
		doc_break(&r->b, DOC_HARD_BREAK);
		break;
	case CMARK_NODE_STRONG:
	case CMARK_NODE_EMPH:
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		read_container(r, node, enters);
		break;
	default:
		break;
	}
}

/* Tables: told by their lines as written, since an escaped | begins no row. */

static bool is_escaped(struct text t, size_t at)
{
	size_t backslashes = 0;

	while (backslashes < at && t.s[at - 1 - backslashes] == '\\')
		backslashes++;
	return backslashes % 2 == 1;
}

/* White space as CommonMark strips it: a no-break space stays. */
static struct text stripped(struct text t)
{
	while (t.n > 0 && memchr(" \t\r\n", t.s[0], 4) != NULL)
		t = text_after(t, 1);
	while (t.n > 0 && memchr(" \t\r\n", t.s[t.n - 1], 4) != NULL)
		t.n--;
	return t;
}

/* The words between two |; false after the last. */
static bool next_cell(struct text *row, struct text *ret_cell)
{
	size_t at = 1;

	if (row->n < 2)
		return false;
	while (at < row->n && (row->s[at] != '|' || is_escaped(*row, at)))
		at++;
	*ret_cell = stripped(text_from_to(*row, 1, at));
	*row = text_after(*row, at);
	return true;
}

static bool is_delimiter(struct text cell)
{
	if (cell.n > 0 && cell.s[0] == ':')
		cell = text_after(cell, 1);
	if (cell.n > 0 && cell.s[cell.n - 1] == ':')
		cell.n--;
	for (size_t i = 0; i < cell.n; i++)
		if (cell.s[i] != '-')
			return false;
	return cell.n > 0;
}

static bool is_delimiter_row(struct text row, size_t cells)
{
	struct text cell;

	for (; next_cell(&row, &cell); cells--)
		if (cells == 0 || !is_delimiter(cell))
			return false;
	return cells == 0;
}

/* The n-th line of a paragraph without the marks of the blocks around it. */
static struct text line_of(const struct reader *r, cmark_node *paragraph, size_t n)
{
	size_t line = (size_t)cmark_node_get_start_line(paragraph) - 1 + n;
	size_t column = n == 0 ? (size_t)cmark_node_get_start_column(paragraph) - 1 : 0;
	struct text t;

	if (line >= r->lines_n)
		return TEXT("");
	t = text_after(text_from_to(r->source, r->lines[line], r->lines[line + 1]), column);
	while (n > 0 && t.n > 0 && memchr(" \t>", t.s[0], 3) != NULL)
		t = text_after(t, 1);
	return stripped(t);
}

static size_t lines_in(cmark_node *paragraph)
{
	return (size_t)(cmark_node_get_end_line(paragraph) - cmark_node_get_start_line(paragraph)) +
	       1;
}

static bool is_table(const struct reader *r, cmark_node *paragraph)
{
	size_t lines = lines_in(paragraph), cells = 0;
	struct text row = line_of(r, paragraph, 0), cell;

	if (lines < 2 || !text_starts(row, TEXT("|")))
		return false;
	for (size_t i = 1; i < lines; i++)
		if (!text_starts(line_of(r, paragraph, i), TEXT("|")))
			return false;
	while (next_cell(&row, &cell))
		cells++;
	return cells > 0 && is_delimiter_row(line_of(r, paragraph, 1), cells);
}

/* As a heading between its #s, where no mark begins a block. */
static void read_marked_cell(struct reader *r, struct text cell)
{
	struct text wrapped = text_join(r->b.arena, TEXT("# "), cell, TEXT(" #\n"));
	cmark_node *root = cmark_parse_document(wrapped.s, wrapped.n, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		read_inline(r, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
	cmark_iter_free(iter);
	cmark_node_free(root);
}

static void read_cell(struct reader *r, struct text cell)
{
	doc_open(&r->b, DOC_CELL);
	doc_open(&r->b, DOC_PARAGRAPH);
	if (markless_has_marks(cell) || text_find_byte(cell, '#') < cell.n || !text_valid(cell))
		read_marked_cell(r, cell);
	else
		doc_words(&r->b, cell);
	doc_close(&r->b);
	doc_close(&r->b);
}

static void read_table(struct reader *r, cmark_node *paragraph)
{
	doc_open(&r->b, DOC_TABLE)->header_rows = 1;
	for (size_t i = 0; i < lines_in(paragraph); i++) {
		struct text row = line_of(r, paragraph, i), cell;

		if (i == 1)
			continue;
		r->b.line = r->line_before + (size_t)cmark_node_get_start_line(paragraph) + i;
		doc_open(&r->b, DOC_ROW);
		while (next_cell(&row, &cell))
			read_cell(r, cell);
		doc_close(&r->b);
	}
	doc_close(&r->b);
}

/* Blocks */

/* Code as lines that are meant. */
static void read_code(struct reader *r, cmark_node *node)
{
	struct text rest = as_written(r->b.arena, cmark_node_get_literal(node)), line;

	doc_open(&r->b, DOC_PARAGRAPH);
	doc_words(&r->b, text_from(cmark_node_get_fence_info(node)));
	doc_break(&r->b, DOC_HARD_BREAK);
	while (text_line(&rest, &line)) {
		doc_words(&r->b, line);
		doc_break(&r->b, DOC_HARD_BREAK);
	}
	doc_close(&r->b);
}

/* HTML as paragraphs of the lines that it is. */
static void read_html(struct reader *r, cmark_node *node)
{
	struct text rest = as_written(r->b.arena, cmark_node_get_literal(node)), line;

	doc_open(&r->b, DOC_PARAGRAPH);
	while (text_line(&rest, &line)) {
		line = text_trim(line);
		if (text_empty(line)) {
			doc_close(&r->b);
			doc_open(&r->b, DOC_PARAGRAPH);
		}
		doc_words(&r->b, line);
		doc_break(&r->b, DOC_SOFT_BREAK);
	}
	doc_close(&r->b);
}

static void open_list(struct reader *r, cmark_node *node)
{
	struct doc_block *list = doc_open(&r->b, DOC_LIST);

	list->style = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? DOC_LIST_DECIMAL
									   : DOC_LIST_BULLET;
	list->start = cmark_node_get_list_start(node);
	list->tight = cmark_node_get_list_tight(node);
}

static void enter_block(struct reader *r, cmark_node *node)
{
	r->b.line = r->line_before + (size_t)cmark_node_get_start_line(node);
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		doc_open(&r->b, DOC_QUOTE);
		break;
	case CMARK_NODE_LIST:
		open_list(r, node);
		break;
	case CMARK_NODE_ITEM:
		doc_open(&r->b, DOC_ITEM);
		break;
	case CMARK_NODE_PARAGRAPH:
		doc_open(&r->b, DOC_PARAGRAPH);
		break;
	case CMARK_NODE_HEADING:
		doc_open(&r->b, DOC_HEADING)->level = cmark_node_get_heading_level(node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		doc_block_of(&r->b, DOC_RULE, TEXT(""));
		break;
	case CMARK_NODE_CODE_BLOCK:
		read_code(r, node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		read_html(r, node);
		break;
	default:
		break;
	}
}

static bool is_leaf_of_cmark(cmark_node_type type)
{
	return type == CMARK_NODE_THEMATIC_BREAK || type == CMARK_NODE_CODE_BLOCK ||
	       type == CMARK_NODE_HTML_BLOCK;
}

static void read_event(struct reader *r, cmark_iter *iter, bool enters)
{
	cmark_node *node = cmark_iter_get_node(iter);
	cmark_node_type type = cmark_node_get_type(node);

	if (type > CMARK_NODE_LAST_BLOCK) {
		if (cmark_node_get_start_line(node) > 0)
			r->b.line = r->line_before + (size_t)cmark_node_get_start_line(node);
		read_inline(r, node, enters);
	} else if (type == CMARK_NODE_PARAGRAPH && enters && is_table(r, node)) {
		read_table(r, node);
		cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
	} else if (enters) {
		enter_block(r, node);
	} else if (type != CMARK_NODE_DOCUMENT && !is_leaf_of_cmark(type)) {
		doc_close(&r->b);
	}
}

static void note_lines(struct reader *r)
{
	struct text rest = r->source;
	size_t room = 0, at;

	r->lines = NULL;
	r->lines_n = 0;
	while (rest.n > 0) {
		arena_grow(r->b.arena, r->lines, r->lines_n, &room);
		r->lines[r->lines_n++] = r->source.n - rest.n;
		at = text_find_byte(rest, '\n');
		rest = text_after(rest, at + 1);
	}
	arena_grow(r->b.arena, r->lines, r->lines_n, &room);
	r->lines[r->lines_n] = r->source.n;
}

/* What has no mark in it is read without cmark (doc/markless.h). */

static void open_plain(struct reader *r, const struct markless_line *line)
{
	struct doc_block *list;

	if (line->kind == MARKLESS_WORDS) {
		doc_open(&r->b, DOC_PARAGRAPH);
		return;
	}
	list = doc_open(&r->b, DOC_LIST);
	list->style = line->kind == MARKLESS_NUMBER ? DOC_LIST_DECIMAL : DOC_LIST_BULLET;
	list->start = line->kind == MARKLESS_NUMBER ? (int)line->number : 0;
	list->tight = true;
}

static void read_plain_line(struct reader *r, const struct markless_line *line)
{
	if (line->kind == MARKLESS_WORDS) {
		if (!line->begins)
			doc_break(&r->b, DOC_SOFT_BREAK);
		doc_words(&r->b, line->words);
		return;
	}
	doc_open(&r->b, DOC_ITEM);
	doc_open(&r->b, DOC_PARAGRAPH);
	doc_words(&r->b, line->words);
	doc_close(&r->b);
	doc_close(&r->b);
}

static void read_plain(struct reader *r, struct text part)
{
	struct markless plain = markless_of(part);
	struct markless_line line;

	while (markless_next(&plain, &line)) {
		r->b.line = r->line_before + line.number_in_text;
		if (line.begins)
			open_plain(r, &line);
		read_plain_line(r, &line);
		if (line.ends)
			doc_close(&r->b);
	}
	r->line_before += plain.lines;
}

static void read_part(struct reader *r, struct text part)
{
	cmark_node *root;
	cmark_iter *iter;
	cmark_event_type event;

	if (text_empty(part))
		return;
	if (markless_is(part)) {
		read_plain(r, part);
		return;
	}
	r->source = without_definitions(r->b.arena, part);
	note_lines(r);
	root = cmark_parse_document(r->source.s, r->source.n, CMARK_OPT_VALIDATE_UTF8);
	iter = cmark_iter_new(root);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		read_event(r, iter, event == CMARK_EVENT_ENTER);
	cmark_iter_free(iter);
	cmark_node_free(root);
	r->line_before += r->lines_n;
}

static enum fault finish(struct reader *r, struct refusal *why, struct doc **ret)
{
	struct doc *doc = doc_finish(&r->b);

	if (r->b.full)
		return refuse(why, FAULT_LIMIT, N_("The document is too large."));
	doc->typographic = true;
	*ret = doc;
	return FAULT_NONE;
}

enum fault doc_read_markdown(
	struct arena *arena, struct text text, struct refusal *why, struct doc **ret)
{
	struct reader r = { .b = doc_build(arena) };

	if (text.n > DOC_MARKDOWN_MAX)
		return refuse(why, FAULT_LIMIT, N_("The text of one section is too long."));
	read_part(&r, text);
	return finish(&r, why, ret);
}

/* Whole documents */

static size_t marks_at(struct text line, char mark)
{
	size_t n = 0;

	while (n < line.n && line.s[n] == mark)
		n++;
	return n;
}

static bool is_heading_line(struct text line)
{
	size_t n = marks_at(line, '#');

	return n >= 1 && n <= 6 && (n == line.n || line.s[n] == ' ');
}

/* How much of t makes a part: up to the next heading that stands in no code, but as many sections
 * as fit. */
static size_t part_of(struct text t)
{
	struct text rest = t, line;
	size_t cut = t.n;
	char fence = 0;

	while (rest.n > 0 && t.n - rest.n <= DOC_MARKDOWN_MAX) {
		size_t at = t.n - rest.n, end = text_find_byte(rest, '\n');

		line = text_trim(text_from_to(rest, 0, end));
		rest = text_after(rest, end + 1);
		if (fence == 0 && at > 0 && is_heading_line(text_from_to(t, at, at + line.n)))
			cut = at;
		if (fence == 0 && (marks_at(line, '`') >= 3 || marks_at(line, '~') >= 3))
			fence = line.s[0];
		else if (fence != 0 && marks_at(line, fence) >= 3 &&
			 marks_at(line, fence) == line.n)
			fence = 0;
	}
	return rest.n == 0 && t.n <= DOC_MARKDOWN_MAX ? t.n : cut;
}

enum fault doc_read_markdown_parts(
	struct arena *arena, struct text text, struct refusal *why, struct doc **ret)
{
	struct reader r = { .b = doc_build(arena) };

	if (text.n > DOC_BYTES_MAX)
		return refuse(why, FAULT_LIMIT, N_("The document is too large."));
	while (text.n > 0) {
		size_t n = part_of(text);

		if (n > DOC_MARKDOWN_MAX) {
			refuse(why, FAULT_LIMIT, N_("The text of one section is too long."));
			if (why != NULL)
				why->line = r.line_before + 1;
			return FAULT_LIMIT;
		}
		read_part(&r, text_from_to(text, 0, n));
		text = text_after(text, n);
	}
	return finish(&r, why, ret);
}
