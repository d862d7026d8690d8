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
	enum { VIEW_UNSEEN, VIEW_BUSY, VIEW_DONE } state;
	struct context at_content;
	struct surroundings *around;
	int level_after;           /* of its last heading */
	struct text body;          /* C of the function, or of the opening one */
	struct text after;         /* C of the closing one */
};

enum { VIEWS_MAX = 1000 }; /* of all files */

struct views {
	struct arena *arena;
	struct report *report;
	struct view *v;
	size_t n, room;
	int depth; /* of views being compiled */
};

/* Finds what each file defines. */
void views_collect(struct views *views, const struct template *template);
struct view *views_find(struct views *views, struct text name);
/* The two files made of one template. */
struct text views_header(struct views *views, const struct template *template);
struct text views_source(struct views *views, const struct template *template);

#endif
