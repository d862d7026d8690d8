/* base/translation.h: the sentences on the screen, Danish by default.
 *
 * Message ids are English.  po/da.po is compiled by msgfmt to the .mo format of GNU gettext and built into the program;
 * that an id has no Danish is a build error (po/meson.build).
 */
#ifndef BASE_TRANSLATION_H
#define BASE_TRANSLATION_H

#include "base/fault.h"
#include "base/text.h"

enum lang { LANG_DA, LANG_EN };

const char *lang_tag(enum lang lang); /* BCP 47: "da" */

/* The sentence in that language; the id itself when it is English or unknown.  Never NULL. */
const char *tr(enum lang lang, const char *message);
/* One or many (both languages: one is n == 1). */
const char *tr_n(enum lang lang, const char *one, const char *many, int64_t n);
/* The sentence with its %s (or %d) replaced by the detail. */
struct text tr_with(struct arena *arena, enum lang lang, const char *message, struct text detail);
/* A refusal as a person reads it; "line 12: " before it when a line is meant. */
struct text refusal_text(struct arena *arena, enum lang lang, const struct refusal *why);

#endif
