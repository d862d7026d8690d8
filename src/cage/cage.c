#include "cage/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cage/wall.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CAGE_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define CAGE_SANITIZED 1
#endif
#ifndef CAGE_SANITIZED
#define CAGE_SANITIZED 0
#endif

enum { FILES_MAX = 64 }; /* descriptors in a child: libraries, fonts, and nothing to exhaust */

struct cage {
	pid_t pid;
	int process; /* a descriptor that becomes readable when it ends */
	int out, err;
	int64_t deadline; /* milliseconds of CLOCK_MONOTONIC */
	size_t output_left;
	struct buffer complaint;
	bool reaped;
	bool cut; /* we ended it, for the reason in `end` */
	enum cage_end end;
};

/* What a child needs to know, made before the fork. */
struct child {
	const char *const *argv; /* a program, or */
	cage_work *work;         /* a function and what it works on */
	struct text bytes;
	struct cage_limits limits;
	size_t inherited; /* bytes of address space that a function's child begins with */
	struct wall wall;
	int in, out, err;
	int status; /* says what went wrong before the program ran; silent otherwise */
};

enum stage { STAGE_LIMITS, STAGE_WALL, STAGE_PROGRAM };

struct trouble {
	enum stage stage;
	int error;
};

unsigned cage_strength(void)
{
	return CAGE_LIMITS | wall_layers();
}

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The child.  Between fork and its work it makes system calls and nothing else. */

static noreturn_ void give_up(const struct child *child, enum stage stage)
{
	struct trouble trouble = { stage, errno };

	if (write(child->status, &trouble, sizeof(trouble)) < 0)
		_exit(126);
	_exit(127);
}

static bool limit(int what, rlim_t value)
{
	struct rlimit both = { value, value };

	return setrlimit((__rlimit_resource_t)what, &both) == 0;
}

/* One second between the signal that says so and the one that kills. */
static bool limit_cpu(int seconds)
{
	struct rlimit both = { (rlim_t)seconds, (rlim_t)seconds + 1 };

	return setrlimit(RLIMIT_CPU, &both) == 0;
}

static bool take_limits(const struct child *child)
{
	bool memory = child->work == NULL || !CAGE_SANITIZED;

	return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, FILES_MAX) &&
	       limit(RLIMIT_NPROC, 0) && limit_cpu(child->limits.cpu_seconds) &&
	       (!memory || limit(RLIMIT_AS, child->limits.memory + child->inherited));
}

static bool take_standard_files(const struct child *child)
{
	return dup2(child->in, 0) == 0 && dup2(child->out, 1) == 1 && dup2(child->err, 2) == 2;
}

/* Closed at once for a function; for a program when it is executed, since `status` must speak until
 * then. */
static bool close_other_files(const struct child *child)
{
	if (child->work == NULL)
		return close_range(3, ~0u, CLOSE_RANGE_CLOEXEC) == 0;
	return (child->status == 3 || close_range(3, (unsigned)child->status - 1, 0) == 0) &&
	       close_range((unsigned)child->status + 1, ~0u, 0) == 0;
}

static void forget_signals(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
}

static noreturn_ void do_work(const struct child *child)
{
	struct arena arena = { .fuse = child->limits.memory };
	struct buffer out = buffer_in(&arena,
		child->limits.output + 1); /* one more: the parent sees that it is too much */
	bool done = child->work(&arena, child->bytes, &out);
	struct text left = buffer_text(&out);
	ssize_t n = 0;

	for (; left.n > 0 && n >= 0; left = text_after(left, (size_t)n))
		n = write(1, left.s, left.n);
	_exit(done && n >= 0 && !out.full ? 0 : 1);
}

static noreturn_ void be_child(const struct child *child)
{
	char *const no_environment[] = { NULL };

	setpgid(0, 0);
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || chdir("/") != 0 ||
		!take_standard_files(child))
		give_up(child, STAGE_LIMITS);
	forget_signals();
	if (!wall_close_files(&child->wall))
		give_up(child, STAGE_WALL);
	if (!close_other_files(child) || !take_limits(child))
		give_up(child, STAGE_LIMITS);
	if (!wall_close_calls(&child->wall))
		give_up(child, STAGE_WALL);
	if (child->work != NULL) {
		close(child->status);
		do_work(child);
	}
	execve(child->argv[0], (char *const *)(uintptr_t)child->argv, no_environment);
	give_up(child, STAGE_PROGRAM);
}

