#include "doc/pdf/look.h"

const struct look look_text = { .family = FAMILY_TEXT, .size = 10400, .leading = 15200, .after = 7600 };
const struct look look_list = { .family = FAMILY_TEXT, .size = 10400, .leading = 15200, .after = 2400 };
const struct look look_table = { .family = FAMILY_DISPLAY, .size = 8800, .leading = 12400, .after = 2400,
	.whole = true };
const struct look look_table_head = { .family = FAMILY_DISPLAY, .style = STYLE_STRONG, .size = 8800, .leading = 12400,
	.after = 2400, .accent = true, .whole = true };
const struct look look_furniture = { .family = FAMILY_DISPLAY, .size = 8000, .leading = 11000, .after = 4000,
	.muted = true };
const struct look look_running = { .family = FAMILY_TEXT, .size = 7800, .leading = 10000, .muted = true };
const struct look look_entry = { .family = FAMILY_TEXT, .size = 9200, .leading = 13400, .after = 3400,
	.whole = true };

const struct look look_authority = { .family = FAMILY_DISPLAY, .style = STYLE_STRONG, .size = 9200, .leading = 12000,
	.accent = true };
const struct look look_kicker = { .family = FAMILY_DISPLAY, .size = 10000, .leading = 14400, .after = 3000, .muted = true,
	.whole = true };

const struct look *look_heading(int level)
{
	static const struct look headings[] = {
		{ .family = FAMILY_DISPLAY, .style = STYLE_STRONG, .size = 20000, .leading = 25000, .before = 26000,
			.after = 12000, .accent = true, .whole = true },
		{ .family = FAMILY_DISPLAY, .style = STYLE_STRONG, .size = 13400, .leading = 17600, .before = 27000,
			.after = 7000, .accent = true, .whole = true },
		{ .family = FAMILY_DISPLAY, .style = STYLE_STRONG, .size = 10000, .leading = 14400, .before = 14000,
			.after = 3200, .whole = true },
		{ .family = FAMILY_DISPLAY, .style = STYLE_STRONG, .size = 9200, .leading = 13400, .before = 11000,
			.after = 2600, .muted = true, .whole = true },
		{ .family = FAMILY_DISPLAY, .style = STYLE_EMPHASIS, .size = 9200, .leading = 13400, .before = 9000,
			.after = 2400, .whole = true },
	};
	int last = (int)LENGTH_OF(headings);

	return &headings[(level < 1 ? 1 : level > last ? last : level) - 1];
}
