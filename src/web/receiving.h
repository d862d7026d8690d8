/* web/receiving.h: a form with files, taken in as it comes.
 *
 * Fields become a struct form_values like those of any form; files go into the database piece by piece (domain/upload.h), so
 * that none is ever whole in memory.  The token must stand before the first file: nothing is written for a form that is
 * not ours.  What goes wrong is remembered, the rest of the body is let go by, and the answer says it.
 */
#ifndef WEB_RECEIVING_H
#define WEB_RECEIVING_H

#include "domain/upload.h"
#include "web/visit.h"

enum {
	RECEIVING_FILES_MAX = 500,
	RECEIVING_FIELDS_MAX = 64 << 10, /* bytes of all fields together */
};

struct received_file {
	struct text name;
	struct upload *upload; /* complete: the page finishes it in the change that wants it */
};

struct receiving;

/* visit is of the request; the form is the route's.  file_most: bytes of one file.  FAULT_INVALID: no such form. */
must_check enum fault receiving_begin(struct visit *visit, const struct form *form, int64_t file_most, struct receiving **ret);
/* Never fails: see receiving_end. */
void receiving_take(struct receiving *r, struct text bytes);
/* Fills in the visit's form and files, or gives the first fault that there was. */
must_check enum fault receiving_end(struct receiving *r);
/* Whatever nobody kept goes at once; when the database does not let it, the sweep takes it later (domain/upload.h). */
void receiving_drop(struct receiving *r);
/* The visit that it is for. */
struct visit *receiving_visit(struct receiving *r);

#endif
