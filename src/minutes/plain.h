/* minutes/plain.h: the words of CommonMark that doc/write_markdown wrote, without parsing it anew.
 *
 * Good for counting words and for nothing else: numbers and bullets of lists stay, and so do marks that are no words.
 */
#ifndef MINUTES_PLAIN_H
#define MINUTES_PLAIN_H

#include "base/text.h"

/* Delimiters, links' addresses, backslashes and numbered letters (&#248;) undone, so that a word that is half bold is one. */
struct text plain_of(struct arena *arena, struct text markdown);

#endif
