/* web/page_cache.h: answers that are still true, kept ready.
 *
 * One per worker, so that nothing is shared and nothing locked.  An entry is true for one version of the database
 * (db_version): the first question after anything was committed finds the cache empty.  It holds at most so many bytes;
 * what was asked for longest ago goes first.
 *
 * The values are opaque: the cache owns one reference to each and gives it back with `release`.
 */
#ifndef WEB_PAGE_CACHE_H
#define WEB_PAGE_CACHE_H

#include "base/text.h"

struct page_cache;

/* bytes_max 0: a cache that keeps nothing.  Closed with the arena. */
struct page_cache *page_cache_open(struct arena *arena, size_t bytes_max, void (*release)(void *value));

/* The value of the key at that version of the database; NULL when there is none. Borrowed until the next call. */
void *page_cache_get(struct page_cache *cache, struct text key, int64_t version);
/* Takes over the value, of about so many bytes; one too large is let go at once. */
void page_cache_put(struct page_cache *cache, struct text key, int64_t version, void *value, size_t bytes);

size_t page_cache_bytes(const struct page_cache *cache);

#endif
