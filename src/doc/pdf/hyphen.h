/* doc/pdf/hyphen.h: where a word may be divided (libhyphen, with the patterns of Debian's hyphen-da).
 *
 * Without patterns for the language no word is divided; the page is as good, its right edge more ragged.  libhyphen is
 * included in hyphen.c alone.
 */
#ifndef DOC_PDF_HYPHEN_H
#define DOC_PDF_HYPHEN_H

#include "base/text.h"

enum {
	HYPHEN_BEFORE = 2,   /* letters that stay on the line, at the least */
	HYPHEN_AFTER = 3,    /* letters on the next: two are lost there */
	HYPHEN_WORD_MIN = 6, /* letters: dividing a shorter word wins nothing */
	HYPHEN_WORD_MAX = 80,
};

struct hyphens {
	struct arena *arena;
	const char *file; /* NULL: none for this language */
	struct _HyphenDict *dictionary;
	bool tried; /* to load it: most documents have no need */
};

struct hyphens hyphens_begin(struct arena *arena, struct text language);
/* Marks with true every byte of the word before which it may be divided; false when there is none. */
bool hyphens_find(struct hyphens *hyphens, struct text word, bool ret_before[HYPHEN_WORD_MAX]);

#endif
