/* tools/htmlc/view.h: all views of all files, by name. */
#ifndef HTMLC_VIEW_H
#define HTMLC_VIEW_H

#include "htmlc/context.h"
#include "htmlc/template.h"

struct view {
	const struct piece *define;
	const struct template *template;
	size_t first, end;         /* its pieces */
	bool wraps;                /* it has {{content}} */
	bool done;                 /* a wrapper that was compiled: the next is known */
	struct context at_content;
	struct text body;          /* C of the function, or of the opening one */
	struct text after;         /* C of the closing one */
};

struct views {
	struct arena *arena;
	struct report *report;
	struct view *v;
	size_t n, room;
};

/* Finds what each file defines. */
void views_collect(struct views *views, const struct template *template);
struct view *views_find(struct views *views, struct text name);
/* Compiles every view: wrappers first. */
void views_compile(struct views *views);
/* compile.c: fills body, after and at_content in. */
void view_compile(struct views *views, struct view *view);

/* The two files made of one template. */
struct text views_header(struct views *views, const struct template *template);
struct text views_source(struct views *views, const struct template *template);

#endif
