/* web/content_file.h: the bytes of a file that is kept, as an answer: read piece by piece, and parts of it on demand. */
#ifndef WEB_CONTENT_FILE_H
#define WEB_CONTENT_FILE_H

#include "web/visit.h"

struct content_file {
	struct content_id content;
	struct text sha256;
	int64_t size;
};
enum fault content_file_show(struct visit *visit, const char *type, const struct content_file *file);

/* The same for what somebody has handed in, of which its media type is their word: only what cannot act in a window of ours is shown
 * there, the rest is kept under its name. */
enum fault content_file_show_foreign(struct visit *visit, struct text media_type, struct text name, const struct content_file *file);

#endif
