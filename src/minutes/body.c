#include "minutes/body.h"

#include "doc/write_markdown.h"
#include "minutes/vocabulary.h"

enum {
	LISTS_MAX = 6,        /* lists within lists */
	LOOK_AHEAD_MAX = 40,  /* lines: paragraphs that stand within one item of a list */
	HEADING_MOST = 6,
};

/* A list that is open while lines come. */
struct open_list {
	enum doc_list_style style;
	int indent, number;
};

struct body {
	struct lines *lines;
	struct doc_builder b;
	struct open_list open[LISTS_MAX];
	int depth;
	bool in_paragraph;
	int least_level; /* of headings */
};

/* What a line begins with: "12. ", "- ", "b) ". */
struct marker {
	enum doc_list_style style;
	int number;
	size_t n; /* bytes, white space after it included; 0: none */
};

static struct marker numbered(struct text t)
{
	struct marker m = { .style = DOC_LIST_DECIMAL };
	size_t i = 0;

	while (i < t.n && i < 3 && t.s[i] >= '0' && t.s[i] <= '9')
		m.number = m.number * 10 + (t.s[i++] - '0');
	if (i > 0 && t.s[0] != '0' && i + 1 < t.n && (t.s[i] == '.' || t.s[i] == ')') && t.s[i + 1] == ' ') {
		struct text rest = text_trim(text_after(t, i + 1)), word;

		if (text_word(&rest, &word) && month_from_danish(word) == 0)
			m.n = i + 2;
	}
	return m;
}

static struct marker lettered(struct text t)
{
	if (t.n > 3 && t.s[0] >= 'a' && t.s[0] <= 'z' && t.s[1] == ')' && t.s[2] == ' ')
		return (struct marker){ DOC_LIST_ALPHA, t.s[0] - 'a' + 1, 3 };
	return (struct marker){ .n = 0 };
}

/* "- " and its like; also the dash of "-Der kan ses", which stands without its space. */
static size_t bullet_length(struct text t)
{
	static const char *const bullets[] = { "- ", "* ", "•", "– ", "· ", "\xef\x82\xb7", "o " };

	for (size_t i = 0; i < LENGTH_OF(bullets); i++)
		if (text_starts(t, text_from(bullets[i])) && text_trim(text_after(t, strlen(bullets[i]))).n > 0)
			return strlen(bullets[i]);
	return t.n > 2 && t.s[0] == '-' && t.s[1] >= 'A' && t.s[1] <= 'Z' && t.s[2] >= 'a' && t.s[2] <= 'z' ? 1 : 0;
}

static struct marker marker_of(struct text t)
{
	size_t bullet = bullet_length(t), space = bullet;
	struct marker m;

	while (space < t.n && t.s[space] == ' ')
		space++;
	m = lettered(text_after(t, space));
	if (m.n > 0) { /* "- a) ..." is a letter and no bullet */
		m.n += space;
		return m;
	}
	if (bullet > 0)
		return (struct marker){ .style = DOC_LIST_BULLET, .n = bullet };
	return numbered(t);
}

static void close_paragraph(struct body *body)
{
	if (body->in_paragraph)
		doc_close(&body->b);
	body->in_paragraph = false;
}

static void close_lists(struct body *body, int depth)
{
	close_paragraph(body);
	while (body->depth > depth) {
		doc_close(&body->b); /* the item */
		doc_close(&body->b); /* the list */
		body->depth--;
	}
}

/* The depth of the open list that this marker goes on with, or -1. */
static int list_continued(const struct body *body, const struct marker *m)
{
	for (int i = body->depth - 1; i >= 0; i--) {
		const struct open_list *list = &body->open[i];

		if (list->style == m->style && (m->style == DOC_LIST_BULLET || m->number == list->number + 1))
			return i;
	}
	return -1;
}

/* A number that begins no list is a number: only 1, a) or the first of a paragraph may. */
static bool may_begin(const struct marker *m, const struct line *line)
{
	return m->style == DOC_LIST_BULLET || m->number == 1 || (m->style == DOC_LIST_DECIMAL && line->opens);
}

static bool begins_within(const struct body *body, const struct marker *m, const struct line *line)
{
	const struct open_list *top;

	if (body->depth == 0 || body->depth == LISTS_MAX)
		return false;
	top = &body->open[body->depth - 1];
	return line->indent > top->indent || (m->style == DOC_LIST_ALPHA && top->style != DOC_LIST_ALPHA) ||
		(!line->opens && m->style != top->style);
}

