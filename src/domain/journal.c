#include "domain/journal.h"

#include "domain/access.h"
#include "query/journal.h"

static enum fault require_reader(struct ctx *cx)
{
	struct ctx asks = *cx; /* that one of two rights is missing is no refusal to show */
	struct reach everywhere = { 0 };

	if (access_require(&asks, ROLE_AUDITOR, everywhere) == FAULT_NONE)
		return FAULT_NONE;
	return access_require(cx, ROLE_ADMINISTRATOR, everywhere);
}

static int64_t beginning(struct date day)
{
	return instant_from_local((struct moment){ .date = day });
}

static int64_t from_of(const struct journal_ask *ask)
{
	return date_known(ask->from) ? beginning(ask->from) : 0;
}

static int64_t before_of(const struct journal_ask *ask)
{
	return date_known(ask->to) ? beginning(date_add(ask->to, 1)) : INT64_MAX;
}

enum fault journal_lines(struct ctx *cx, const struct journal_ask *ask, int64_t most, int64_t skip,
	struct journal_line_row **ret, size_t *ret_n)
{
	enum fault fault = require_reader(cx);

	return fault != FAULT_NONE ? fault : sql_journal_lines(cx->db, cx->arena, ask->viewer, ask->noun, from_of(ask),
		before_of(ask), most, skip, ret, ret_n);
}

enum fault journal_count(struct ctx *cx, const struct journal_ask *ask, int64_t *ret)
{
	enum fault fault = require_reader(cx);

	return fault != FAULT_NONE ? fault : sql_journal_count(cx->db, ask->viewer, ask->noun, from_of(ask), before_of(ask), ret);
}

enum fault journal_nouns(struct ctx *cx, struct journal_noun_row **ret, size_t *ret_n)
{
	enum fault fault = require_reader(cx);

	return fault != FAULT_NONE ? fault : sql_journal_nouns(cx->db, cx->arena, ret, ret_n);
}

enum fault journal_viewers(struct ctx *cx, struct journal_viewer_row **ret, size_t *ret_n)
{
	enum fault fault = require_reader(cx);

	return fault != FAULT_NONE ? fault : sql_journal_viewers(cx->db, cx->arena, ret, ret_n);
}
