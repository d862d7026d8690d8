#include "domain/disqualification.h"

#include "domain/line.h"
#include "markup/json.h"
#include "query/agenda.h"

enum fault disqualification_list(struct ctx *cx, struct draft_id draft, struct disqualified_row **ret, size_t *ret_n)
{
	return sql_disqualified(cx->db, cx->arena, cx->viewer, draft, ret, ret_n);
}

enum fault disqualification_seated(
	struct ctx *cx, struct organization_id organization, struct date day, struct seated_row **ret, size_t *ret_n)
{
	return sql_seated(cx->db, cx->arena, organization, date_text(cx->arena, day), ret, ret_n);
}

struct noting {
	struct draft_id draft;
	struct person_id person;
	struct text reason;
};

static struct text noting_json(struct arena *arena, const struct noting *n)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "person", n->person.v);
	if (text_known(n->reason))
		json_key_text(&json, "reason", n->reason);
	json_end(&json);
	return json_finish(&json);
}

static enum fault begin(struct change *change, struct draft_id id, struct draft_row *ret)
{
	struct ctx *cx = change->cx;
	enum fault fault = draft_get(cx, id, ret);

	if (fault == FAULT_NONE)
		fault = access_require(cx, ROLE_CLERK, (struct reach){ .organization = ret->organization });
	if (fault == FAULT_NONE && (text_is(ret->state, "withdrawn") || text_is(ret->state, "closed")))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The item is finished: nothing in it can be changed any more"));
	return fault;
}

static struct date day_of(const struct ctx *cx, const struct draft_row *draft)
{
	return draft->meeting.v != 0 ? draft->meeting_start.date : instant_to_local(cx->now).date;
}

static enum fault check_person(struct change *change, const struct draft_row *draft, struct person_id person)
{
	struct ctx *cx = change->cx;
	struct seated_row *rows;
	size_t n = 0;
	enum fault fault = disqualification_seated(cx, draft->organization, day_of(cx, draft), &rows, &n);

	for (size_t i = 0; i < n; i++)
		if (rows[i].person.v == person.v)
			return FAULT_NONE;
	return fault != FAULT_NONE ? fault : refuse(&cx->why, FAULT_INVALID, N_("Choose a member of the committee"));
}

static enum fault note_body(struct change *change, void *what)
{
	const struct noting *n = what;
	struct ctx *cx = change->cx;
	struct draft_row draft;
	int64_t changed = 0;
	enum fault fault = begin(change, n->draft, &draft);

	if (fault == FAULT_NONE)
		fault = check_person(change, &draft, n->person);
	if (fault == FAULT_NONE)
		fault = sql_disqualification_insert(change->tx, n->draft, n->person, n->reason, cx->viewer, cx->now, &changed);
	change->nothing = changed == 0;
	if (fault != FAULT_NONE || changed == 0)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = "disqualify", .noun = "draft", .noun_id = n->draft.v,
		.after = noting_json(cx->arena, n) });
}

enum fault disqualification_note(struct ctx *cx, struct draft_id draft, struct person_id person, struct text reason)
{
	struct noting n = { draft, person, TEXT_NONE };
	enum fault fault = lines_tidy(cx, reason, DISQUALIFICATION_REASON_MAX, &n.reason);

	if (fault == FAULT_NONE && !text_known(n.reason))
		return refuse(&cx->why, FAULT_INVALID, N_("Say why the member is disqualified"));
	return fault != FAULT_NONE ? fault : change_make(cx, note_body, &n);
}

static enum fault lift_body(struct change *change, void *what)
{
	struct noting *n = what;
	struct ctx *cx = change->cx;
	struct disqualified_row *rows;
	struct draft_row draft;
	size_t rows_n = 0;
	int64_t changed = 0;
	enum fault fault = begin(change, n->draft, &draft);

	if (fault == FAULT_NONE)
		fault = disqualification_list(cx, n->draft, &rows, &rows_n);
	for (size_t i = 0; i < rows_n; i++)
		if (rows[i].person.v == n->person.v)
			n->reason = rows[i].reason;
	if (fault == FAULT_NONE)
		fault = sql_disqualification_delete(change->tx, n->draft, n->person, &changed);
	change->nothing = changed == 0;
	if (fault != FAULT_NONE || changed == 0)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = "qualify", .noun = "draft", .noun_id = n->draft.v,
		.before = noting_json(cx->arena, n) });
}

enum fault disqualification_lift(struct ctx *cx, struct draft_id draft, struct person_id person)
{
	return change_make(cx, lift_body, &(struct noting){ draft, person, TEXT_NONE });
}
