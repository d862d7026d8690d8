/* web/seat_view.h: who sits where and what a committee is, as pages show it and forms ask for it. */
#ifndef WEB_SEAT_VIEW_H
#define WEB_SEAT_VIEW_H

#include "web/frame.h"

/* "Næstformand"; "Stående udvalg". */
struct text seat_words(const struct visit *visit, enum seat seat);
struct text charter_kind_words(const struct visit *visit, enum charter_kind kind);

/* To choose from; the chosen one, or -1. */
struct choice *seat_choices(const struct visit *visit, int chosen, size_t *ret_n);
struct choice *charter_kind_choices(const struct visit *visit, int chosen, size_t *ret_n);
/* For whom a substitute may stand in: whoever sits there, but for one. */
struct choice *substitute_choices(const struct visit *visit, const struct seating *seating, struct person_id chosen,
	struct person_id but, size_t *ret_n);

struct membership_entry membership_entry_of(const struct visit *visit, const struct membership_row *row);
struct membership_entry *membership_entries(const struct visit *visit, const struct membership_row *rows, size_t n);
/* at_desk: each has a link for whoever may change it. */
must_check enum fault seating_load(struct visit *visit, const struct organization_row *organization, bool at_desk,
	struct seating *ret);
bool seating_has(const struct seating *seating, struct person_id person);

/* level: of the headings in its texts. */
struct charter_view charter_view_of(const struct visit *visit, const struct charter *charter, int level);

/* What the newer changes of the older. */
struct charter_changes charter_changes_of(const struct visit *visit, const struct charter *older, const struct charter *newer);

/* What is odd about a committee that goes on: no chair, more members than seats. */
struct text *seating_remarks(const struct visit *visit, const struct organization_desk_row *row, size_t *ret_n);

/* The fields of a posted form about a membership. */
struct membership_fields {
	size_t role, party, substitute_for, from, to;
};
struct membership membership_typed(const struct visit *visit, const struct membership_fields *fields);

/* Date fields begin with today. */
struct text today_text(const struct visit *visit);

#endif
