/* domain/eyes.h: what a viewer may find of what is closed, as the index is asked for it.
 *
 * The circles themselves are the gate's (sql/schema, 0008_gate.sql): sights and names are read from there, and only put into
 * the words of the index here.
 */
#ifndef DOMAIN_EYES_H
#define DOMAIN_EYES_H

#include "domain/ctx.h"
#include "store/match.h"

/* In cx->arena.  db: cx->db, in whose snapshot the search looks. */
must_check enum fault eyes_of(struct ctx *cx, struct db *db, struct match_eyes *ret);

#endif
