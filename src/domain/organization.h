/* domain/organization.h: committees: what each is, who sits at its meetings, when it met.  Rows live in cx->arena. */
#ifndef DOMAIN_ORGANIZATION_H
#define DOMAIN_ORGANIZATION_H

#include "domain/ctx.h"
#include "query/types.h"

enum { ORGANIZATION_MEMBERS_MAX = 2000 }; /* people on one committee's page */

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

#endif
