/* store/statement_map.h: for each statement that a connection has prepared, its cursor.
 *
 * The set of statements is closed and they are constants, so that their addresses are their names:
 * open addressing over pointers.  Memory is the connection's arena; nothing is taken out singly.
 */
#ifndef STORE_STATEMENT_MAP_H
#define STORE_STATEMENT_MAP_H

#include "store/engine.h"

struct statement_entry {
	const struct statement *statement;
	struct cursor *cursor;
};

/* Valid as zeroes. */
struct statement_map {
	struct statement_entry *entries;
	size_t n, room; /* room is 0 or a power of two */
};

/* Where the statement's cursor is, or is to be put: NULL there means that it is new. */
struct cursor **statement_map_at(
	struct arena *arena, struct statement_map *map, const struct statement *statement);

#endif
