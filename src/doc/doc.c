#include "doc/doc.h"

#include "language/language.h"

enum { WORDS_MAX = DOC_BYTES_MAX }; /* one run may be the whole document */

struct doc_builder doc_build(struct arena *arena)
{
	return (struct doc_builder){
		.arena = arena,
		.doc = arena_new(arena, struct doc, 1),
		.words = buffer_in(arena, WORDS_MAX),
	};
}

static bool is_leaf(enum doc_block_kind kind)
{
	return kind == DOC_HEADING || kind == DOC_PARAGRAPH || kind == DOC_FURNITURE;
}

static struct doc_block *innermost(const struct doc_builder *b)
{
	return b->depth > 0 ? b->open[b->depth - 1] : NULL;
}

static bool in_leaf(const struct doc_builder *b)
{
	return b->depth > 0 && is_leaf(innermost(b)->kind);
}

static bool in_cell(const struct doc_builder *b)
{
	return b->depth > 1 && b->open[b->depth - 2]->kind == DOC_CELL;
}

static bool node_fits(struct doc_builder *b)
{
	if (b->nodes >= DOC_NODES_MAX)
		b->full = true;
	else
		b->nodes++;
	return !b->full;
}

/* Words */

/* Composed letters begin at U+0300 (0xcc); the dashes and quotation marks of U+2002 and on are safe
 * too. */
static bool may_need_nfc(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c == 0xe2 && i + 2 < t.n && t.s[i + 1] == '\x80' &&
			(unsigned char)t.s[i + 2] >= 0x82)
			i += 2;
		else if (c >= 0xcc)
			return true;
	}
	return false;
}

enum { BYTE_ORDER_MARK = 0xfeff };

static bool is_clean(struct text t)
{
	static const char line_ends[] = { '\n', '\r', '\f', '\xef' };

	for (size_t i = 0; i < sizeof(line_ends); i++)
		if (t.n > 0 && memchr(t.s, line_ends[i], t.n) != NULL)
			return false;
	return text_valid(t); /* which lets no other control character pass */
}

static bool is_kept(uint32_t rune)
{
	return (rune >= 0x20 && (rune < 0x7f || rune > 0x9f) && rune != BYTE_ORDER_MARK) || (rune >= '\t' && rune <= '\r');
}

/* Whether cleaning leaves nothing.  Nearly always told by the first letter. */
static bool vanishes(struct text t)
{
	for (size_t at = 0; at < t.n;)
		if (is_kept(text_rune(t, &at)))
			return false;
	return true;
}

/* Line ends become a space, other control characters go, malformed bytes become U+FFFD. */
static struct text clean(struct arena *arena, struct text t)
{
	struct buffer kept = buffer_in(arena, WORDS_MAX);

	for (size_t at = 0; at < t.n;) {
		uint32_t rune = text_rune(t, &at);

		if (rune == '\n' || rune == '\r' || rune == '\f' || rune == '\v')
			buffer_add_byte(&kept, ' ');
		else if (is_kept(rune))
			buffer_add_rune(&kept, rune);
	}
	return buffer_text(&kept);
}

static struct text made_valid(struct arena *arena, struct text t)
{
	if (!is_clean(t))
		t = clean(arena, t);
	return may_need_nfc(t) ? language_nfc(arena, t) : t;
}

/* Inlines: what is open and what is wanted are told apart, and meet when words come.  So a
 * container without words never comes to be, strong that closes and opens again goes on, and a
 * break at a container's edge lands outside of it. */

static struct doc_inline *inline_new(struct doc_builder *b, enum doc_inline_kind kind)
{
	struct doc_inline *in = arena_new(b->arena, struct doc_inline, 1);

	in->kind = kind;
	in->line = b->line;
	return in;
}

