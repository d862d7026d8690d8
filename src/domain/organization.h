/* domain/organization.h: committees: what each is, who sits at its meetings, when it met.  Rows live in cx->arena.
 *
 * Documents bring them (domain/keep.h), and the desk makes them.  What a committee is called now and was called before are names
 * of one committee; its address is given once.  Its rules are domain/charter.h, its members domain/membership.h.
 */
#ifndef DOMAIN_ORGANIZATION_H
#define DOMAIN_ORGANIZATION_H

#include "domain/change.h"

enum {
	ORGANIZATION_MEMBERS_MAX = 2000, /* people on one committee's page */
	ORGANIZATIONS_AT_DESK = 2000,    /* of one installation: all of all municipalities that share it */
};

must_check enum fault organization_by_slug(struct ctx *cx, struct text slug, struct organization_row *ret);
/* In Danish order. */
must_check enum fault organization_list(struct ctx *cx, int64_t most, int64_t skip,
	struct organization_summary_row **ret, size_t *ret_n);
/* The committees alone, to choose from. */
must_check enum fault organization_choices(struct ctx *cx, int64_t most, struct organization_row **ret, size_t *ret_n);
must_check enum fault organization_count(struct ctx *cx, int64_t *ret);
/* Who the documents name at the head of its meetings. */
must_check enum fault organization_members(struct ctx *cx, struct organization_id id, struct member_row **ret,
	size_t *ret_n);
/* Years in which it met, newest first. */
must_check enum fault organization_years(struct ctx *cx, struct organization_id id, struct year_row **ret,
	size_t *ret_n);

/* --- For those who say what a committee is --- */

/* Those of which the viewer may say so, by authority in Danish order; those that are no more come last. */
must_check enum fault organization_desk_list(struct ctx *cx, struct organization_desk_row **ret, size_t *ret_n);
/* FAULT_DENIED for others. */
must_check enum fault organization_at_desk(struct ctx *cx, struct text slug, struct organization_row *ret);
must_check enum fault organization_other_names(struct ctx *cx, struct organization_id id, struct organization_name_row **ret,
	size_t *ret_n);

/* Asks for an administrator of everything.  FAULT_CONFLICT: the authority has one of that name. */
must_check enum fault organization_add(struct ctx *cx, struct body_id body, struct text name, struct text *ret_slug);
/* These ask for an administrator of the committee.  The name until now becomes a further name. */
must_check enum fault organization_rename(struct ctx *cx, struct organization_id id, struct text name);
must_check enum fault organization_also_called(struct ctx *cx, struct organization_id id, struct text name);
must_check enum fault organization_no_more_called(struct ctx *cx, struct organization_id id, struct text key);
/* Nobody sits there after its last day, and memberships end with it; FAULT_CONFLICT when one begins later. */
must_check enum fault organization_end(struct ctx *cx, struct organization_id id, struct date last);
must_check enum fault organization_reopen(struct ctx *cx, struct organization_id id);

/* As a part of a larger change, which has asked for the right to it. */
must_check enum fault organization_end_within(struct change *change, struct organization_id id, struct date last);

#endif
