/* Which engine a database is of: the one place that knows them all. */
#include "store/engine.h"

enum fault db_open_schema(struct arena *arena, struct text url, enum db_mode mode, const struct schema *schema,
	struct refusal *why, struct db **ret)
{
	const struct text sqlite = TEXT("sqlite:");

	if (text_starts(url, TEXT("postgresql:")) || text_starts(url, TEXT("postgres:")))
		return postgres_open(arena, url, mode, schema, why, ret);
	if (text_starts(url, sqlite))
		url = text_after(url, sqlite.n);
	if (text_empty(url) || text_find_byte(url, '\0') < url.n)
		return refuse(why, FAULT_INVALID, N_("The database has no name."));
	return sqlite_open(arena, url, mode, schema, why, ret);
}

enum fault db_open(struct arena *arena, struct text url, enum db_mode mode, struct refusal *why, struct db **ret)
{
	return db_open_schema(arena, url, mode, &schema_program, why, ret);
}
