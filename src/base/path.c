#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct text path_name(struct text path)
{
	size_t at = path.n;

	while (at > 0 && path.s[at - 1] != '/')
		at--;
	return text_after(path, at);
}

struct text path_ending(struct text path)
{
	struct text name = path_name(path);
	size_t at = name.n;

	while (at > 0 && name.s[at - 1] != '.')
		at--;
	return at > 1 ? text_after(name, at) : text_after(name, name.n);
}

static enum fault refuse_path(struct refusal *why, enum fault fault, const char *message, const char *path)
{
	return refuse_with(why, fault, message, "%s", path);
}

static enum fault refuse_errno(struct refusal *why, const char *path)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		return refuse_path(why, FAULT_NOT_FOUND, N_("There is no file %s"), path);
	case EACCES:
	case EPERM:
		return refuse_path(why, FAULT_DENIED, N_("The file %s may not be opened"), path);
	case ENOSPC:
	case EDQUOT:
		return refuse_path(why, FAULT_BROKEN, N_("The disk is full: %s could not be written"), path);
	default:
		return refuse_path(why, FAULT_BROKEN, N_("The file %s cannot be read or written"), path);
	}
}

static enum fault read_all(struct arena *arena, int fd, size_t expected, size_t max, struct refusal *why,
	const char *path, struct text *ret)
{
	size_t room = expected < max ? expected + 1 : max + 1, n = 0;
	char *bytes = arena_alloc(arena, room, 1);

	for (;;) {
		ssize_t got = read(fd, bytes + n, room - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return refuse_errno(why, path);
		if (got == 0)
			break;
		n += (size_t)got;
		if (n > max)
			return refuse_path(why, FAULT_LIMIT, N_("The file %s is too large"), path);
		if (n == room) {
			size_t more = room * 2 < max + 1 ? room * 2 : max + 1;
			char *grown = arena_alloc(arena, more, 1);

			memcpy(grown, bytes, n);
			bytes = grown;
			room = more;
		}
	}
	*ret = (struct text){ bytes, n };
	return FAULT_NONE;
}

enum { STDIN_EXPECTED = 64 << 10 };

enum fault path_read(struct arena *arena, const char *path, size_t max, struct refusal *why,
	struct text *ret)
{
	scoped(fd_close) int fd = -1;
	struct stat status;

	if (strcmp(path, "-") == 0)
		return read_all(arena, STDIN_FILENO, STDIN_EXPECTED, max, why, path, ret);
	/* Non-blocking: opening a named pipe must not wait for its writer. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &status) < 0)
		return refuse_errno(why, path);
	if (!S_ISREG(status.st_mode))
		return refuse_path(why, FAULT_INVALID, N_("%s is not a file"), path);
	if ((uint64_t)status.st_size > max)
		return refuse_path(why, FAULT_LIMIT, N_("The file %s is too large"), path);
	return read_all(arena, fd, (size_t)status.st_size, max, why, path, ret);
}

static bool write_all(int fd, struct text bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.s, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = text_after(bytes, (size_t)n);
	}
	return true;
}

enum fault path_write(const char *path, struct text bytes, struct refusal *why)
{
	scoped(fd_close) int fd = -1;
	char temporary[4096];
	int n = snprintf(temporary, sizeof(temporary), "%s.%ld.part", path, (long)getpid());

	if (n < 0 || (size_t)n >= sizeof(temporary))
		return refuse_path(why, FAULT_LIMIT, N_("The name %s is too long"), path);
	fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return refuse_errno(why, path);
	if (!write_all(fd, bytes) || fsync(fd) < 0 || rename(temporary, path) < 0) {
		enum fault fault = refuse_errno(why, path);

		unlink(temporary);
		return fault;
	}
	return FAULT_NONE;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool cannot_be_walked(const FTSENT *entry)
{
	return entry->fts_info == FTS_NS || entry->fts_info == FTS_ERR || entry->fts_info == FTS_DNR;
}

static void fts_release(FTS **walk)
{
	if (*walk != NULL)
		fts_close(*walk);
}

enum fault path_walk(struct arena *arena, const char *path, struct path_list *list, struct refusal *why)
{
	char *roots[] = { arena_string(arena, path, strlen(path)), NULL };
	scoped(fts_release) FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
	FTSENT *entry;

	if (walk == NULL)
		return refuse_errno(why, path);
	while ((entry = fts_read(walk)) != NULL) {
		if (entry->fts_level > 0 && entry->fts_name[0] == '.') {
			fts_set(walk, entry, FTS_SKIP);
			continue;
		}
		if (cannot_be_walked(entry) && entry->fts_level == 0) {
			errno = entry->fts_errno;
			return refuse_errno(why, entry->fts_path);
		}
		if (entry->fts_info != FTS_F && !cannot_be_walked(entry) &&
			!(entry->fts_level == 0 && entry->fts_info == FTS_DEFAULT))
			continue;
		if (list->n == PATH_LIST_MAX)
			return refuse_path(why, FAULT_LIMIT, N_("There are too many files below %s"), path);
		arena_grow(arena, list->paths, list->n, &list->room);
		list->paths[list->n++] = text_copy(arena, text_from(entry->fts_path));
	}
	return FAULT_NONE;
}
