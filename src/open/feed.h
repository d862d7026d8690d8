/* open/feed.h: news as an Atom feed (RFC 4287).  An entry is known by its address, which never changes. */
#ifndef OPEN_FEED_H
#define OPEN_FEED_H

#include "markup/markup.h"

struct feed_entry {
	struct text title, summary;
	struct url page; /* in full */
	int64_t updated; /* instant */
};

struct feed {
	struct text title, author;
	struct url self, page; /* in full */
	struct feed_entry *entries; /* newest first */
	size_t entries_n;
};

/* Unknown when it became too large. */
struct text feed_write(struct arena *arena, const struct feed *feed);

#endif
