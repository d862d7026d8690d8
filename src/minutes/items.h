/* minutes/items.h: where items begin, and what their first lines say: number, title, open or closed, case number. */
#ifndef MINUTES_ITEMS_H
#define MINUTES_ITEMS_H

#include "domain/record.h"
#include "minutes/lines.h"

/* How a document numbers its items. */
enum head_style {
	HEAD_NONE,
	HEAD_PREFIX, /* "Punkt 3: Title", "Pkt. 115" */
	HEAD_DOT,    /* "12. Title" */
	HEAD_COLON,  /* "1: Title" */
	HEAD_BARE,   /* "12 Title", "1 (Åben) Title" */
};

struct head {
	struct text number; /* unknown: "Punkt: Title" */
	struct text title;  /* may be empty: it stands in the next line */
};

enum head_style head_parse(struct text t, struct head *ret);
/* "Title ......... 3": an entry of a table of contents. */
bool head_has_leader(struct text t);

/* A heading over open or closed items, or a mark on a line of its own. */
enum group { GROUP_NONE, GROUP_OPEN, GROUP_CLOSED };
enum group group_of(struct text t);

/* Whether a title begins or ends with a mark that would be taken for its item's: "Lukket: ...". */
bool title_has_mark(struct text title);

/* One item found: lines [head, body) are its head, [body, end) the rest. */
struct found_item {
	size_t head, body, end;
	struct record_item item; /* number, title, is_public, matter */
};

struct found_items {
	struct found_item *v;
	size_t n, room;
	enum head_style style; /* HEAD_NONE: one item without a number */
	int level;             /* of the items' headings in a typographic document */
};

/* Finds the items.  A typographic document whose headings hold none is treated as plain text from here on. */
struct found_items items_find(struct lines *lines);

/* A case number: labelled, or alone on a line.  TEXT_NONE when the line holds none. */
struct text matter_of(struct text line);

#endif