static void attach_inline(struct doc_builder *b, struct doc_inline *in)
{
	struct doc_inline **last = &b->last_inline[b->inline_depth];

	if (*last != NULL)
		(*last)->next = in;
	else if (b->inline_depth > 0)
		b->open_inline[b->inline_depth - 1]->child = in;
	else
		innermost(b)->inlines = in;
	*last = in;
}

static void flush_words(struct doc_builder *b)
{
	struct text t = buffer_text(&b->words);
	struct text valid = made_valid(b->arena, t);
	struct doc_inline *in;

	buffer_cut(&b->words, 0);
	if (text_empty(valid) || !node_fits(b))
		return;
	in = inline_new(b, DOC_WORDS);
	in->line = b->words_line;
	in->indent = b->words_indent;
	in->text = valid.s == t.s ? text_copy(b->arena, valid) : valid;
	attach_inline(b, in);
}

static void add_words(struct doc_builder *b, struct text t)
{
	if (b->words.n == 0) {
		b->words_line = b->line;
		b->words_indent = b->indent;
		b->indent = 0;
	}
	buffer_add(&b->words, t);
}

static void write_breaks(struct doc_builder *b)
{
	enum doc_inline_kind kind = b->hard_breaks > 0 ? DOC_HARD_BREAK : DOC_SOFT_BREAK;
	int count = b->hard_breaks > 0 ? b->hard_breaks : b->soft_break ? 1 : 0;

	b->hard_breaks = 0;
	b->soft_break = false;
	if (count == 0 || (innermost(b)->inlines == NULL && b->words.n == 0))
		return;
	if (innermost(b)->kind == DOC_HEADING || in_cell(b)) {
		add_words(b, TEXT(" "));
		return;
	}
	flush_words(b);
	while (count-- > 0 && node_fits(b))
		attach_inline(b, inline_new(b, kind));
}

static void open_wanted(struct doc_builder *b)
{
	struct doc_inline *in;

	flush_words(b);
	if (!node_fits(b))
		return;
	in = inline_new(b, b->wanted[b->inline_depth].kind);
	in->href = b->wanted[b->inline_depth].href;
	in->indent = b->indent;
	b->indent = 0;
	attach_inline(b, in);
	b->open_inline[b->inline_depth++] = in;
	b->last_inline[b->inline_depth] = NULL;
}

/* Makes what is open what is wanted. */
static void catch_up(struct doc_builder *b)
{
	bool broken = b->hard_breaks > 0 || b->soft_break;

	while (!broken && b->kept < b->inline_depth && b->kept < b->wanted_depth &&
		b->wanted[b->kept].kind != DOC_LINK &&
		b->wanted[b->kept].kind == b->open_inline[b->kept]->kind)
		b->kept++;
	if (b->inline_depth > b->kept) {
		flush_words(b);
		b->inline_depth = b->kept;
	}
	write_breaks(b);
	while (b->inline_depth < b->wanted_depth && !b->full)
		open_wanted(b);
	b->kept = b->inline_depth;
}

static bool bytes_fit(struct doc_builder *b, size_t n)
{
	if (n > DOC_BYTES_MAX - b->bytes)
		b->full = true;
	else
		b->bytes += n;
	return !b->full;
}

/* Words that stand in no leaf get a paragraph of their own, in an item or a cell where that is
 * asked. */
static void wrapped_words(struct doc_builder *b, struct text t)
{
	int depth = b->depth, skipped = b->skipped_containers;

	b->skipped_containers = 0;
	if (depth > 0 && innermost(b)->kind == DOC_LIST)
		doc_open(b, DOC_ITEM);
	if (depth > 0 && innermost(b)->kind == DOC_TABLE)
		doc_open(b, DOC_ROW);
	if (depth > 0 && innermost(b)->kind == DOC_ROW)
		doc_open(b, DOC_CELL);
	doc_open(b, DOC_PARAGRAPH);
	if (in_leaf(b)) /* not so in a rule, or when the tree is full */
		doc_words(b, t);
	while (b->depth > depth)
		doc_close(b);
	b->skipped_containers = skipped;
}

