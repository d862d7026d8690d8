/* doc/pdf/sheet.h: pages, and what is shown on them.
 *
 * Nothing can be shown without saying what it is: words take a tag, which is an element of the structure or an artifact
 * (running heads, page numbers, leaders); rules are artifacts, a picture is a figure with words for who cannot see it.
 * So a page without tags cannot be written.
 *
 * x runs from the left edge, y from the top edge downwards, in thousandths of a point.
 */
#ifndef DOC_PDF_SHEET_H
#define DOC_PDF_SHEET_H

#include "doc/pdf/line.h"

enum {
	SHEET_WIDTH = 595276, /* A4 */
	SHEET_HEIGHT = 841890,
};

enum artifact {
	ARTIFACT_HEADER,
	ARTIFACT_FOOTER,
	ARTIFACT_LAYOUT, /* rules, leaders */
	ARTIFACT_AGAIN,  /* a table's header that is said again */
};

struct tag {
	struct element *element; /* NULL: an artifact */
	enum artifact artifact;
};

static inline struct tag tag_element(struct element *element)
{
	return (struct tag){ .element = element };
}

static inline struct tag tag_artifact(enum artifact artifact)
{
	return (struct tag){ .artifact = artifact };
}

struct annotation;
struct sheet;

struct sheets {
	struct setting *setting;
	struct pdf_file *file;
	int tree, resources; /* objects */
	int *pages;          /* objects, by number from 0 */
	size_t n;
	struct annotation *annotations;
	size_t annotations_n, annotations_room;
	struct buffer content;
	int picture; /* object; 0 none */
	int every;   /* object; 0 none */
};

struct sheets sheets_begin(struct setting *setting, struct pdf_file *file, size_t n);

struct sheet *sheet_begin(struct sheets *sheets, size_t page);
/* Words where their spans say whose they are; links in them can be followed. */
void sheet_line(struct sheet *sheet, const struct line *line, int x, int y);
void sheet_line_as(struct sheet *sheet, enum artifact artifact, const struct line *line, int x, int y);
void sheet_rule(struct sheet *sheet, int x, int y, int width, int height, uint32_t colour);
/* The sheets' picture as that element; its box is written into the element. */
void sheet_picture(struct sheet *sheet, struct element *figure, int x, int y, int width, int height);
void sheet_end(struct sheet *sheet);

/* What all pages show that are begun after it, written once: artifacts alone, as it belongs to no page. */
struct sheet *sheet_begin_every(struct sheets *sheets);
void sheet_end_every(struct sheet *sheet);

/* The page tree, annotations and resources, when all anchors are placed. */
void sheets_end(struct sheets *sheets);
/* "[12 0 R/XYZ 0 700 null]" */
void sheets_destination(const struct sheets *sheets, struct buffer *b, const struct anchor *anchor);

#endif
