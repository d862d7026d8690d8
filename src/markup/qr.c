#include "markup/qr.h"

#include <qrencode.h>

enum { QUIET = 4, SVG_MAX = 1 << 20 };

/* One row of dark squares after another: "M x y h n v1 h-n z". */
static void add_rows(struct buffer *b, const QRcode *code)
{
	for (int y = 0; y < code->width; y++)
		for (int x = 0, end; x < code->width; x = end) {
			bool dark = (code->data[y * code->width + x] & 1) != 0;

			for (end = x; end < code->width && ((code->data[y * code->width + end] & 1) != 0) == dark; end++)
				;
			if (dark)
				buffer_format(b, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, end - x, end - x);
		}
}

struct markup qr_svg(struct arena *arena, struct text text)
{
	struct buffer b = buffer_in(arena, SVG_MAX);
	QRcode *code = NULL;
	int side;

	if (text.n > 0 && text.n <= QR_TEXT_MAX)
		code = QRcode_encodeString8bit(text_string(arena, text), 0, QR_ECLEVEL_M);
	if (code == NULL)
		return (struct markup){ TEXT_NONE };
	side = code->width + 2 * QUIET;
	buffer_format(&b, "<svg viewBox=\"0 0 %d %d\" width=\"240\" height=\"240\" aria-hidden=\"true\" shape-rendering=\"crispEdges\">"
		"<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"", side, side, side, side);
	add_rows(&b, code);
	buffer_add_string(&b, "\"/></svg>");
	QRcode_free(code);
	return (struct markup){ buffer_text(&b) };
}
