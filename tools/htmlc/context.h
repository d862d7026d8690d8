/* tools/htmlc/context.h: where in the HTML a template stands, letter by letter, and what is wrong there.
 *
 * A context is a value: a branch begins with a copy of the one before it and must end in the same place.  What concerns a
 * whole view (ids, labels) is gathered beside it.  rules.h says what may stand where.
 */
#ifndef HTMLC_CONTEXT_H
#define HTMLC_CONTEXT_H

#include "report.h"

enum {
	CONTEXT_DEPTH_MAX = 64,
	CONTEXT_ATTRIBUTES_MAX = 24,
	CONTEXT_NAMES_MAX = 200, /* ids, labels and controls of one view */
};

enum context_state {
	IN_TEXT,
	IN_TAG_NAME,
	IN_END_TAG,
	IN_TAG,             /* between attributes */
	IN_ATTRIBUTE_NAME,
	BEFORE_VALUE,       /* after the = */
	IN_VALUE,           /* between quotes */
	IN_DECLARATION,     /* <!DOCTYPE html */
};

struct attribute {
	struct text name;
	struct text value; /* as it stands in the file, holes included */
	bool holed;
	bool sometimes;    /* only some branches have it */
	bool varies;       /* branches give it different values */
};

struct open_element {
	struct text name;
	size_t line;
	bool says;    /* there is content that a reader gets, whichever branch is taken */
	bool posts;   /* a form with method=post ... */
	bool token;   /* ... whose token was seen */
	bool headed;  /* a table in which a th stands */
	bool bare;    /* its words are no language's: code, translate="no" */
};

struct context {
	enum context_state state;
	struct open_element open[CONTEXT_DEPTH_MAX];
	int depth, root; /* elements below root belong to somebody else */
	int level;       /* of the newest heading */
	int first;       /* of the first heading since a loop began; 0 none */
	struct text tag; /* being read */
	size_t tag_line;
	struct attribute attributes[CONTEXT_ATTRIBUTES_MAX];
	int attributes_n;
	struct attribute attribute; /* being read */
	const char *value_at;       /* where its value began */
	const char *reference_end;  /* a character reference goes up to here */
	bool after_value;           /* white space or the tag's end must come */
	bool slash;                 /* a / came last in the tag */
	bool in_words;              /* words were complained of, up to the next tag or hole */
};

/* One control, and whether it wants a label from somewhere else in the view. */
struct control {
	struct text id;
	size_t line;
	bool unlabelled;
};

/* What belongs to one view as a whole. */
struct surroundings {
	struct arena *arena;
	struct report *report;
	const char *file;
	struct text ids[CONTEXT_NAMES_MAX];
	int ids_n;
	struct control labels[CONTEXT_NAMES_MAX]; /* for= of labels */
	int labels_n;
	struct control controls[CONTEXT_NAMES_MAX];
	int controls_n;
	struct text outermost[CONTEXT_NAMES_MAX]; /* elements that nothing of this view is around */
	int outermost_n;
	const struct surroundings *around; /* of the view that is wrapped around */
	int loops;
	bool has_headings, has_th;
};

/* The byte at t.s[at], which stands as it is. */
void context_byte(struct context *c, struct surroundings *s, struct text t, size_t at, size_t line);
/* A directive stands here: a name that was being read is over. */
void context_pause(struct context *c, struct surroundings *s, size_t line);
/* Whether white space may be shortened here. */
bool context_may_collapse(const struct context *c);
/* Whether the innermost element holds letters only, and no elements. */
bool context_is_words(const struct context *c);

enum hole { HOLE_TEXT, HOLE_WORDS, HOLE_ATTRIBUTE, HOLE_URL, HOLE_NONE };
/* What may be put in here; HOLE_NONE after it was complained of. */
enum hole context_hole(struct context *c, struct surroundings *s, size_t line);
/* A piece of content that a reader gets, whatever it will be. */
void context_says(struct context *c);
void context_token(struct context *c, struct surroundings *s, size_t line);
/* Whether two branches end in the same place; complains when not. */
bool context_meet(struct context *c, const struct context *other, struct surroundings *s, size_t line);
/* The end of a view, or of what is wrapped. */
void context_end(struct context *c, struct surroundings *s, size_t line);

/* NULL outside of every element. */
struct open_element *context_innermost(struct context *c);
bool context_within(const struct context *c, const char *element);
bool context_in_drawing(const struct context *c);
/* Of the tag being read; NULL when no branch has it. */
const struct attribute *context_attribute(const struct context *c, const char *name);

#endif
