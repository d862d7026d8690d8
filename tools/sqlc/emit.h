/* tools/sqlc/emit.h: checked units as C.
 *
 * query/types.h declares the ids and the rows that several units use; query/NOUN.h and .c hold the
 * rest.  The functions only fill an array and name their statement: what can go wrong is in
 * store/statement.c, once.
 */
#ifndef SQLC_EMIT_H
#define SQLC_EMIT_H

#include "sqlc/check.h"

enum { EMIT_BYTES_MAX = 16 << 20 }; /* of one made file */

struct text emit_types(struct arena *arena, const struct program *program);
struct text emit_header(struct arena *arena, const struct unit *unit);
struct text emit_source(struct arena *arena, const struct unit *unit);
/* Every statement of every unit, for whoever wants to hold them all against an engine. */
struct text emit_list_header(struct arena *arena);
struct text emit_list(struct arena *arena, const struct program *program);
/* The schema as a struct schema called symbol; the files' names begin with their numbers, and those
 * of the two engines are the same.  Unknown, and reported, when it cannot be. */
struct text emit_schema(struct arena *arena, const struct program *sqlite,
	const struct program *postgres, const char *symbol, struct report *report);

#endif