void doc_words(struct doc_builder *b, struct text t)
{
	if (b->full || vanishes(t))
		return;
	if (!in_leaf(b)) {
		wrapped_words(b, t);
	} else if (bytes_fit(b, t.n)) {
		catch_up(b);
		add_words(b, t);
	}
}

void doc_break(struct doc_builder *b, enum doc_inline_kind kind)
{
	if (!in_leaf(b))
		return;
	if (kind == DOC_HARD_BREAK)
		b->hard_breaks++;
	else
		b->soft_break = true;
}

static bool is_wanted(const struct doc_builder *b, enum doc_inline_kind kind)
{
	for (int i = 0; i < b->wanted_depth; i++)
		if (b->wanted[i].kind == kind)
			return true;
	return false;
}

static void open_inline(struct doc_builder *b, enum doc_inline_kind kind, struct text href)
{
	if (!in_leaf(b) || b->opened == DOC_DEPTH_MAX) {
		b->skipped_inlines++;
		return;
	}
	b->marks[b->opened] = !is_wanted(b, kind);
	if (b->marks[b->opened++]) {
		b->wanted[b->wanted_depth].kind = kind;
		b->wanted[b->wanted_depth++].href = href;
	}
}

void doc_open_inline(struct doc_builder *b, enum doc_inline_kind kind)
{
	open_inline(b, kind, kind == DOC_LINK ? TEXT("") : TEXT_NONE);
}

/* Without control characters and white space around: what an address may be. */
static struct text valid_href(struct arena *arena, struct text href)
{
	struct buffer kept = buffer_in(arena, DOC_HREF_MAX);

	href = text_trim(made_valid(arena, href));
	for (size_t i = 0; i < href.n; i++)
		if (href.s[i] != '\t')
			buffer_add_byte(&kept, href.s[i]);
	return kept.full ? TEXT("") : buffer_text(&kept);
}

void doc_open_link(struct doc_builder *b, struct text href)
{
	href = bytes_fit(b, href.n) ? valid_href(b->arena, href) : TEXT("");
	open_inline(b, DOC_LINK, href);
}

void doc_close_inline(struct doc_builder *b)
{
	if (b->skipped_inlines > 0)
		b->skipped_inlines--;
	else if (b->opened > 0 && b->marks[--b->opened])
		b->wanted_depth--;
	if (b->kept > b->wanted_depth)
		b->kept = b->wanted_depth;
}

/* Blocks */

/* How many levels a block of that kind needs for words to stand in it. */
static int levels_for(enum doc_block_kind kind)
{
	static const int levels[] = { [DOC_HEADING] = 1,
		[DOC_PARAGRAPH] = 1,
		[DOC_FURNITURE] = 1,
		[DOC_RULE] = 1,
		[DOC_QUOTE] = 2,
		[DOC_ITEM] = 2,
		[DOC_CELL] = 2,
		[DOC_LIST] = 3,
		[DOC_ROW] = 3,
		[DOC_TABLE] = 4 };

	return levels[kind];
}

static bool may_stand(const struct doc_builder *b, enum doc_block_kind kind)
{
	const struct doc_block *parent = innermost(b);

	if (b->depth + levels_for(kind) > DOC_DEPTH_MAX || in_leaf(b) ||
		(parent != NULL && parent->kind == DOC_RULE))
		return false;
	switch (kind) {
	case DOC_ITEM:
		return parent != NULL && parent->kind == DOC_LIST;
	case DOC_ROW:
		return parent != NULL && parent->kind == DOC_TABLE;
	case DOC_CELL:
		return parent != NULL && parent->kind == DOC_ROW;
	case DOC_HEADING:
	case DOC_PARAGRAPH:
	case DOC_LIST:
	case DOC_QUOTE:
	case DOC_TABLE:
	case DOC_RULE:
	case DOC_FURNITURE:
		break;
	}
	return parent == NULL || parent->kind == DOC_ITEM || parent->kind == DOC_QUOTE ||
	       parent->kind == DOC_CELL;
}

