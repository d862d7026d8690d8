#include "doc/pdf_in/structure.h"

#include <math.h>

#include "doc/pdf_in/furniture.h"
#include "doc/pdf_in/headings.h"
#include "doc/pdf_in/lists.h"
#include "doc/pdf_in/table.h"
#include "doc/pdf_in/words.h"

enum open { OPEN_NOTHING, OPEN_PARAGRAPH, OPEN_HEADING, OPEN_VALUE };

struct flow {
	struct page_text *text;
	struct measure m;
	struct headings headings;
	struct doc_builder b;
	struct lists lists;
	enum open open;
	struct doc_block *leaf;
	struct words words;
	size_t last;  /* the open leaf's last line */
	bool first;   /* that is its only one */
	float left;   /* where its lines begin */
	float value;  /* where the last value beside a label began */
	size_t past;  /* lines before it are in a table */
	size_t *waiting, waiting_n, waiting_room; /* furniture met while a leaf is open */
};

static const struct page_line *line_at(const struct flow *f, size_t i)
{
	return &f->text->lines[i];
}

static float near_by(const struct flow *f)
{
	return 0.6f * f->m.em;
}

static bool is_at(const struct flow *f, float a, float b)
{
	return fabsf(a - b) <= near_by(f);
}

/* Furniture */

static void add_furniture(struct flow *f, size_t i)
{
	const struct page_line *line = line_at(f, i);
	struct words words = words_in(&f->b, true);

	f->b.line = line->number;
	f->b.page = (size_t)line->page;
	doc_open(&f->b, DOC_FURNITURE)->size = line->size;
	words_add(&words, line, 0, 0);
	words_finish(&words);
	doc_close(&f->b);
}

/* A leaf's words are not parted by a page's foot: it waits until the leaf is over. */
static void take_furniture(struct flow *f, size_t i)
{
	if (f->open == OPEN_NOTHING && f->lists.depth == 0) {
		add_furniture(f, i);
		return;
	}
	arena_grow(f->text->arena, f->waiting, f->waiting_n, &f->waiting_room);
	f->waiting[f->waiting_n++] = i;
}

static void close_leaf(struct flow *f)
{
	if (f->open == OPEN_NOTHING)
		return;
	words_finish(&f->words);
	f->leaf->strong = f->words.any && f->words.all_strong;
	doc_close(&f->b);
	f->open = OPEN_NOTHING;
}

static void add_waiting(struct flow *f)
{
	if (f->lists.depth > 0 || f->open != OPEN_NOTHING)
		return;
	for (size_t i = 0; i < f->waiting_n; i++)
		add_furniture(f, f->waiting[i]);
	f->waiting_n = 0;
}

static void leave_lists(struct flow *f, float left)
{
	lists_leave(&f->lists, left);
	add_waiting(f);
}

/* Lines that go on */

/* "Meddelelser.......3" */
static bool is_contents(const struct page_line *line)
{
	for (size_t i = 0; i < line->runs_n; i++)
		if (text_find(line->runs[i].words, TEXT("....")) < line->runs[i].words.n)
			return true;
	return false;
}

static bool has_columns(const struct page_line *line)
{
	for (size_t i = 1; i < line->runs_n; i++)
		if (line->runs[i].column)
			return true;
	return false;
}

/* The value beside a label: it stands apart, and what is below it or was above it begins where it does. */
static const struct page_run *value_of(const struct flow *f, size_t i)
{
	const struct page_line *line = line_at(f, i), *next = i + 1 < f->text->lines_n ? line + 1 : NULL;

	for (size_t k = 1; k < line->runs_n; k++) {
		const struct page_run *run = &line->runs[k];
		bool below = next != NULL && next->page == line->page && is_at(f, next->left, run->left);

		if (run->apart && (below || is_at(f, run->left, f->value)) && run->left > line->left + 2 * f->m.em)
			return run;
	}
	for (size_t k = 1; k < line->runs_n; k++)
		if (line->runs[k].column)
			return &line->runs[k];
	return NULL;
}

static bool fills_measure(const struct flow *f, const struct page_line *line)
{
	return line->right > f->m.rights[line->page - 1] - near_by(f);
}

static struct text end_of(const struct page_line *line)
{
	return text_trim(line->runs[line->runs_n - 1].words);
}

