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

enum fault access_require(struct ctx *cx, enum role role, struct reach reach)
{
	bool held = cx->viewer.v == VIEWER_OPERATOR;
	enum fault fault = FAULT_NONE;

	if (!held)
		fault = sql_role_held(cx->db, cx->viewer, text_from(names[role]), reach.organization,
			reach.department, &held);
	return fault != FAULT_NONE ? fault : judge(cx, held);
}

enum fault access_require_somewhere(struct ctx *cx, enum role role)
{
	bool held = cx->viewer.v == VIEWER_OPERATOR;
	enum fault fault = FAULT_NONE;

	if (!held)
		fault = sql_role_held_somewhere(cx->db, cx->viewer, text_from(names[role]), &held);
	return fault != FAULT_NONE ? fault : judge(cx, held);
}
