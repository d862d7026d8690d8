/* doc/pdf/signature.c: the sheet to sign: a line for each member, kept together with its name. */
#include "doc/pdf/block.h"

enum {
	SIGNATURE_ROOM = 46000, /* for a pen, and the name below */
	SIGNATURE_WIDTH = MEASURE * 3 / 5,
	NAME_BASELINE = 11000, /* below the line */
};

static void set_title(struct maker *m, struct galley *galley, struct text title)
{
	struct setting *s = m->setting;
	struct copy copy = copy_begin(s);
	int level;
	const char *type = structure_heading(&s->structure, 2, &level);

	copy_add(s, &copy, title, span_new(m, element_new(&s->structure, s->structure.root, type), look_heading(2)));
	copy_set(m, galley, &copy, look_heading(2), MARGIN_LEFT, MEASURE, 0);
	galley->glue = true;
}

static void set_name(struct maker *m, struct galley *galley, struct text name)
{
	struct setting *s = m->setting;
	struct element *p = element_new(&s->structure, s->structure.root, "P");
	struct copy copy = copy_begin(s);
	struct slug *slug = galley_add(galley, 0, SIGNATURE_ROOM, 0);
	struct ink *rule = slug_ink(galley, slug, INK_RULE, MARGIN_LEFT, SIGNATURE_ROOM - NAME_BASELINE - look_table.size);

	rule->width = SIGNATURE_WIDTH;
	rule->height = HAIRLINE;
	rule->colour = COLOUR_TEXT;
	copy_add(s, &copy, name, span_new(m, p, &look_table));
	slug_ink(galley, slug, INK_LINE, MARGIN_LEFT, SIGNATURE_ROOM - look_table.size)->line = copy_line(s, &copy);
}

void signatures_set(struct maker *m, struct galley *galley, struct text title, const struct text *names, size_t n)
{
	struct arena_mark mark = arena_mark(m->setting->scratch);

	if (n == 0)
		return;
	set_title(m, galley, title);
	for (size_t i = 0; i < n; i++)
		set_name(m, galley, names[i]);
	arena_rewind(m->setting->scratch, mark);
}
