#include "cage/wall.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *const cannot_build = N_("The cage for documents could not be built: %s");

/* Landlock (Documentation/userspace-api/landlock.rst).  Spelled out here, since the C library has
 * no words for it and Debian 12's headers know only the second of its versions. */

enum {
	RULESET_VERSION = 1,
	RULE_PATH_BENEATH = 1,
};

#define LAND_EXECUTE (UINT64_C(1) << 0)
#define LAND_READ_FILE (UINT64_C(1) << 2)
#define LAND_READ_DIR (UINT64_C(1) << 3)

struct ruleset {
	uint64_t fs;    /* version 1 */
	uint64_t net;   /* version 4 */
	uint64_t scope; /* version 6 */
};

struct path_beneath {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));

static long land_version(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, RULESET_VERSION);
}

/* Everything that this version can forbid. */
static struct ruleset all_of(long version, size_t *ret_size)
{
	static const uint64_t fs[] = { 0, 0x1fff, 0x3fff, 0x7fff, 0x7fff, 0xffff };
	const long newest = (long)LENGTH_OF(fs) - 1;

	*ret_size = version < 4 ? 8 : version < 6 ? 16 : 24;
	return (struct ruleset){
		.fs = fs[version < newest ? version : newest],
		.net = version >= 4 ? 3 : 0,   /* bind and connect */
		.scope = version >= 6 ? 3 : 0, /* abstract sockets, signals */
	};
}

/* A path that is not there needs no permission. */
static bool allow_path(int ruleset, const char *path, uint64_t allowed)
{
	struct path_beneath rule = { .allowed = allowed };
	scoped(fd_close) int fd = open(path, O_PATH | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
	if (fstat(fd, &st) != 0)
		return false;
	if (!S_ISDIR(st.st_mode))
		rule.allowed &= LAND_EXECUTE | LAND_READ_FILE;
	rule.parent = fd;
	return syscall(SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &rule, 0) == 0;
}

static bool allow_program(int ruleset, const char *program)
{
	/* The loader of programs lies among the libraries, and is executed too. */
	static const char *const libraries[] = { "/lib", "/lib64", "/usr/lib", "/usr/lib64" };
	static const char *const readable[] = { "/usr", "/etc/fonts", "/etc/ld.so.cache",
		"/dev/null" };
	const uint64_t reads = LAND_READ_FILE | LAND_READ_DIR;

	for (size_t i = 0; i < LENGTH_OF(libraries); i++)
		if (!allow_path(ruleset, libraries[i], LAND_EXECUTE | reads))
			return false;
	for (size_t i = 0; i < LENGTH_OF(readable); i++)
		if (!allow_path(ruleset, readable[i], reads))
			return false;
	return allow_path(ruleset, program, LAND_EXECUTE | LAND_READ_FILE);
}

static enum fault build_ruleset(const char *program, struct refusal *why, int *ret)
{
	size_t size;
	struct ruleset all = all_of(land_version(), &size);
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);

	if (ruleset >= 0 && (program == NULL || allow_program(ruleset, program))) {
		*ret = ruleset;
		return FAULT_NONE;
	}
	refuse_with(why, FAULT_BROKEN, cannot_build, "%s", strerror(errno));
	fd_close(&ruleset);
	return FAULT_BROKEN;
}

/* seccomp: what is not named does not exist (ENOSYS), so that the C library takes the older of two
 * ways rather than giving up.  Signals cannot be sent at all: abort() then ends by an illegal
 * instruction, which is as good. */

static const int for_all[] = { SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write),
	SCMP_SYS(writev), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(munmap),
	SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(exit),
	SCMP_SYS(exit_group), SCMP_SYS(restart_syscall) };

static const int for_program[] = { SCMP_SYS(execve), SCMP_SYS(newfstatat), SCMP_SYS(stat),
	SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(access),
	SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
	SCMP_SYS(getdents64), SCMP_SYS(getcwd), SCMP_SYS(fadvise64), SCMP_SYS(fcntl), SCMP_SYS(dup),
	SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(poll), SCMP_SYS(clock_nanosleep),
	SCMP_SYS(rt_sigaction), SCMP_SYS(sigaltstack), SCMP_SYS(arch_prctl),
	SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
	SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_yield), SCMP_SYS(sysinfo), SCMP_SYS(uname), SCMP_SYS(getpid),
	SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
	SCMP_SYS(getrlimit) };

static int allow_all_of(scmp_filter_ctx filter, const int *calls, size_t n)
{
	int error = 0;

	for (size_t i = 0; i < n && error == 0; i++)
		error = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
	return error;
}

