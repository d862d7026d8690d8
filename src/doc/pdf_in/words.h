/* doc/pdf_in/words.h: the words of lines put into the tree, and lines joined to a paragraph.
 *
 * A soft hyphen or U+2010 at a line's end was put there by the program that broke the line, and goes.  A hyphen belongs to
 * the word: the lines are joined without a space ("HR-|direktør"), unless it stands for a word to come ("rekrutterings- og")
 * or the line says itself that a space stood there.
 */
#ifndef DOC_PDF_IN_WORDS_H
#define DOC_PDF_IN_WORDS_H

#include "doc/doc.h"
#include "doc/page_text.h"

enum words_end { END_PLAIN, END_SPACE, END_HYPHEN, END_SOFT, END_JOINED, END_MEANT };

struct words {
	struct doc_builder *b;
	bool unstyled; /* a heading: its weight is its own */
	bool strong, emphasis; /* open now */
	struct text href;
	enum words_end end; /* of the last line */
	struct text held;   /* a soft hyphen, written when nothing goes on from it */
	bool space;    /* to be written before the next words, in whatever style */
	bool tab;      /* that space is a tab */
	bool labelled; /* columns are told by a tab rather than a space */
	bool all_strong, any;
};

struct words words_in(struct doc_builder *b, bool unstyled);
/* The words of a line from its run `run` on, without the first `skip` bytes of that. */
void words_add(struct words *w, const struct page_line *line, size_t run, size_t skip);
/* The same of the runs before `to`. */
void words_add_runs(struct words *w, const struct page_line *line, size_t from, size_t to, size_t skip);
/* Before the words of a line, beginning with the run `next`, that goes on from the last. */
void words_break(struct words *w, const struct page_run *next, bool hard);
/* Before the leaf is closed. */
void words_finish(struct words *w);

#endif
