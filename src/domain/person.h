/* domain/person.h: people whom documents name, and where.  Rows live in cx->arena. */
#ifndef DOMAIN_PERSON_H
#define DOMAIN_PERSON_H

#include "domain/ctx.h"
#include "query/types.h"

enum { PERSON_MEETINGS_MAX = 1000 }; /* on one person's page: a whole political life */

must_check enum fault person_list(struct ctx *cx, int64_t most, int64_t skip, struct person_summary_row **ret,
	size_t *ret_n);
must_check enum fault person_count(struct ctx *cx, int64_t *ret);
/* People whose name begins with these words, at most `most`. */
must_check enum fault person_named(struct ctx *cx, struct text words, int64_t most, struct person_row **ret,
	size_t *ret_n);

/* Everything that the viewer may know of where somebody took part. */
struct person_course {
	struct seat_row *seats; /* committees */
	size_t seats_n;
	struct attendance_row *attendance; /* meetings, newest first */
	size_t attendance_n;
	struct visit_row *visits; /* items as a guest, newest first */
	size_t visits_n;
};
must_check enum fault person_course(struct ctx *cx, struct person_id id, struct person_course *ret);

/* FAULT_NOT_FOUND also for somebody who is named only where the viewer may not look. */
must_check enum fault person_by_slug(struct ctx *cx, struct text slug, struct person_row *ret,
	struct person_course *ret_course);

#endif
