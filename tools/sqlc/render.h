/* tools/sqlc/render.h: a statement's tokens as text for one engine.
 *
 * White space shrinks to one space or, where the source began a new line, to as many line ends; so
 * a place in the text has a line in the source.
 */
#ifndef SQLC_RENDER_H
#define SQLC_RENDER_H

#include "sqlc/unit.h"

struct text render_sqlite(struct arena *arena, const struct query *query);   /* ?1 */
struct text render_postgres(struct arena *arena, const struct query *query); /* $1::bigint */

#endif