static struct doc_block *skip_block(struct doc_builder *b, enum doc_block_kind kind)
{
	if (in_leaf(b)) {
		/* So that the words of two blocks do not run together. */
		doc_break(b, DOC_SOFT_BREAK);
		b->skipped_leaves++;
	} else {
		b->skipped_containers++;
	}
	if (b->nowhere == NULL)
		b->nowhere = arena_new(b->arena, struct doc_block, 1);
	return b->nowhere;
}

struct doc_block *doc_open(struct doc_builder *b, enum doc_block_kind kind)
{
	struct doc_block *block;

	if (!may_stand(b, kind) || !node_fits(b))
		return skip_block(b, kind);
	block = arena_new(b->arena, struct doc_block, 1);
	block->kind = kind;
	block->level = kind == DOC_HEADING ? 1 : 0;
	block->start = kind == DOC_LIST ? 1 : 0;
	block->tight = kind == DOC_LIST;
	block->line = b->line;
	block->page = b->page;
	b->open[b->depth++] = block;
	b->last[b->depth] = NULL;
	b->last_inline[0] = NULL;
	return block;
}

static void settle(struct doc_builder *b, struct doc_block *block);

static bool is_empty(const struct doc_block *block)
{
	return block->inlines == NULL && block->child == NULL && block->kind != DOC_RULE &&
	       block->kind != DOC_CELL;
}

static void close_leaf(struct doc_builder *b)
{
	flush_words(b);
	b->inline_depth = b->wanted_depth = b->opened = b->kept = b->skipped_inlines = 0;
	b->hard_breaks = b->indent = 0;
	b->soft_break = false;
}

static void attach_block(struct doc_builder *b, struct doc_block *block)
{
	if (b->last[b->depth] != NULL)
		b->last[b->depth]->next = block;
	else if (b->depth > 0)
		innermost(b)->child = block;
	else
		b->doc->first = block;
	b->last[b->depth] = block;
}

void doc_close(struct doc_builder *b)
{
	int *skipped = in_leaf(b) ? &b->skipped_leaves : &b->skipped_containers;
	struct doc_block *block = innermost(b);

	if (*skipped > 0) {
		doc_break(b, DOC_SOFT_BREAK);
		(*skipped)--;
		return;
	}
	if (block == NULL)
		return;
	if (in_leaf(b))
		close_leaf(b);
	b->depth--;
	settle(b, block);
	if (!is_empty(block))
		attach_block(b, block);
}

struct doc_block *doc_block_of(struct doc_builder *b, enum doc_block_kind kind, struct text words)
{
	struct doc_block *block = doc_open(b, kind);

	doc_words(b, words);
	doc_close(b);
	return block;
}

struct doc *doc_finish(struct doc_builder *b)
{
	while (b->depth > 0 || b->skipped_containers > 0)
		doc_close(b);
	return b->doc;
}

/* The canonical form of lists and tables (doc.h) */

enum { LETTERS = 26, LETTERED_MAX = LETTERS + LETTERS * LETTERS }; /* a) ... z) aa) ... zz) */

/* The number that "a) " (1) or "ab) " (28) at the front of t says, and how long that is; 0 when
 * there is none. */
static int letter_number(struct text t, size_t *ret_n)
{
	int number = 0;
	size_t n = 0;

	while (n < t.n && n < 2 && t.s[n] >= 'a' && t.s[n] <= 'z')
		number = number * LETTERS + (t.s[n++] - 'a' + 1);
	if (n == 0 || n == t.n || t.s[n] != ')' || (n + 1 < t.n && t.s[n + 1] != ' '))
		return 0;
	*ret_n = n + 1 < t.n ? n + 2 : n + 1;
	return number;
}

