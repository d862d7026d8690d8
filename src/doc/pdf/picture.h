/* doc/pdf/picture.h: the logo: a PNG (RFC 2083) becomes an image of the file, on white.
 *
 * Eight bits a channel and no interlacing, as every program writes; anything else is refused with a sentence.  White
 * paper shows through where it was transparent, so that the file needs no transparency.
 */
#ifndef DOC_PDF_PICTURE_H
#define DOC_PDF_PICTURE_H

#include "base/fault.h"
#include "doc/pdf/file.h"

enum { PICTURE_SIDE_MAX = 2048 /* pixels: 300 to the inch on 17 cm */ };

struct picture {
	int width, height;
	struct text pixels; /* red, green, blue */
};

must_check enum fault picture_read(struct arena *arena, struct text png, struct refusal *why, struct picture *ret);
int picture_write(struct pdf_file *file, const struct picture *picture);

#endif
