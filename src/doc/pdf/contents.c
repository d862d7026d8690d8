/* doc/pdf/contents.c: the document's items, with leaders of dots and the numbers of their pages. */
#include "doc/pdf/block.h"

enum {
	ENTRIES_MIN = 3,      /* fewer can be seen at a glance */
	ENTRY_LEVEL = 2,      /* in the document: its items */
	FOLIO_ROOM = 34000,   /* for the number, and enough of the leader to be followed */
	AFTER = 10000,
};

static const struct link *link_to(struct maker *m, const struct heading *heading)
{
	struct link *link = arena_new(m->setting->arena, struct link, 1);

	link->target = heading->anchor;
	link->description = heading->text;
	return link;
}

static struct span *folio_span(struct maker *m, const struct span *span)
{
	struct span *folio = arena_copy(m->setting->arena, span, sizeof(*span));

	folio->link = NULL; /* the words are the link; the number says no more */
	return folio;
}

/* Titles stand under one another, whatever their numbers' width. */
static void move_title(struct line *first, int by)
{
	for (size_t i = 2; i < first->n; i++) /* after the number and a space */
		first->pieces[i].x += by;
	first->width += by;
}

static void set_entry(struct maker *m, struct galley *galley, const struct heading *heading, struct element *toc,
	int hang)
{
	struct setting *s = m->setting;
	struct arena_mark mark = arena_mark(s->scratch);
	struct element *entry = element_new(&s->structure, toc, "TOCI");
	struct element *reference = element_new(&s->structure, entry, "Reference");
	struct span *span = span_new(m, element_new(&s->structure, reference, "Link"), &look_entry);
	struct copy copy = copy_begin(s);
	int own = number_width(m, heading->text, span);
	size_t first = galley->n;
	struct slug *slug;
	struct ink *folio;

	span->link = link_to(m, heading);
	copy_add(s, &copy, heading->text, span);
	copy_set(m, galley, &copy, &look_entry, MARGIN_LEFT, MEASURE - FOLIO_ROOM - (own > 0 ? hang - own : 0),
		own > 0 ? hang : 0);
	arena_rewind(s->scratch, mark);
	if (galley->n == first)
		return;
	if (own > 0)
		move_title(&galley->slugs[first].inks[0].line, hang - own);
	slug = &galley->slugs[galley->n - 1];
	folio = slug_ink(galley, slug, INK_FOLIO, slug->inks[0].x + slug->inks[0].line.width, slug->inks[0].y);
	folio->width = MARGIN_LEFT + MEASURE - folio->x;
	folio->anchor = heading->anchor;
	folio->span = folio_span(m, span);
}

static void set_title(struct maker *m, struct galley *galley)
{
	struct setting *s = m->setting;
	struct arena_mark mark = arena_mark(s->scratch);
	struct copy copy = copy_begin(s);
	struct look look = *look_heading(3);
	int level;
	const char *type = structure_heading(&s->structure, ENTRY_LEVEL, &level);

	look.before = look_heading(2)->before;
	look.accent = true;
	copy_add(s, &copy, m->contents_title, span_new(m, element_new(&s->structure, s->structure.root, type), &look));
	copy_set(m, galley, &copy, &look, MARGIN_LEFT, MEASURE, 0);
	arena_rewind(s->scratch, mark);
	galley->glue = true;
}

static bool is_entry(const struct heading *heading)
{
	return heading->asked == ENTRY_LEVEL && !text_empty(heading->text);
}

void contents_set(struct maker *m, struct galley *galley)
{
	struct span *span = span_new(m, NULL, &look_entry);
	struct element *toc;
	int hang = 0;
	size_t n = 0;

	m->contents_done = true;
	for (size_t i = 0; i < m->headings_n; i++)
		if (is_entry(&m->headings[i])) {
			int own = number_width(m, m->headings[i].text, span);

			hang = own > hang ? own : hang;
			n++;
		}
	if (n < ENTRIES_MIN)
		return;
	set_title(m, galley);
	toc = element_new(&m->setting->structure, m->setting->structure.root, "TOC");
	for (size_t i = 0; i < m->headings_n; i++)
		if (is_entry(&m->headings[i]))
			set_entry(m, galley, &m->headings[i], toc, hang);
	galley_space(galley, AFTER);
}
