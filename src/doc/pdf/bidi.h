/* doc/pdf/bidi.h: which way words run (Unicode Standard Annex 9, by FriBidi).
 *
 * A level is even for words that run rightwards, odd for leftwards.  FriBidi is included in bidi.c alone.
 */
#ifndef DOC_PDF_BIDI_H
#define DOC_PDF_BIDI_H

#include "base/text.h"

/* The level of every byte of a paragraph, and its own; NULL (and 0) when everything runs rightwards, as it mostly does. */
uint8_t *bidi_levels(struct arena *arena, struct text paragraph, uint8_t *ret_own);

/* The order in which n parts of a line with those levels stand from left to right. */
void bidi_order(const uint8_t *levels, size_t n, size_t *ret_order);

#endif
