/* domain/index.h: puts the items of a meeting into the search index, and takes them out.
 *
 * Words are folded and stemmed here, in C, so that every engine's index matches the same words (language/language.h).
 * What only a circle may find goes into a column of its own.  domain/search.h asks.
 */
#ifndef DOMAIN_INDEX_H
#define DOMAIN_INDEX_H

#include "domain/change.h"

/* Of a revision whose rows are all there. */
must_check enum fault index_revision(struct change *change, struct revision_id revision);
must_check enum fault index_remove(struct change *change, struct revision_id revision);
/* All of it anew, as after a stemmer that learned something; readers find everything all the while. */
must_check enum fault index_all(struct ctx *cx, int64_t *ret_meetings);

/* One word as it stands in the index: folded, without marks, stemmed unless it holds a digit. */
struct text index_stem(struct arena *arena, struct text word);
/* The same before stemming: what the prefix of a word is compared with. */
struct text index_fold(struct arena *arena, struct text word);
/* The stem of what index_fold gave: a beginning of it, or all of it. */
struct text index_stem_folded(struct arena *arena, struct text folded);

#endif
