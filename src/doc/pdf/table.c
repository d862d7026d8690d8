/* doc/pdf/table.c: tables: columns as wide as what they hold, rows that no page divides, a header on every page. */
#include "doc/pdf/block.h"
#include "doc/pdf/link.h"

enum {
	COLUMNS_MAX = 20,           /* more would be a letter wide: their cells are set one after another */
	CELL_PAD = 7000,            /* between columns */
	CELL_PAD_TOP = 4200,
	CELL_PAD_BOTTOM = 4600,
	ROW_WHOLE_MAX = BODY / 2,   /* a higher row is divided between its lines */
	HEAD_MAX = BODY / 4,        /* a higher header is not said again */
	NATURAL_MAX = MEASURE * 100, /* a column that wants more is no wider for it */
	FILL = 62,                  /* percent: a table that is nearly as wide as the measure is made as wide */
};

struct column {
	int x, width;
	int64_t least, most;
	bool figures; /* holds numbers: they stand under one another from the right */
};

struct table {
	const struct doc_block *block;
	struct column columns[COLUMNS_MAX];
	int n;
	int width;
	bool row_heads; /* strong words at the beginning of each row are its header */
	struct element *element;
};

static int cells_of(const struct doc_block *row)
{
	int n = 0;

	for (const struct doc_block *cell = row->child; cell != NULL && n <= COLUMNS_MAX; cell = cell->next)
		n++;
	return n;
}

/* How wide columns are */

static void measure_blocks(struct maker *m, const struct doc_block *blocks, const struct span *span, int depth,
	struct column *column)
{
	for (; blocks != NULL && depth < DOC_DEPTH_MAX; blocks = blocks->next) {
		struct arena_mark mark = arena_mark(m->setting->scratch);
		struct copy copy = copy_begin(m->setting);
		int least, most;

		copy_add_inlines(m->setting, &copy, blocks->inlines, span);
		copy_measure(m->setting, &copy, &least, &most);
		arena_rewind(m->setting->scratch, mark);
		if (blocks->kind == DOC_ITEM || blocks->kind == DOC_QUOTE)
			column->least = column->least > 2 * CELL_PAD ? column->least : 2 * CELL_PAD;
		column->least = least > column->least ? least : column->least;
		column->most = most > column->most ? most : column->most;
		measure_blocks(m, blocks->child, span, depth + 1, column);
	}
}

static bool is_figure(struct text t)
{
	bool digit = false;

	if (text_ends(t, TEXT(" kr.")))
		t = text_from_to(t, 0, t.n - strlen(" kr."));
	for (size_t i = 0; i < t.n; i++) {
		digit = digit || (t.s[i] >= '0' && t.s[i] <= '9');
		if ((t.s[i] < '0' || t.s[i] > '9') && strchr(" .,-+%", t.s[i]) == NULL && t.s[i] != '\xe2' &&
			t.s[i] != '\x80' && t.s[i] != '\x88' && t.s[i] != '\x92' && t.s[i] != '\x93')
			return false;
	}
	return digit;
}

static bool holds_figure(struct maker *m, const struct doc_block *cell)
{
	struct text text;
	bool is;

	if (cell->child == NULL)
		return true;
	text = text_trim(doc_block_text(m->setting->arena, cell));
	is = cell->child->next == NULL && cell->child->kind == DOC_PARAGRAPH && is_figure(text);
	return is || text_empty(text);
}

static void measure_columns(struct maker *m, struct table *table)
{
	struct span *text = span_new(m, m->setting->structure.root, &look_table);
	struct span *strong = span_new(m, m->setting->structure.root, &look_table_head);
	int row_n = 0;

	for (const struct doc_block *row = table->block->child; row != NULL; row = row->next, row_n++) {
		struct column *column = table->columns;
		bool head = row_n < table->block->header_rows;

		for (const struct doc_block *cell = row->child; cell != NULL; cell = cell->next, column++) {
			measure_blocks(m, cell->child, head ? strong : text, 0, column);
			if (!head)
				column->figures = column->figures && holds_figure(m, cell);
		}
	}
}

