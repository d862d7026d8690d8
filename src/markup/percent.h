/* markup/percent.h: percent-encoding (RFC 3986 section 2.1), decoded strictly.
 *
 * A '%' without two hex digits, a NUL or other control character, and bytes that are no UTF-8 are refused: a decoder that
 * guesses reads something else than the one before it did.
 */
#ifndef MARKUP_PERCENT_H
#define MARKUP_PERCENT_H

#include "base/fault.h"
#include "base/text.h"

enum percent_kind {
	PERCENT_PATH, /* a segment: '+' is itself, and a slash may not be hidden */
	PERCENT_FORM, /* a name or value of a form: '+' is a space, line ends may come */
};

/* FAULT_INVALID when it is none. */
must_check enum fault percent_decode(struct arena *arena, struct text t, enum percent_kind kind, struct text *ret);
/* Everything but letters, digits and -._~ is escaped. */
void percent_encode(struct buffer *to, struct text t);

#endif