/* The depth of the open list that goes on below line i, before another begins; -1 when none does.  What stands between
 * belongs to its item. */
static int list_goes_on_below(const struct body *body, size_t i, size_t to)
{
	size_t end = i + LOOK_AHEAD_MAX < to ? i + LOOK_AHEAD_MAX : to;

	if (body->depth == 0)
		return -1;
	for (size_t j = i + 1; j < end && body->lines->v[j].level == 0; j++) {
		struct marker m = marker_of(body->lines->v[j].text);
		int at;

		if (body->lines->v[j].use == LINE_ASIDE || m.n == 0 || m.style == DOC_LIST_BULLET)
			continue;
		at = list_continued(body, &m);
		if (at >= 0 || (m.number == 1 && m.style == DOC_LIST_DECIMAL))
			return at;
	}
	return -1;
}

/* within: the marker stands behind another one ("2. a) at"), and its list in that one's item. */
static void open_item(struct body *body, const struct marker *m, const struct line *line, int goes_on, bool within)
{
	int at = within ? -1 : list_continued(body, m);

	if (at >= 0 && !(m->style == DOC_LIST_BULLET && line->indent > body->open[at].indent + 1)) {
		close_lists(body, at + 1);
		doc_close(&body->b);
		body->open[at].number = m->number;
	} else {
		struct doc_block *list;

		if (within || begins_within(body, m, line))
			close_paragraph(body);
		else
			close_lists(body, goes_on + 1);
		list = doc_open(&body->b, DOC_LIST);
		list->style = m->style;
		list->start = m->style == DOC_LIST_DECIMAL ? m->number : 1;
		list->tight = true;
		body->open[body->depth++] = (struct open_list){ m->style, line->indent, m->number };
	}
	doc_open(&body->b, DOC_ITEM);
}

static void add_inlines(struct doc_builder *b, const struct doc_inline *first, const struct doc_inline *end, size_t *skip)
{
	for (const struct doc_inline *i = first; i != end; i = i->next) {
		switch (i->kind) {
		case DOC_WORDS:
			doc_words(b, text_after(i->text, *skip < i->text.n ? *skip : i->text.n));
			*skip -= *skip < i->text.n ? *skip : i->text.n;
			break;
		case DOC_SOFT_BREAK:
			doc_words(b, TEXT(" "));
			break;
		case DOC_HARD_BREAK:
			doc_break(b, DOC_HARD_BREAK);
			break;
		case DOC_LINK:
			doc_open_link(b, i->href);
			add_inlines(b, i->child, NULL, skip);
			doc_close_inline(b);
			break;
		case DOC_STRONG:
		case DOC_EMPHASIS:
			doc_open_inline(b, i->kind);
			add_inlines(b, i->child, NULL, skip);
			doc_close_inline(b);
			break;
		}
	}
}

/* The line's text is trimmed, its inlines are not: bytes before the text count. */
static size_t leading_space(const struct line *line)
{
	const struct doc_inline *i = line->first;

	if (i->kind != DOC_WORDS)
		return 0;
	return (size_t)(text_trim(i->text).s - i->text.s);
}

static void add_line(struct body *body, const struct line *line, const struct line *before, size_t skip)
{
	if (!body->in_paragraph) {
		doc_open(&body->b, DOC_PARAGRAPH);
		body->in_paragraph = true;
	} else if (before != NULL && lines_break_meant(body->lines, before, line)) {
		doc_break(&body->b, DOC_HARD_BREAK);
	} else {
		doc_words(&body->b, TEXT(" "));
	}
	skip += leading_space(line);
	add_inlines(&body->b, line->first, line->end, &skip);
}

