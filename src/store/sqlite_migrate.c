#include "store/sqlite.h"

enum {
	PRAGMA_BYTES_MAX = 64, /* of "PRAGMA user_version = 12" */
	RETRY_MS = 10,
};

static enum fault state_of(struct sqlite *lite, struct schema_state *ret)
{
	int64_t application = 0, things = 0;
	enum fault fault = sqlite_ask(lite, "PRAGMA application_id", &application);

	if (fault == FAULT_NONE)
		fault = sqlite_ask(lite, "PRAGMA user_version", &ret->version);
	if (fault == FAULT_NONE)
		fault = sqlite_ask(lite, "SELECT count(*) FROM sqlite_schema", &things);
	ret->ours = application == SQLITE_OURS;
	ret->empty = application == 0 && ret->version == 0 && things == 0;
	return fault;
}

static enum fault set_pragma(struct sqlite *lite, const char *name, int64_t value)
{
	char sql[PRAGMA_BYTES_MAX];

	sqlite3_snprintf(sizeof(sql), sql, "PRAGMA %s = %lld", name, (long long)value);
	return sqlite_run(lite, sql);
}

static enum fault judge(struct sqlite *lite, enum db_mode mode, const struct schema_state *state)
{
	return schema_judge(lite->db.schema, mode, state, lite->path, &lite->db.why);
}

static enum fault check_references(struct sqlite *lite)
{
	int64_t broken = 0;
	enum fault fault =
		sqlite_ask(lite, "SELECT count(*) FROM pragma_foreign_key_check", &broken);

	if (fault == FAULT_NONE && broken > 0)
		return refuse_with(&lite->db.why, FAULT_BROKEN,
			N_("Rows refer to others that do not exist, so the database was not "
			   "brought forward: %s."),
			"%s", lite->path);
	return fault;
}

/* The next migration, unless another process has just made it. */
static enum fault migrate_once(struct sqlite *lite, enum db_mode mode, int64_t *version)
{
	struct schema_state state = { 0 };
	enum fault fault = state_of(lite, &state);

	if (fault == FAULT_NONE)
		fault = judge(lite, mode, &state);
	*version = state.version;
	if (fault != FAULT_NONE || state.version >= (int64_t)lite->db.schema->n)
		return fault;
	fault = sqlite_run(lite, lite->db.schema->migrations[state.version].sqlite);
	if (fault == FAULT_NONE)
		fault = check_references(lite);
	if (fault == FAULT_NONE)
		fault = set_pragma(lite, "application_id", SQLITE_OURS);
	if (fault == FAULT_NONE)
		fault = set_pragma(lite, "user_version", state.version + 1);
	if (fault == FAULT_NONE)
		*version = state.version + 1;
	return fault;
}

static enum fault migrate_in_transaction(struct sqlite *lite, enum db_mode mode, int64_t *version)
{
	enum fault fault = sqlite_run(lite, "BEGIN IMMEDIATE");

	if (fault != FAULT_NONE)
		return fault;
	fault = migrate_once(lite, mode, version);
	if (fault == FAULT_NONE)
		fault = sqlite_run(lite, "COMMIT");
	if (fault != FAULT_NONE)
		sqlite_engine.rollback(&lite->db);
	return fault;
}

/* A migration may build a table anew under its old name, which references forbid while they are
 * enforced (sqlite.org/lang_altertable.html, section 7); they are checked at its end instead. */
static enum fault migrate_all(struct sqlite *lite, enum db_mode mode, int64_t version)
{
	enum fault fault = sqlite_run(lite, "PRAGMA foreign_keys = OFF");

	while (fault == FAULT_NONE && version < (int64_t)lite->db.schema->n)
		fault = migrate_in_transaction(lite, mode, &version);
	return fault == FAULT_NONE ? sqlite_run(lite, "PRAGMA foreign_keys = ON") : fault;
}

/* Readers go on while somebody writes.  Two processes that make the same database may be in each
 * other's way here, and then SQLite does not wait by itself. */
static enum fault use_wal(struct sqlite *lite)
{
	int64_t is_wal = 0;
	enum fault fault = FAULT_NONE;

	for (int waited = 0; waited < SQLITE_BUSY_MS; waited += RETRY_MS) {
		fault = sqlite_run(lite, "PRAGMA journal_mode = WAL");
		if (fault == FAULT_NONE)
			fault = sqlite_ask(lite,
				"SELECT journal_mode = 'wal' FROM pragma_journal_mode", &is_wal);
		if (fault != FAULT_BUSY && (fault != FAULT_NONE || is_wal)) {
			lite->has_wal = is_wal;
			return fault;
		}
		sqlite3_sleep(RETRY_MS);
	}
	return fault != FAULT_NONE ? fault
				   : refuse_with(&lite->db.why, FAULT_BROKEN,
					     N_("The database cannot be written by several "
						"programs at once on this disk: %s."),
					     "%s", lite->path);
}

enum fault sqlite_make_schema(struct sqlite *lite)
{
	return migrate_all(lite, DB_CREATE, 0);
}

enum fault sqlite_migrate(struct sqlite *lite, enum db_mode mode)
{
	struct schema_state state = { 0 };
	enum fault fault = state_of(lite, &state);

	if (fault == FAULT_NONE)
		fault = judge(lite, mode, &state);
	if (fault != FAULT_NONE || mode == DB_READ)
		return fault;
	fault = use_wal(lite);
	if (fault == FAULT_NONE && state.version < (int64_t)lite->db.schema->n)
		fault = migrate_all(lite, mode, state.version);
	return fault;
}
