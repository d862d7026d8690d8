/* store/sqlite_functions.h: what our SQL may call beyond SQLite's own. */
#ifndef STORE_SQLITE_FUNCTIONS_H
#define STORE_SQLITE_FUNCTIONS_H

struct sqlite3;

/* Collation `da` (Danish order) and the FTS5 function rank_by_length.  Gives SQLite's result code.
 */
int sqlite_functions_register(struct sqlite3 *handle);

#endif
