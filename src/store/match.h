/* store/match.h: what a search looks for, put together from stems, in the words of the engine that
 * will look.
 *
 * An expression is terms joined by AND; a term is a phrase of one stem or more, or one of several
 * alternatives.  Stems hold letters and digits alone (domain/index.h), which is what keeps them
 * from being read as the engine's language; others are dropped.  Facets narrow it.
 *
 * SQLite reads it as FTS5's language.  PostgreSQL's index holds words without places: there the
 * expression is a tsquery, and each phrase follows on a line of its own, as it must stand in a
 * column (sql/query/search.sql).
 */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "store/db.h"

enum { MATCH_BYTES_MAX = 16 << 10 }; /* of the expression: 16 phrases of a long sentence each */

struct match {
	bool postgres;
	bool closed;            /* the words of closed items are looked through, too */
	bool term;              /* a term has been begun */
	struct buffer b, lines; /* lines: PostgreSQL's phrases */
};

struct match match_in(struct arena *arena, const struct db *db, bool closed_too);
/* The next term: these stems, one after another. */
void match_phrase(struct match *match, const struct text *stems, size_t n);
/* One more alternative of that term; only where its phrase is of one stem. */
void match_or(struct match *match, struct text stem, bool prefix);
/* Ends the terms; then facets may follow, such as "y2024". */
void match_end(struct match *match);
void match_facet(struct match *match, struct text facet);
/* Borrowed.  For the parameter `match` of the queries in search.sql. */
struct text match_text(struct match *match);

#endif