/* The parent */

/* Above the standard three, which the child puts in place one by one. */
static bool lift(int *fd)
{
	int high = fcntl(*fd, F_DUPFD_CLOEXEC, 3);

	fd_close(fd);
	*fd = high;
	return high >= 0;
}

static bool make_pipe(int *ret_from, int *ret_to)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	*ret_from = ends[0];
	*ret_to = ends[1];
	return lift(ret_to) && lift(ret_from);
}

/* A file in memory that nobody can change any more. */
static bool make_input(struct text bytes, int *ret)
{
	int fd = memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	*ret = fd;
	for (struct text left = bytes; left.n > 0;) {
		ssize_t n = write(fd, left.s, left.n);

		if (n <= 0)
			return false;
		left = text_after(left, (size_t)n);
	}
	return lift(ret) && lseek(*ret, 0, SEEK_SET) == 0 &&
	       fcntl(*ret, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) ==
		       0;
}

static enum fault cannot(struct refusal *why)
{
	return refuse_with(why, FAULT_BROKEN, N_("The cage for documents could not be built: %s"),
		"%s", strerror(errno));
}

/* Silent unless the child could not get as far as its work. */
static enum fault read_status(int status, const char *program, struct refusal *why)
{
	struct trouble trouble;
	ssize_t n;

	do
		n = read(status, &trouble, sizeof(trouble));
	while (n < 0 && errno == EINTR);
	if (n == 0)
		return FAULT_NONE;
	if (n != sizeof(trouble))
		return cannot(why);
	if (trouble.stage == STAGE_PROGRAM && (trouble.error == ENOENT || trouble.error == EACCES))
		return refuse_with(why, FAULT_NOT_FOUND, N_("The program %s is not installed."),
			"%s", program != NULL ? program : "");
	errno = trouble.error;
	return cannot(why);
}

static void end_process(struct cage *cage)
{
	kill(-cage->pid, SIGKILL);
	kill(cage->pid, SIGKILL); /* before it had its own group */
}

static void release_cage(void *what)
{
	struct cage *cage = what;

	cage_finish(cage);
	fd_close(&cage->process);
	fd_close(&cage->out);
	fd_close(&cage->err);
}

static enum fault spawn(struct cage *cage, struct child *child, struct refusal *why)
{
	scoped(fd_close) int status = -1;
	enum fault fault;

	if (!make_pipe(&status, &child->status))
		return cannot(why);
	cage->pid = fork();
	if (cage->pid < 0)
		return cannot(why);
	if (cage->pid == 0)
		be_child(child);
	cage->reaped = false;
	fd_close(&child->status);
	cage->process = (int)syscall(SYS_pidfd_open, cage->pid, 0);
	if (cage->process < 0)
		return cannot(why);
	fault = read_status(status, child->argv != NULL ? child->argv[0] : NULL, why);
	return fault;
}

static void close_child_files(struct child *child)
{
	fd_close(&child->in);
	fd_close(&child->out);
	fd_close(&child->err);
	fd_close(&child->status);
}

static enum fault start(
	struct arena *arena, struct child *child, struct refusal *why, struct cage **ret)
{
	struct cage *cage = arena_new(arena, struct cage, 1);
	enum fault fault = FAULT_NONE;

	*cage = (struct cage){ .process = -1, .out = -1, .err = -1, .reaped = true };
	cage->complaint = buffer_in(arena, CAGE_COMPLAINT_MAX);
	cage->output_left = child->limits.output;
	cage->deadline = now() + (int64_t)child->limits.wall_seconds * 1000;
	child->in = child->out = child->err = child->status = -1;
	arena_defer(arena, release_cage, cage);
	if (!make_input(child->work == NULL ? child->bytes : TEXT(""), &child->in) ||
		!make_pipe(&cage->out, &child->out) || !make_pipe(&cage->err, &child->err))
		fault = cannot(why);
	if (fault == FAULT_NONE)
		fault = spawn(cage, child, why);
	close_child_files(child);
	if (fault == FAULT_NONE)
		*ret = cage;
	return fault;
}

enum fault cage_start(struct arena *arena, const char *const argv[], struct text bytes,
	const struct cage_limits *limits, struct refusal *why, struct cage **ret)
{
	struct child child = { .argv = argv, .bytes = bytes, .limits = *limits };
	enum fault fault = wall_build(arena, WALL_PROGRAM, argv[0], why, &child.wall);

	return fault == FAULT_NONE ? start(arena, &child, why, ret) : fault;
}

