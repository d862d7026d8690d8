/* minutes/enclosed_record.h: the record that a paper of ours carries, taken for what it says only when the paper says it too.
 *
 * What people read is the page.  A record that was put into a file with other words than its pages have is a forgery, or a
 * mistake: the page's words win, and a finding says so.  Compared are all facts, names and flags, and of texts the letters
 * and digits in their order: what the page cannot tell exactly (where a paragraph was, what was a link) is the record's to
 * say.
 */
#ifndef MINUTES_ENCLOSED_RECORD_H
#define MINUTES_ENCLOSED_RECORD_H

#include "base/fault.h"
#include "domain/record.h"

/* read: the record of the pages.  *ret_record is the enclosed one, with the sources, the lines set aside and the findings of
 * the pages, or `read` itself. */
must_check enum fault enclosed_record_read(struct arena *arena, struct text pdf, struct record *read, struct refusal *why,
	struct record **ret_record);

/* Whether two records say the same, as far as pages can tell. */
bool record_agrees(const struct record *a, const struct record *b);

#endif