/* Memory may be written or executed, not both, and does not change from one to the other. */
static int allow_memory(scmp_filter_ctx filter, enum wall_kind kind)
{
	const struct scmp_arg_cmp no_exec = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	const struct scmp_arg_cmp no_write = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_WRITE, 0);
	int error = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &no_exec);

	if (error == 0)
		error = seccomp_rule_add_array(
			filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &no_exec);
	if (error == 0 && kind == WALL_PROGRAM)
		error = seccomp_rule_add_array(
			filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &no_write);
	return error;
}

/* Files are opened to be read; limits are asked for, never set. */
static int allow_reading(scmp_filter_ctx filter)
{
	const uint64_t changes = O_ACCMODE | O_CREAT | O_TRUNC;
	const struct scmp_arg_cmp at = SCMP_A2(SCMP_CMP_MASKED_EQ, changes, O_RDONLY);
	const struct scmp_arg_cmp plain = SCMP_A1(SCMP_CMP_MASKED_EQ, changes, O_RDONLY);
	const struct scmp_arg_cmp asks = SCMP_A2(SCMP_CMP_EQ, 0);
	int error = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, &at);

	if (error == 0)
		error = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, &plain);
	if (error == 0)
		error = seccomp_rule_add_array(
			filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, &asks);
	return error;
}

static int fill_filter(scmp_filter_ctx filter, enum wall_kind kind)
{
	int error = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);

	if (error == 0)
		error = allow_all_of(filter, for_all, LENGTH_OF(for_all));
	if (error == 0)
		error = allow_memory(filter, kind);
	if (error == 0 && kind == WALL_PROGRAM)
		error = allow_all_of(filter, for_program, LENGTH_OF(for_program));
	if (error == 0 && kind == WALL_PROGRAM)
		error = allow_reading(filter);
	return error;
}

/* libseccomp can only write the finished filter to a file. */
static struct sock_fprog *exported(struct arena *arena, scmp_filter_ctx filter)
{
	scoped(fd_close) int fd = memfd_create("filter", MFD_CLOEXEC);
	struct sock_fprog *program = arena_new(arena, struct sock_fprog, 1);
	off_t size;

	if (fd < 0 || seccomp_export_bpf(filter, fd) != 0 || (size = lseek(fd, 0, SEEK_END)) <= 0)
		return NULL;
	program->len = (unsigned short)((size_t)size / sizeof(struct sock_filter));
	program->filter = arena_alloc(arena, 1, (size_t)size);
	return pread(fd, program->filter, (size_t)size, 0) == size ? program : NULL;
}

static enum fault build_filter(
	struct arena *arena, enum wall_kind kind, struct refusal *why, void **ret)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	struct sock_fprog *program = NULL;

	if (filter != NULL && fill_filter(filter, kind) == 0)
		program = exported(arena, filter);
	if (filter != NULL)
		seccomp_release(filter);
	if (program == NULL)
		return refuse_with(why, FAULT_BROKEN, cannot_build, "seccomp");
	*ret = program;
	return FAULT_NONE;
}

/* Both */

unsigned wall_layers(void)
{
	unsigned layers = land_version() > 0 ? CAGE_LANDLOCK : 0;
	const uint32_t action = SECCOMP_RET_ERRNO;

	if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0)
		layers |= CAGE_SECCOMP;
	return layers;
}

static void close_ruleset(void *what)
{
	struct wall *wall = what;

	fd_close(&wall->ruleset);
}

enum fault wall_build(struct arena *arena, enum wall_kind kind, const char *program,
	struct refusal *why, struct wall *ret)
{
	struct wall *wall = arena_new(arena, struct wall, 1);
	enum fault fault;

	*wall = (struct wall){ .layers = wall_layers(), .ruleset = -1 };
	if (wall->layers & CAGE_LANDLOCK) {
		fault = build_ruleset(program, why, &wall->ruleset);
		if (fault != FAULT_NONE)
			return fault;
		arena_defer(arena, close_ruleset, wall);
	}
	if (wall->layers & CAGE_SECCOMP) {
		fault = build_filter(arena, kind, why, &wall->filter);
		if (fault != FAULT_NONE)
			return fault;
	}
	*ret = *wall;
	return FAULT_NONE;
}

bool wall_close_files(const struct wall *wall)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return false;
	return wall->ruleset < 0 || syscall(SYS_landlock_restrict_self, wall->ruleset, 0) == 0;
}

bool wall_close_calls(const struct wall *wall)
{
	return wall->filter == NULL ||
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, wall->filter, 0, 0) == 0;
}
