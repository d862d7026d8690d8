#include "domain/change.h"

#include <inttypes.h>

#include "query/journal.h"
#include "query/request.h"
#include "seal/hash.h"

enum {
	ENTRY_BYTES_MAX = 4 << 20, /* before and after of the largest meeting */
	VERIFY_BATCH = 500,        /* entries in memory at a time */
};

struct change_call {
	struct change change;
	enum fault (*body)(struct change *, void *);
	void *what;
};

static enum fault change_body(struct tx *tx, void *what)
{
	struct change_call *call = what;
	enum fault fault;

	call->change.tx = tx;
	call->change.entries = 0;
	call->change.nothing = false;
	fault = call->body(&call->change, call->what);
	if (fault == FAULT_NONE && call->change.entries == 0 && !call->change.nothing)
		return refuse(&call->change.cx->why, FAULT_BROKEN, N_("A change was made without saying so in the journal"));
	return fault;
}

enum fault change_make(struct ctx *cx, enum fault (*body)(struct change *, void *), void *what)
{
	struct change_call call = { .change = { .cx = cx }, .body = body, .what = what };

	return db_write(cx->db, &cx->why, change_body, &call);
}

struct rehearsal {
	struct change_call call;
	bool done;
};

/* What is not committed is undone: a fault that nobody hears of. */
static enum fault rehearsal_body(struct tx *tx, void *what)
{
	struct rehearsal *r = what;
	enum fault fault;

	r->call.change.tx = tx;
	fault = r->call.body(&r->call.change, r->call.what);
	r->done = fault == FAULT_NONE;
	return r->done ? FAULT_CONFLICT : fault;
}

enum fault change_rehearse(struct ctx *cx, enum fault (*body)(struct change *, void *), void *what)
{
	struct rehearsal r = { .call = { .change = { .cx = cx }, .body = body, .what = what } };
	enum fault fault = db_write(cx->db, &cx->why, rehearsal_body, &r);

	if (!r.done)
		return fault;
	cx->why = (struct refusal)REFUSAL_INIT;
	return FAULT_NONE;
}

struct once_call {
	struct text key, answer;
	enum fault (*body)(struct change *, void *);
	void *what;
	bool before;
};

static enum fault once_body(struct change *change, void *what)
{
	struct once_call *call = what;
	struct ctx *cx = change->cx;
	enum fault fault = sql_request_answer(tx_db(change->tx), cx->arena, call->key, cx->viewer, &call->answer);
	int64_t changed;

	call->before = fault == FAULT_NONE;
	change->nothing = call->before;
	change->answer = TEXT("");
	if (fault != FAULT_NOT_FOUND)
		return fault;
	fault = call->body(change, call->what);
	if (fault == FAULT_NONE)
		fault = sql_request_insert(change->tx, call->key, cx->viewer, cx->now, change->answer, &changed);
	call->answer = change->answer;
	return fault;
}

enum fault change_once(struct ctx *cx, struct text key, enum fault (*body)(struct change *, void *), void *what,
	struct text *ret_answer, bool *ret_before)
{
	struct once_call call = { .key = key, .body = body, .what = what };
	enum fault fault = change_make(cx, once_body, &call);
	bool uncertain = fault == FAULT_UNCERTAIN;
	struct refusal why = cx->why;

	if (uncertain)
		fault = change_make(cx, once_body, &call);
	if (uncertain && fault == FAULT_BUSY) {
		cx->why = why;
		return FAULT_UNCERTAIN;
	}
	if (fault == FAULT_NONE) {
		*ret_answer = call.answer;
		*ret_before = call.before && !uncertain;
	}
	return fault;
}

static enum fault forget_body(struct tx *tx, void *what)
{
	const struct ctx *cx = what;
	int64_t changed;

	return sql_request_forget(tx, cx->now - (int64_t)REQUEST_DAYS * 24 * 60 * 60 * MICROSECONDS, &changed);
}

enum fault change_forget_requests(struct ctx *cx)
{
	return db_write(cx->db, &cx->why, forget_body, cx);
}

/* Each field with its length before it, so that no two entries have the same bytes; unknown is told from empty. */
static void add_field(struct buffer *b, struct text field)
{
	if (text_known(field))
		buffer_format(b, "%zu:", field.n);
	else
		buffer_add_string(b, "-:");
	buffer_add(b, field);
}