static bool ends_in_space(const struct page_line *line)
{
	return text_ends(line->runs[line->runs_n - 1].words, TEXT(" "));
}

static bool ends_sentence(const struct page_line *line)
{
	struct text t = end_of(line);

	return t.n > 0 && strchr(".:?!", t.s[t.n - 1]) != NULL;
}

static bool begins_small(const struct page_line *line)
{
	struct text t = text_trim(line->runs[0].words);
	size_t at = 0;
	uint32_t rune = text_rune(t, &at);

	return (rune >= 'a' && rune <= 'z') || (rune >= 0xe0 && rune <= 0xff);
}

/* Where nothing but the line's end shows a new paragraph, a sentence's end is doubt enough. */
static bool fills_unsure(const struct flow *f, const struct page_line *last, const struct page_line *line)
{
	if (ends_sentence(last) && !begins_small(line))
		return measure_filled(&f->m, last, line) && (!f->m.tells_wraps || ends_in_space(last));
	return measure_full(&f->m, last, line);
}

/* Whether the last line of the open leaf ends because the measure does.  A new page and a list whose bullets are drawn show
 * no other sign of a new paragraph. */
static bool fills(struct flow *f, const struct page_line *line)
{
	const struct page_line *last = line_at(f, f->last);
	const struct open_list *list = lists_top(&f->lists);
	bool unsure = line->page != last->page || (list != NULL && list->drawn);

	if (f->words.end == END_SOFT || (f->words.end == END_HYPHEN && begins_small(line)))
		return true;
	if (begins_small(line) && !ends_sentence(last))
		return measure_nearly_full(&f->m, last, line);
	return unsure ? fills_unsure(f, last, line) : measure_full(&f->m, last, line);
}

/* Marks that stand in no sentence. */
static bool is_drawn_bullet(const struct page_line *line)
{
	struct text t = line->runs[0].words;

	return (unsigned char)t.s[0] >= 0xc2 && !text_starts(t, TEXT("\xe2\x80\x93"));
}

/* A line that begins with a mark is an item, unless it is a sentence's next line that happens to. */
static bool begins_item(const struct flow *f, const struct page_line *line, bool full)
{
	size_t run, skip;
	float text;
	struct marker m = marker_at(line, 0, 0, &run, &skip, &text);

	if (m.n == 0)
		return false;
	if (lists_continue(&f->lists, &m, line->left, text))
		return f->lists.depth == 0 || line->left < f->left - 0.3f * f->m.em || m.style != DOC_LIST_BULLET || !full;
	return !is_at(f, line->left, f->left) || !full || (m.style == DOC_LIST_BULLET && is_drawn_bullet(line));
}

/* Whether a line stands where the next line of the open paragraph would; an item's hanging text is measured by it. */
static bool stands_under(struct flow *f, const struct page_line *line)
{
	const struct page_line *last = line_at(f, f->last);
	struct open_list *list = lists_top(&f->lists);

	/* Two lines set in alike are two paragraphs. */
	if (f->first && list == NULL && f->m.indent != 0 && is_at(f, line->left, f->m.indent))
		return false;
	if (is_at(f, line->left, f->left))
		return true;
	if (!f->first)
		return false;
	if (list != NULL && !list->drawn && is_at(f, f->left, list->text)) {
		if (line->left < list->left - 0.3f * f->m.em || line->left > list->text + f->m.em)
			return false;
		list->text = line->left;
		f->left = line->left;
		return true;
	}
	/* The first line was set in. */
	if (list == NULL && line->left < last->left && last->left - line->left < 4 * f->m.em &&
		(f->m.indent == 0 || is_at(f, last->left, f->m.indent))) {
		f->left = line->left;
		return true;
	}
	return false;
}

static bool value_goes_on(const struct flow *f, const struct page_line *line)
{
	const struct page_line *last = line_at(f, f->last);

	if (!is_at(f, line->left, f->left) || f->headings.levels[line - f->text->lines] != 0)
		return false;
	return line->page != last->page || line->top - last->top < 2.0f * f->m.pitch;
}

