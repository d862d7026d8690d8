/* domain/line.h: what somebody typed into a field, as it is kept: NFC, trimmed, with line feeds alone; unknown when nothing is left.
 *
 * FAULT_INVALID for what is no text, FAULT_LIMIT for too much of it.
 */
#ifndef DOMAIN_LINE_H
#define DOMAIN_LINE_H

#include "domain/ctx.h"

/* Of one line: FAULT_INVALID when there are several. */
must_check enum fault line_tidy(struct ctx *cx, struct text typed, size_t most, struct text *ret);
/* Of any number of lines. */
must_check enum fault lines_tidy(struct ctx *cx, struct text typed, size_t most, struct text *ret);

#endif
