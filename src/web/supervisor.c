#include "web/supervisor.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/scope.h"
#include "web/systemd.h"

enum {
	STATIONS = 4 * SUPERVISOR_WORKERS_MAX, /* old and new workers at once, and some that still finish */
	TICK_MS = 500,
	RETRY_LEAST_MS = 100, /* before a worker that could not start is tried again; doubled each time */
	RETRY_MOST_MS = 5000,
	HELP_SECONDS = 5, /* that a worker may take longer to leave than its own deadline */
	EXIT_BROKEN_SUPERVISOR = 70,
};

enum station_state {
	STATION_EMPTY,
	STATION_STARTING,
	STATION_SERVING,
	STATION_LEAVING,
};

/* One worker, as the supervisor knows it. */
struct station {
	enum station_state state;
	pid_t pid;
	int number;
	int generation;
	int64_t since_ms; /* in this state */
};

/* What a worker writes, in shared memory. */
struct sign {
	int64_t beat_ms;
	int32_t ready;
	int32_t left_by; /* process that is dead, and had something in hand that nobody has settled; 0: none */
	char hand[POST_HAND_MAX];
};

struct supervisor {
	const struct supervisor_options *options;
	const struct supervisor_work *work;
	struct station stations[STATIONS];
	struct sign *signs; /* one per station */
	sigset_t before;    /* the signals as they were */
	int signal_fd, ready_fd;
	int generation;     /* that serves */
	bool renewing;      /* the one after it is starting */
	bool renew_again;
	bool stopping, has_served, told_replaced;
	int64_t stop_ms;
	int failures;        /* workers that died before they served, in a row */
	int64_t retry_ms;    /* no new worker before */
	int64_t watchdog_ms, told_ms;
	dev_t device;
	ino_t inode;
	int status;
};

static int64_t monotonic_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void post_ready(const struct post *post)
{
	struct sign *sign = (struct sign *)(void *)((char *)post->beat - offsetof(struct sign, beat_ms));

	__atomic_store_n(&sign->ready, 1, __ATOMIC_RELEASE);
	(void)!eventfd_write(post->ready_fd, 1);
}

bool post_left(const struct post *post, struct post_left *ret)
{
	for (int i = 0; i < STATIONS; i++) {
		struct sign *sign = &post->signs[i];
		int32_t pid = __atomic_load_n(&sign->left_by, __ATOMIC_ACQUIRE);

		if (pid == 0)
			continue;
		*ret = (struct post_left){ .station = i, .pid = pid };
		memcpy(ret->hand, sign->hand, sizeof(ret->hand) - 1);
		return true;
	}
	return false;
}

/* Of two who settle the same neither harms what has been left since by another. */
void post_settle(const struct post *post, const struct post_left *left)
{
	int32_t pid = left->pid;

	__atomic_compare_exchange_n(&post->signs[left->station].left_by, &pid, 0, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED);
}

/* --- workers --- */

static void enter(struct station *station, enum station_state state)
{
	station->state = state;
	station->since_ms = monotonic_ms();
}

static noreturn_ void live(struct supervisor *supervisor, const struct station *station, pid_t parent)
{
	size_t i = (size_t)(station - supervisor->stations);
	struct sign *sign = &supervisor->signs[i];
	struct post post = { station->number, &sign->beat_ms, sign->hand, supervisor->ready_fd, supervisor->signs };

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(0);
	close(supervisor->signal_fd);
	signal(SIGINT, SIG_IGN); /* Ctrl-C reaches the supervisor, which decides */
	signal(SIGHUP, SIG_IGN);
	sigprocmask(SIG_SETMASK, &supervisor->before, NULL);
	exit(supervisor->work->run(supervisor->work->what, &post));
}

/* Where nobody is, and if possible where nobody has left anything; NULL when there is no room. */
static struct station *find_station(struct supervisor *supervisor)
{
	struct station *found = NULL;

	for (size_t i = 0; i < STATIONS; i++) {
		bool is_clear = __atomic_load_n(&supervisor->signs[i].left_by, __ATOMIC_RELAXED) == 0;

		if (supervisor->stations[i].state == STATION_EMPTY && (found == NULL || is_clear)) {
			found = &supervisor->stations[i];
			if (is_clear)
				break;
		}
	}
	return found;
}

