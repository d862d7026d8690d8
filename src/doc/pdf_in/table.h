/* doc/pdf_in/table.h: tables whose columns are plain: rows of cells that stand below each other and do not overlap.
 *
 * Two columns are a table only below a bold head; otherwise they are labels and values.  A table ends with its page.
 */
#ifndef DOC_PDF_IN_TABLE_H
#define DOC_PDF_IN_TABLE_H

#include "doc/doc.h"
#include "doc/pdf_in/measure.h"

enum { TABLE_COLUMNS_MAX = 16, TABLE_LINES_MAX = 400 };

struct table {
	size_t from, to; /* lines of the text */
	struct {
		float left, right;
	} columns[TABLE_COLUMNS_MAX];
	size_t columns_n;
	bool headed;
};

/* The table that begins at line `from`; one without lines when there is none. */
struct table table_at(const struct measure *m, size_t from);
void table_add(struct doc_builder *b, const struct measure *m, const struct table *table);

#endif
