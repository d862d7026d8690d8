/* markup/csv.h: tables for spreadsheets (RFC 4180), UTF-8 with a mark so that they are read as such.  Sticky.
 *
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it: what a stranger wrote must not compute on
 * the reader's machine.
 */
#ifndef MARKUP_CSV_H
#define MARKUP_CSV_H

#include "base/text.h"

enum { CSV_BYTES_MAX = 64 << 20 };

struct csv {
	struct buffer out;
	bool first; /* of its row */
};

struct csv csv_in(struct arena *arena);
void csv_text(struct csv *csv, struct text cell); /* unknown is empty */
void csv_int(struct csv *csv, int64_t cell);
void csv_row(struct csv *csv); /* ends it */
/* Unknown when it grew past CSV_BYTES_MAX. */
struct text csv_finish(const struct csv *csv);

#endif
