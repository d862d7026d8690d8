/* doc/pdf/profile.h: what the file's colours mean: sRGB (IEC 61966-2-1), as an ICC profile (ICC.1:2004-10) made here.
 *
 * A monitor's profile of primaries and one curve, 400 bytes; who prints asks it what our red is.
 */
#ifndef DOC_PDF_PROFILE_H
#define DOC_PDF_PROFILE_H

#include "base/text.h"

struct text profile_srgb(struct arena *arena);

#endif