/* Line i, from byte skip on. */
static void add_plain_line(struct body *body, size_t i, size_t to, const struct line *before, size_t skip)
{
	struct line *line = &body->lines->v[i];
	struct text t = text_after(line->text, skip);
	struct marker m = body->lines->typographic ? (struct marker){ .n = 0 } : marker_of(t);
	int goes_on = line->opens && !body->lines->typographic ? list_goes_on_below(body, i, to) : -1;

	/* "2. a) at": a list within the list, on one line. */
	for (int n = 0; n < 2 && m.n > 0 && (may_begin(&m, line) || (n == 0 && list_continued(body, &m) >= 0)); n++) {
		if (n == 1 && body->depth == LISTS_MAX)
			break;
		open_item(body, &m, line, goes_on, n == 1);
		line->letter_mark = line->letter_mark || (m.style == DOC_LIST_BULLET && t.s[0] == 'o');
		skip += m.n;
		t = text_after(line->text, skip);
		while (t.n > 0 && t.s[0] == ' ') {
			t = text_after(t, 1);
			skip++;
		}
		before = NULL;
		m = marker_of(t);
	}
	if (line->opens && before != NULL) {
		bool deeper = body->depth > 0 && line->indent > body->open[body->depth - 1].indent;

		close_paragraph(body);
		if (!deeper)
			close_lists(body, goes_on + 1);
	}
	add_line(body, line, before, skip);
}

static void copy_block(struct body *body, const struct doc_block *from)
{
	struct doc_builder *b = &body->b;
	struct doc_block *to;
	size_t skip = 0;

	if (from->kind == DOC_FURNITURE)
		return;
	to = doc_open(b, from->kind);
	to->style = from->style;
	to->start = from->start;
	to->tight = from->tight;
	to->header_rows = from->header_rows;
	if (from->kind == DOC_HEADING)
		to->level = from->level < body->least_level ? body->least_level : from->level;
	for (const struct doc_block *child = from->child; child != NULL; child = child->next)
		copy_block(body, child);
	if (from->child == NULL)
		add_inlines(b, from->inlines, NULL, &skip);
	doc_close(b);
}

static void add_subheading(struct body *body, const struct line *line)
{
	struct doc_block *heading;
	size_t skip = leading_space(line);

	close_lists(body, 0);
	heading = doc_open(&body->b, DOC_HEADING);
	heading->level = line->level < body->least_level ? body->least_level : line->level;
	if (heading->level > HEADING_MOST)
		heading->level = HEADING_MOST;
	add_inlines(&body->b, line->first, line->end, &skip);
	doc_close(&body->b);
}

/* The outermost block of the line at *i, as the tree has it, and past its lines.  Not when a line of it was set aside. */
static bool add_whole_block(struct body *body, size_t *i, size_t to)
{
	const struct doc_block *top = body->lines->v[*i].top;
	size_t end = *i;

	if (*i > 0 && body->lines->v[*i - 1].top == top)
		return false;
	while (end < body->lines->n && body->lines->v[end].top == top)
		if (end >= to || body->lines->v[end++].use != LINE_UNUSED)
			return false;
	copy_block(body, top);
	for (; *i < end; (*i)++)
		body->lines->v[*i].use = LINE_BODY;
	return true;
}

/* Line i; gives the index after it. */
static size_t add_typographic(struct body *body, size_t i, size_t to, const struct line **before)
{
	struct line *line = &body->lines->v[i];

	if (line->level > 0)
		add_subheading(body, line);
	else if (add_whole_block(body, &i, to))
		return i;
	else
		add_plain_line(body, i, to, *before, 0);
	*before = line->level > 0 ? NULL : line;
	line->use = LINE_BODY;
	return i + 1;
}

struct text body_text(struct lines *lines, size_t from, size_t to, size_t skip, enum body_place place)
{
	struct body body = { .lines = lines, .b = doc_build(lines->scratch), .least_level = (int)place };
	const struct line *before = NULL;
	struct text text = TEXT("");
	enum fault fault;

	for (size_t i = from; i < to;) {
		struct line *line = &lines->v[i];

		if (line->use == LINE_ASIDE) {
			i++;
		} else if (lines->typographic) {
			i = add_typographic(&body, i, to, &before);
		} else {
			if (line->level > 0)
				add_subheading(&body, line);
			else
				add_plain_line(&body, i, to, i == from && skip > 0 ? NULL : before, i == from ? skip : 0);
			before = line->level > 0 ? NULL : line;
			line->use = LINE_BODY;
			i++;
		}
	}
	close_lists(&body, 0);
	fault = doc_write_markdown(lines->scratch, doc_finish(&body.b)->first, BODY_BYTES_MAX, NULL, &text);
	lines->too_long = lines->too_long || fault != FAULT_NONE;
	text = fault == FAULT_NONE ? text_copy(lines->arena, text) : TEXT_NONE;
	arena_clear(lines->scratch);
	return text;
}
