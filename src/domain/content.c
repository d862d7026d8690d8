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