/* Its output */

static void cut(struct cage *cage, enum cage_end end)
{
	if (!cage->cut)
		cage->end = end;
	cage->cut = true;
	end_process(cage);
	fd_close(&cage->out);
}

/* What does not fit is read too, so that the program does not wait for us. */
static void take_complaint(struct cage *cage)
{
	char bytes[512];
	ssize_t n = read(cage->err, bytes, sizeof(bytes));
	size_t room = cage->complaint.max - cage->complaint.n;

	if (n > 0)
		buffer_add(
			&cage->complaint, text_from_to((struct text){ bytes, (size_t)n }, 0, room));
	else if (n == 0 || errno != EINTR)
		fd_close(&cage->err);
}

/* Waits for one of them; false when the time is over. */
static bool wait_for(struct cage *cage, int other, bool *ret_other)
{
	struct pollfd fds[] = { { .fd = cage->err, .events = POLLIN },
		{ .fd = other, .events = POLLIN } };
	int64_t left = cage->deadline - now();
	int n = left > 0 ? poll(fds, LENGTH_OF(fds), left < 1000000 ? (int)left : 1000000) : 0;

	*ret_other = false;
	if (n == 0 || (n < 0 && errno != EINTR))
		return false;
	if (n > 0 && fds[0].revents != 0)
		take_complaint(cage);
	*ret_other = n > 0 && fds[1].revents != 0;
	return true;
}

size_t cage_read(struct cage *cage, char *to, size_t n)
{
	bool ready = false;
	ssize_t got;

	while (cage->out >= 0) {
		if (!ready && !wait_for(cage, cage->out, &ready)) {
			cut(cage, CAGE_TIME);
			break;
		}
		if (!ready)
			continue;
		got = read(cage->out, to, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			fd_close(&cage->out);
			break;
		}
		if ((size_t)got > cage->output_left) {
			cut(cage, CAGE_OUTPUT);
			break;
		}
		cage->output_left -= (size_t)got;
		return (size_t)got;
	}
	return 0;
}

static enum cage_end end_of(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status) == 0 ? CAGE_DONE : CAGE_FAILED;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return CAGE_TIME;
	return CAGE_CRASHED;
}

enum cage_end cage_finish(struct cage *cage)
{
	bool ended = false;
	int status = 0;

	if (cage->reaped)
		return cage->end;
	if (cage->out >= 0)
		cut(cage, CAGE_DONE); /* nobody wants the rest */
	while (!ended && !cage->cut)
		if (!wait_for(cage, cage->process, &ended))
			cut(cage, CAGE_TIME);
	while (waitpid(cage->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	cage->reaped = true;
	if (!cage->cut)
		cage->end = end_of(status);
	while (cage->err >= 0 && !cage->cut)
		take_complaint(cage);
	return cage->end;
}

struct text cage_complaint(const struct cage *cage)
{
	return buffer_text(&cage->complaint);
}

/* A function of ours */

static size_t address_space(void)
{
	char line[64] = "";
	scoped(fd_close) int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);

	if (fd < 0 || read(fd, line, sizeof(line) - 1) <= 0)
		return 0;
	return (size_t)strtoumax(line, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

enum fault cage_call(struct arena *arena, cage_work *work, struct text in,
	const struct cage_limits *limits, struct refusal *why, enum cage_end *ret_end,
	struct text *ret_out)
{
	struct child child = { .work = work,
		.bytes = in,
		.limits = *limits,
		.inherited = address_space(),
		.wall.ruleset = -1 };
	struct buffer out = buffer_in(arena, limits->output);
	struct cage *cage;
	enum fault fault = FAULT_NONE;
	char bytes[16384];
	size_t n;

	if (!CAGE_SANITIZED)
		fault = wall_build(arena, WALL_FUNCTION, NULL, why, &child.wall);
	if (fault == FAULT_NONE)
		fault = start(arena, &child, why, &cage);
	if (fault != FAULT_NONE)
		return fault;
	while ((n = cage_read(cage, bytes, sizeof(bytes))) > 0)
		buffer_add(&out, (struct text){ bytes, n });
	*ret_end = cage_finish(cage);
	*ret_out = buffer_text(&out);
	return FAULT_NONE;
}
