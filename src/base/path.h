/* base/path.h: files and folders named by a person.
 *
 * Reading is bounded by a maximum that the caller names.  A refusal names the path.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/fault.h"
#include "base/text.h"

/* The last part: "c.txt" of "a/b/c.txt". */
struct text path_name(struct text path);
/* "txt" of "a/b/c.txt", as written; empty when there is none. */
struct text path_ending(struct text path);

/* The whole of a regular file (or of standard input for "-"), at most max bytes. */
must_check enum fault path_read(struct arena *arena, const char *path, size_t max, struct refusal *why,
	struct text *ret);
/* Replaces or makes a file: a temporary one beside it is written, synced and renamed, so that there is never half. */
must_check enum fault path_write(const char *path, struct text bytes, struct refusal *why);

struct path_list {
	struct text *paths; /* NUL-ended */
	size_t n, room;
};
/* Adds path itself, or every regular file below it when it is a folder: sorted by bytes, names that begin with a dot
 * and links left out, at most PATH_LIST_MAX.  A folder below it that may not be opened is added as if it were a file: who
 * reads the list is refused there, and goes on with the rest. */
enum { PATH_LIST_MAX = 1000000 };
must_check enum fault path_walk(struct arena *arena, const char *path, struct path_list *list, struct refusal *why);

#endif
