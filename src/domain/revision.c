#include "domain/revision.h"

#include <inttypes.h>

#include "domain/index.h"
#include "query/meeting.h"

static const char *state_of(enum record_kind kind)
{
	return kind == RECORD_MINUTES ? "minutes" : "sent";
}

static bool minutes_go_before(const struct revision_row *revisions, size_t n, struct revision_id revision)
{
	for (size_t i = 0; i < n; i++)
		if (revisions[i].id.v != revision.v && text_is(revisions[i].kind, "minutes"))
			return true;
	return false;
}

enum fault revision_let_count(struct change *change, struct meeting_id meeting, struct revision_id revision,
	enum record_kind kind, struct moment start)
{
	struct revision_row *revisions;
	int64_t changed;
	size_t n;
	enum fault fault = sql_revisions_of(tx_db(change->tx), change->cx->arena, meeting, &revisions, &n);

	if (fault != FAULT_NONE || (kind == RECORD_AGENDA && minutes_go_before(revisions, n, revision)))
		return fault;
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		if (revisions[i].id.v != revision.v)
			fault = index_remove(change, revisions[i].id);
	if (fault == FAULT_NONE)
		fault = sql_meeting_set_current(change->tx, meeting, revision, start, text_from(state_of(kind)), &changed);
	return fault != FAULT_NONE ? fault : index_revision(change, revision);
}

enum fault revision_tell(struct change *change, struct meeting_id meeting, int64_t number, bool is_new, struct text sha256)
{
	struct arena *arena = change->cx->arena;

	return journal_append(change, &(struct journal_entry){
		.verb = is_new ? "keep" : "revise",
		.noun = "meeting",
		.noun_id = meeting.v,
		.before = is_new ? TEXT_NONE : text_from(arena_format(arena, "{\"revision\":%" PRId64 "}", number - 1)),
		.after = text_from(arena_format(arena, "{\"revision\":%" PRId64 ",\"sha256\":\"%.*s\"}", number, TEXT_ARG(sha256))),
	});
}
