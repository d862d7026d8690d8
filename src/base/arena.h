/* base/arena.h: memory by lifetime.
 *
 * One arena holds everything that one request, command or job makes; nothing in it is freed one by one.  A loop that
 * makes garbage takes a mark and rewinds to it.  What is not memory but must live as long (a foreign object, a file)
 * is handed over with arena_defer, and let go in reverse order.
 *
 * An arena never returns NULL.  Its fuse is the most it may hold; an arena that would grow past it, or a machine that
 * has no more memory, ends the process (exit 70): a worker is cheap, a program that goes on without memory is not.
 * Freed and not yet handed out bytes are poisoned for AddressSanitizer.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/scope.h"

struct arena_chunk;
struct arena_deferred;

struct arena {
	struct arena_chunk *newest;
	struct arena_deferred *deferred;
	size_t held; /* bytes taken from the system */
	size_t fuse; /* bytes; the most it may hold */
};

struct arena_mark {
	struct arena_chunk *chunk;
	size_t used;
	struct arena_deferred *deferred;
};

enum { ARENA_FUSE_DEFAULT = 256 << 20 }; /* a 300-page document with room to spare */

#define ARENA_INIT { .fuse = ARENA_FUSE_DEFAULT }

/* Zeroed room for count objects of one type, aligned for any. */
#define arena_new(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))

void *arena_alloc(struct arena *arena, size_t count, size_t size) __attribute__((returns_nonnull, malloc));
/* Room that is not zeroed, for whoever fills it at once. */
void *arena_room(struct arena *arena, size_t bytes) __attribute__((returns_nonnull, malloc));
void *arena_copy(struct arena *arena, const void *bytes, size_t size) __attribute__((returns_nonnull));
/* A NUL-ended copy of n bytes. */
char *arena_string(struct arena *arena, const char *bytes, size_t n) __attribute__((returns_nonnull));
char *arena_format(struct arena *arena, const char *format, ...) printf_like(2, 3) __attribute__((returns_nonnull));

/* Grows an array of *room objects that holds count to hold one more; the old array is left to the arena. */
#define arena_grow(arena, items, count, room) \
	((items) = arena_grow_raw((arena), (items), (count), (room), sizeof(*(items))))
void *arena_grow_raw(struct arena *arena, void *items, size_t count, size_t *room, size_t size);

void arena_defer(struct arena *arena, void (*release)(void *), void *what);

struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* Lets everything go but one chunk, for the next request. */
void arena_clear(struct arena *arena);
void arena_release(struct arena *arena);

#endif
