#include "domain/reading.h"

#include "query/reading.h"

static const int64_t minute = (int64_t)60 * MICROSECONDS;

enum { NOTED_MINUTES = 5 }; /* who turns pages is noted once */

static bool is_somebody(const struct ctx *cx)
{
	return cx->viewer.v != VIEWER_PUBLIC && cx->viewer.v != VIEWER_OPERATOR;
}

enum fault reading_news(struct ctx *cx, struct meeting_id meeting, int64_t number, struct news *ret)
{
	struct reading_row row;
	enum fault fault = is_somebody(cx) ? sql_reading_of(cx->db, cx->viewer, meeting, &row) : FAULT_NOT_FOUND;

	*ret = (struct news){ .any = false };
	if (fault != FAULT_NONE)
		return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
	if (row.revision < number)
		*ret = (struct news){ true, row.revision, row.read_at };
	else if (row.before != 0 && cx->now - row.since < READING_NEW_HOURS * 60 * minute)
		*ret = (struct news){ true, row.before, row.before_at };
	return FAULT_NONE;
}

struct noting {
	struct meeting_id meeting;
	int64_t number;
	struct reading_row row;
};

static enum fault note_body(struct change *change, void *what)
{
	struct noting *n = what;
	struct ctx *cx = change->cx;
	struct reading_row *row = &n->row;
	int64_t changed;

	change->nothing = true; /* what somebody reads is not the journal's */
	if (row->revision < n->number)
		*row = (struct reading_row){ .revision = n->number, .since = cx->now, .before = row->revision, .before_at = row->read_at };
	return sql_reading_set(change->tx, cx->viewer, n->meeting, row->revision, row->since, cx->now, row->before, row->before_at, &changed);
}

enum fault reading_note(struct ctx *cx, struct meeting_id meeting, int64_t number)
{
	struct noting n = { .meeting = meeting, .number = number };
	enum fault fault = is_somebody(cx) ? sql_reading_of(cx->db, cx->viewer, meeting, &n.row) : FAULT_NONE;

	if (fault == FAULT_NOT_FOUND)
		fault = FAULT_NONE;
	if (fault != FAULT_NONE || !is_somebody(cx) || (n.row.revision == number && cx->now - n.row.read_at < NOTED_MINUTES * minute))
		return fault;
	return change_make(cx, note_body, &n);
}
