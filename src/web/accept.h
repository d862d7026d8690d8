/* web/accept.h: what a visitor's program would rather have (RFC 9110 section 12.5). */
#ifndef WEB_ACCEPT_H
#define WEB_ACCEPT_H

#include "base/text.h"
#include "base/translation.h"

/* How much an Accept-... field wants something, 0 to 1000; -1 when it says nothing of it.  A word also stands for its
 * sub-tags ("en" for "en-GB"), and "*" for what is not named. */
int accept_weight(struct text field, const char *word);

bool accept_gzip(struct text field);
/* Danish, unless English is wanted more. */
enum lang accept_language(struct text field);

#endif
