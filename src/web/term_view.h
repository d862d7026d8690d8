/* web/term_view.h: what the pages of an election period have in common. */
#ifndef WEB_TERM_VIEW_H
#define WEB_TERM_VIEW_H

#include "web/govern.h"

struct term_id term_of_place(const struct visit *visit);
struct url link_term(const struct visit *visit, enum address address, struct term_id id);
struct url link_term_organization(const struct visit *visit, struct term_id id, struct text slug);
/* A frame under the period. */
must_check enum fault term_frame(struct visit *visit, struct text title, const struct term_row *row, struct frame *ret);

/* "Nye medlemmer"; unknown when nobody has looked at it. */
struct text term_fate_words(const struct visit *visit, enum term_fate fate);
/* "1. januar 2026 – 31. december 2029". */
struct text term_words(const struct visit *visit, const struct term_row *row);
/* "formand (A)"; "stedfortræder for Ida Lund (V)". */
struct text lineup_detail(const struct visit *visit, const struct lineup_seat *seat);

#endif
