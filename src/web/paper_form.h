/* web/paper_form.h: a meeting or one of its items as PDF: the .pdf form of their addresses.
 *
 * Setting a page costs less than half a millisecond, so that it happens in the request and is kept like any page.  A
 * record whose text is larger than PAPER_FORM_TEXT_MAX would hold up a worker: it is FAULT_LIMIT, and the operator's
 * command line sets it.
 */
#ifndef WEB_PAPER_FORM_H
#define WEB_PAPER_FORM_H

#include "domain/meeting.h"
#include "web/visit.h"

enum { PAPER_FORM_TEXT_MAX = 512 << 10 }; /* bytes: some 150 pages, 60 ms */

/* order: of one item; 0: the whole meeting. */
must_check enum fault paper_form_show(struct visit *visit, const struct meeting *meeting, int order);

#endif
