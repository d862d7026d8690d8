/* minutes/enclosed_record.h: the record that a paper of ours carries, taken for what it says only when the paper says it too.
 *
 * What people read is the page.  A record that was put into a file with other words than its pages have is a forgery, or a
 * mistake: the page's words win, and a finding says so.  Two things are asked:
 *
 *     of the record, that all it says follows from its words: composed and recognised again, it is the same
 *     of the pages, that their letters and digits, in order, are those of the composed record, or those of the pages that it
 *     gives when it is set again
 *
 * so that no fact, name or flag can be another than what its words on the page say.  Where a paragraph was, and what was
 * strong or a link, is the record's to say.  In a table, and in a paragraph with words that run leftwards, letters are counted
 * rather than followed: a page does not tell their order surely.
 */
#ifndef MINUTES_ENCLOSED_RECORD_H
#define MINUTES_ENCLOSED_RECORD_H

#include "base/fault.h"
#include "doc/doc.h"
#include "domain/record.h"

/* pages, read: what was on the pages, and what it was recognised as; read may be NULL when it was as nothing.  *ret_record is
 * the enclosed one, with the sources, the lines set aside and the findings of the pages, or `read` itself. */
must_check enum fault enclosed_record_read(struct arena *arena, struct text pdf, const struct doc *pages, struct record *read,
	struct refusal *why, struct record **ret_record);

/* Whether the pages say what the record does. */
bool pages_say(struct arena *arena, const struct doc *pages, const struct record *record);

#endif
