/* language/language.h: Danish as a reader and a searcher know it.
 *
 * ICU and libstemmer are included in this folder alone.  Functions take valid UTF-8 and give arena text in NFC.
 */
#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include "base/text.h"

/* NFC.  The one gate for text that comes in from outside; t must be valid UTF-8. */
struct text language_nfc(struct arena *arena, struct text t);

/* Folded for search and comparison: lower case, aa as å, accents off all but æ ø å (é -> e, ü -> u). */
struct text language_fold(struct arena *arena, struct text t);

/* The stem of one folded word (libstemmer's Danish). */
struct text language_stem(struct arena *arena, struct text folded_word);

/* Next word of t from *at: letters and digits; hyphen, dot, slash and colon only between digits (22-011382, 3.5).  Gives where it
 * stood, so that a hit can be marked.  False at the end. */
struct language_word {
	size_t from, to; /* bytes in t */
};
bool language_next_word(struct text t, size_t *at, struct language_word *ret);

/* For an address: lower case a-z, 0-9 and single hyphens, Danish letters as ae, oe, aa; at most 80 bytes, cut between
 * words; "x" when nothing is left. */
struct text language_slug(struct arena *arena, struct text t);

/* Danish order (ICU's da): æ ø å last, aa as å.  <0, 0, >0.  Ties broken by bytes. */
int language_compare(struct text a, struct text b);

#endif
