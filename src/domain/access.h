/* domain/access.h: what a viewer may do.  What a viewer may see is the gate's (sql/query/gate.sql).
 *
 * The operator, who runs the program, may do everything.  Everybody else may do what the roles of the account say, each
 * given everywhere, for one committee, for one department, or for one department's work for one committee.
 */
#ifndef DOMAIN_ACCESS_H
#define DOMAIN_ACCESS_H

#include "domain/ctx.h"

enum role {
	ROLE_ADMINISTRATOR, /* accounts and settings */
	ROLE_CLERK,         /* udvalgssekretær: agendas, minutes, what is imported */
	ROLE_OFFICER,       /* sagsbehandler: drafts */
	ROLE_APPROVER,      /* godkender */
	ROLE_MEMBER,        /* of a committee */
	ROLE_AUDITOR,       /* reads, and the journal too */
	ROLES,              /* how many */
};

/* "clerk", and back; -1 when there is no such name. */
const char *role_name(enum role role);
int role_from(struct text name);

/* How far a role reaches, or where a thing stands; what is 0 is everywhere. */
struct reach {
	struct organization_id organization;
	struct department_id department;
};

/* FAULT_DENIED unless the viewer has the role everywhere, or for a committee and department that are those. */
must_check enum fault access_require(struct ctx *cx, enum role role, struct reach reach);
/* The same, asked. */
must_check enum fault access_holds(struct ctx *cx, enum role role, struct reach reach, bool *ret);
/* Required for a role held in any of them. */
must_check enum fault access_require_somewhere(struct ctx *cx, enum role role);
/* Who says what a committee is and who sits in it: an administrator or a clerk of it.  Of what is not one committee's
 * (organization 0: persons, departments, election periods) administrators of everything alone. */
must_check enum fault access_govern(struct ctx *cx, struct organization_id organization);
/* The same, asked. */
must_check enum fault access_governs(struct ctx *cx, struct organization_id organization, bool *ret);
/* Whoever may do so anywhere. */
must_check enum fault access_govern_somewhere(struct ctx *cx);

#endif