static void start_worker(struct supervisor *supervisor, int number, int generation)
{
	struct station *station = find_station(supervisor);
	pid_t parent = getpid();

	if (station == NULL)
		return; /* tried again at the next tick */
	*station = (struct station){ .number = number, .generation = generation };
	enter(station, STATION_STARTING);
	supervisor->signs[station - supervisor->stations] = (struct sign){ .beat_ms = station->since_ms };
	fflush(NULL);
	station->pid = fork();
	if (station->pid == 0)
		live(supervisor, station, parent);
	if (station->pid < 0) {
		log_line(LOG_ERROR, "worker=%d cannot be started: %s", number, strerror(errno));
		station->state = STATION_EMPTY;
		supervisor->retry_ms = station->since_ms + RETRY_MOST_MS;
	}
}

static int how_many(const struct supervisor *supervisor, enum station_state state, int generation)
{
	int n = 0;

	for (size_t i = 0; i < STATIONS; i++)
		n += supervisor->stations[i].state == state &&
		     (generation < 0 || supervisor->stations[i].generation == generation);
	return n;
}

static bool is_manned(const struct supervisor *supervisor, int number, int generation)
{
	for (size_t i = 0; i < STATIONS; i++) {
		const struct station *station = &supervisor->stations[i];

		if ((station->state == STATION_STARTING || station->state == STATION_SERVING) &&
			station->number == number && station->generation == generation)
			return true;
	}
	return false;
}

static void man(struct supervisor *supervisor, int generation)
{
	for (int number = 0; number < supervisor->options->workers; number++)
		if (!is_manned(supervisor, number, generation))
			start_worker(supervisor, number, generation);
}

/* Generations below `below` (all of them when negative) are told to leave. */
static void dismiss(struct supervisor *supervisor, int below, int signal_number)
{
	for (size_t i = 0; i < STATIONS; i++) {
		struct station *station = &supervisor->stations[i];

		if (station->state == STATION_EMPTY || (below >= 0 && station->generation >= below))
			continue;
		if (station->state == STATION_LEAVING && below >= 0)
			continue;
		kill(station->pid, signal_number);
		if (station->state != STATION_LEAVING)
			enter(station, STATION_LEAVING);
	}
}

static void note_watched(struct supervisor *supervisor)
{
	struct stat st;

	if (supervisor->options->watched != NULL && stat(supervisor->options->watched, &st) == 0) {
		supervisor->device = st.st_dev;
		supervisor->inode = st.st_ino;
	}
}

/* Whether the file that the workers have open is no longer the one of that name. */
static bool was_replaced(const struct supervisor *supervisor)
{
	struct stat st;

	return supervisor->options->watched != NULL && stat(supervisor->options->watched, &st) == 0 &&
	       (st.st_dev != supervisor->device || st.st_ino != supervisor->inode);
}

static bool somebody_serves(const struct supervisor *supervisor)
{
	for (size_t i = 0; i < STATIONS; i++)
		if (supervisor->stations[i].state != STATION_EMPTY &&
			supervisor->stations[i].number < supervisor->options->workers - supervisor->options->patient)
			return true;
	return false;
}

/* A worker that opened another file under the same name would share its log and index with those that have the first one
 * open, and both would read nonsense.  So nobody new begins while one of them lives. */
static bool must_not_open(struct supervisor *supervisor)
{
	if (!was_replaced(supervisor) || how_many(supervisor, STATION_EMPTY, -1) == STATIONS) {
		note_watched(supervisor);
		supervisor->told_replaced = false;
		return false;
	}
	if (!supervisor->told_replaced)
		log_line(LOG_ERROR, "file=%s: another lies in its place; the first one is served until a restart",
			supervisor->options->watched);
	supervisor->told_replaced = true;
	if (!somebody_serves(supervisor)) /* the patient ones make room */
		dismiss(supervisor, INT_MAX, SIGTERM);
	return true;
}

static void man_all(struct supervisor *supervisor)
{
	if (supervisor->stopping || monotonic_ms() < supervisor->retry_ms || must_not_open(supervisor))
		return;
	man(supervisor, supervisor->generation);
	if (supervisor->renewing)
		man(supervisor, supervisor->generation + 1);
}

/* --- renewal --- */

static void begin_renewal(struct supervisor *supervisor, const char *why)
{
	if (must_not_open(supervisor)) {
		log_line(LOG_ERROR, "workers are not renewed");
		return;
	}
	if (supervisor->renewing) {
		supervisor->renew_again = true;
		return;
	}
	log_line(LOG_INFO, "workers are renewed: %s", why);
	systemd_tell("RELOADING=1");
	supervisor->renewing = true;
	supervisor->renew_again = false;
	supervisor->failures = 0;
	supervisor->retry_ms = 0;
	man_all(supervisor);
}

