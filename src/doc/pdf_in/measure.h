/* doc/pdf_in/measure.h: what the type of a document is like: the yardsticks that the rules for lines are told in.
 *
 * Taken from the lines that are no furniture.  Lengths are in page units, sizes in points.
 */
#ifndef DOC_PDF_IN_MEASURE_H
#define DOC_PDF_IN_MEASURE_H

#include "doc/page_text.h"

struct measure {
	struct page_text *text;
	float size;   /* of most letters: the body's */
	float em;     /* the body's size in page units */
	float pitch;  /* from the top of one line of a paragraph to the next */
	float left;   /* where most of the body's lines begin */
	float indent; /* where the first lines of paragraphs begin, when they are set in; 0 when they are not */
	bool spaced;  /* paragraphs are told by room between them */
	bool tells_wraps; /* lines that the measure ended keep the space at their end */
	float slack;  /* how much room a line may leave although the next word would have fitted */
	const float *rights; /* by page, from 0: where the measure ends */
};

/* The size of most letters, furniture and all. */
float measure_size(const struct page_text *text);
struct measure measure_take(struct page_text *text, float size);

/* Whether the line ends because the measure does: the next line's first word would hardly have fitted.  Programs that
 * look for the best breaks of a whole paragraph leave more room than those that fill line by line, so that where room
 * between paragraphs tells them apart, only a clearly short line counts as broken on purpose. */
bool measure_full(const struct measure *m, const struct page_line *line, const struct page_line *next);
/* The same where the words say that a sentence goes on. */
bool measure_nearly_full(const struct measure *m, const struct page_line *line, const struct page_line *next);
/* The same without room for doubt: as a program breaks that fills line by line. */
bool measure_filled(const struct measure *m, const struct page_line *line, const struct page_line *next);
/* Whether the line says itself how it ends (line_end.h). */
static inline bool measure_tells(const struct measure *m, const struct page_line *line)
{
	return m->text->pages[line->page - 1].tells;
}
/* Whether two lines of one page are as close as those of a paragraph are. */
bool measure_close(const struct measure *m, const struct page_line *above, const struct page_line *below);

#endif
