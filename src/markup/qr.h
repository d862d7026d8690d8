/* markup/qr.h: text as a picture that telephones read (ISO/IEC 18004), by libqrencode, which is included here alone. */
#ifndef MARKUP_QR_H
#define MARKUP_QR_H

#include "markup/markup.h"

enum { QR_TEXT_MAX = 1000 }; /* bytes: more makes a picture too fine for a telephone */

/* An <svg> without words of its own: whoever shows it says beside it what it is.  Unknown when the text is too long. */
struct markup qr_svg(struct arena *arena, struct text text);

#endif