static void bound_columns(struct table *table, int64_t room)
{
	for (int i = 0; i < table->n; i++) {
		struct column *c = &table->columns[i];

		c->least = c->least < COLUMN_LEAST ? COLUMN_LEAST : c->least > room ? room : c->least;
		c->most = c->most < c->least ? c->least : c->most > NATURAL_MAX ? NATURAL_MAX : c->most;
		c->width = 0;
	}
}

static int64_t sum(const struct table *table, bool most)
{
	int64_t sum = 0;

	for (int i = 0; i < table->n; i++)
		sum += most ? table->columns[i].most : table->columns[i].least;
	return sum;
}

/* Columns that would be content with an even share have what they like; the others divide the rest, none below what it
 * needs. */
static void settle_modest(struct table *table, int64_t room)
{
	int64_t rest = room, others = table->n, least = sum(table, false);

	for (bool more = true; more;) {
		more = false;
		for (int i = 0; i < table->n; i++) {
			struct column *c = &table->columns[i];

			if (c->width > 0 || c->most > rest / others || c->most > rest - (least - c->least))
				continue;
			c->width = (int)c->most;
			rest -= c->most;
			least -= c->least;
			others--;
			more = others > 0;
		}
	}
	for (int i = 0; i < table->n; i++) {
		struct column *c = &table->columns[i];
		int64_t even = others > 0 ? (rest - least) / others : 0;

		if (c->width == 0)
			c->width = (int)(c->least + even);
	}
}

static void share(struct table *table, int64_t room)
{
	int64_t least, most;

	bound_columns(table, room);
	least = sum(table, false);
	most = sum(table, true);
	if (least < room && most > room) {
		settle_modest(table, room);
		return;
	}
	for (int i = 0; i < table->n; i++) {
		struct column *c = &table->columns[i];

		if (least >= room)
			c->width = (int)(c->least * room / least);
		else if (most * 100 >= room * FILL)
			c->width = (int)(c->most * room / most);
		else
			c->width = (int)c->most;
	}
}

static void place_columns(struct table *table, const struct frame *frame)
{
	int x = frame->x;

	share(table, frame->width - (int64_t)CELL_PAD * 2 * (table->n - 1));
	for (int i = 0; i < table->n; i++) {
		table->columns[i].x = x;
		x += table->columns[i].width + 2 * CELL_PAD;
	}
	table->width = x - 2 * CELL_PAD - frame->x;
}

/* Rows */

struct row {
	struct galley cells[COLUMNS_MAX];
	int64_t height; /* of the highest cell */
};

static bool is_strong(const struct doc_block *cell)
{
	const struct doc_block *p = cell->child;

	return p != NULL && p->next == NULL && p->kind == DOC_PARAGRAPH && p->inlines != NULL &&
		p->inlines->kind == DOC_STRONG && p->inlines->next == NULL;
}

static void find_row_heads(struct table *table)
{
	table->row_heads = table->block->header_rows == 0 && table->n > 1;
	for (const struct doc_block *row = table->block->child; row != NULL; row = row->next)
		table->row_heads = table->row_heads && row->child != NULL && is_strong(row->child);
}

static struct element *cell_element(struct maker *m, const struct table *table, struct element *tr, bool head, int column)
{
	struct element *e;

	if (!head && !(table->row_heads && column == 0))
		return element_new(&m->setting->structure, tr, "TD");
	e = element_new(&m->setting->structure, tr, "TH");
	e->attributes = head ? "/A<</O/Table/Scope/Column>>" : "/A<</O/Table/Scope/Row>>";
	return e;
}

static void align_right(struct galley *cell, const struct column *column)
{
	for (size_t i = 0; i < cell->n; i++)
		for (size_t k = 0; k < cell->slugs[i].n; k++) {
			struct ink *ink = &cell->slugs[i].inks[k];

			if (ink->kind == INK_LINE)
				ink->x = column->x + column->width - ink->line.width;
		}
}

