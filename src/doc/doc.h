/* doc/doc.h: the one tree between a meeting in the database and a document on paper.
 *
 * Readers (text, markdown, PDF, later Word) make it; writers (HTML, markdown, later PDF) walk it; neither knows the other.
 * A block holds either inlines (heading, paragraph) or blocks (list, item, quote, table, row, cell).  An inline is a
 * word run, a break or a container of inlines (strong, emphasis, link).
 *
 * Everything lives in one arena and is immutable once built.  Text is valid UTF-8 in NFC.  Depth is bounded by
 * DOC_DEPTH_MAX in every tree that doc_builder makes, so that walking may recurse.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/arena.h"
#include "base/text.h"

enum {
	DOC_DEPTH_MAX = 32,        /* of blocks and of inlines: deeper than any meeting, shallow enough for the stack */
	DOC_BYTES_MAX = 32 << 20,  /* of text in one document: a 3,000-page agenda */
	DOC_MARKDOWN_MAX = 256 << 10, /* bytes of CommonMark in one section: see docs/decisions on cmark */
};

enum doc_block_kind {
	DOC_HEADING,   /* level 1-6; inlines */
	DOC_PARAGRAPH, /* inlines */
	DOC_LIST,      /* blocks: items only */
	DOC_ITEM,      /* blocks */
	DOC_QUOTE,     /* blocks */
	DOC_TABLE,     /* blocks: rows only; the first `header_rows` are headers */
	DOC_ROW,       /* blocks: cells only */
	DOC_CELL,      /* blocks */
	DOC_RULE,      /* nothing within: a thematic break */
	DOC_FURNITURE, /* inlines: running head or foot, page number; kept so that no word is lost */
};

enum doc_inline_kind {
	DOC_WORDS,      /* text; never holds a newline */
	DOC_SOFT_BREAK, /* the source went to a new line in the middle of a paragraph */
	DOC_HARD_BREAK, /* a new line that is meant */
	DOC_STRONG,
	DOC_EMPHASIS,
	DOC_LINK, /* href, may be empty or "#" */
};

enum doc_list_style {
	DOC_LIST_BULLET,
	DOC_LIST_DECIMAL, /* "1." */
	DOC_LIST_ALPHA,   /* "a)" */
};

struct doc_inline {
	enum doc_inline_kind kind;
	struct text text; /* DOC_WORDS */
	struct text href; /* DOC_LINK */
	size_t line;      /* 1.. in the source where it began; 0 unknown */
	struct doc_inline *child, *next;
};

struct doc_block {
	enum doc_block_kind kind;
	int level;                 /* DOC_HEADING */
	enum doc_list_style style; /* DOC_LIST */
	int start;                 /* DOC_LIST: number of the first item, 1 unless said otherwise */
	bool tight;                /* DOC_LIST: items without blank lines between */
	int header_rows;           /* DOC_TABLE */
	struct text id;            /* anchor; unknown when none */
	size_t line, page;         /* 1.. in the source; 0 unknown */
	float size;                /* DOC_HEADING, DOC_PARAGRAPH from PDF: font size in points; 0 unknown */
	bool strong;               /* the whole block was bold in the source */
	struct doc_inline *inlines;
	struct doc_block *child, *next;
};

struct doc {
	struct text title;    /* unknown when none */
	struct text language; /* BCP 47, "da" */
	/* The source's headings are told by its typography (markdown, PDF with sizes, Word styles), so that a line that
	 * merely reads like a heading is text. */
	bool typographic;
	struct doc_block *first;
};

/* Builds a tree from outside in.  Sticky: past a maximum it drops what comes, and `full` says so. */
struct doc_builder {
	struct arena *arena;
	struct doc *doc;
	struct doc_block *open[DOC_DEPTH_MAX];
	struct doc_block *last[DOC_DEPTH_MAX + 1]; /* the newest child at each depth */
	int depth;
	struct doc_inline *open_inline[DOC_DEPTH_MAX];
	struct doc_inline *last_inline[DOC_DEPTH_MAX + 1];
	int inline_depth;
	size_t bytes;
	size_t line, page; /* set by the reader; stamped on what is opened next */
	int skipped_blocks, skipped_inlines; /* opened past DOC_DEPTH_MAX and to be closed again */
	bool full;
};

struct doc_builder doc_build(struct arena *arena);
/* Opens a block within the open one and returns it, for its attributes to be set; never NULL. */
struct doc_block *doc_open(struct doc_builder *b, enum doc_block_kind kind);
void doc_close(struct doc_builder *b);
void doc_words(struct doc_builder *b, struct text t); /* copied */
void doc_break(struct doc_builder *b, enum doc_inline_kind kind);
/* Opens strong, emphasis or link within the open block. */
struct doc_inline *doc_open_inline(struct doc_builder *b, enum doc_inline_kind kind);
void doc_close_inline(struct doc_builder *b);
/* A whole block of plain words in one call. */
struct doc_block *doc_block_of(struct doc_builder *b, enum doc_block_kind kind, struct text words);
/* Closes what is open and gives the tree. */
struct doc *doc_finish(struct doc_builder *b);

/* The words of a run of inlines or of a block, breaks as one space. */
struct text doc_inlines_text(struct arena *arena, const struct doc_inline *inlines);
struct text doc_block_text(struct arena *arena, const struct doc_block *block);

#endif
