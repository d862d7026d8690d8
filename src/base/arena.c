#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON 1
#endif

#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define poison(start, size) ASAN_POISON_MEMORY_REGION(start, size)
#define unpoison(start, size) ASAN_UNPOISON_MEMORY_REGION(start, size)
enum { ARENA_GAP = 16 }; /* a poisoned fence after each object */
#else
#define poison(start, size) ((void)(start), (void)(size))
#define unpoison(start, size) ((void)(start), (void)(size))
enum { ARENA_GAP = 0 };
#endif

enum {
	CHUNK_SIZE = 64 << 10, /* the first; each of the next is as large as all before it */
	CHUNK_MOST = 512 << 10,
	EXIT_NO_MEMORY = 70,   /* EX_SOFTWARE: the supervisor starts another */
};

struct arena_chunk {
	struct arena_chunk *older;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena_deferred {
	struct arena_deferred *older;
	void (*release)(void *);
	void *what;
};

static noreturn_ void give_up(const char *why)
{
	fprintf(stderr, "sagsgang: %s\n", why);
	_exit(EXIT_NO_MEMORY);
}

static size_t chunk_size(const struct arena *arena, size_t need)
{
	size_t size = arena->held < CHUNK_SIZE ? CHUNK_SIZE : arena->held < CHUNK_MOST ? arena->held : CHUNK_MOST;

	if (size > arena->fuse - arena->held)
		size = arena->fuse - arena->held;
	return need > size ? need : size;
}

static struct arena_chunk *chunk_add(struct arena *arena, size_t need)
{
	size_t size = chunk_size(arena, need);
	struct arena_chunk *chunk;

	if (size > arena->fuse || arena->held > arena->fuse - size)
		give_up("one task asked for more memory than its arena may hold");
	chunk = malloc(sizeof(*chunk) + size);
	if (chunk == NULL)
		give_up("out of memory");
	chunk->older = arena->newest;
	chunk->size = size;
	chunk->used = 0;
	poison(chunk->bytes, size);
	arena->newest = chunk;
	arena->held += size;
	return chunk;
}

static void chunk_drop(struct arena *arena)
{
	struct arena_chunk *chunk = arena->newest;

	arena->newest = chunk->older;
	arena->held -= chunk->size;
	unpoison(chunk->bytes, chunk->size);
	free(chunk);
}

void *arena_room(struct arena *arena, size_t bytes)
{
	const size_t align = alignof(max_align_t);
	struct arena_chunk *chunk = arena->newest;
	size_t need;
	void *start;

	if (bytes > SIZE_MAX / 2)
		give_up("one task asked for an impossible amount of memory");
	need = (bytes + ARENA_GAP + align - 1) / align * align;
	if (chunk == NULL || chunk->size - chunk->used < need)
		chunk = chunk_add(arena, need);
	start = chunk->bytes + chunk->used;
	chunk->used += need;
	unpoison(start, bytes);
	return start;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		give_up("one task asked for an impossible amount of memory");
	return memset(arena_room(arena, bytes), 0, bytes);
}

void *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	void *copy = arena_alloc(arena, 1, size);

	if (size > 0)
		memcpy(copy, bytes, size);
	return copy;
}

char *arena_string(struct arena *arena, const char *bytes, size_t n)
{
	char *copy = arena_alloc(arena, 1, n + 1);

	if (n > 0)
		memcpy(copy, bytes, n);
	return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	char *s;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		give_up("a sentence could not be formatted");
	s = arena_alloc(arena, 1, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, format, again);
	va_end(again);
	return s;
}

void *arena_grow_raw(struct arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	size_t wanted = *room > 0 ? *room * 2 : 8;
	void *grown;

	if (count < *room)
		return items;
	grown = arena_alloc(arena, wanted, size);
	if (count > 0)
		memcpy(grown, items, count * size);
	*room = wanted;
	return grown;
}

void arena_defer(struct arena *arena, void (*release)(void *), void *what)
{
	struct arena_deferred *deferred = arena_new(arena, struct arena_deferred, 1);

	deferred->older = arena->deferred;
	deferred->release = release;
	deferred->what = what;
	arena->deferred = deferred;
}

struct arena_mark arena_mark(const struct arena *arena)
{
	return (struct arena_mark){
		.chunk = arena->newest,
		.used = arena->newest != NULL ? arena->newest->used : 0,
		.deferred = arena->deferred,
	};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
	while (arena->deferred != mark.deferred) {
		struct arena_deferred *deferred = arena->deferred;

		arena->deferred = deferred->older;
		deferred->release(deferred->what);
	}
	while (arena->newest != mark.chunk)
		chunk_drop(arena);
	if (arena->newest != NULL) {
		arena->newest->used = mark.used;
		poison(arena->newest->bytes + mark.used, arena->newest->size - mark.used);
	}
}

/* The newest is the largest, as a rule: what a page needed is there for the next in one piece. */
void arena_clear(struct arena *arena)
{
	struct arena_chunk *kept = arena->newest;

	if (kept == NULL)
		return;
	if (kept->size > CHUNK_MOST) { /* one large thing, which the next may not want */
		arena_release(arena);
		return;
	}
	arena_rewind(arena, (struct arena_mark){ .chunk = kept, .used = kept->used, .deferred = NULL });
	arena->newest = kept->older;
	kept->older = NULL;
	while (arena->newest != NULL)
		chunk_drop(arena);
	arena->newest = kept;
	kept->used = 0;
	poison(kept->bytes, kept->size);
}

void arena_release(struct arena *arena)
{
	arena_rewind(arena, (struct arena_mark){ .chunk = NULL });
}
