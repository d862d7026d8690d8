/* domain/person.h: people: whom documents name and who sits in committees, and where.  Rows live in cx->arena.
 *
 * Within one authority a name is a person, whether a document or a membership has it.  A person may have further names: those
 * before a marriage, and other spellings in documents.
 */
#ifndef DOMAIN_PERSON_H
#define DOMAIN_PERSON_H

#include "domain/access.h"
#include "domain/change.h"

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
	struct membership_row *memberships; /* that have begun, newest first */
	size_t memberships_n;
};
must_check enum fault person_course(struct ctx *cx, struct person_id id, struct person_course *ret);

/* FAULT_NOT_FOUND also for somebody who is named only where the viewer may not look.  ret->slug may be another than was asked
 * for: the address of somebody who turned out to be the same. */
must_check enum fault person_by_slug(struct ctx *cx, struct text slug, struct person_row *ret,
	struct person_course *ret_course);

/* --- For those who say who sits where: FAULT_DENIED for others --- */

must_check enum fault person_at_desk(struct ctx *cx, struct text slug, struct person_row *ret);
/* Everybody whose name begins with these words; all, when there are none. */
must_check enum fault person_desk_list(struct ctx *cx, struct text words, int64_t most, int64_t skip,
	struct person_desk_row **ret, size_t *ret_n);
must_check enum fault person_desk_count(struct ctx *cx, struct text words, int64_t *ret);
/* By name, or by the last part of the person's address.  FAULT_NOT_FOUND; FAULT_CONFLICT: several are called so. */
must_check enum fault person_find(struct ctx *cx, struct text typed, struct person_row *ret);

/* What else documents call a person. */
must_check enum fault person_other_names(struct ctx *cx, struct person_id id, struct person_name_row **ret, size_t *ret_n);

/* These ask for an administrator, as a person may sit anywhere.  FAULT_CONFLICT: somebody else has that name. */
must_check enum fault person_add(struct ctx *cx, struct body_id body, struct text name, struct text *ret_slug);
/* The name until now becomes a further name. */
must_check enum fault person_rename(struct ctx *cx, struct person_id id, struct text name);
must_check enum fault person_also_called(struct ctx *cx, struct person_id id, struct text name);
must_check enum fault person_no_more_called(struct ctx *cx, struct person_id id, struct text key);
/* Two who were thought to be two are one: everything of the first is the second's from now on, its name and address too.  It
 * cannot be undone.  FAULT_CONFLICT: one document names both, both have an account, both sit in one committee at once, or the
 * first has done something here under its own name. */
must_check enum fault person_merge(struct ctx *cx, struct person_id one, struct person_id into);

/* --- Parts of a larger change --- */

/* Who is called so in that authority, in any spelling; somebody new when nobody is. */
must_check enum fault person_of_name(struct change *change, struct body_id body, struct text name, struct person_id *ret,
	bool *ret_made);
/* The same for what was typed at the desk, which may be the last part of an address: FAULT_INVALID when nobody is called so, and
 * nobody new may be made; whoever is made is told of in the journal. */
must_check enum fault person_chosen(struct change *change, struct body_id body, struct text typed, bool may_be_new,
	struct person_id *ret);

#endif
