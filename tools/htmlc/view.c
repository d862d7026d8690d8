#include "htmlc/view.h"

static struct view *add_view(struct views *views, const struct template *t, const struct piece *p)
{
	if (views_find(views, p->a) != NULL)
		report_add(views->report, t->file, p->line, "there is a view %.*s already", TEXT_ARG(p->a));
	if (views->n == VIEWS_MAX) {
		report_add(views->report, t->file, p->line, "there are more than %d views", VIEWS_MAX);
		views->n--;
	}
	arena_grow(views->arena, views->v, views->n, &views->room);
	return &views->v[views->n++];
}

void views_collect(struct views *views, const struct template *t)
{
	struct view *open = NULL;
	int depth = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct piece *p = &t->pieces[i];

		switch (p->kind) {
		case PIECE_DEFINE:
			if (open != NULL)
				report_add(views->report, t->file, p->line, "a view stands in another");
			open = add_view(views, t, p);
			*open = (struct view){ .define = p, .template = t, .first = i + 1, .end = t->n };
			depth = 0;
			break;
		case PIECE_IF:
		case PIECE_FOR:
		case PIECE_WRAP:
			depth++;
			break;
		case PIECE_CONTENT:
			if (open == NULL || open->wraps || depth > 0)
				report_add(views->report, t->file, p->line, "{{content}} stands once in a view, and in no branch");
			if (open != NULL)
				open->wraps = true;
			break;
		case PIECE_END:
			if (depth-- > 0)
				break;
			if (open == NULL)
				report_add(views->report, t->file, p->line, "{{end}} ends nothing");
			else
				open->end = i;
			open = NULL;
			depth = 0;
			break;
		case PIECE_TEXT:
			if (open == NULL && !text_empty(text_trim(p->a)))
				report_add(views->report, t->file, p->line, "text stands outside of every view");
			break;
		case PIECE_INCLUDE:
			if (open != NULL)
				report_add(views->report, t->file, p->line, "{{include}} stands at the head of a file");
			break;
		case PIECE_HOLE:
		case PIECE_DATETIME:
		case PIECE_TOKEN:
		case PIECE_TR:
		case PIECE_TR_N:
		case PIECE_CALL:
		case PIECE_ELSE_IF:
		case PIECE_ELSE:
		case PIECE_LET:
			if (open == NULL)
				report_add(views->report, t->file, p->line, "this stands outside of every view");
			break;
		}
	}
	if (open != NULL)
		report_add(views->report, t->file, open->define->line, "{{define %.*s}} is never ended", TEXT_ARG(open->define->a));
}

struct view *views_find(struct views *views, struct text name)
{
	for (size_t i = 0; i < views->n; i++)
		if (text_eq(views->v[i].define->a, name))
			return &views->v[i];
	return NULL;
}
