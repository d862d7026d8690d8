/* store/sqlite_rank.h: rank_by_length(table), a bm25 for FTS5 that reads no row per hit.
 *
 * FTS5's own bm25 spends nine tenths of its time reading each hit's length from the docsize table.
 * Here the length is in the rowid (search_length.h), positions are walked with the cheap iterator,
 * and how rare each phrase is, is computed once per query.  k1 = 1.2, b = 0.75; a hit in column 0,
 * the title, counts four.  Smaller is better, as with bm25, so that ORDER BY rank_by_length(t)
 * gives the best first.
 */
#ifndef STORE_SQLITE_RANK_H
#define STORE_SQLITE_RANK_H

struct sqlite3;

/* Gives SQLite's result code. */
int sqlite_rank_register(struct sqlite3 *handle);

#endif
