/* doc/pdf/look.h: the style sheet: sizes, room and colours, in one place.
 *
 * Lengths are thousandths of a point.  The measure holds about 70 characters of the text face; text and muted text keep
 * a contrast of 7:1 to white paper and more (WCAG 2.1, 1.4.6).  Each face is four kilobytes of a file: contents and running
 * heads are in the text's, so that a paper without tables holds two.
 */
#ifndef DOC_PDF_LOOK_H
#define DOC_PDF_LOOK_H

#include "doc/pdf/face.h"
#include "doc/pdf/sheet.h"

enum {
	MARGIN_LEFT = 94000,
	MARGIN_RIGHT = 94000,
	MARGIN_TOP = 88000,
	MARGIN_BOTTOM = 86000,
	MEASURE = SHEET_WIDTH - MARGIN_LEFT - MARGIN_RIGHT,
	BODY = SHEET_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM,
	HEAD_BASELINE = 50000,                 /* of the running head, from the top */
	FOOT_BASELINE = SHEET_HEIGHT - 44000,
	HAIRLINE = 400,
	RULE = 800,
	COLUMN_LEAST = 12000, /* of a narrow column: two letters */
};

enum {
	COLOUR_TEXT = 0x1b1b1b,
	COLOUR_MUTED = 0x565656,
	COLOUR_LINE = 0xc4c4c4,
	COLOUR_ACCENT = 0x1d4971, /* when the settings name none */
};

struct look {
	enum family family;
	unsigned style;
	int size, leading;
	int before, after;
	bool accent; /* in the settings' colour */
	bool muted;
	bool whole; /* what stands out is read at a glance: no word is divided for the sake of an even edge */
};

extern const struct look look_text, look_list, look_table, look_table_head, look_furniture, look_running, look_entry, look_authority,
	look_kicker;
/* By the document's level, 1-6. */
const struct look *look_heading(int level);

#endif
