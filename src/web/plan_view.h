/* web/plan_view.h: a meeting's time and place as forms have them. */
#ifndef WEB_PLAN_VIEW_H
#define WEB_PLAN_VIEW_H

#include "domain/planning.h"
#include "web/frame.h"

enum { CLOCK_BYTES = 5 }; /* "15:00" */

/* "15:00", "15.00", "9:30". */
bool clock_parse(struct text typed, struct moment *ret);
/* "15:00" for a field; empty when none is known. */
struct text clock_text(struct arena *arena, struct moment moment);

/* Where in a form each field stands; `day` is of one meeting alone. */
struct plan_form_fields {
	size_t from, to, location, link, link_is_public, announced;
};
/* What was typed, on a day.  FAULT_INVALID for what is no time of day. */
must_check enum fault plan_typed(struct visit *visit, const struct plan_form_fields *at, struct date day, struct plan *ret);
/* As it was typed, to be typed on. */
struct plan_fields plan_fields_typed(const struct visit *visit, const struct plan_form_fields *at);
struct plan_fields plan_fields_of(struct arena *arena, const struct plan *plan);

/* The committees of which the visitor is clerk, one of them chosen. */
must_check enum fault plan_organization_choices(struct visit *visit, struct text chosen, struct choice **ret, size_t *ret_n);
/* The committee that a form names; FAULT_INVALID when there is none. */
must_check enum fault plan_organization(struct visit *visit, struct text slug, struct organization_row *ret);

/* The number in the address of the desk's pages of a meeting. */
struct meeting_id meeting_of_place(const struct visit *visit);
/* Why something was refused, in the visitor's language. */
struct text plan_trouble(struct visit *visit);
/* A fault that the page of the form itself shows. */
bool plan_is_trouble(enum fault fault);

#endif