static void add_number(struct arena *arena, struct buffer *b, int64_t number)
{
	add_field(b, text_from(arena_format(arena, "%" PRId64, number)));
}

static struct text entry_hash(struct arena *arena, const struct journal_row *row)
{
	struct buffer b = buffer_in(arena, ENTRY_BYTES_MAX);

	add_field(&b, row->previous);
	add_number(arena, &b, row->at);
	add_number(arena, &b, row->viewer.v);
	add_field(&b, row->verb);
	add_field(&b, row->noun);
	add_number(arena, &b, row->noun_id);
	add_field(&b, row->before);
	add_field(&b, row->after);
	return hash_hex(arena, hash_of(buffer_text(&b)));
}

enum fault journal_append(struct change *change, const struct journal_entry *entry)
{
	struct ctx *cx = change->cx;
	struct journal_row row = {
		.at = cx->now,
		.viewer = cx->viewer,
		.verb = text_from(entry->verb),
		.noun = text_from(entry->noun),
		.noun_id = entry->noun_id,
		.before = entry->before,
		.after = entry->after,
		.previous = TEXT(""),
	};
	enum fault fault = sql_journal_newest(tx_db(change->tx), cx->arena, &row.previous);
	int64_t changed;

	if (fault != FAULT_NONE && fault != FAULT_NOT_FOUND)
		return fault;
	row.hash = entry_hash(cx->arena, &row);
	change->entries++;
	return sql_journal_insert(change->tx, row.at, row.viewer, row.verb, row.noun, row.noun_id, row.before, row.after,
		row.previous, row.hash, &changed);
}

/* Whether a batch carries the chain on; *broken is the id of the first entry that does not. */
static bool batch_fits(struct arena *arena, const struct journal_row *rows, size_t n, struct text *previous,
	int64_t *broken)
{
	for (size_t i = 0; i < n; i++) {
		if (!text_eq(rows[i].previous, *previous) || !text_eq(rows[i].hash, entry_hash(arena, &rows[i]))) {
			*broken = rows[i].id.v;
			return false;
		}
		*previous = rows[i].hash;
	}
	return true;
}

static enum fault verify_chain(struct ctx *cx, int64_t *ret_entries, int64_t *ret_broken)
{
	char kept[2 * HASH_SIZE];
	struct text previous = TEXT("");
	struct journal_id last = { 0 };
	int64_t entries = 0;

	for (;;) {
		struct arena_mark mark = arena_mark(cx->arena);
		struct journal_row *rows;
		enum fault fault;
		size_t n;

		fault = sql_journal_from(cx->db, cx->arena, last, VERIFY_BATCH, &rows, &n);
		if (fault != FAULT_NONE)
			return fault;
		if (n == 0)
			break;
		if (!batch_fits(cx->arena, rows, n, &previous, ret_broken)) {
			*ret_entries = entries;
			return refuse_with(&cx->why, FAULT_INVALID, N_("The journal was changed behind our back at entry %s"),
				"%" PRId64, *ret_broken);
		}
		entries += (int64_t)n;
		last = rows[n - 1].id;
		memcpy(kept, previous.s, sizeof(kept));
		previous = (struct text){ kept, sizeof(kept) };
		arena_rewind(cx->arena, mark);
	}
	*ret_entries = entries;
	return FAULT_NONE;
}

struct verify_call {
	struct ctx *cx;
	int64_t entries, broken;
};

/* In one snapshot: others go on writing. */
static enum fault verify_body(struct db *db, void *what)
{
	struct verify_call *call = what;
	enum fault fault = verify_chain(call->cx, &call->entries, &call->broken);
	int64_t untold;

	if (fault == FAULT_NONE)
		fault = sql_journal_untold(db, &untold);
	if (fault == FAULT_NONE && untold > 0)
		return refuse_with(&call->cx->why, FAULT_INVALID, N_("The journal does not tell of %s revisions that are kept"),
			"%" PRId64, untold);
	return fault;
}

enum fault journal_verify(struct ctx *cx, int64_t *ret_entries, int64_t *ret_broken)
{
	struct verify_call call = { .cx = cx };
	enum fault fault = db_read(cx->db, &cx->why, verify_body, &call);

	*ret_entries = call.entries;
	*ret_broken = call.broken;
	return fault;
}
