#include "store/schema.h"

enum fault schema_judge(const struct schema *schema, enum db_mode mode,
	const struct schema_state *state, const char *name, struct refusal *why)
{
	if (state->empty && mode == DB_CREATE)
		return FAULT_NONE;
	if (!state->ours)
		return refuse_with(why, FAULT_INVALID,
			N_("This is not a database of this program: %s."), "%s", name);
	if (state->version > (int64_t)schema->n)
		return refuse_with(why, FAULT_INVALID,
			N_("The database was made by a newer version of this program: %s. Use that "
			   "one."),
			"%s", name);
	if (state->version < (int64_t)schema->n && mode == DB_READ)
		return refuse_with(why, FAULT_INVALID,
			N_("The database is of an older version of this program: %s. Open it once "
			   "for writing."),
			"%s", name);
	return FAULT_NONE;
}
