#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/random.h"

enum {
	STEP_PAGES = 256, /* 2 MiB between two reports of progress */
	NAME_RANDOM_BYTES = 8,
};

struct copy {
	struct sqlite *lite;
	struct arena arena;
	const char *path, *partial; /* the copy is partial until it is renamed to path */
	void (*progress)(void *what, int64_t done, int64_t all);
	void *what;
};

static void release_copy(struct copy *copy)
{
	if (copy->partial != NULL)
		unlink(copy->partial);
	arena_release(&copy->arena);
}

static void close_target(sqlite3 **target)
{
	sqlite3_close(*target);
}

static enum fault refuse_path(const struct copy *copy, const char *message, const char *why)
{
	return refuse_with(&copy->lite->db.why, FAULT_BROKEN, message, "%s: %s", copy->path, why);
}

static bool exists(struct arena *arena, const char *path, const char *ending)
{
	struct stat found;

	return stat(arena_format(arena, "%s%s", path, ending), &found) == 0;
}

static bool same_file(const char *a, const char *b)
{
	struct stat first, second;

	return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
	       first.st_ino == second.st_ino;
}

/* The journal of a database that is in use at path would be played into the copy. */
static enum fault check_target(struct copy *copy)
{
	if (same_file(copy->path, sqlite3_db_filename(copy->lite->handle, "main")) ||
		exists(&copy->arena, copy->path, "-wal") ||
		exists(&copy->arena, copy->path, "-journal"))
		return refuse_with(&copy->lite->db.why, FAULT_CONFLICT,
			N_("A database in use cannot be overwritten by a copy: %s."), "%s",
			copy->path);
	return FAULT_NONE;
}

/* All steps run in one reading transaction, so that what others write meanwhile neither shows nor
 * starts it over. */
static enum fault copy_pages(struct copy *copy, sqlite3 *target)
{
	sqlite3_backup *backup = sqlite3_backup_init(target, "main", copy->lite->handle, "main");
	int rc = SQLITE_OK;

	if (backup == NULL)
		return refuse_path(
			copy, N_("The copy cannot be written: %s."), sqlite3_errmsg(target));
	while (rc == SQLITE_OK) {
		rc = sqlite3_backup_step(backup, STEP_PAGES);
		if (copy->progress != NULL && (rc == SQLITE_OK || rc == SQLITE_DONE)) {
			int all = sqlite3_backup_pagecount(backup);

			copy->progress(copy->what, all - sqlite3_backup_remaining(backup), all);
		}
	}
	sqlite3_backup_finish(backup);
	return rc == SQLITE_DONE ? FAULT_NONE
				 : refuse_path(copy, N_("The copy cannot be written: %s."),
					   sqlite3_errstr(rc));
}

static enum fault copy_snapshot(struct copy *copy)
{
	scoped(close_target) sqlite3 *target = NULL;
	int64_t any;
	enum fault fault;

	if (sqlite3_open_v2(copy->partial, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
		    NULL) != SQLITE_OK)
		return refuse_path(
			copy, N_("The copy cannot be written: %s."), sqlite3_errmsg(target));
	sqlite3_exec(
		target, "PRAGMA synchronous = OFF", NULL, NULL, NULL); /* it is synced as a whole */
	fault = sqlite_run(copy->lite, "BEGIN");
	if (fault == FAULT_NONE)
		fault = sqlite_ask(copy->lite, "SELECT count(*) FROM sqlite_schema", &any);
	if (fault == FAULT_NONE)
		fault = copy_pages(copy, target);
	sqlite_engine.rollback(&copy->lite->db);
	return fault;
}

static bool sync_path(const char *path)
{
	scoped(fd_close) int fd = open(path, O_RDONLY | O_CLOEXEC);

	return fd >= 0 && fsync(fd) == 0;
}

static enum fault put_in_place(struct copy *copy)
{
	struct text path = text_from(copy->path), name = path_name(path);
	struct text folder = text_from_to(path, 0, path.n - name.n);

	if (!sync_path(copy->partial) || rename(copy->partial, copy->path) != 0)
		return refuse_path(copy, N_("The copy cannot be written: %s."), strerror(errno));
	copy->partial = NULL;
	if (!sync_path(text_empty(folder) ? "." : text_string(&copy->arena, folder)))
		return refuse_path(copy, N_("The copy cannot be written: %s."), strerror(errno));
	return FAULT_NONE;
}

/* Made before SQLite opens it, so that it is new and its owner's alone. */
static enum fault make_partial(struct copy *copy)
{
	const char *partial = arena_format(&copy->arena, "%s.%.*s", copy->path,
		TEXT_ARG(random_hex(&copy->arena, NAME_RANDOM_BYTES)));
	scoped(fd_close) int fd = open(partial, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

	if (fd < 0)
		return refuse_path(copy, N_("The copy cannot be written: %s."), strerror(errno));
	copy->partial = partial[0] == '/' ? partial : arena_format(&copy->arena, "./%s", partial);
	return FAULT_NONE;
}

enum fault sqlite_backup(struct db *db, const char *path,
	void (*progress)(void *what, int64_t done, int64_t all), void *what)
{
	scoped(release_copy) struct copy copy = { .lite = sqlite_of(db),
		.arena = ARENA_INIT,
		.path = path,
		.progress = progress,
		.what = what };
	enum fault fault = check_target(&copy);

	if (fault == FAULT_NONE)
		fault = make_partial(&copy);
	if (fault == FAULT_NONE)
		fault = copy_snapshot(&copy);
	if (fault == FAULT_NONE)
		fault = put_in_place(&copy);
	return fault;
}