static void set_cells(struct maker *m, const struct table *table, const struct doc_block *block, bool head,
	const struct frame *frame, struct element *tr, struct row *ret)
{
	const struct doc_block *cell = block->child;

	for (int i = 0; i < table->n; i++) {
		const struct column *column = &table->columns[i];
		struct frame inner = {
			.parent = cell_element(m, table, tr, head, i),
			.x = column->x,
			.width = column->width,
			.look = head ? &look_table_head : &look_table,
			.depth = frame->depth + 2,
			.lists = frame->lists,
			.alone = cell != NULL && blocks_alone(cell->child),
		};
		int64_t height;

		ret->cells[i] = galley_begin(m->setting->arena);
		if (cell != NULL) {
			galley_anchor(&ret->cells[i], anchors_find(m->setting, cell->id));
			blocks_set(m, &ret->cells[i], cell->child, &inner);
			cell = cell->next;
		}
		if (column->figures)
			align_right(&ret->cells[i], column);
		height = slugs_height(ret->cells[i].slugs, ret->cells[i].n);
		ret->height = height > ret->height ? height : ret->height;
	}
}

static void move_inks(struct galley *galley, struct slug *to, const struct slug *from, int y)
{
	struct anchor *anchor = from->anchor;

	for (size_t i = 0; i < from->n; i++) {
		const struct ink *ink = &from->inks[i];
		struct ink *moved = slug_ink(galley, to, ink->kind, 0, 0);

		*moved = *ink;
		moved->y += y;
	}
	while (anchor != NULL) {
		struct anchor *next = anchor->next;

		anchor->next = to->anchor;
		to->anchor = anchor;
		anchor = next;
	}
}

static void add_whole(struct galley *galley, const struct table *table, const struct row *row)
{
	struct slug *slug = galley_add(galley, 0, CELL_PAD_TOP + (int)row->height + CELL_PAD_BOTTOM, 0);

	for (int i = 0; i < table->n; i++) {
		const struct galley *cell = &row->cells[i];

		for (size_t k = 0; k < cell->n; k++)
			move_inks(galley, slug, &cell->slugs[k],
				CELL_PAD_TOP + (int)slugs_height(cell->slugs, k + 1) - cell->slugs[k].height);
	}
}

static int gap_before(const struct galley *cell, size_t k)
{
	if (k == 0)
		return 0;
	return cell->slugs[k].before > cell->slugs[k - 1].after ? cell->slugs[k].before : cell->slugs[k - 1].after;
}

/* Each cell's k-th line in the k-th band, so that a page may break between any two. */
static void add_bands(struct galley *galley, const struct table *table, const struct row *row)
{
	size_t bands = 0;

	for (int i = 0; i < table->n; i++)
		bands = row->cells[i].n > bands ? row->cells[i].n : bands;
	for (size_t k = 0; k < bands; k++) {
		int gap = k == 0 ? CELL_PAD_TOP : 0, height = 0;
		struct slug *slug;

		for (int i = 0; i < table->n; i++)
			if (k < row->cells[i].n) {
				gap = gap_before(&row->cells[i], k) > gap ? gap_before(&row->cells[i], k) : gap;
				height = row->cells[i].slugs[k].height > height ? row->cells[i].slugs[k].height : height;
			}
		slug = galley_add(galley, 0, gap + height + (k + 1 == bands ? CELL_PAD_BOTTOM : 0), 0);
		slug->glued = slug->glued || k == 1 || (k > 0 && k + 1 == bands);
		for (int i = 0; i < table->n; i++)
			if (k < row->cells[i].n)
				move_inks(galley, slug, &row->cells[i].slugs[k], gap);
	}
}

static void add_rule(struct galley *galley, const struct table *table, int x, int height, uint32_t colour)
{
	struct slug *slug = &galley->slugs[galley->n - 1];
	struct ink *ink = slug_ink(galley, slug, INK_RULE, x, slug->height - height);

	ink->width = table->width;
	ink->height = height;
	ink->colour = colour;
}

