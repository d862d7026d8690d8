#include "store/sqlite.h"

#include <errno.h>
#include <unistd.h>

/* Constraints: what the data forbids. */
static enum fault fault_of_constraint(struct sqlite *lite, int code)
{
	const char *about = sqlite3_errmsg(lite->handle);

	switch (code) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return refuse_with(&lite->db.why, FAULT_CONFLICT,
			N_("This is in the database already: %s."), "%s", about);
	case SQLITE_CONSTRAINT_FOREIGNKEY:
	case SQLITE_CONSTRAINT_TRIGGER:
		return refuse_with(&lite->db.why, FAULT_CONFLICT,
			N_("Something that belongs to this is missing: %s."), "%s", about);
	default:
		return refuse_with(&lite->db.why, FAULT_INVALID,
			N_("The database does not take this: %s."), "%s", about);
	}
}

static enum fault fault_of_open(struct sqlite *lite)
{
	int why = lite->handle != NULL ? sqlite3_system_errno(lite->handle) : 0;

	if (access(lite->path, F_OK) != 0)
		return refuse_with(&lite->db.why, FAULT_NOT_FOUND, N_("There is no database %s."),
			"%s", lite->path);
	return refuse_with(&lite->db.why, FAULT_BROKEN, N_("The database cannot be opened: %s."),
		"%s%s%s", lite->path, why != 0 ? ": " : "", why != 0 ? strerror(why) : "");
}

/* SQLite does not keep the number of every error. */
static int system_error(struct sqlite *lite)
{
	int error = lite->handle != NULL ? sqlite3_system_errno(lite->handle) : 0;

	return error != 0 ? error : EIO;
}

enum fault sqlite_fault(struct sqlite *lite, int code)
{
	int extended = lite->handle != NULL ? sqlite3_extended_errcode(lite->handle) : code;
	struct refusal *why = &lite->db.why;

	/* A handle keeps the newest error alone: trust it only when it is the one that is meant. */
	if ((extended & 0xff) != (code & 0xff))
		extended = code;
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return refuse_with(why, FAULT_BUSY,
			N_("Another program is writing in the database %s; try again."), "%s",
			lite->path);
	case SQLITE_FULL:
		return refuse_with(why, FAULT_BROKEN,
			N_("There is no room on the disk for the database %s."), "%s", lite->path);
	case SQLITE_READONLY:
		return refuse_with(why, FAULT_BROKEN, N_("The database may only be read here: %s."),
			"%s", lite->path);
	case SQLITE_CORRUPT:
		return refuse_with(why, FAULT_BROKEN,
			N_("The database is damaged: %s. Restore a copy."), "%s", lite->path);
	case SQLITE_NOTADB:
		return refuse_with(why, FAULT_INVALID, N_("This file is not a database: %s."), "%s",
			lite->path);
	case SQLITE_IOERR:
		return refuse_with(why, FAULT_BROKEN, N_("The disk fails under the database: %s."),
			"%s (%s)", lite->path, strerror(system_error(lite)));
	case SQLITE_CANTOPEN:
		return fault_of_open(lite);
	case SQLITE_TOOBIG:
		return refuse(why, FAULT_LIMIT, N_("This is too large for the database."));
	case SQLITE_CONSTRAINT:
		return fault_of_constraint(lite, extended);
	default:
		return refuse_with(why, FAULT_BROKEN, N_("The database fails: %s."), "%s: %s",
			lite->path,
			lite->handle != NULL ? sqlite3_errmsg(lite->handle) : sqlite3_errstr(code));
	}
}
