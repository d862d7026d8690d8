#include "doc/pdf_in/table.h"

#include <math.h>

#include "doc/pdf_in/words.h"

/* The runs of one cell are v[from] to v[to - 1]. */
struct cell {
	size_t from, to;
	float left, right;
};

static bool next_cell(const struct page_line *line, struct cell *cell)
{
	size_t i = cell->to;

	if (i >= line->runs_n)
		return false;
	cell->from = i;
	cell->left = line->runs[i].left;
	for (i++; i < line->runs_n && !line->runs[i].apart; i++)
		continue;
	cell->to = i;
	cell->right = line->runs[i - 1].right;
	return true;
}

static size_t cells_of(const struct page_line *line)
{
	struct cell cell = { .to = 0 };
	size_t n = 0;

	while (next_cell(line, &cell))
		n++;
	return n;
}

/* The column that a cell stands in: columns_n when it stands in none, -1 when it stands in two. */
static int column_of(const struct table *table, const struct cell *cell)
{
	int found = (int)table->columns_n;

	for (size_t i = 0; i < table->columns_n; i++) {
		if (cell->left >= table->columns[i].right || cell->right <= table->columns[i].left)
			continue;
		if (found != (int)table->columns_n)
			return -1;
		found = (int)i;
	}
	return found;
}

/* A column between others that the rows above left empty. */
static bool add_column(struct table *table, const struct cell *cell)
{
	size_t at = 0;

	if (table->columns_n == TABLE_COLUMNS_MAX)
		return false;
	while (at < table->columns_n && table->columns[at].left < cell->left)
		at++;
	memmove(&table->columns[at + 1], &table->columns[at], (table->columns_n - at) * sizeof(table->columns[0]));
	table->columns[at].left = cell->left;
	table->columns[at].right = cell->right;
	table->columns_n++;
	return true;
}

/* Widens the columns by a line's cells; false when they do not fit. */
static bool take_line(struct table *table, const struct page_line *line)
{
	struct table wider = *table;
	struct cell cell = { .to = 0 };

	while (next_cell(line, &cell)) {
		int column = column_of(&wider, &cell);

		if (column < 0 || (column == (int)wider.columns_n && !add_column(&wider, &cell)))
			return false;
		if (column < (int)table->columns_n) {
			wider.columns[column].left = fminf(wider.columns[column].left, cell.left);
			wider.columns[column].right = fmaxf(wider.columns[column].right, cell.right);
		}
	}
	*table = wider;
	return true;
}

/* A row of several cells, or the next line of one whose cells are wrapped. */
static bool may_go_on(const struct measure *m, const struct page_line *above, const struct page_line *line)
{
	if (line->size > above->size * 1.3f)
		return false;
	if (measure_tells(m, line) && fabsf(line->size - above->size) > 0.6f)
		return false; /* our tables are smaller than the text */
	if (line->page != above->page)
		return measure_tells(m, line) && fabsf(line->size - above->size) < 0.3f && cells_of(line) > 1;
	return cells_of(line) > 1 ? line->top - above->top < 3.5f * m->pitch : measure_close(m, above, line);
}

struct table table_at(const struct measure *m, size_t from)
{
	const struct page_line *lines = m->text->lines;
	struct table table = { .from = from, .to = from };
	size_t rows = 0, to, last = from;

	if (cells_of(&lines[from]) < 2)
		return table;
	for (to = from; to < m->text->lines_n && to - from < TABLE_LINES_MAX; to++) {
		if (lines[to].furniture && measure_tells(m, &lines[to]))
			continue;
		if (to > from && !may_go_on(m, &lines[last], &lines[to]))
			break;
		if (!take_line(&table, &lines[to]))
			break;
		last = to;
		rows += cells_of(&lines[to]) > 1;
	}
	table.headed = lines[from].strong && to > from + 1 && !lines[from + 1].strong;
	if (rows >= 2 && (table.headed || (table.columns_n >= 3 && rows >= 3)))
		table.to = last + 1;
	return table;
}

/* The lines of one row: it ends before the next line that has several cells, or that begins at a distance. */
static size_t row_end(const struct measure *m, const struct table *table, size_t from)
{
	const struct page_line *lines = m->text->lines;
	size_t to = from + 1;

	while (to < table->to && !lines[to].furniture && cells_of(&lines[to]) == 1 && measure_close(m, &lines[to - 1], &lines[to]))
		to++;
	/* Lines that lack the first cell go on with it too. */
	while (to < table->to && measure_close(m, &lines[to - 1], &lines[to]) && lines[to].left > table->columns[0].right)
		to++;
	return to;
}

static void add_cell(struct doc_builder *b, const struct measure *m, const struct table *table, size_t column, size_t from,
	size_t to)
{
	struct words words = words_in(b, false);
	bool open = false;

	doc_open(b, DOC_CELL);
	for (size_t i = from; i < to; i++) {
		const struct page_line *line = &m->text->lines[i];
		struct cell cell = { .to = 0 };

		while (next_cell(line, &cell)) {
			if (line->furniture || column_of(table, &cell) != (int)column)
				continue;
			b->line = line->number;
			if (open)
				words_break(&words, &line->runs[cell.from], words.end == END_MEANT);
			else
				doc_open(b, DOC_PARAGRAPH)->size = line->size;
			open = true;
			words_add_runs(&words, line, cell.from, cell.to, 0);
		}
	}
	words_finish(&words);
	if (open)
		doc_close(b);
	doc_close(b);
}

void table_add(struct doc_builder *b, const struct measure *m, const struct table *table)
{
	doc_open(b, DOC_TABLE)->header_rows = table->headed;
	for (size_t from = table->from, to; from < table->to; from = to) {
		to = from + 1;
		if (m->text->lines[from].furniture)
			continue;
		to = row_end(m, table, from);
		doc_open(b, DOC_ROW);
		for (size_t column = 0; column < table->columns_n; column++)
			add_cell(b, m, table, column, from, to);
		doc_close(b);
	}
	doc_close(b);
}
