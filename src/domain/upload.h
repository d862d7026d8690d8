/* domain/upload.h: bytes that come one after the other, of which none must be whole in memory.
 *
 * Each piece is written as it comes, in a transaction of its own; the last step names them by their hash, or lets them go
 * when they are here already.  What never ends is swept away after a day.
 */
#ifndef DOMAIN_UPLOAD_H
#define DOMAIN_UPLOAD_H

#include "domain/content.h"
#include "seal/hash.h"

enum { UPLOAD_ABANDONED_HOURS = 24 };

struct upload {
	struct content_id content;
	struct hashing hashing;
	int64_t size, most; /* bytes so far; FAULT_LIMIT past most */
	int64_t pieces;
	char piece[CONTENT_PIECE]; /* not full yet */
	size_t piece_n;
};

must_check enum fault upload_begin(struct ctx *cx, int64_t most, struct upload *upload);
must_check enum fault upload_add(struct ctx *cx, struct upload *upload, struct text bytes);
/* The content, kept; the change says in the journal what it is for. */
must_check enum fault upload_finish(struct change *change, struct upload *upload, struct content_id *ret);
must_check enum fault upload_drop(struct ctx *cx, struct upload *upload);
/* Uploads that were never finished. */
must_check enum fault upload_sweep(struct ctx *cx, int64_t *ret_swept);

#endif
