#include "store/search_length.h"

static const double words_of[SEARCH_LENGTH_CLASSES] = { 16, 25.6, 40.96, 65.536, 104.858, 167.772,
	268.435, 429.497, 687.195, 1099.51, 1759.22, 2814.75, 4503.6, 7205.76, 11529.2, 18446.7 };

double search_length_words(int length_class)
{
	return words_of[length_class & (SEARCH_LENGTH_CLASSES - 1)];
}

int search_length_class(int64_t words)
{
	int c = 0;

	/* Halfway on the scale of ratios: sqrt(1.6) above the one before. */
	while (c < SEARCH_LENGTH_CLASSES - 1 && (double)words > words_of[c] * 1.2649)
		c++;
	return c;
}
