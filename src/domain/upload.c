#include "domain/upload.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/random.h"
#include "query/source.h"

enum {
	TOKEN_BYTES = 8,
	SWEEP_MOST = 100, /* uploads in one transaction: each may be large */
};

static enum fault begin_body(struct change *change, void *what)
{
	struct upload *upload = what;
	struct arena *arena = change->cx->arena;

	change->nothing = true;
	snprintf(upload->name, sizeof(upload->name), "coming %020" PRId64 " %.*s", change->cx->now,
		TEXT_ARG(random_hex(arena, TOKEN_BYTES)));
	return sql_content_insert(change->tx, text_from(upload->name), 0, &upload->content);
}

enum fault upload_begin(struct ctx *cx, int64_t most, struct upload_room *room, struct upload *upload)
{
	*upload = (struct upload){ .hashing = hashing_begin(), .most = most, .room = room };
	room->n = 0;
	return change_make(cx, begin_body, upload);
}

static enum fault piece_body(struct change *change, void *what)
{
	const struct upload *upload = what;
	int64_t changed;

	change->nothing = true;
	return sql_content_piece_insert(change->tx, upload->content, upload->pieces,
		(struct text){ upload->room->bytes, upload->room->n }, &changed);
}

static enum fault write_piece(struct ctx *cx, struct upload *upload)
{
	enum fault fault = change_make(cx, piece_body, upload);

	upload->pieces++;
	upload->room->n = 0;
	return fault;
}

enum fault upload_add(struct ctx *cx, struct upload *upload, struct text bytes)
{
	if ((int64_t)bytes.n > upload->most - upload->size)
		return refuse_with(&cx->why, FAULT_LIMIT, N_("A file may hold at most %s bytes"), "%" PRId64, upload->most);
	hashing_add(&upload->hashing, bytes);
	upload->size += (int64_t)bytes.n;
	while (bytes.n > 0) {
		struct upload_room *room = upload->room;
		size_t left = CONTENT_PIECE - room->n, n = bytes.n < left ? bytes.n : left;
		enum fault fault = FAULT_NONE;

		memcpy(room->bytes + room->n, bytes.s, n);
		room->n += n;
		bytes = text_after(bytes, n);
		if (room->n == CONTENT_PIECE)
			fault = write_piece(cx, upload);
		if (fault != FAULT_NONE)
			return fault;
	}
	return FAULT_NONE;
}

enum fault upload_end(struct ctx *cx, struct upload *upload)
{
	enum fault fault = upload->room->n > 0 ? write_piece(cx, upload) : FAULT_NONE;

	upload->room = NULL;
	return fault;
}

static enum fault drop(struct tx *tx, struct content_id id)
{
	int64_t changed;
	enum fault fault = sql_content_pieces_delete(tx, id, &changed);

	return fault != FAULT_NONE ? fault : sql_content_delete(tx, id, &changed);
}

enum fault upload_finish(struct change *change, struct upload *upload, struct content_id *ret)
{
	struct arena *arena = change->cx->arena;
	struct hashing hashing = upload->hashing; /* a copy: the transaction may be tried again */
	struct text name = hash_hex(arena, hashing_end(&hashing));
	enum fault fault = sql_content_by_hash(tx_db(change->tx), name, ret);
	int64_t changed;

	if (fault == FAULT_NONE)
		return drop(change->tx, upload->content);
	if (fault != FAULT_NOT_FOUND)
		return fault;
	fault = sql_content_finish(change->tx, upload->content, name, upload->size, &changed);
	*ret = upload->content;
	return fault;
}

/* By its name: what was finished has another one, and its id may be anybody's when it was here already. */
static enum fault drop_body(struct change *change, void *what)
{
	const struct upload *upload = what;
	struct content_id content;
	enum fault fault = sql_content_by_hash(tx_db(change->tx), text_from(upload->name), &content);

	change->nothing = true;
	if (fault == FAULT_NOT_FOUND)
		return FAULT_NONE;
	return fault != FAULT_NONE ? fault : drop(change->tx, content);
}

enum fault upload_drop(struct ctx *cx, struct upload *upload)
{
	struct content_id content;
	enum fault fault = sql_content_by_hash(cx->db, text_from(upload->name), &content);

	if (fault == FAULT_NOT_FOUND) /* finished, as most are: nothing to write */
		return FAULT_NONE;
	return fault != FAULT_NONE ? fault : change_make(cx, drop_body, upload);
}

static enum fault sweep_body(struct change *change, void *what)
{
	struct ctx *cx = change->cx;
	int64_t *swept = what, past = cx->now - UPLOAD_ABANDONED_HOURS * (int64_t)3600 * MICROSECONDS;
	struct coming_row *rows;
	size_t n;
	enum fault fault = sql_contents_coming(tx_db(change->tx), cx->arena,
		text_from(arena_format(cx->arena, "coming %020" PRId64, past)), SWEEP_MOST, &rows, &n);

	change->nothing = true;
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		fault = drop(change->tx, rows[i].id);
	*swept = (int64_t)n;
	return fault;
}

enum fault upload_sweep(struct ctx *cx, int64_t *ret_swept)
{
	return change_make(cx, sweep_body, ret_swept);
}
