/* doc/pdf/signature.c: the sheet to sign: on a page of its own, in two columns, a line above each name. */
#include "doc/pdf/block.h"

enum {
	COLUMNS = 2,
	COLUMN_GAP = 28000,
	SIGNATURE_WIDTH = (MEASURE - (COLUMNS - 1) * COLUMN_GAP) / COLUMNS,
	PEN_ROOM = 40000,     /* above the line */
	NAME_BASELINE = 11500, /* below the line, of the name's first line */
	LINES_MAX = 3,        /* of one name: the rest is beyond what a line can be signed for */
};

static void set_title(struct maker *m, struct galley *galley, struct heading *heading)
{
	struct setting *s = m->setting;
	struct copy copy = copy_begin(s);
	const char *type = structure_heading(&s->structure, heading->asked, &heading->level);
	const struct look *look = look_heading(heading->asked);

	galley_anchor(galley, heading->anchor);
	galley->fresh = true;
	copy_add(s, &copy, heading->text, span_new(m, element_new(&s->structure, s->structure.root, type), look));
	copy_set(m, galley, &copy, look, MARGIN_LEFT, MEASURE, 0);
	galley->glue = true;
}

static struct lines name_lines(struct maker *m, struct text name)
{
	struct setting *s = m->setting;
	struct element *p = element_new(&s->structure, s->structure.root, "P");
	struct copy copy = copy_begin(s);
	struct lines lines;

	copy_add(s, &copy, name, span_new(m, p, &look_table));
	lines = copy_lines(s, &copy, SIGNATURE_WIDTH, 0, true);
	lines.n = lines.n < LINES_MAX ? lines.n : LINES_MAX;
	return lines;
}

static void add_name(struct galley *galley, struct slug *slug, const struct lines *lines, int x)
{
	struct ink *rule = slug_ink(galley, slug, INK_RULE, x, PEN_ROOM);

	rule->width = SIGNATURE_WIDTH;
	rule->height = HAIRLINE;
	rule->colour = COLOUR_TEXT;
	for (size_t i = 0; i < lines->n; i++)
		slug_ink(galley, slug, INK_LINE, x, PEN_ROOM + NAME_BASELINE + (int)i * look_table.leading)->line =
			lines->lines[i];
}

/* Names that stand beside one another. */
static void set_row(struct maker *m, struct galley *galley, const struct text *names, size_t n)
{
	struct lines lines[COLUMNS];
	size_t most = 1;
	struct slug *slug;

	for (size_t i = 0; i < n; i++) {
		lines[i] = name_lines(m, names[i]);
		most = lines[i].n > most ? lines[i].n : most;
	}
	slug = galley_add(galley, 0, PEN_ROOM + (int)most * look_table.leading, look_table.after);
	for (size_t i = 0; i < n; i++)
		add_name(galley, slug, &lines[i], MARGIN_LEFT + (int)i * (SIGNATURE_WIDTH + COLUMN_GAP));
}

void signatures_set(struct maker *m, struct galley *galley, struct heading *heading, const struct text *names, size_t n)
{
	struct arena_mark mark = arena_mark(m->setting->scratch);

	set_title(m, galley, heading);
	for (size_t i = 0; i < n; i += COLUMNS)
		set_row(m, galley, names + i, n - i < COLUMNS ? n - i : COLUMNS);
	arena_rewind(m->setting->scratch, mark);
}