/* The words "a) ..." at the front of an item, when something of it comes after the letter. */
static struct doc_inline *letter_of(const struct doc_block *item, int *ret_number, size_t *ret_n)
{
	struct doc_inline *words = item->child->kind == DOC_PARAGRAPH ? item->child->inlines : NULL;

	if (words == NULL || words->kind != DOC_WORDS ||
		(*ret_number = letter_number(words->text, ret_n)) == 0)
		return NULL;
	if (words->text.n > *ret_n)
		return words;
	if (words->next == NULL)
		return item->child->next != NULL ? words : NULL;
	return words->next->kind == DOC_SOFT_BREAK || words->next->kind == DOC_HARD_BREAK ? NULL
											  : words;
}

static bool is_lettered(const struct doc_block *list, int *ret_start)
{
	int wanted = 0, number;
	size_t n;

	for (const struct doc_block *item = list->child; item != NULL; item = item->next) {
		if (letter_of(item, &number, &n) == NULL ||
			(wanted > 0 ? number != wanted : number > LETTERS))
			return false;
		if (wanted == 0)
			*ret_start = number;
		wanted = number + 1;
	}
	return true;
}

static void drop_letters(struct doc_block *list)
{
	for (struct doc_block *item = list->child; item != NULL; item = item->next) {
		int number;
		size_t n;
		struct doc_inline *words = letter_of(item, &number, &n);

		words->text = text_after(words->text, n);
		if (!text_empty(words->text))
			continue;
		item->child->inlines = words->next;
		if (words->next == NULL)
			item->child = item->child->next;
	}
}

/* Whether CommonMark needs a blank line between the two: without it the second would be read as
 * part of the first. */
static bool needs_gap(const struct doc_block *a, const struct doc_block *b)
{
	if (a->kind == DOC_HEADING || a->kind == DOC_RULE)
		return false;
	if (a->kind == DOC_TABLE || b->kind == DOC_TABLE || b->kind == DOC_PARAGRAPH ||
		b->kind == DOC_FURNITURE)
		return true;
	if (b->kind == DOC_LIST && a->kind != DOC_LIST && a->kind != DOC_QUOTE)
		return b->style == DOC_LIST_DECIMAL && b->start != 1;
	return a->kind == DOC_QUOTE && b->kind == DOC_QUOTE;
}

/* cmark sees no gap after a thematic break, not even at the end of a list within. */
static bool shows_gap(const struct doc_block *before)
{
	while (before->kind == DOC_LIST || before->kind == DOC_ITEM) {
		before = before->child;
		while (before->next != NULL)
			before = before->next;
	}
	return before->kind != DOC_RULE;
}

static void settle_tightness(struct doc_block *list)
{
	/* "a)" alone, before a list in the item. */
	static const struct doc_block letter = { .kind = DOC_PARAGRAPH };
	bool gap = false;

	for (const struct doc_block *item = list->child; item != NULL; item = item->next) {
		const struct doc_block *before = NULL;

		gap |= item->next != NULL && shows_gap(item);
		if (list->style == DOC_LIST_ALPHA && item->child->kind != DOC_PARAGRAPH)
			before = &letter;
		for (const struct doc_block *in = item->child; in != NULL;
			before = in, in = in->next) {
			if (before == NULL)
				continue;
			gap |= shows_gap(before);
			if (needs_gap(before, in))
				list->tight = false;
		}
	}
	if (!gap)
		list->tight = true;
}

static int items_of(const struct doc_block *list)
{
	int n = 0;

	for (const struct doc_block *item = list->child; item != NULL; item = item->next)
		n++;
	return n;
}

static void settle_list(struct doc_block *list)
{
	int start = 0;

	if (list->style == DOC_LIST_BULLET && is_lettered(list, &start)) {
		drop_letters(list);
		list->style = DOC_LIST_ALPHA;
		list->start = start;
	}
	if (list->style == DOC_LIST_ALPHA &&
		(list->start < 1 || list->start > LETTERS ||
			list->start - 1 + items_of(list) > LETTERED_MAX))
		list->style = DOC_LIST_DECIMAL;
	if (list->style == DOC_LIST_BULLET || list->start < 0 || list->start > DOC_NUMBER_MAX)
		list->start = 1;
	settle_tightness(list);
}

