/* A desk for tests: a committee, two departments of its authority, and people with roles there. */
#ifndef DESK_H
#define DESK_H

#include "domain/access.h"
#include "domain/draft_text.h"

struct desk {
	struct ctx *cx; /* the operator's */
	const char *url;
	struct organization_id organization, other; /* two committees */
	struct department_id department, elsewhere; /* two departments */
};

struct desk desk_new(struct arena *arena);
/* Somebody with a role there, who has a password. */
struct account_id desk_account(struct desk *desk, const char *name, enum role role, struct reach reach);
struct viewer_id desk_viewer(struct desk *desk, struct account_id account);
/* What an account looks with. */
struct ctx *desk_as(struct desk *desk, struct account_id account);
/* A draft of the first committee and department with two sections, "Sagsfremstilling" and "Indstilling"; threads 1 and 2. */
struct draft_id desk_draft(struct desk *desk, struct ctx *cx, const char *title);

#endif
