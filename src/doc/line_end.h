/* doc/line_end.h: how a line of our own papers ends, so that whoever reads the page knows what became of the text there.
 *
 *     a space                the paragraph goes on with the next line
 *     U+00AD soft hyphen     the word does: the hyphen that is seen is no part of it
 *     U+200B no width        the word does, or goes on behind a hyphen or stroke of its own
 *     U+2028 line separator  the break was meant
 *     nothing                the paragraph, heading or cell is over
 *     U+2029                 the line is no part of the text: a running head, a foot, a table's header said again
 *
 * The marks are drawn as a space: they are seen by programs alone.  A page with the last of them is one of ours (every
 * page has a foot), and is read by these rules where the type of others must be guessed from.
 */
#ifndef DOC_LINE_END_H
#define DOC_LINE_END_H

#include "base/text.h"

#define LINE_END_JOINED "\xe2\x80\x8b"
#define LINE_END_MEANT "\xe2\x80\xa8"
#define LINE_END_ASIDE "\xe2\x80\xa9"

enum { LINE_END_BYTES = 3 };

static inline bool line_end_is_mark(struct text t)
{
	return text_is(t, LINE_END_JOINED) || text_is(t, LINE_END_MEANT) || text_is(t, LINE_END_ASIDE);
}

#endif
