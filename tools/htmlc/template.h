/* tools/htmlc/template.h: a file of views as its pieces: text, and what stands between {{ and }}. */
#ifndef HTMLC_TEMPLATE_H
#define HTMLC_TEMPLATE_H

#include "report.h"

enum {
	TEMPLATE_BYTES_MAX = 1 << 20,
	TEMPLATE_LEVELS = 6, /* of headings */
};

enum piece_kind {
	PIECE_TEXT,     /* a: as it stands */
	PIECE_HOLE,     /* a: C expression */
	PIECE_DATETIME, /* a: C expression */
	PIECE_TOKEN,    /* a: C expression */
	PIECE_TR,       /* a: "sentence" with its quotes; b: C expression, unknown without one */
	PIECE_TR_N,     /* a, b: "one" "many" with their quotes; c: C expression of the number */
	PIECE_INCLUDE,  /* a: "file" with its quotes */
	PIECE_DEFINE,   /* a: name; b: parameters; level: of the heading it stands under, 0 none */
	PIECE_CALL,     /* a: name; b: arguments */
	PIECE_WRAP,     /* a: name; b: arguments */
	PIECE_CONTENT,
	PIECE_IF,       /* a: C expression */
	PIECE_ELSE_IF,  /* a: C expression */
	PIECE_ELSE,
	PIECE_FOR,      /* a: name; b: array; c: how many */
	PIECE_LET,      /* a: name; b: C expression */
	PIECE_END,
};

struct piece {
	enum piece_kind kind;
	size_t line; /* 1.., where it begins */
	struct text a, b, c;
	int level;
};

struct template {
	const char *file;
	struct text noun; /* "meeting" of views/meeting.html */
	struct piece *pieces;
	size_t n, room;
};

/* All that is wrong goes to the report. */
struct template *template_parse(struct arena *arena, const char *file, struct text source, struct report *report);

#endif
