#include "domain/content.h"

#include "query/source.h"
#include "seal/hash.h"

enum fault content_keep(struct change *change, struct text bytes, struct content_id *ret)
{
	struct arena *arena = change->cx->arena;
	struct text name = hash_hex(arena, hash_of(bytes));
	enum fault fault = sql_content_by_hash(tx_db(change->tx), name, ret);
	int64_t number = 0, changed;

	if (fault != FAULT_NOT_FOUND)
		return fault;
	fault = sql_content_insert(change->tx, name, (int64_t)bytes.n, ret);
	for (size_t at = 0; at < bytes.n && fault == FAULT_NONE; at += CONTENT_PIECE)
		fault = sql_content_piece_insert(change->tx, *ret, number++, text_from_to(bytes, at, at + CONTENT_PIECE),
			&changed);
	return fault;
}

enum fault content_read(struct ctx *cx, struct content_id id, int64_t from, struct text *ret)
{
	struct text piece;
	enum fault fault = sql_content_piece(cx->db, cx->arena, id, from / CONTENT_PIECE, &piece);

	if (fault == FAULT_NOT_FOUND) {
		*ret = TEXT("");
		return FAULT_NONE;
	}
	if (fault == FAULT_NONE)
		*ret = text_after(piece, (size_t)(from % CONTENT_PIECE));
	return fault;
}

static enum fault verify_one(struct ctx *cx, const struct content_row *row)
{
	struct hashing hashing = hashing_begin();
	int64_t at = 0;

	for (;;) {
		struct arena_mark mark = arena_mark(cx->arena);
		struct text piece;
		enum fault fault = content_read(cx, row->id, at, &piece);

		if (fault != FAULT_NONE)
			return fault;
		if (piece.n == 0)
			break;
		hashing_add(&hashing, piece);
		at += (int64_t)piece.n;
		arena_rewind(cx->arena, mark);
	}
	if (at == row->size && text_eq(hash_hex(cx->arena, hashing_end(&hashing)), row->sha256))
		return FAULT_NONE;
	return refuse_with(&cx->why, FAULT_INVALID, N_("A kept document is no longer what it was: %s"), "%.*s",
		TEXT_ARG(row->sha256));
}

enum { VERIFY_BATCH = 500 };

enum fault content_verify(struct ctx *cx, int64_t *ret_files)
{
	struct content_id last = { 0 };
	int64_t files = 0;
	size_t n = VERIFY_BATCH;

	while (n == VERIFY_BATCH) {
		struct arena_mark mark = arena_mark(cx->arena);
		struct content_row *rows;
		enum fault fault = sql_contents_from(cx->db, cx->arena, last, VERIFY_BATCH, &rows, &n);

		for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
			fault = verify_one(cx, &rows[i]);
		if (fault != FAULT_NONE)
			return fault;
		files += (int64_t)n;
		if (n > 0)
			last = rows[n - 1].id;
		arena_rewind(cx->arena, mark);
	}
	*ret_files = files;
	return FAULT_NONE;
}
