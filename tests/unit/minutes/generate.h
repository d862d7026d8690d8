/* tests/unit/minutes/generate.h: meetings that no clerk would write, from a seed.
 *
 * What is made is in the normal form that recognise() makes (domain/record.h), so that the mirror must give it back to the
 * letter.  The words are chosen for the trouble they make: words of sections, numbers, marks of CommonMark, letters from the
 * right to the left, names of items.
 */
#ifndef GENERATE_H
#define GENERATE_H

#include "domain/record.h"

struct generator {
	struct arena *arena;
	uint64_t state;
};

struct generator generator_from(struct arena *arena, uint64_t seed);
uint64_t generate_below(struct generator *g, uint64_t n);
/* One line of odd words, trimmed and not empty. */
struct text generate_line(struct generator *g);
struct record *generate_record(struct generator *g);
/* Plain text made of lines as agendas have them, in any order: what a torn, shuffled or doubled document looks like. */
struct text generate_text(struct generator *g);

#endif
