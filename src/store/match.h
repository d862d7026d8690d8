/* store/match.h: what a search looks for, put together from stems, in the words of the engine that
 * will look.
 *
 * An expression is terms joined by AND; a term is a phrase of one stem or more, or one of several
 * alternatives.  Stems hold letters and digits alone (domain/index.h), which is what keeps them
 * from being read as the engine's language; others are dropped.  Facets narrow it.
 *
 * A circle's words (members, staff, named) are looked through in the items that struct match_eyes
 * names by their facets, and nowhere else: what is not named is not found.
 *
 * SQLite reads it as FTS5's language.  PostgreSQL's index holds words without places: there the
 * expression is lines, a tsquery, the eyes of the three circles, and each phrase as it must stand
 * in a column (sql/query/search.sql).
 */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "store/db.h"

enum {
	MATCH_BYTES_MAX = 4 << 20, /* of the expression: 16 phrases of a long sentence each, each word with its eyes */
	MATCH_EYES_MAX = 4 << 10,  /* of what one circle's items are known by: some hundred facets */
};

enum match_circle { MATCH_MEMBERS, MATCH_STAFF, MATCH_NAMED, MATCH_CIRCLES };

/* Whose closed words may be found in which items.  Nothing by itself. */
struct match_eyes {
	bool postgres;
	bool all;                             /* every circle, everywhere */
	struct buffer opened[MATCH_CIRCLES];  /* items: (o12 AND p3) OR q7 */
	struct buffer kept;                   /* items from which the viewer is kept all the same */
};

struct match_eyes eyes_in(struct arena *arena, const struct db *db);
/* The items that have all these facets. */
void eyes_open(struct match_eyes *eyes, enum match_circle circle, const struct text *facets, size_t n);
/* The items of every committee. */
void eyes_open_all(struct match_eyes *eyes, enum match_circle circle);
/* No item with that facet, whatever opens it. */
void eyes_keep(struct match_eyes *eyes, struct text facet);

struct match {
	const struct match_eyes *eyes;
	bool postgres;
	bool term;                 /* a term has been begun */
	struct buffer b, lines;    /* lines: PostgreSQL's phrases */
	struct buffer alternatives; /* SQLite: of the term that was begun */
};

/* eyes is borrowed for as long as the match. */
struct match match_in(struct arena *arena, const struct db *db, const struct match_eyes *eyes);
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
