#include "domain/access.h"

#include "query/account.h"

static const char *const names[ROLES] = {
	[ROLE_ADMINISTRATOR] = "administrator",
	[ROLE_CLERK] = "clerk",
	[ROLE_OFFICER] = "officer",
	[ROLE_APPROVER] = "approver",
	[ROLE_MEMBER] = "member",
	[ROLE_AUDITOR] = "auditor",
};

const char *role_name(enum role role)
{
	return names[role];
}

int role_from(struct text name)
{
	for (int i = 0; i < ROLES; i++)
		if (text_is(name, names[i]))
			return i;
	return -1;
}

static enum fault judge(struct ctx *cx, bool held)
{
	return held ? FAULT_NONE : refuse(&cx->why, FAULT_DENIED, N_("Your account does not have the right to do this"));
}

enum fault access_holds(struct ctx *cx, enum role role, struct reach reach, bool *ret)
{
	*ret = cx->viewer.v == VIEWER_OPERATOR;
	return *ret ? FAULT_NONE : sql_role_held(cx->db, cx->viewer, text_from(names[role]), reach.organization,
		reach.department, ret);
}

static enum fault ask_somewhere(struct ctx *cx, enum role role, bool *ret)
{
	*ret = cx->viewer.v == VIEWER_OPERATOR;
	return *ret ? FAULT_NONE : sql_role_held_somewhere(cx->db, cx->viewer, text_from(names[role]), ret);
}

enum fault access_require(struct ctx *cx, enum role role, struct reach reach)
{
	bool held;
	enum fault fault = access_holds(cx, role, reach, &held);

	return fault != FAULT_NONE ? fault : judge(cx, held);
}

enum fault access_require_somewhere(struct ctx *cx, enum role role)
{
	bool held;
	enum fault fault = ask_somewhere(cx, role, &held);

	return fault != FAULT_NONE ? fault : judge(cx, held);
}

enum fault access_governs(struct ctx *cx, struct organization_id organization, bool *ret)
{
	struct reach reach = { .organization = organization };
	enum fault fault = access_holds(cx, ROLE_ADMINISTRATOR, reach, ret);

	return fault == FAULT_NONE && !*ret && organization.v != 0 ? access_holds(cx, ROLE_CLERK, reach, ret) : fault;
}

enum fault access_govern(struct ctx *cx, struct organization_id organization)
{
	bool held;
	enum fault fault = access_governs(cx, organization, &held);

	return fault != FAULT_NONE ? fault : judge(cx, held);
}

enum fault access_govern_somewhere(struct ctx *cx)
{
	bool held;
	enum fault fault = ask_somewhere(cx, ROLE_ADMINISTRATOR, &held);

	if (fault == FAULT_NONE && !held)
		fault = ask_somewhere(cx, ROLE_CLERK, &held);
	return fault != FAULT_NONE ? fault : judge(cx, held);
}
