#include "domain/withdrawal.h"

#include "domain/draft.h"
#include "domain/index.h"
#include "domain/line.h"
#include "domain/opening.h"
#include "markup/json.h"
#include "query/withdrawal.h"

struct withdrawing {
	struct withdrawal w;
	struct plan_row meeting;
	struct withdrawn_item_row item;
	struct withdrawn_file_row file;
};

static enum fault begin(struct change *change, struct withdrawing *w)
{
	struct ctx *cx = change->cx;
	enum fault fault = plan_get(cx, w->w.meeting, &w->meeting);

	if (fault == FAULT_NONE)
		fault = access_require(cx, ROLE_CLERK, (struct reach){ .organization = w->meeting.organization });
	if (fault == FAULT_NONE)
		fault = plan_take_turn(change, w->w.meeting, w->w.changes);
	if (fault == FAULT_NONE)
		fault = sql_item_at(tx_db(change->tx), w->w.meeting, w->w.position, &w->item);
	if (fault == FAULT_NONE && w->w.file != 0)
		fault = sql_file_at(tx_db(change->tx), w->item.id, w->w.file, &w->file);
	return fault;
}

static struct text withdrawal_json(struct arena *arena, const struct withdrawing *w)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "item", w->item.id.v);
	if (w->w.file != 0)
		json_key_int(&json, "file", w->w.file);
	if (text_known(w->w.why))
		json_key_text(&json, "why", w->w.why);
	json_end(&json);
	return json_finish(&json);
}

/* What can be found is what can be seen. */
static enum fault reindex(struct change *change, const struct withdrawing *w)
{
	enum fault fault = index_remove(change, w->item.revision);

	return fault != FAULT_NONE ? fault : index_revision(change, w->item.revision);
}

static enum fault say(struct change *change, const char *verb, const struct withdrawing *w)
{
	return journal_append(change, &(struct journal_entry){ .verb = verb, .noun = "meeting", .noun_id = w->w.meeting.v,
		.after = withdrawal_json(change->cx->arena, w) });
}

/* The draft, which the clerk may not see, goes along. */
static enum fault step_draft(struct change *change, const struct withdrawing *w, enum draft_state from, enum draft_state to)
{
	struct ctx all = *change->cx;
	struct draft_row draft;
	enum fault fault;

	all.viewer.v = VIEWER_OPERATOR;
	if (w->item.draft.v == 0)
		return FAULT_NONE;
	fault = draft_get(&all, w->item.draft, &draft);
	if (fault != FAULT_NONE || !text_is(draft.state, draft_state_name(from)))
		return fault;
	return draft_step(change, &draft, to, w->w.why);
}

static enum fault withdraw_item(struct change *change, const struct withdrawing *w)
{
	int64_t changed;
	enum fault fault = sql_item_withdraw(change->tx, w->w.meeting, w->item.id, w->item.draft, change->cx->now, w->w.why, w->w.title, &changed);

	return fault != FAULT_NONE ? fault : step_draft(change, w, DRAFT_SENT, DRAFT_WITHDRAWN);
}

static enum fault withdraw_file(struct change *change, const struct withdrawing *w)
{
	struct ctx *cx = change->cx;
	int64_t changed;
	enum fault fault = sql_file_withdraw(change->tx, w->w.meeting, w->item.id, w->item.draft, w->w.file, cx->now, w->w.why, w->w.title,
		&changed);

	if (fault == FAULT_NONE && w->file.file.v != 0)
		fault = sql_draft_file_withdraw(change->tx, w->file.file, cx->viewer, cx->now, &changed);
	return fault;
}

static enum fault withdraw_body(struct change *change, void *what)
{
	struct withdrawing *w = what;
	int64_t changed;
	enum fault fault = begin(change, w);

	if (fault == FAULT_NONE && (w->item.gone_at != 0 || (w->w.file != 0 && w->file.gone_at != 0)))
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("It is withdrawn already"));
	if (fault == FAULT_NONE)
		fault = w->w.file != 0 ? withdraw_file(change, w) : withdraw_item(change, w);
	if (fault == FAULT_NONE)
		fault = sql_sources_close(change->tx, w->w.meeting, &changed);
	if (fault == FAULT_NONE)
		fault = reindex(change, w);
	return fault != FAULT_NONE ? fault : say(change, "withdraw", w);
}

enum fault withdraw(struct ctx *cx, const struct withdrawal *withdrawal)
{
	struct withdrawing w = { .w = *withdrawal };
	enum fault fault = line_tidy(cx, withdrawal->why, WITHDRAWAL_REASON_MAX, &w.w.why);

	return fault != FAULT_NONE ? fault : change_make(cx, withdraw_body, &w);
}

static enum fault undo_body(struct change *change, void *what)
{
	struct withdrawing *w = what;
	int64_t changed;
	enum fault fault = begin(change, w);

	if (fault == FAULT_NONE && (w->w.file != 0 ? w->file.gone_at : w->item.gone_at) == 0)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("It is not withdrawn"));
	if (fault == FAULT_NONE && w->w.file == 0) {
		fault = sql_item_restore(change->tx, w->w.meeting, w->item.id, w->item.draft, &changed);
		if (fault == FAULT_NONE)
			fault = step_draft(change, w, DRAFT_WITHDRAWN, DRAFT_SENT);
	} else if (fault == FAULT_NONE) {
		fault = sql_file_restore(change->tx, w->w.meeting, w->item.id, w->item.draft, w->w.file, &changed);
		if (fault == FAULT_NONE && w->file.file.v != 0)
			fault = sql_draft_file_restore(change->tx, w->file.file, &changed);
	}
	if (fault == FAULT_NONE)
		fault = reindex(change, w);
	return fault != FAULT_NONE ? fault : say(change, "put-back", w);
}

enum fault withdraw_undo(struct ctx *cx, const struct withdrawal *withdrawal)
{
	struct withdrawing w = { .w = *withdrawal };

	w.w.why = TEXT_NONE;
	return change_make(cx, undo_body, &w);
}

/* --- What is left of it --- */

static enum fault gone(struct ctx *cx, int64_t at, struct text why)
{
	struct date d = instant_to_local(at).date;

	if (text_known(why))
		return refuse_with(&cx->why, FAULT_GONE, N_("This was withdrawn: %s"), "%.*s", TEXT_ARG(why));
	return refuse_with(&cx->why, FAULT_GONE, N_("This was withdrawn on %s"), "%02d-%02d-%04d", d.day, d.month, d.year);
}

enum fault withdrawal_of_item(struct ctx *cx, struct revision_id revision, int64_t position)
{
	struct gone_row row;
	enum fault fault = sql_item_gone(cx->db, cx->arena, cx->viewer, revision, position, &row);

	if (fault == FAULT_NONE)
		return gone(cx, row.gone_at, row.why);
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

enum fault withdrawal_file(struct ctx *cx, struct revision_id revision, int64_t position, int64_t number, struct file_place_row *ret)
{
	struct file_place_row row;
	enum fault fault = withdrawal_of_item(cx, revision, position);

	if (fault == FAULT_NONE)
		fault = sql_file_in_item(cx->db, cx->arena, cx->viewer, revision, position, number, &row);
	if (fault == FAULT_NONE && row.gone_at != 0)
		return gone(cx, row.gone_at, row.gone_why);
	if (fault == FAULT_NONE && row.content.v == 0)
		return FAULT_NOT_FOUND;
	if (fault == FAULT_NONE) {
		opening_add(cx, "item", row.item.v, row.circle);
		*ret = row;
	}
	return fault;
}