static void end_renewal(struct supervisor *supervisor)
{
	supervisor->renewing = false;
	systemd_tell("READY=1");
	if (supervisor->renew_again)
		begin_renewal(supervisor, "asked again");
}

static void give_up_renewal(struct supervisor *supervisor)
{
	log_line(LOG_ERROR, "the new workers cannot start; the old ones stay");
	for (size_t i = 0; i < STATIONS; i++) {
		struct station *station = &supervisor->stations[i];

		if (station->state != STATION_EMPTY && station->generation == supervisor->generation + 1) {
			kill(station->pid, SIGTERM);
			enter(station, STATION_LEAVING);
			station->generation = -1; /* of none */
		}
	}
	end_renewal(supervisor);
}

static void check_ready(struct supervisor *supervisor)
{
	for (size_t i = 0; i < STATIONS; i++) {
		struct station *station = &supervisor->stations[i];

		if (station->state != STATION_STARTING || !__atomic_load_n(&supervisor->signs[i].ready, __ATOMIC_ACQUIRE))
			continue;
		enter(station, STATION_SERVING);
		supervisor->failures = 0;
		if (!supervisor->has_served) {
			supervisor->has_served = true;
			systemd_tell("READY=1");
		}
	}
	if (supervisor->renewing && how_many(supervisor, STATION_SERVING, supervisor->generation + 1) ==
					    supervisor->options->workers) {
		supervisor->generation++;
		dismiss(supervisor, supervisor->generation, SIGQUIT);
		end_renewal(supervisor);
	}
}

/* --- deaths --- */

static void tell_death(const struct station *station, int how)
{
	if (WIFSIGNALED(how))
		log_line(LOG_ERROR, "worker=%d pid=%d died of signal=%d", station->number, (int)station->pid, WTERMSIG(how));
	else if (WEXITSTATUS(how) != 0)
		log_line(LOG_ERROR, "worker=%d pid=%d left with status=%d", station->number, (int)station->pid,
			WEXITSTATUS(how));
}

/* A worker that cannot start is tried again, later each time.  When none ever served, there is nothing to wait for. */
static void take_failure(struct supervisor *supervisor, const struct station *dead, int how)
{
	int doublings = supervisor->failures < 6 ? supervisor->failures : 6;
	int64_t pause = (int64_t)RETRY_LEAST_MS << doublings;

	if (supervisor->renewing && dead->generation == supervisor->generation + 1) {
		give_up_renewal(supervisor);
		return;
	}
	supervisor->failures++;
	supervisor->retry_ms = monotonic_ms() + (pause < RETRY_MOST_MS ? pause : RETRY_MOST_MS);
	if (!supervisor->has_served && WIFEXITED(how)) {
		supervisor->status = WEXITSTATUS(how);
		supervisor->stopping = true;
		supervisor->stop_ms = monotonic_ms();
		dismiss(supervisor, -1, SIGTERM);
	}
}

/* Whoever takes up such things looks for them (post_left). */
static void note_left(struct sign *sign, pid_t pid)
{
	if (sign->hand[0] != '\0')
		__atomic_store_n(&sign->left_by, (int32_t)pid, __ATOMIC_RELEASE);
}

static void bury(struct supervisor *supervisor)
{
	int how;
	pid_t pid;

	check_ready(supervisor); /* who served and then died did start */
	while ((pid = waitpid(-1, &how, WNOHANG)) > 0) {
		struct station *station = supervisor->stations, dead;

		while (station < supervisor->stations + STATIONS &&
			(station->state == STATION_EMPTY || station->pid != pid))
			station++;
		if (station == supervisor->stations + STATIONS)
			continue;
		dead = *station;
		station->state = STATION_EMPTY;
		note_left(&supervisor->signs[station - supervisor->stations], pid);
		tell_death(&dead, how);
		if (dead.state == STATION_STARTING)
			take_failure(supervisor, &dead, how);
	}
	man_all(supervisor);
}

static void kill_station(struct station *station, const char *why)
{
	log_line(LOG_ERROR, "worker=%d pid=%d %s: it is killed", station->number, (int)station->pid, why);
	kill(station->pid, SIGKILL);
}

