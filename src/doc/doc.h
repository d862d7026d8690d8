/* doc/doc.h: the one tree between a meeting in the database and a document on paper.
 *
 * Readers (text, markdown, PDF, later Word) make it; writers (HTML, markdown, PDF) walk it; neither
 * knows the other. A block holds either inlines (heading, paragraph, furniture: the leaves) or
 * blocks (list, item, quote, table, row, cell).  An inline is a word run, a break or a container of
 * inlines (strong, emphasis, link).
 *
 * Everything lives in one arena and is immutable once built.  Text is valid UTF-8 in NFC.  Depth is
 * bounded by DOC_DEPTH_MAX in every tree that doc_builder makes, so that walking may recurse.
 *
 * One content has one tree: the builder sees to it, and so the writers' promise `read(write(doc))`
 * is the same as doc can be kept.  The canonical form:
 *   - no word run is empty, none stands beside another, none holds a control character but the tab;
 *   - no break stands first or last in a leaf or in a container, no soft break beside another
 * break; headings and paragraphs of cells hold none (they become a space);
 *   - strong holds no strong, emphasis no emphasis, link no link, at any depth, and two strong (or
 * two emphases) side by side are one;
 *   - nothing is empty but cells and rules: a leaf without inlines, an item without blocks and so
 * on is left out;
 *   - a bullet list whose items begin with "a) ", "b) " ... in order is an alpha list without those
 * words;
 *   - a list is tight unless it cannot be (two paragraphs in one item, say), or is said to be loose
 * and has a gap where that shows;
 *   - the rows of a table have as many cells as its widest; header_rows is 0 or 1, and no header
 * row is all empty.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/arena.h"
#include "base/text.h"

enum {
	DOC_DEPTH_MAX = 32,       /* of blocks and of inlines: deeper than any meeting */
	DOC_BYTES_MAX = 16 << 20, /* of text in one document: a 3,000-page agenda */
	DOC_NODES_MAX = 1 << 19,  /* blocks and inlines: 16 MiB of "a\n\n" must not fill an arena */
	DOC_MARKDOWN_MAX = 256 << 10, /* of CommonMark in one section: cmark is not linear */
	DOC_NUMBER_MAX = 999999999,   /* of a list's first item: CommonMark's own limit */
	DOC_HREF_MAX = 2048,          /* bytes: longer ones are dropped, their words stay */
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
	DOC_FURNITURE, /* inlines: running head or foot, page number: no word is lost */
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
	int indent;       /* columns before it, when it begins a line of plain text or PDF */
	struct text text; /* DOC_WORDS */
	struct text href; /* DOC_LINK; known */
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
	float size;                /* of a leaf from PDF: font size in points; 0 unknown */
	bool strong;               /* all of a leaf was bold; a paragraph's words are strong too */
	struct doc_inline *inlines;
	struct doc_block *child, *next;
};

struct doc {
	struct text title;    /* unknown when none */
	struct text language; /* BCP 47, "da" */
	/* The source's headings are told by its typography (markdown, PDF with sizes, Word styles),
	 * so that a line that merely reads like a heading is text. */
	bool typographic;
	struct doc_block *first;
};

/* Builds a tree from outside in.  Sticky: past DOC_BYTES_MAX or DOC_NODES_MAX it drops what comes,
 * and `full` says so. What may not stand where it is opened (a block in a leaf, anything past
 * DOC_DEPTH_MAX) leaves no mark, but its words stay; a close too many does nothing. */
struct doc_builder {
	struct arena *arena;
	struct doc *doc;
	struct doc_block *open[DOC_DEPTH_MAX];
	struct doc_block *last[DOC_DEPTH_MAX + 1]; /* the newest child at each depth */
	struct doc_block *nowhere; /* takes the attributes of blocks that leave no mark */
	int depth;
	struct doc_inline *open_inline[DOC_DEPTH_MAX];
	struct doc_inline *last_inline[DOC_DEPTH_MAX + 1];
	int inline_depth;
	struct {
		enum doc_inline_kind kind;
		struct text href;
	} wanted[DOC_DEPTH_MAX];   /* what the next words stand in */
	int wanted_depth, kept;    /* the first `kept` are open already */
	bool marks[DOC_DEPTH_MAX]; /* of what was opened: whether it is in `wanted` */
	int opened;
	/* Opened where they may not be, and to be closed again. */
	int skipped_containers, skipped_leaves, skipped_inlines;
	struct buffer words; /* of the run being written */
	size_t words_line;
	int words_indent;
	int hard_breaks; /* to be written before the next words */
	bool soft_break;
	size_t line, page; /* set by the reader; stamped on what is opened next */
	int indent;        /* set by the reader; stamped on the next inline alone */
	size_t bytes, nodes;
	bool full;
};

struct doc_builder doc_build(struct arena *arena);
/* Opens a block within the open one and returns it, for its attributes to be set; never NULL. */
struct doc_block *doc_open(struct doc_builder *b, enum doc_block_kind kind);
void doc_close(struct doc_builder *b);
void doc_words(struct doc_builder *b, struct text t); /* copied, and made valid */
void doc_break(struct doc_builder *b, enum doc_inline_kind kind);
/* Opens strong, emphasis or link within the open leaf. */
void doc_open_inline(struct doc_builder *b, enum doc_inline_kind kind);
void doc_open_link(struct doc_builder *b, struct text href); /* copied */
void doc_close_inline(struct doc_builder *b);
/* A whole block of plain words in one call. */
struct doc_block *doc_block_of(struct doc_builder *b, enum doc_block_kind kind, struct text words);
/* Closes what is open and gives the tree. */
struct doc *doc_finish(struct doc_builder *b);

/* The words of a run of inlines or of a block, breaks as one space, blocks within apart by a
 * newline. */
struct text doc_inlines_text(struct arena *arena, const struct doc_inline *inlines);
struct text doc_block_text(struct arena *arena, const struct doc_block *block);

/* Whether two runs of blocks say the same: lines, pages, indents, sizes, anchors and `strong` are
 * of the source and do not count. */
bool doc_same(const struct doc_block *a, const struct doc_block *b);

#endif
