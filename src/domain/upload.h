/* domain/upload.h: bytes that come one after the other, of which none must be whole in memory.
 *
 * Each piece is written as it comes, in a transaction of its own; the last step names them by their hash, or lets them go
 * when they are here already.  What never ends is swept away after a day.
 */
#ifndef DOMAIN_UPLOAD_H
#define DOMAIN_UPLOAD_H

#include "domain/content.h"
#include "seal/hash.h"

enum {
	UPLOAD_ABANDONED_HOURS = 24,
	UPLOAD_NAME = 48, /* "coming ", 20 digits of an instant, a space, 16 of chance, and the end */
};

/* Room for a piece that is not full yet: one upload after the other may use the same. */
struct upload_room {
	char bytes[CONTENT_PIECE];
	size_t n;
};

struct upload {
	struct content_id content;
	char name[UPLOAD_NAME]; /* that the content has while it is coming */
	struct hashing hashing;
	int64_t size, most; /* bytes so far; FAULT_LIMIT past most */
	int64_t pieces;
	struct upload_room *room; /* until upload_end */
};

must_check enum fault upload_begin(struct ctx *cx, int64_t most, struct upload_room *room, struct upload *upload);
must_check enum fault upload_add(struct ctx *cx, struct upload *upload, struct text bytes);
/* All bytes have come: the rest is written, and the room is free. */
must_check enum fault upload_end(struct ctx *cx, struct upload *upload);
/* The content of an upload that has ended, kept; the change says in the journal what it is for. */
must_check enum fault upload_finish(struct change *change, struct upload *upload, struct content_id *ret);
/* Not wanted after all; of one that was finished nothing is dropped. */
must_check enum fault upload_drop(struct ctx *cx, struct upload *upload);
/* Uploads that were never finished. */
must_check enum fault upload_sweep(struct ctx *cx, int64_t *ret_swept);

#endif