/* Whether line i goes on with the open leaf; *ret_hard says that the break before it was meant. */
static bool goes_on(struct flow *f, size_t i, bool *ret_hard)
{
	const struct page_line *line = line_at(f, i), *last = line_at(f, f->last);
	struct open_list *list = lists_top(&f->lists);
	bool full;

	*ret_hard = false;
	if (f->open == OPEN_NOTHING)
		return false;
	if (measure_tells(&f->m, last)) {
		*ret_hard = f->words.end == END_MEANT;
		return f->words.end != END_PLAIN && f->words.end != END_HYPHEN;
	}
	if (f->headings.levels[i] != 0 || f->open == OPEN_HEADING)
		return f->open == OPEN_HEADING && f->headings.levels[i] == f->headings.levels[f->last] && i == f->last + 1 &&
			heading_goes_on(&f->headings, f->last, i);
	if (is_contents(last) || fabsf(line->size - last->size) > 0.6f)
		return false;
	full = fills(f, line);
	if (f->open == OPEN_VALUE) {
		*ret_hard = !full;
		return value_goes_on(f, line);
	}
	if (line->page == last->page ? !measure_close(&f->m, last, line) : !full)
		return false;
	if (has_columns(line) && !(full && fills_measure(f, line)))
		return false;
	if (begins_item(f, line, full) || !stands_under(f, line))
		return false;
	*ret_hard = !full;
	return full || (f->m.spaced && !(list != NULL && list->drawn));
}

/* New blocks */

static void open_leaf(struct flow *f, enum open open, size_t i, float left)
{
	f->open = open;
	f->leaf = doc_open(&f->b, open == OPEN_HEADING ? DOC_HEADING : DOC_PARAGRAPH);
	f->leaf->size = line_at(f, i)->size;
	f->words = words_in(&f->b, open == OPEN_HEADING);
	f->last = i;
	f->first = true;
	f->left = left;
}

static void open_plain(struct flow *f, size_t i)
{
	open_leaf(f, OPEN_PARAGRAPH, i, line_at(f, i)->left);
	f->words.unstyled = is_contents(line_at(f, i));
	words_add(&f->words, line_at(f, i), 0, 0);
}

static void open_heading(struct flow *f, size_t i)
{
	lists_close(&f->lists, 0);
	add_waiting(f);
	open_leaf(f, OPEN_HEADING, i, line_at(f, i)->left);
	f->leaf->level = f->headings.levels[i];
	words_add(&f->words, line_at(f, i), 0, 0);
}

/* A label and its value, which may go on below. */
static void open_value(struct flow *f, size_t i, const struct page_run *value)
{
	lists_close(&f->lists, 0);
	add_waiting(f);
	f->value = value->left;
	open_leaf(f, OPEN_VALUE, i, value->left);
	f->words.labelled = true;
	words_add(&f->words, line_at(f, i), 0, 0);
}

/* A number that goes on with no list begins one when it is the first, or hangs before its text. */
static bool may_begin(const struct flow *f, const struct marker *m, float left, float text)
{
	if (m->style == DOC_LIST_BULLET || m->number == 1)
		return true;
	return m->style == DOC_LIST_DECIMAL && (text - left > 0.8f * f->m.em || left > f->m.left + near_by(f));
}

/* A mark that follows another begins a list within the item: "2. a) ...".  What follows a bullet is the item's text. */
static bool may_stand_within(struct flow *f, const struct marker *m)
{
	const struct open_list *list = lists_top(&f->lists);

	return list->style != DOC_LIST_BULLET && list->style != m->style && (m->style == DOC_LIST_BULLET || m->number == 1);
}

/* Opens the item that a line begins with, and one within it when that begins with a mark of its own ("2. a) ..."). */
static bool open_item(struct flow *f, size_t i)
{
	const struct page_line *line = line_at(f, i);
	size_t run = 0, skip = 0;
	float left = line->left, text = left;
	bool opened = false;

	for (int within = 0; within < 3; within++) {
		size_t next_run, next_skip;
		struct marker m = marker_at(line, run, skip, &next_run, &next_skip, &text);

		if (m.n == 0 || (within > 0 && !may_stand_within(f, &m)))
			break;
		if (!lists_continue(&f->lists, &m, left, text) && !may_begin(f, &m, left, text))
			break;
		if (within == 0 && lists_top(&f->lists) != NULL && left < f->lists.v[0].left - near_by(f)) {
			lists_close(&f->lists, 0);
			add_waiting(f);
		}
		lists_item(&f->lists, &m, left, text, false);
		left = text;
		run = next_run;
		skip = next_skip;
		opened = true;
	}
	if (!opened)
		return false;
	open_leaf(f, OPEN_PARAGRAPH, i, left);
	words_add(&f->words, line, run, skip);
	return true;
}

