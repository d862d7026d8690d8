/* store/cell.h: a value as engines know it. */
#ifndef STORE_CELL_H
#define STORE_CELL_H

#include "base/calendar.h"

enum cell_kind {
	CELL_NULL,
	CELL_INTEGER,
	CELL_REAL,
	CELL_TEXT,
	CELL_BLOB,
};

struct cell {
	enum cell_kind kind;
	int64_t integer;
	double real;
	struct text bytes;            /* of a column: borrowed until the next step */
	char brief[MOMENT_TEXT_SIZE]; /* of a parameter: room for a date's text */
};

#endif
