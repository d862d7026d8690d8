/* minutes/sentence.h: the sentences of a section's text, one by one. */
#ifndef MINUTES_SENTENCE_H
#define MINUTES_SENTENCE_H

#include "base/text.h"

/* The next sentence of a text in CommonMark, without the mark of a list before it and the stop after it; false at the end.
 * A line that is meant ends a sentence; a stop after "Konst." or "kl." does not. */
bool sentence_next(struct text *rest, struct text *ret);

#endif