static void set_row(struct maker *m, struct galley *galley, const struct table *table, const struct doc_block *block,
	struct element *group, const struct frame *frame, bool head)
{
	struct row *row = arena_new(m->setting->arena, struct row, 1);
	struct element *tr = element_new(&m->setting->structure, group, "TR");
	size_t first = galley->n;

	galley_anchor(galley, anchors_find(m->setting, block->id));
	set_cells(m, table, block, head, frame, tr, row);
	if (row->height <= ROW_WHOLE_MAX)
		add_whole(galley, table, row);
	else
		add_bands(galley, table, row);
	if (head)
		galley->slugs[first].glued = galley->slugs[first].glued || first > 0;
	add_rule(galley, table, frame->x, head ? RULE : HAIRLINE, head ? m->accent : COLOUR_LINE);
}

/* The table as a whole */

static struct head *head_of(struct galley *galley, size_t from, size_t to)
{
	struct head *head = arena_new(galley->arena, struct head, 1);

	head->slugs = arena_copy(galley->arena, galley->slugs + from, (to - from) * sizeof(*galley->slugs));
	head->n = to - from;
	head->height = (int)slugs_height(head->slugs, head->n);
	return head;
}

/* A table of headers alone has a body all the same (PDF/UA, 7.2). */
static const char *head_type(const struct doc_block *block)
{
	int rows = 0;

	for (const struct doc_block *row = block->child; row != NULL && rows <= block->header_rows; row = row->next)
		rows++;
	return rows > block->header_rows ? "THead" : "TBody";
}

static void set_rows(struct maker *m, struct galley *galley, const struct table *table, const struct frame *frame)
{
	struct structure *structure = &m->setting->structure;
	struct element *group = NULL;
	const struct doc_block *row = table->block->child;
	size_t first = galley->n, body;
	struct head *head = NULL;
	int row_n = 0;

	for (; row != NULL && row_n < table->block->header_rows; row = row->next, row_n++) {
		group = group != NULL ? group : element_new(structure, table->element, head_type(table->block));
		set_row(m, galley, table, row, group, frame, true);
		galley->glue = true;
	}
	body = galley->n;
	if (body > first && slugs_height(galley->slugs + first, body - first) <= HEAD_MAX)
		head = head_of(galley, first, body);
	group = row != NULL ? element_new(structure, table->element, "TBody") : NULL;
	for (; row != NULL; row = row->next)
		set_row(m, galley, table, row, group, frame, false);
	for (size_t i = body; i < galley->n; i++)
		galley->slugs[i].head = head;
}

/* Too wide for a page: what the cells hold, one after another. */
static void set_flat(struct maker *m, struct galley *galley, const struct doc_block *block, const struct frame *frame)
{
	struct frame inner = *frame;

	inner.depth += 2;
	inner.alone = false;
	for (const struct doc_block *row = block->child; row != NULL; row = row->next)
		for (const struct doc_block *cell = row->child; cell != NULL; cell = cell->next)
			blocks_set(m, galley, cell->child, &inner);
}

void table_set(struct maker *m, struct galley *galley, const struct doc_block *block, const struct frame *frame)
{
	struct table *table = arena_new(m->setting->arena, struct table, 1);
	size_t first = galley->n;

	table->block = block;
	for (const struct doc_block *row = block->child; row != NULL; row = row->next)
		table->n = cells_of(row) > table->n ? cells_of(row) : table->n;
	if (table->n == 0)
		return;
	if (table->n > COLUMNS_MAX ||
		(int64_t)table->n * (COLUMN_LEAST + 2 * CELL_PAD) - 2 * CELL_PAD > frame->width) {
		set_flat(m, galley, block, frame);
		return;
	}
	for (int i = 0; i < table->n; i++)
		table->columns[i].figures = true;
	table->element = element_new(&m->setting->structure, frame->parent, "Table");
	measure_columns(m, table);
	find_row_heads(table);
	place_columns(table, frame);
	galley_space(galley, frame->look->after);
	set_rows(m, galley, table, frame);
	if (galley->n > first)
		galley->slugs[galley->n - 1].after = frame->look->after + look_text.after / 2;
}
