/* web/govern.h: what the pages have in common on which it is said who sits where, and what committees are. */
#ifndef WEB_GOVERN_H
#define WEB_GOVERN_H

#include "web/frame.h"
#include "web/problem.h"

/* A frame under "Governance". */
must_check enum fault govern_frame(struct visit *visit, struct text title, struct frame *ret);
/* The newest refusal, in the visitor's language. */
struct text govern_trouble(const struct visit *visit);
/* What is wrong with what was typed, so that the page itself says it; anything else has a page of its own. */
bool govern_mends(enum fault fault);
/* The first problem of the posted form; unknown when there is none. */
struct text govern_form_trouble(const struct visit *visit);

/* Whether the visitor may say so for everything, and not for one committee alone. */
must_check enum fault govern_everything(struct visit *visit, bool *ret);
/* The authorities to choose from; the one that was chosen, or the only one.  FAULT_INVALID: none was. */
must_check enum fault govern_body_choices(struct visit *visit, struct choice **ret, size_t *ret_n);
must_check enum fault govern_chosen_body(struct visit *visit, size_t field, struct body_id *ret);

#endif