static void check_life(struct supervisor *supervisor)
{
	int64_t now = monotonic_ms();
	const struct supervisor_options *options = supervisor->options;

	for (size_t i = 0; i < STATIONS; i++) {
		struct station *station = &supervisor->stations[i];
		int stuck_seconds = station->number >= options->workers - options->patient ? options->patient_seconds :
											     options->stuck_seconds;
		int64_t silent = now - __atomic_load_n(&supervisor->signs[i].beat_ms, __ATOMIC_RELAXED);

		if (station->state == STATION_STARTING && now - station->since_ms > options->start_seconds * 1000LL)
			kill_station(station, "did not start");
		else if (station->state == STATION_SERVING && silent > stuck_seconds * 1000LL)
			kill_station(station, "is stuck");
		else if (station->state == STATION_LEAVING &&
			 now - station->since_ms > (options->stop_seconds + HELP_SECONDS) * 1000LL)
			kill_station(station, "does not leave");
	}
}

/* --- the loop --- */

static void stop(struct supervisor *supervisor)
{
	if (!supervisor->stopping)
		systemd_tell("STOPPING=1");
	supervisor->stopping = true;
	supervisor->stop_ms = monotonic_ms();
	dismiss(supervisor, -1, SIGTERM);
}

static void take_signals(struct supervisor *supervisor)
{
	struct signalfd_siginfo info;

	while (read(supervisor->signal_fd, &info, sizeof(info)) == sizeof(info)) {
		if (info.ssi_signo == SIGCHLD)
			bury(supervisor);
		else if (info.ssi_signo != SIGHUP)
			stop(supervisor);
		else if (!supervisor->stopping)
			begin_renewal(supervisor, "SIGHUP");
	}
}

static void tick(struct supervisor *supervisor)
{
	int64_t now = monotonic_ms();

	check_life(supervisor);
	man_all(supervisor);
	if (supervisor->watchdog_ms > 0 && now - supervisor->told_ms >= supervisor->watchdog_ms) {
		supervisor->told_ms = now;
		systemd_tell("WATCHDOG=1");
	}
}

static int time_to_wait(const struct supervisor *supervisor)
{
	int64_t wait = TICK_MS, until_retry = supervisor->retry_ms - monotonic_ms();

	if (supervisor->watchdog_ms > 0 && supervisor->watchdog_ms < wait)
		wait = supervisor->watchdog_ms;
	if (until_retry > 0 && until_retry < wait)
		wait = until_retry;
	return (int)wait;
}

static void watch_over(struct supervisor *supervisor)
{
	struct pollfd polled[] = { { .fd = supervisor->signal_fd, .events = POLLIN },
		{ .fd = supervisor->ready_fd, .events = POLLIN } };
	eventfd_t count;

	man_all(supervisor);
	while (!supervisor->stopping || how_many(supervisor, STATION_EMPTY, -1) < STATIONS) {
		poll(polled, LENGTH_OF(polled), time_to_wait(supervisor));
		if (polled[1].revents != 0 && eventfd_read(supervisor->ready_fd, &count) == 0)
			check_ready(supervisor);
		if (polled[0].revents != 0)
			take_signals(supervisor);
		tick(supervisor);
	}
}

static bool open_signals(struct supervisor *supervisor)
{
	static const int signals[] = { SIGCHLD, SIGHUP, SIGINT, SIGTERM };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < LENGTH_OF(signals); i++)
		sigaddset(&set, signals[i]);
	sigprocmask(SIG_BLOCK, &set, &supervisor->before);
	supervisor->signal_fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	supervisor->ready_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	return supervisor->signal_fd >= 0 && supervisor->ready_fd >= 0;
}

int supervisor_run(const struct supervisor_options *options, const struct supervisor_work *work)
{
	struct supervisor *supervisor = calloc(1, sizeof(*supervisor));
	size_t size = STATIONS * sizeof(struct sign);
	void *signs = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status = EXIT_BROKEN_SUPERVISOR;

	if (supervisor != NULL && signs != MAP_FAILED) {
		supervisor->options = options;
		supervisor->work = work;
		supervisor->signs = signs;
		supervisor->watchdog_ms = systemd_watchdog_ms();
		note_watched(supervisor);
		if (open_signals(supervisor)) {
			watch_over(supervisor);
			status = supervisor->status;
		}
		fd_close(&supervisor->signal_fd);
		fd_close(&supervisor->ready_fd);
		sigprocmask(SIG_SETMASK, &supervisor->before, NULL);
	}
	if (signs != MAP_FAILED)
		munmap(signs, size);
	free(supervisor);
	return status;
}
