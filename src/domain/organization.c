#include "domain/organization.h"

#include "query/organization.h"

enum fault organization_by_slug(struct ctx *cx, struct text slug, struct organization_row *ret)
{
	return sql_organization_by_slug(cx->db, cx->arena, slug, ret);
}

enum fault organization_list(struct ctx *cx, int64_t most, int64_t skip, struct organization_summary_row **ret,
	size_t *ret_n)
{
	return sql_organizations(cx->db, cx->arena, most, skip, ret, ret_n);
}

enum fault organization_choices(struct ctx *cx, int64_t most, struct organization_row **ret, size_t *ret_n)
{
	return sql_organization_choices(cx->db, cx->arena, most, ret, ret_n);
}

enum fault organization_count(struct ctx *cx, int64_t *ret)
{
	return sql_organization_count(cx->db, ret);
}

enum fault organization_members(struct ctx *cx, struct organization_id id, struct member_row **ret, size_t *ret_n)
{
	return sql_organization_members(cx->db, cx->arena, id, ORGANIZATION_MEMBERS_MAX, ret, ret_n);
}

enum fault organization_years(struct ctx *cx, struct organization_id id, struct year_row **ret, size_t *ret_n)
{
	return sql_organization_years(cx->db, cx->arena, id, ret, ret_n);
}
