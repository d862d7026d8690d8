/* domain/typed.h: texts of several lines that somebody typed, as they are kept.
 *
 * Line feeds alone, NFC, no white space at the end: one text has one form, whatever browser it came from.
 */
#ifndef DOMAIN_TYPED_H
#define DOMAIN_TYPED_H

#include "domain/ctx.h"

struct text typed_tidy(struct arena *arena, struct text t);
/* FAULT_INVALID when it is no text, FAULT_LIMIT past so many bytes.  Empty when nothing was typed. */
must_check enum fault typed_text(struct ctx *cx, struct text t, size_t most, struct text *ret);

#endif
