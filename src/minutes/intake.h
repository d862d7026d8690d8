/* minutes/intake.h: a file of a stranger -> what it says.  The way in for the command line and, later, the desk.
 *
 * What kind of file it is, is told by its bytes and not by its name.
 */
#ifndef MINUTES_INTAKE_H
#define MINUTES_INTAKE_H

#include "base/fault.h"
#include "doc/doc.h"
#include "domain/record.h"

enum { INTAKE_BYTES_MAX = 64 << 20 }; /* of one document: a 5,000-page PDF with pictures is split by whoever made it */

struct intake {
	struct record *record;
	const struct doc *doc;
	const char *media_type; /* static */
};

/* FAULT_INVALID, with the reason, when it is no agenda and no minutes. */
must_check enum fault intake_read(struct arena *arena, struct text name, struct text bytes, struct refusal *why,
	struct intake *ret);

#endif
