/* minutes/apparatus.h: what minutes/paper.c sets around a record, by the words of its headings; so a reader of such a
 * paper knows that it is no item's text.
 */
#ifndef MINUTES_APPARATUS_H
#define MINUTES_APPARATUS_H

#include "minutes/lines.h"

enum { APPARATUS_LEVEL = 2 /* of those headings: as an item's */ };

#define APPARATUS_CONTENTS "Indhold"
#define APPARATUS_FILES "Bilagsfortegnelse"
#define APPARATUS_SIGNATURES "Underskriftsark"

/* Sets aside the parts under such headings, of a document whose headings are told by typography. */
void apparatus_set_aside(struct lines *lines);

#endif
