/* cage/cage.h: what a stranger sent is opened by somebody who can do no harm.
 *
 * A cage is a child process that owns nothing: no files but the one handed over on its standard
 * input, no network, no other processes, no environment, bounded memory, processor time, time on
 * the wall and output.  It is made of four layers, each of which holds alone: limits    rlimits, a
 * deadline, a group of its own that is killed as a whole Landlock  no path but the system's
 * libraries and fonts, read only (Linux 5.13) seccomp   no system call but those a reader of
 * documents needs, the rest "does not exist" (libseccomp) nothing   all descriptors closed but the
 * three, no_new_privs, working directory /
 *
 * What comes out of a cage is as untrusted as what went in.  That the child crashed, ran out of
 * time or said nothing is an answer (enum cage_end), not a fault: a fault is that no child could be
 * made, or that a layer that the kernel has could not be put up, in which case nothing is run.
 *
 * Built without the option `cage`, or on a kernel that lacks a layer, it runs with what is left,
 * and cage_strength() says so.
 */
#ifndef CAGE_CAGE_H
#define CAGE_CAGE_H

#include "base/fault.h"
#include "base/text.h"

enum cage_layer {
	CAGE_LIMITS = 1,
	CAGE_LANDLOCK = 2,
	CAGE_SECCOMP = 4,
	CAGE_ALL = 7,
};

/* The layers that a program in a cage has here and now, or'ed. */
unsigned cage_strength(void);

struct cage_limits {
	int cpu_seconds;
	int wall_seconds;
	size_t memory; /* bytes of address space */
	size_t output; /* bytes on standard output */
};

enum cage_end {
	CAGE_DONE,
	CAGE_FAILED,  /* it ended with an exit code other than 0 */
	CAGE_CRASHED, /* by a signal: a bug of the program, or memory ran out */
	CAGE_TIME,    /* cpu_seconds or wall_seconds ran out */
	CAGE_OUTPUT,  /* it wrote more than `output` */
};

enum { CAGE_COMPLAINT_MAX = 4096 }; /* bytes kept of standard error */

/* A program that runs: its output is read as it comes. */
struct cage;

/* Starts argv[0], an absolute path, with bytes on its standard input (a file in memory, so it may
 * seek).  The arena ends it when it is still running.  FAULT_NOT_FOUND when there is no such
 * program. */
must_check enum fault cage_start(struct arena *arena, const char *const argv[], struct text bytes,
	const struct cage_limits *limits, struct refusal *why, struct cage **ret);
/* Waits for output and takes at most n bytes of it; 0 at the end, whichever end that is. */
size_t cage_read(struct cage *cage, char *to, size_t n);
/* Ends it if it still runs. */
enum cage_end cage_finish(struct cage *cage);
/* What it wrote to standard error, cut at CAGE_COMPLAINT_MAX. */
struct text cage_complaint(const struct cage *cage);

/* Runs work(in) in a forked child that may do nothing but compute, and gives what it wrote to out.
 * For parsers that are linked into this program.  The work gets an arena of its own; false from it
 * is CAGE_FAILED.  Under the address sanitizer, which needs the system to report, only the limits
 * hold (and not that of memory). */
typedef bool cage_work(struct arena *arena, struct text in, struct buffer *out);
must_check enum fault cage_call(struct arena *arena, cage_work *work, struct text in,
	const struct cage_limits *limits, struct refusal *why, enum cage_end *ret_end,
	struct text *ret_out);

#endif
