/* doc/pdf_in/headings.h: which lines are headings, and of which level.
 *
 * A heading is larger than the body, or as large and bold.  How large is how high: the styles that occur are put in order,
 * and each style's level is how deep it mostly stands below the others, so that a document that leaves out a size does not
 * leave out a level.
 */
#ifndef DOC_PDF_IN_HEADINGS_H
#define DOC_PDF_IN_HEADINGS_H

#include "doc/pdf_in/measure.h"

enum { HEADING_STYLES_MAX = 24, HEADING_LINES_MAX = 6, HEADING_LETTERS_MAX = 400 };

struct heading_style {
	float size;
	bool strong, emphasis;
	size_t letters;
	int level; /* 1-6 */
};

struct headings {
	const struct measure *measure;
	struct heading_style styles[HEADING_STYLES_MAX]; /* highest first */
	size_t styles_n;
	unsigned char *levels; /* by line of the text; 0: no heading */
};

struct headings headings_find(const struct measure *measure);
/* Whether `below` goes on with the heading that `above` belongs to. */
bool heading_goes_on(const struct headings *headings, size_t above, size_t below);

#endif
