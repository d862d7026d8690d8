/* base/diff.h: what changed between two texts, word by word.
 *
 * Lines that both have are found first, then the words of what lies between them, each by Myers' greedy algorithm (1986): few
 * changes are found fast, in the fewest words.  Past DIFF_CHANGES_MAX a stretch counts as rewritten whole, so that a hostile
 * pair of texts costs no more than a bounded time; the answer stays true and is only coarser.
 *
 * The runs in their order are the texts: those that are the same and those taken out make the old one, byte by byte, those
 * that are the same and those put in the new one.  Of a change what was taken out comes first.
 */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include "base/text.h"

enum { DIFF_CHANGES_MAX = 1000 }; /* words taken out or put in within one stretch */

enum diff_kind { DIFF_SAME, DIFF_OUT, DIFF_IN };

struct diff_run {
	enum diff_kind kind;
	struct text text; /* a part of the old text, or (DIFF_IN) of the new one; never empty */
};

/* Runs in the arena, which point into the texts. */
void diff_words(struct arena *arena, struct text before, struct text after, struct diff_run **ret, size_t *ret_n);

#endif
