#include "web/page_cache.h"

#include "tap.h"

static int released;

static void release(void *value)
{
	*(int *)value += 1;
	released++;
}

static struct text key(struct arena *arena, int number)
{
	return text_from(arena_format(arena, "/side/%d", number));
}

TEST(page_cache_keeps_until_the_record_changes)
{
	struct page_cache *cache = page_cache_open(arena, 1 << 20, release);
	int *value = arena_new(arena, int, 1);

	CHECK(page_cache_get(cache, TEXT("/a"), 1) == NULL);
	page_cache_put(cache, TEXT("/a"), 1, value, 1000);
	CHECK(page_cache_get(cache, TEXT("/a"), 1) == value);
	CHECK(page_cache_get(cache, TEXT("/A"), 1) == NULL);
	CHECK(page_cache_bytes(cache) > 1000);
	CHECK(page_cache_get(cache, TEXT("/a"), 2) == NULL);
	CHECK_INT(*value, 1);
	CHECK_INT(page_cache_bytes(cache), 0);
}

TEST(page_cache_replaces)
{
	struct page_cache *cache = page_cache_open(arena, 1 << 20, release);
	int *first = arena_new(arena, int, 1), *second = arena_new(arena, int, 1);

	page_cache_put(cache, TEXT("/a"), 1, first, 10);
	page_cache_put(cache, TEXT("/a"), 1, second, 20);
	CHECK_INT(*first, 1);
	CHECK(page_cache_get(cache, TEXT("/a"), 1) == second);
}

TEST(page_cache_lets_go_of_what_is_too_large)
{
	struct page_cache *cache = page_cache_open(arena, 80000, release);
	struct page_cache *none = page_cache_open(arena, 0, release);
	int *value = arena_new(arena, int, 1);

	page_cache_put(cache, TEXT("/a"), 1, value, 20000);
	CHECK_INT(*value, 1);
	CHECK(page_cache_get(cache, TEXT("/a"), 1) == NULL);
	page_cache_put(none, TEXT("/a"), 1, value, 0);
	CHECK_INT(*value, 2);
}

TEST(page_cache_forgets_what_was_asked_for_longest_ago)
{
	enum { MOST = 100000, EACH = 9000, KEYS = 200 };
	struct page_cache *cache = page_cache_open(arena, MOST, release);
	int *values = arena_new(arena, int, KEYS);

	for (int i = 0; i < KEYS; i++) {
		page_cache_put(cache, key(arena, i), 1, &values[i], EACH);
		CHECK(page_cache_bytes(cache) <= MOST);
		CHECK(page_cache_get(cache, key(arena, 0), 1) == &values[0]); /* asked for each time, and so never gone */
	}
	CHECK(page_cache_get(cache, key(arena, KEYS - 1), 1) == &values[KEYS - 1]);
	CHECK(page_cache_get(cache, key(arena, 1), 1) == NULL);
	for (int i = 0; i < KEYS; i++)
		CHECK(values[i] <= 1);
}

TEST(page_cache_releases_everything_with_its_arena)
{
	struct arena own = ARENA_INIT;
	struct page_cache *cache = page_cache_open(&own, 1 << 20, release);
	int values[10] = { 0 };

	for (int i = 0; i < 10; i++)
		page_cache_put(cache, key(arena, i), 1, &values[i], 10);
	released = 0;
	arena_release(&own);
	CHECK_INT(released, 10);
}
