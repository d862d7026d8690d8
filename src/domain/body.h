/* domain/body.h: the authorities of this installation: most have one.  Rows live in cx->arena.
 *
 * Documents bring them too (domain/keep.h).  One that is given another name is still found by the one that it had.
 */
#ifndef DOMAIN_BODY_H
#define DOMAIN_BODY_H

#include "domain/access.h"

enum { BODIES_MOST = 100 }; /* of one installation: every municipality of the country */

/* The name of the authority at the head of the portal; FAULT_NOT_FOUND while there is none. */
must_check enum fault body_name(struct ctx *cx, struct text *ret);
/* In Danish order. */
must_check enum fault body_list(struct ctx *cx, struct body_row **ret, size_t *ret_n);
must_check enum fault body_by_id(struct ctx *cx, struct body_id id, struct body_row *ret);

/* Ask for an administrator.  FAULT_CONFLICT: another has that name. */
must_check enum fault body_add(struct ctx *cx, struct text name, struct body_id *ret);
must_check enum fault body_rename(struct ctx *cx, struct body_id id, struct text name);

#endif
