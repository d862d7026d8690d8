/* web/problem.h: an answer that says what went wrong, and what the visitor can do.
 *
 * The sentence for a person comes from whoever refused; the title from the status.  As data it is RFC 9457
 * (application/problem+json); as a page it is a view, or this plain one when even the view cannot be made.
 */
#ifndef WEB_PROBLEM_H
#define WEB_PROBLEM_H

#include "base/fault.h"
#include "base/translation.h"
#include "web/form.h"
#include "web/response.h"

struct problem {
	int status;
	struct text sentence;             /* in the visitor's language; unknown when there is nothing to add */
	const struct form_values *values; /* whose problems they are; NULL when it is not about a form */
};

int problem_status(enum fault fault);
/* "Siden findes ikke": message id by status; never NULL. */
const char *problem_title(int status);
/* "sideantal: must be at least 1", in the visitor's language. */
struct text problem_field_text(struct arena *arena, enum lang lang, const struct form_problem *problem);

void problem_json(struct arena *arena, enum lang lang, const struct problem *problem, struct response *response);
void problem_page(struct arena *arena, enum lang lang, const struct problem *problem, struct response *response);

#endif
