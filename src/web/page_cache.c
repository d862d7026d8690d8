#include "web/page_cache.h"

#include <stdlib.h>

enum {
	BUCKETS = 1024,         /* about as many pages as fit in the default size */
	ENTRY_OVERHEAD = 1024,  /* bytes of an entry and of its headers beside key and body */
	SHARE = 8,              /* one value may take this part of the cache */
};

struct entry {
	struct entry *next;            /* in its bucket */
	struct entry *newer, *older;   /* by last use */
	void *value;
	size_t bytes;
	uint64_t hash;
	size_t key_n;
	char key[];
};

struct page_cache {
	struct entry *buckets[BUCKETS];
	struct entry *newest, *oldest;
	void (*release)(void *value);
	size_t bytes, bytes_max;
	int64_t version;
};

/* FNV-1a: keys are ours, and a worker that is made slow by collisions is slow for 16 MiB of pages at most. */
static uint64_t hash_of_key(struct text key)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < key.n; i++)
		hash = (hash ^ (unsigned char)key.s[i]) * 0x100000001b3u;
	return hash ^ hash >> 32;
}

static void unlink_use(struct page_cache *cache, struct entry *entry)
{
	*(entry->newer != NULL ? &entry->newer->older : &cache->newest) = entry->older;
	*(entry->older != NULL ? &entry->older->newer : &cache->oldest) = entry->newer;
}

static void link_newest(struct page_cache *cache, struct entry *entry)
{
	entry->newer = NULL;
	entry->older = cache->newest;
	*(cache->newest != NULL ? &cache->newest->newer : &cache->oldest) = entry;
	cache->newest = entry;
}

static void drop(struct page_cache *cache, struct entry *entry)
{
	struct entry **at = &cache->buckets[entry->hash % BUCKETS];

	while (*at != entry)
		at = &(*at)->next;
	*at = entry->next;
	unlink_use(cache, entry);
	cache->bytes -= entry->bytes;
	cache->release(entry->value);
	free(entry);
}

static void drop_all(struct page_cache *cache)
{
	while (cache->oldest != NULL)
		drop(cache, cache->oldest);
}

static void close_cache(void *what)
{
	drop_all(what);
}

struct page_cache *page_cache_open(struct arena *arena, size_t bytes_max, void (*release)(void *value))
{
	struct page_cache *cache = arena_new(arena, struct page_cache, 1);

	cache->bytes_max = bytes_max;
	cache->release = release;
	arena_defer(arena, close_cache, cache);
	return cache;
}

static void keep_version(struct page_cache *cache, int64_t version)
{
	if (cache->version != version) {
		drop_all(cache);
		cache->version = version;
	}
}

static struct entry *find(struct page_cache *cache, struct text key, uint64_t hash)
{
	struct entry *entry = cache->buckets[hash % BUCKETS];

	while (entry != NULL && (entry->hash != hash || entry->key_n != key.n || memcmp(entry->key, key.s, key.n) != 0))
		entry = entry->next;
	return entry;
}

void *page_cache_get(struct page_cache *cache, struct text key, int64_t version)
{
	struct entry *entry;

	keep_version(cache, version);
	entry = find(cache, key, hash_of_key(key));
	if (entry == NULL)
		return NULL;
	if (entry != cache->newest) {
		unlink_use(cache, entry);
		link_newest(cache, entry);
	}
	return entry->value;
}

void page_cache_put(struct page_cache *cache, struct text key, int64_t version, void *value, size_t bytes)
{
	uint64_t hash = hash_of_key(key);
	struct entry *entry;

	keep_version(cache, version);
	bytes += key.n + ENTRY_OVERHEAD;
	entry = find(cache, key, hash);
	if (entry != NULL)
		drop(cache, entry);
	entry = bytes <= cache->bytes_max / SHARE ? malloc(sizeof(*entry) + key.n) : NULL;
	if (entry == NULL) {
		cache->release(value);
		return;
	}
	while (cache->bytes + bytes > cache->bytes_max)
		drop(cache, cache->oldest);
	*entry = (struct entry){ .value = value, .bytes = bytes, .hash = hash, .key_n = key.n };
	memcpy(entry->key, key.s, key.n);
	entry->next = cache->buckets[hash % BUCKETS];
	cache->buckets[hash % BUCKETS] = entry;
	link_newest(cache, entry);
	cache->bytes += bytes;
}

size_t page_cache_bytes(const struct page_cache *cache)
{
	return cache->bytes;
}
