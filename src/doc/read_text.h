/* doc/read_text.h: plain text as pdftotext, a mail or a copy-paste leaves it.
 *
 * The bytes are a stranger's: UTF-8, UTF-16 with a mark, or Windows-1252; lines ended in any way;
 * form feeds between pages.  A text whose first line begins with "# " (or "## " ...) is CommonMark
 * and goes there.  Any other becomes paragraphs of lines, and nothing is guessed: blank lines and
 * page breaks end a paragraph, lines stay DOC_SOFT_BREAKs, and the first inline of a line carries
 * its number and its indent in columns.  What is a heading, a label or a list is the recogniser's
 * to say.
 *
 * Two marks are read, when they are well formed on one line: [words](href) and **strong**.  Strong
 * never goes over a line's end.
 *
 * Damage is repaired where no word can be hurt: no-break spaces become spaces, soft hyphens go (and
 * one at a line's end takes the rest of its word up from the next line), control characters go.
 */
#ifndef DOC_READ_TEXT_H
#define DOC_READ_TEXT_H

#include "base/fault.h"
#include "doc/doc.h"

/* FAULT_LIMIT above DOC_BYTES_MAX or DOC_NODES_MAX; FAULT_INVALID when the bytes are no text. */
must_check enum fault doc_read_text(
	struct arena *arena, struct text bytes, struct refusal *why, struct doc **ret);

#endif
