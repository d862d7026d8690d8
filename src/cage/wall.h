/* cage/wall.h: the layers of a cage that the kernel keeps: Landlock and seccomp.
 *
 * A wall is built in the parent and put up in the child, where it takes three system calls and no
 * memory: after fork there is nothing to trust, not even malloc.
 */
#ifndef CAGE_WALL_H
#define CAGE_WALL_H

#include "cage/cage.h"

enum wall_kind {
	WALL_PROGRAM,  /* another program, which loads its libraries and may read the system's fonts
			*/
	WALL_FUNCTION, /* a function of ours: computes, and writes to descriptors that are open */
};

struct wall {
	unsigned layers; /* enum cage_layer: what it will keep */
	int ruleset;     /* descriptor; -1 without Landlock */
	void *filter;    /* struct sock_fprog; NULL without seccomp */
};

/* The layers that wall_build will find here. */
unsigned wall_layers(void);
/* program: the one that may be executed; NULL for WALL_FUNCTION.  FAULT_BROKEN when the kernel has
 * a layer and refuses it. */
must_check enum fault wall_build(struct arena *arena, enum wall_kind kind, const char *program,
	struct refusal *why, struct wall *ret);
/* In the child, in this order; between the two it closes what it has open.  False when a layer
 * could not be put up: then the child must end. */
must_check bool wall_close_files(const struct wall *wall);
must_check bool wall_close_calls(const struct wall *wall);

#endif
