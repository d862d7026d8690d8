#include "markup/csv.h"

#include <inttypes.h>

struct csv csv_in(struct arena *arena)
{
	struct csv csv = { .out = buffer_in(arena, CSV_BYTES_MAX), .first = true };

	buffer_add_string(&csv.out, "\xef\xbb\xbf");
	return csv;
}

static void begin(struct csv *csv)
{
	if (!csv->first)
		buffer_add_byte(&csv->out, ',');
	csv->first = false;
}

void csv_text(struct csv *csv, struct text cell)
{
	begin(csv);
	if (text_empty(cell))
		return;
	buffer_add_byte(&csv->out, '"');
	if (strchr("=+-@\t\r", cell.s[0]) != NULL)
		buffer_add_byte(&csv->out, '\'');
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.s[i] == '"')
			buffer_add_byte(&csv->out, '"');
		buffer_add_byte(&csv->out, cell.s[i]);
	}
	buffer_add_byte(&csv->out, '"');
}

void csv_int(struct csv *csv, int64_t cell)
{
	begin(csv);
	buffer_format(&csv->out, "%" PRId64, cell);
}

void csv_row(struct csv *csv)
{
	buffer_add_string(&csv->out, "\r\n");
	csv->first = true;
}

struct text csv_finish(const struct csv *csv)
{
	return csv->out.full ? TEXT_NONE : buffer_text(&csv->out);
}
