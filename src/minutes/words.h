/* minutes/words.h: counting words, so that none is lost between a document and its record.
 *
 * A word is a run of letters and digits; marks between them (hyphens, CommonMark's own) are no words.
 */
#ifndef MINUTES_WORDS_H
#define MINUTES_WORDS_H

#include "doc/doc.h"
#include "domain/record.h"

int64_t words_count(struct arena *arena, const struct doc *doc);

/* A multiset of words. */
struct words {
	struct arena *arena;
	struct words_entry *table; /* open addressing; size is a power of two */
	size_t size, n;
};

/* Every word of every field but the texts of sections and earlier treatments. */
struct words words_of_fields(struct arena *arena, const struct record *record);
/* Takes the words of a text out; those that were not there go to missing (which may be NULL), with spaces between. */
void words_take(struct words *words, struct text text, struct buffer *missing);

/* The words of the document that are neither in the record nor in what was set aside. */
struct words_missing {
	struct text *words;
	size_t n;
};
struct words_missing words_check(struct arena *arena, const struct doc *doc, const struct record *record);

#endif
