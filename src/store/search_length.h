/* store/search_length.h: how long an indexed text is, in four bits.
 *
 * Ranking wants the length of every hit, and reading it from a table costs more than all the rest
 * of a search.  So it travels in the rowid of the index: rowid = id * SEARCH_LENGTH_CLASSES +
 * class.  Class c stands for 16 * 1.6^c words: 16 to 18,446, within 27 %, which moves a score by a
 * few hundredths.
 */
#ifndef STORE_SEARCH_LENGTH_H
#define STORE_SEARCH_LENGTH_H

#include <stdint.h>

enum { SEARCH_LENGTH_CLASSES = 16 };

int search_length_class(int64_t words); /* 0-15, the nearest */
double search_length_words(int length_class);

#endif
