/* domain/access.h: what a viewer may do.  What a viewer may see is the gate's (sql/query/gate.sql).
 *
 * The operator, who runs the program, may do everything.  Everybody else may do what the roles of the account say, each
 * given everywhere or for one committee.
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

/* FAULT_DENIED unless the viewer has the role everywhere or in that committee; organization 0: everywhere. */
must_check enum fault access_require(struct ctx *cx, enum role role, struct organization_id organization);
/* The same for a role held in any committee. */
must_check enum fault access_require_somewhere(struct ctx *cx, enum role role);

#endif
