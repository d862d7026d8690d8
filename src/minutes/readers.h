/* minutes/readers.h: documents read ahead, by processes of their own, and handed over in order.
 *
 * Reading takes most of the time of an import and needs no database: n processes read every n-th document each, one ahead
 * of who takes them, while that one writes.  A document that ends its reader (a bug, memory, time) is one refusal, and
 * the next reader goes on behind it: what one file does to its reader never stops the rest.
 *
 * The readers end with the arena, and with the process that started them, however it ends.
 */
#ifndef MINUTES_READERS_H
#define MINUTES_READERS_H

#include "base/fault.h"
#include "base/path.h"
#include "domain/record.h"

enum {
	READERS_MAX = 16,          /* more than that the one writer cannot keep up with */
	READERS_SECONDS_MAX = 120, /* that one document may take; the cage of a PDF ends before */
};

struct readers;

/* What one document is and says. */
struct reading {
	struct record *record;
	struct text bytes;
	const char *media_type; /* lives as long as the record */
};

/* Begins to read the files, n at a time (0: as many as there are processors).  The list must outlive it. */
must_check enum fault readers_start(struct arena *arena, const struct path_list *files, int n, struct refusal *why,
	struct readers **ret);

/* The next file's answer, in the list's order, in an arena of the caller's.  The fault is that of reading this file;
 * the one after it may do well. */
must_check enum fault readers_next(struct readers *readers, struct arena *arena, struct refusal *why,
	struct reading *ret);

/* The same of one document that is in memory already; ret->bytes is those very bytes. */
must_check enum fault readers_read(struct arena *arena, struct text name, struct text bytes, struct refusal *why,
	struct reading *ret);

#endif
