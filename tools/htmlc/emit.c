/* The header and the source made of one template. */
#include "htmlc/view.h"

enum { FILE_MAX = 8 << 20 };

static const char *parameters(struct arena *arena, const struct view *view)
{
	return arena_format(arena, text_empty(view->define->b) ? "struct html *html%.*s" : "struct html *html, %.*s",
		TEXT_ARG(view->define->b));
}

static void add_includes(struct buffer *b, const struct template *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->pieces[i].kind == PIECE_INCLUDE)
			buffer_format(b, "#include %.*s\n", TEXT_ARG(t->pieces[i].a));
}

struct text views_header(struct views *views, const struct template *t)
{
	struct buffer b = buffer_in(views->arena, FILE_MAX);

	buffer_format(&b, "/* Made by htmlc from views/%.*s.html: change that. */\n#ifndef VIEWS_%.*s_H\n#define VIEWS_%.*s_H\n\n"
		"#include \"markup/html.h\"\n", TEXT_ARG(t->noun), TEXT_ARG(t->noun), TEXT_ARG(t->noun));
	add_includes(&b, t);
	buffer_add_byte(&b, '\n');
	for (size_t i = 0; i < views->n; i++) {
		const struct view *view = &views->v[i];

		if (view->template != t)
			continue;
		buffer_format(&b, "void view_%.*s%s(%s);\n", TEXT_ARG(view->define->a), view->wraps ? "_open" : "",
			parameters(views->arena, view));
		if (view->wraps)
			buffer_format(&b, "void view_%.*s_close(%s);\n", TEXT_ARG(view->define->a), parameters(views->arena, view));
	}
	buffer_add_string(&b, "\n#endif\n");
	return b.full ? TEXT_NONE : buffer_text(&b);
}

/* The headers of other files whose views are used here, each once. */
static void add_used(struct views *views, struct buffer *b, const struct template *t)
{
	for (size_t i = 0; i < views->n; i++) {
		const struct view *view = &views->v[i];
		bool used = false, known = view->template == t;

		for (size_t j = 0; j < i && !known; j++)
			known = views->v[j].template == view->template;
		for (size_t j = 0; j < t->n && !used && !known; j++) {
			const struct piece *p = &t->pieces[j];
			const struct view *other = p->kind == PIECE_CALL || p->kind == PIECE_WRAP ? views_find(views, p->a) : NULL;

			used = other != NULL && other->template == view->template;
		}
		if (used)
			buffer_format(b, "#include \"views/%.*s.h\"\n", TEXT_ARG(view->template->noun));
	}
}

static void add_function(struct views *views, struct buffer *b, const struct view *view, const char *part, struct text body)
{
	buffer_format(b, "\nvoid view_%.*s%s(%s)\n{\n", TEXT_ARG(view->define->a), part, parameters(views->arena, view));
	buffer_add(b, body);
	buffer_add_string(b, "}\n");
}

struct text views_source(struct views *views, const struct template *t)
{
	struct buffer b = buffer_in(views->arena, FILE_MAX);

	buffer_format(&b, "/* Made by htmlc from views/%.*s.html: change that. */\n#include \"views/%.*s.h\"\n\n"
		"#include \"base/translation.h\"\n", TEXT_ARG(t->noun), TEXT_ARG(t->noun));
	add_used(views, &b, t);
	for (size_t i = 0; i < views->n; i++) {
		const struct view *view = &views->v[i];

		if (view->template != t)
			continue;
		add_function(views, &b, view, view->wraps ? "_open" : "", view->body);
		if (view->wraps)
			add_function(views, &b, view, "_close", view->after);
	}
	return b.full ? TEXT_NONE : buffer_text(&b);
}
