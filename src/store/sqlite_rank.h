/* store/sqlite_rank.h: rank_by_length(table), a bm25 for FTS5 that reads no row per hit.
 *
 * FTS5's own bm25 spends nine tenths of its time reading each hit's length from the docsize table.
 * Here the length is in the rowid (search_length.h), positions are walked with the cheap iterator,
 * and how rare a phrase is, is counted once per query, and only when there is another to weigh it
 * against.  k1 = 1.2, b = 0.75.  Smaller is better, as with bm25, so that ORDER BY
 * rank_by_length(t) gives the best first.
 *
 * Further arguments are the weights of the columns, as with bm25; those not named weigh one, and the
 * first, the title, four.  A phrase that stands only where nothing weighs costs nothing.
 *
 * Whoever orders by it looks at every hit, so that there is no need to walk them once more to count them: ranked_rows(match) is
 * how many the newest query of this connection that ordered by it has looked at.  Ask it right after one that gave a row.
 */
#ifndef STORE_SQLITE_RANK_H
#define STORE_SQLITE_RANK_H

struct sqlite3;

/* Gives SQLite's result code. */
int sqlite_rank_register(struct sqlite3 *handle);

#endif