static size_t cells_of(const struct doc_block *row, bool *ret_empty)
{
	size_t n = 0;

	*ret_empty = true;
	for (const struct doc_block *cell = row->child; cell != NULL; cell = cell->next, n++)
		if (cell->child != NULL)
			*ret_empty = false;
	return n;
}

static void pad_row(struct arena *arena, struct doc_block *row, size_t cells)
{
	struct doc_block **end = &row->child;

	for (size_t n = 0; n < cells; n++, end = &(*end)->next) {
		if (*end != NULL)
			continue;
		*end = arena_new(arena, struct doc_block, 1);
		(*end)->kind = DOC_CELL;
		(*end)->line = row->line;
		(*end)->page = row->page;
	}
}

static void settle_table(struct doc_builder *b, struct doc_block *table)
{
	size_t widest = 0, n;
	bool empty;

	table->header_rows = table->header_rows > 0;
	cells_of(table->child, &empty);
	if (table->header_rows > 0 && empty) {
		table->header_rows = 0;
		table->child = table->child->next;
	}
	for (const struct doc_block *row = table->child; row != NULL; row = row->next)
		widest = (n = cells_of(row, &empty)) > widest ? n : widest;
	for (struct doc_block *row = table->child; row != NULL; row = row->next) {
		n = cells_of(row, &empty);
		for (size_t i = n; i < widest && node_fits(b); i++)
			n++;
		pad_row(b->arena, row, n);
	}
}

static void settle(struct doc_builder *b, struct doc_block *block)
{
	if (is_empty(block))
		return;
	if (block->kind == DOC_LIST)
		settle_list(block);
	else if (block->kind == DOC_TABLE)
		settle_table(b, block);
	else if (block->kind == DOC_HEADING)
		block->level = block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;
}

/* Reading a tree */

static void add_inlines(struct buffer *b, const struct doc_inline *in)
{
	for (; in != NULL; in = in->next) {
		if (in->kind == DOC_WORDS)
			buffer_add(b, in->text);
		else if (in->kind == DOC_SOFT_BREAK || in->kind == DOC_HARD_BREAK)
			buffer_add_byte(b, ' ');
		else
			add_inlines(b, in->child);
	}
}

struct text doc_inlines_text(struct arena *arena, const struct doc_inline *inlines)
{
	struct buffer b = buffer_in(arena, 2 * DOC_BYTES_MAX);

	add_inlines(&b, inlines);
	return buffer_text(&b);
}

static void add_block(struct buffer *b, const struct doc_block *block)
{
	add_inlines(b, block->inlines);
	for (const struct doc_block *in = block->child; in != NULL; in = in->next) {
		if (b->n > 0 && b->s[b->n - 1] != '\n')
			buffer_add_byte(b, '\n');
		add_block(b, in);
	}
}

struct text doc_block_text(struct arena *arena, const struct doc_block *block)
{
	struct buffer b = buffer_in(arena, 2 * DOC_BYTES_MAX);

	add_block(&b, block);
	return buffer_text(&b);
}

static bool same_inlines(const struct doc_inline *a, const struct doc_inline *b)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next)
		if (a->kind != b->kind || !text_eq(a->text, b->text) ||
			!text_eq(a->href, b->href) || !same_inlines(a->child, b->child))
			return false;
	return a == b;
}

bool doc_same(const struct doc_block *a, const struct doc_block *b)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next)
		if (a->kind != b->kind || a->level != b->level || a->style != b->style ||
			a->start != b->start || a->tight != b->tight ||
			a->header_rows != b->header_rows || !same_inlines(a->inlines, b->inlines) ||
			!doc_same(a->child, b->child))
			return false;
	return a == b;
}
