/* domain/department.h: the parts of an administration: what case officers and approvers belong to.  Rows live in cx->arena.
 *
 * A department that has ended keeps what it had, and gets nothing new.  Changes ask for an administrator.
 */
#ifndef DOMAIN_DEPARTMENT_H
#define DOMAIN_DEPARTMENT_H

#include "domain/access.h"

enum { DEPARTMENTS_MOST = 1000 }; /* of one installation */

/* By authority, in Danish order; those that have ended come last. */
must_check enum fault department_list(struct ctx *cx, struct department_row **ret, size_t *ret_n);
must_check enum fault department_by_slug(struct ctx *cx, struct text slug, struct department_row *ret);

/* FAULT_CONFLICT: the authority has one of that name. */
must_check enum fault department_add(struct ctx *cx, struct body_id body, struct text name, struct department_id *ret);
must_check enum fault department_rename(struct ctx *cx, struct text slug, struct text name);
must_check enum fault department_end(struct ctx *cx, struct text slug, bool ended);

#endif
