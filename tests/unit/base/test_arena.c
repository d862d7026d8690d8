#include "base/arena.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"

TEST(arena_zeroes_and_aligns)
{
	for (int i = 1; i < 200; i++) {
		unsigned char *p = arena_alloc(arena, 1, (size_t)i);

		CHECK_INT((uintptr_t)p % 16, 0);
		for (int j = 0; j < i; j++)
			CHECK_INT(p[j], 0);
		memset(p, 0xff, (size_t)i);
	}
}

TEST(arena_rewind_gives_room_back)
{
	struct arena_mark mark;
	size_t held;

	arena_alloc(arena, 1, 100);
	mark = arena_mark(arena);
	held = arena->held;
	for (int i = 0; i < 100; i++)
		arena_alloc(arena, 1, 100000);
	arena_rewind(arena, mark);
	CHECK_INT(arena->held, held);
	CHECK_INT(*(char *)arena_alloc(arena, 1, 1), 0);
}

static char order[4];
static int order_n;

static void note(void *what)
{
	order[order_n++] = *(const char *)what;
}

TEST(arena_lets_deferred_things_go_in_reverse)
{
	struct arena_mark mark = arena_mark(arena);
	char a[] = "a", b[] = "b";

	arena_defer(arena, note, a);
	arena_defer(arena, note, b);
	arena_rewind(arena, mark);
	CHECK_INT(order_n, 2);
	CHECK(order[0] == 'b' && order[1] == 'a');
}

TEST(arena_grow_keeps_what_was_there)
{
	int *numbers = NULL;
	size_t n = 0, room = 0;

	for (int i = 0; i < 1000; i++) {
		arena_grow(arena, numbers, n, &room);
		numbers[n++] = i;
	}
	for (int i = 0; i < 1000; i++)
		CHECK_INT(numbers[i], i);
}

/* What a child does that must not live to tell. */
static int status_of(void (*act)(void))
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		if (freopen("/dev/null", "w", stderr) != NULL)
			act();
		_exit(0);
	}
	waitpid(child, &status, 0);
	return status;
}

static void burn_the_fuse(void)
{
	struct arena small = { .fuse = 1 << 20 };

	for (;;)
		arena_alloc(&small, 1, 1000);
}

TEST(arena_fuse_ends_the_process)
{
	int status = status_of(burn_the_fuse);

	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 70);
}

static void overflow_the_count(void)
{
	struct arena small = ARENA_INIT;

	arena_alloc(&small, SIZE_MAX / 2, 4);
}

TEST(arena_refuses_an_overflowing_size)
{
	int status = status_of(overflow_the_count);

	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 70);
}

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif

#ifdef WITH_ASAN
static void write_past_the_end(void)
{
	struct arena small = ARENA_INIT;
	volatile char *p = arena_alloc(&small, 1, 24);

	p[24] = 1;
}

static void use_after_rewind(void)
{
	struct arena small = ARENA_INIT;
	struct arena_mark mark;
	volatile char *p;

	arena_alloc(&small, 1, 8);
	mark = arena_mark(&small);
	p = arena_alloc(&small, 1, 24);
	arena_rewind(&small, mark);
	p[0] = 1;
}

/* The poison must work with either compiler: an arena that hides its errors from the sanitizer is worse than malloc. */
TEST(arena_is_poisoned_for_the_sanitizer)
{
	CHECK(status_of(write_past_the_end) != 0);
	CHECK(status_of(use_after_rewind) != 0);
}
#endif
