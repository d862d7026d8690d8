/* base/fault.h: what can go wrong, as a small closed set.
 *
 * A function that can fail returns an enum fault.  The sentence for a person travels apart, in a struct refusal that the
 * caller owns: an English message id (translated when it is shown) with at most one %s, the detail that stands in its
 * place, and where in the input it was.  Library code neither logs nor exits.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stddef.h>

#include "base/scope.h"

enum fault {
	FAULT_NONE,
	FAULT_INVALID,   /* the input is not what it must be */
	FAULT_DENIED,    /* the viewer may not do this */
	FAULT_NOT_FOUND, /* there is no such thing, or the viewer may not learn of it */
	FAULT_GONE,      /* there was such a thing, and it was withdrawn: everybody may know that */
	FAULT_CONFLICT,  /* somebody else was first */
	FAULT_LIMIT,     /* a named maximum was reached */
	FAULT_BUSY,      /* try again */
	FAULT_UNCERTAIN, /* it may or may not have happened: the connection died during commit */
	FAULT_BROKEN,    /* the machine, the disk or the program fails */
};

enum { REFUSAL_DETAIL_MAX = 240 }; /* bytes; enough for a path and a word of why, small enough for the stack */

struct refusal {
	enum fault fault;
	const char *message; /* message id, static; NULL while nothing was refused */
	size_t line;         /* 1.. in the input; 0 when no line is meant */
	char detail[REFUSAL_DETAIL_MAX];
};

#define REFUSAL_INIT { .fault = FAULT_NONE }

/* Notes why, and returns the fault so that the caller can say `return refuse(...)`.  why may be NULL.  The detail is cut at
 * REFUSAL_DETAIL_MAX and may hold what a stranger sent: what cannot be shown on a page, in a log or on a terminal becomes
 * question marks. */
enum fault refuse(struct refusal *why, enum fault fault, const char *message);
enum fault refuse_with(struct refusal *why, enum fault fault, const char *message, const char *format, ...)
	printf_like(4, 5);

/* Name for logs and JSON: "not-found".  Never NULL. */
const char *fault_name(enum fault fault);

#endif
