#include "store/sqlite.h"

#include <sys/stat.h>
#include <unistd.h>
#include <time.h>

#include "store/sqlite_functions.h"

static void close_handle(struct sqlite *lite)
{
	sqlite_forget(lite);
	sqlite3_close(lite->handle);
	lite->handle = NULL;
}

/* A child that inherited the connection must not touch the file: its locks are the parent's. */
static void release(void *what)
{
	struct sqlite *lite = what;

	if (lite->db.owner == getpid())
		close_handle(lite);
	arena_release(&lite->own);
}

/* A name that SQLite takes for a file and for nothing else, whatever it begins with. */
static const char *file_name(struct arena *arena, const char *path)
{
	return path[0] == '/' ? path : arena_format(arena, "./%s", path);
}

/* Another writes: its commit takes milliseconds, so the wait is as short, where SQLite's own grows to a tenth of a second and
 * lets latecomers pass. */
static int wait_for_writer(void *what, int times)
{
	enum { STEP_US = 1000 };
	const struct timespec step = { 0, STEP_US * 1000 };

	(void)what;
	if (times >= SQLITE_BUSY_MS * 1000 / STEP_US)
		return 0;
	nanosleep(&step, NULL);
	return 1;
}

enum fault sqlite_configure(struct sqlite *lite)
{
	static const int on[] = { SQLITE_DBCONFIG_DEFENSIVE },
			 off[] = { SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_DQS_DDL,
				 SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION };
	int rc;

	sqlite3_extended_result_codes(lite->handle, 1);
	sqlite3_busy_handler(lite->handle, wait_for_writer, NULL);
	sqlite3_limit(lite->handle, SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX);
	for (size_t i = 0; i < LENGTH_OF(on); i++)
		sqlite3_db_config(lite->handle, on[i], 1, NULL);
	for (size_t i = 0; i < LENGTH_OF(off); i++)
		sqlite3_db_config(lite->handle, off[i], 0, NULL);
	rc = sqlite_functions_register(lite->handle);
	if (rc != SQLITE_OK)
		return sqlite_fault(lite, rc);
	return sqlite_run(lite, arena_format(&lite->own,
					"PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; "
					"PRAGMA cell_size_check = ON;"
					"PRAGMA temp_store = MEMORY; PRAGMA cache_size = -%d; "
					"PRAGMA journal_size_limit = %d;",
					SQLITE_CACHE_KIB, SQLITE_JOURNAL_BYTES));
}

/* This program has no threads, so that SQLite needs no locks around each piece of memory, nor to count it.  Refused when
 * somebody has begun to use SQLite already: then it is only slower. */
static void use_alone(void)
{
	static bool done;

	if (!done) {
		(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
		(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	}
	done = true;
}

static enum fault open_handle(struct sqlite *lite, const char *name, int flags)
{
	int rc;

	use_alone();
	rc = sqlite3_open_v2(
		name, &lite->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);

	return rc == SQLITE_OK ? sqlite_configure(lite) : sqlite_fault(lite, rc);
}

/* --- A database on a disk that cannot be written --- */

static void add_escaped(struct buffer *b, const char *path)
{
	for (; *path != '\0'; path++) {
		if (strchr("%?#", *path) != NULL)
			buffer_format(b, "%%%02X", (unsigned char)*path);
		else
			buffer_add_byte(b, *path);
	}
	buffer_add_byte(b, '\0');
}

static bool has_unmerged_changes(struct arena *arena, const char *name)
{
	struct stat wal;

	return stat(arena_format(arena, "%s-wal", name), &wal) == 0 && wal.st_size > 0;
}

/* SQLite wants to make a -shm file beside even to read.  Where it cannot, nobody else can write
 * either, so the file may be read as it lies, unless a writer left changes beside it. */
static enum fault reopen_unchanging(struct sqlite *lite, const char *name, enum fault before)
{
	struct buffer uri = buffer_in(&lite->own, 16 << 10);

	if (has_unmerged_changes(&lite->own, name))
		return before;
	close_handle(lite);
	buffer_add_string(&uri, name[0] == '/' ? "file://" : "file:");
	add_escaped(&uri, name);
	buffer_cut(&uri, uri.n - 1);
	buffer_add_string(&uri, "?immutable=1");
	return open_handle(lite, text_string(&lite->own, buffer_text(&uri)),
		SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

static enum fault open_for_reading(struct sqlite *lite, const char *name)
{
	int64_t tables;
	enum fault fault = open_handle(lite, name, SQLITE_OPEN_READONLY);

	if (fault == FAULT_NONE)
		fault = sqlite_ask(lite, "SELECT count(*) FROM sqlite_schema", &tables);
	if (fault == FAULT_BROKEN && access(name, R_OK) == 0)
		fault = reopen_unchanging(lite, name, fault);
	return fault;
}

/* The page size is told before the first page is written, and the WAL asked for where it can be. */
static enum fault open_for_writing(struct sqlite *lite, const char *name, enum db_mode mode)
{
	enum fault fault = open_handle(
		lite, name, SQLITE_OPEN_READWRITE | (mode == DB_CREATE ? SQLITE_OPEN_CREATE : 0));

	if (fault == FAULT_NONE)
		fault = sqlite_run(
			lite, arena_format(&lite->own, "PRAGMA page_size = %d", SQLITE_PAGE_BYTES));
	return fault;
}

/* A pipe would be waited at for ever, and a device read without end.  (A folder SQLite tells itself.) */
static bool is_endless(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

enum fault sqlite_open(struct arena *arena, struct text path, enum db_mode mode,
	const struct schema *schema, struct refusal *why, struct db **ret)
{
	struct sqlite *lite = arena_new(arena, struct sqlite, 1);
	enum fault fault;
	const char *name;

	*lite = (struct sqlite){
		.db = { .engine = &sqlite_engine, .schema = schema, .owner = getpid() },
		.path = text_string(arena, path),
		.own = ARENA_INIT,
	};
	name = file_name(arena, lite->path);
	arena_defer(arena, release, lite);
	if (is_endless(name))
		return refuse_with(why, FAULT_INVALID, N_("This file is not a database: %s."), "%s", name);
	fault = mode == DB_READ ? open_for_reading(lite, name) : open_for_writing(lite, name, mode);
	if (fault == FAULT_NONE)
		fault = sqlite_migrate(lite, mode);
	if (fault != FAULT_NONE) {
		if (why != NULL)
			*why = lite->db.why;
		return fault;
	}
	*ret = &lite->db;
	return FAULT_NONE;
}
