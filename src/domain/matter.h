/* domain/matter.h: a case and its course through the meetings (sagens forløb).  Rows live in cx->arena.
 *
 * What the desk knows of it beside is domain/dossier.h.
 */
#ifndef DOMAIN_MATTER_H
#define DOMAIN_MATTER_H

#include "domain/change.h"

enum { MATTER_COURSE_MAX = 1000 }; /* treatments of one case */

must_check enum fault matter_by_slug(struct ctx *cx, struct text slug, struct matter_row *ret);
/* Cases with this number, however its parts are joined: "22-011382", "22/011382", "22011382". */
must_check enum fault matter_numbered(struct ctx *cx, struct text number, struct matter_row **ret, size_t *ret_n);
/* The newest treated first. */
must_check enum fault matter_list(struct ctx *cx, int64_t most, int64_t skip, struct matter_summary_row **ret,
	size_t *ret_n);
must_check enum fault matter_count(struct ctx *cx, int64_t *ret);

struct matter_course {
	struct consultation_row *treatments; /* oldest first */
	size_t treatments_n;
	struct treatment_row *texts; /* recommendations and decisions, in the order of the treatments */
	size_t texts_n;
	struct told_row *told; /* earlier ones, known only because a document tells of them */
	size_t told_n;
};
must_check enum fault matter_course(struct ctx *cx, struct matter_id id, struct matter_course *ret);

/* A part of a change: the case of an authority with this number, which is here from now on. */
must_check enum fault matter_keep(struct change *change, struct body_id body, struct text number, struct matter_id *ret);

/* The folded number: letters and digits only. */
struct text matter_key(struct arena *arena, struct text number);

#endif
