#include "domain/upload.h"

#include "fixture.h"
#include "query/source.h"
#include "tap.h"

static struct upload_room room;

struct finishing {
	struct upload *upload;
	struct content_id content;
};

static enum fault finish_body(struct change *change, void *what)
{
	struct finishing *f = what;

	change->nothing = true;
	return upload_finish(change, f->upload, &f->content);
}

/* The bytes 0, 1, 2 ... of that many, sent in pieces of odd size. */
static struct content_id send(struct ctx *cx, struct upload *upload, size_t size)
{
	struct finishing f = { .upload = upload };
	char *bytes = arena_alloc(cx->arena, 1, size + 1);

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(i * 7 + i / 256);
	CHECK_INT(upload_begin(cx, 64 << 20, &room, upload), FAULT_NONE);
	for (size_t at = 0; at < size; at += 70001)
		CHECK_INT(upload_add(cx, upload, text_from_to((struct text){ bytes, size }, at, at + 70001)), FAULT_NONE);
	CHECK_INT(upload_end(cx, upload), FAULT_NONE);
	CHECK_INT(change_make(cx, finish_body, &f), FAULT_NONE);
	return f.content;
}

static void same_bytes(struct ctx *cx, struct content_id id, size_t size)
{
	struct text piece;
	size_t at = 0;
	bool same = true;

	do {
		CHECK_INT(content_read(cx, id, (int64_t)at, &piece), FAULT_NONE);
		for (size_t i = 0; i < piece.n; i++)
			same = same && piece.s[i] == (char)((at + i) * 7 + (at + i) / 256);
		at += piece.n;
	} while (piece.n > 0);
	CHECK(same);
	CHECK_INT(at, size);
}

TEST(upload_keeps_every_byte_once)
{
	static const size_t sizes[] = { 0, 1, CONTENT_PIECE - 1, CONTENT_PIECE, CONTENT_PIECE + 1, 3 * CONTENT_PIECE + 5 };
	struct ctx *cx = fixture_ctx(arena);
	struct upload *upload = arena_new(arena, struct upload, 1);

	for (size_t i = 0; i < LENGTH_OF(sizes); i++) {
		struct content_id id = send(cx, upload, sizes[i]);

		same_bytes(cx, id, sizes[i]);
		CHECK_INT(send(cx, upload, sizes[i]).v, id.v);
		same_bytes(cx, id, sizes[i]);
	}
}

TEST(upload_is_bounded)
{
	struct ctx *cx = fixture_ctx(arena);
	struct upload *upload = arena_new(arena, struct upload, 1);

	CHECK_INT(upload_begin(cx, 3, &room, upload), FAULT_NONE);
	CHECK_INT(upload_add(cx, upload, TEXT("abc")), FAULT_NONE);
	CHECK_INT(upload_add(cx, upload, TEXT("d")), FAULT_LIMIT);
	CHECK_INT(upload_drop(cx, upload), FAULT_NONE);
	CHECK_INT(upload_drop(cx, upload), FAULT_NONE);
}

/* Even when its id has become another upload's since, as it does on SQLite. */
TEST(upload_that_was_finished_is_never_dropped)
{
	struct ctx *cx = fixture_ctx(arena);
	struct upload *first = arena_new(arena, struct upload, 1), *again = arena_new(arena, struct upload, 1),
		*other = arena_new(arena, struct upload, 1);
	struct content_id kept = send(cx, first, 10), id;

	CHECK_INT(upload_drop(cx, first), FAULT_NONE);
	same_bytes(cx, kept, 10);
	CHECK_INT(send(cx, again, 10).v, kept.v); /* was here: the second copy is gone, and its id is free */
	CHECK_INT(upload_begin(cx, 100, &room, other), FAULT_NONE);
	CHECK_INT(upload_drop(cx, again), FAULT_NONE);
	CHECK_INT(sql_content_by_hash(cx->db, text_from(other->name), &id), FAULT_NONE);
}

TEST(upload_that_never_ends_is_swept_away)
{
	struct ctx *cx = fixture_ctx(arena);
	struct upload *upload = arena_new(arena, struct upload, 1);
	struct content_id kept = send(cx, upload, 10);
	int64_t swept;

	CHECK_INT(upload_begin(cx, 1 << 20, &room, upload), FAULT_NONE);
	CHECK_INT(upload_add(cx, upload, (struct text){ arena_alloc(arena, 1, CONTENT_PIECE), CONTENT_PIECE }), FAULT_NONE);
	CHECK_INT(upload_sweep(cx, &swept), FAULT_NONE);
	CHECK_INT(swept, 0);
	cx->now += (UPLOAD_ABANDONED_HOURS * (int64_t)3600 + 1) * MICROSECONDS;
	CHECK_INT(upload_sweep(cx, &swept), FAULT_NONE);
	CHECK_INT(swept, 1);
	same_bytes(cx, kept, 10);
}