/* Lines set in at one place, each a block of its own: items whose bullets are drawn. */
static size_t blocks_ahead(const struct flow *f, size_t from)
{
	const struct page_line *first = line_at(f, from), *before = first;
	size_t blocks = 1;

	for (size_t i = from + 1; i < f->text->lines_n && blocks < 3; i++) {
		const struct page_line *line = line_at(f, i);

		if (line->furniture)
			continue;
		if (!is_at(f, line->left, first->left) || f->headings.levels[i] != 0 || marker_of(line->runs[0].words).n > 0)
			break;
		blocks += !measure_close(&f->m, before, line) || !fills_unsure(f, before, line);
		before = line;
	}
	return blocks;
}

static bool ends_in_colon(const struct flow *f)
{
	return text_ends(end_of(line_at(f, f->last)), TEXT(":"));
}

/* Whether a line without a mark is an item of a list whose bullets are drawn. */
static bool is_drawn_item(struct flow *f, size_t i)
{
	const struct page_line *line = line_at(f, i);
	const struct open_list *list = lists_top(&f->lists);
	float from = list != NULL ? list->text : f->m.left;

	if (list != NULL && list->drawn && is_at(f, line->left, list->text))
		return true;
	if (line->left < from + 1.1f * f->m.em || line->left > from + 6 * f->m.em)
		return false;
	if (f->m.indent != 0 && is_at(f, line->left, f->m.indent))
		return false;
	return blocks_ahead(f, i) >= 2 || (i > 0 && ends_in_colon(f));
}

static bool add_table(struct flow *f, size_t i)
{
	struct table table = table_at(&f->m, i);

	if (table.to == table.from)
		return false;
	lists_close(&f->lists, 0);
	add_waiting(f);
	table_add(&f->b, &f->m, &table);
	f->past = table.to;
	return true;
}

static void open_block(struct flow *f, size_t i)
{
	static const struct marker bullet = { .style = DOC_LIST_BULLET };
	const struct page_line *line = line_at(f, i);
	const struct page_run *value = value_of(f, i);

	if (f->headings.levels[i] != 0) {
		open_heading(f, i);
		return;
	}
	if (!is_contents(line) && open_item(f, i))
		return;
	leave_lists(f, line->left);
	if (is_contents(line)) {
		open_plain(f, i);
	} else if (add_table(f, i)) {
		return;
	} else if (value != NULL) {
		open_value(f, i, value);
	} else if (is_drawn_item(f, i)) {
		lists_item(&f->lists, &bullet, line->left, line->left, true);
		open_plain(f, i);
	} else {
		open_plain(f, i);
	}
}

static void take_line(struct flow *f, size_t i)
{
	const struct page_line *line = line_at(f, i);
	bool hard;

	if (line->furniture) {
		take_furniture(f, i);
		return;
	}
	if (i < f->past)
		return; /* it was a table's */
	if (goes_on(f, i, &hard)) {
		words_break(&f->words, &line->runs[0], hard);
		f->b.line = line->number;
		f->words.labelled = false;
		words_add(&f->words, line, 0, 0);
		f->last = i;
		f->first = false;
		return;
	}
	close_leaf(f);
	add_waiting(f);
	f->b.line = line->number;
	f->b.page = (size_t)line->page;
	open_block(f, i);
}

bool structure_find(struct page_text *text, struct doc **ret)
{
	struct flow f = { .text = text, .b = doc_build(text->arena) };
	float size = measure_size(text);

	furniture_mark(text, size);
	f.m = measure_take(text, size);
	f.headings = headings_find(&f.m);
	f.lists = (struct lists){ .b = &f.b, .near = 0.8f * f.m.em };
	for (size_t i = 0; i < text->lines_n; i++)
		take_line(&f, i);
	close_leaf(&f);
	lists_close(&f.lists, 0);
	add_waiting(&f);
	f.b.doc->typographic = f.headings.styles_n > 0;
	*ret = doc_finish(&f.b);
	return !f.b.full;
}
