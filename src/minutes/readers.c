#include "minutes/readers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "domain/record_pack.h"
#include "minutes/intake.h"

enum { PIPE_BYTES = 1 << 20 }; /* a reader gets this far ahead; the most that a user without rights may ask for */

/* What goes through the pipe before the document's name of kind, its bytes and its record; or before a refusal. */
struct answer_head {
	int32_t fault; /* enum fault */
	uint32_t line;
	uint32_t message_n, detail_n;         /* of a refusal */
	uint32_t media_n, bytes_n, record_n; /* of a reading */
};

struct reader {
	pid_t pid; /* 0: none */
	int from;  /* the pipe's end that is read; -1 */
};

struct readers {
	const struct path_list *files; /* NULL: the one document in memory */
	struct text name, bytes;
	struct reader readers[READERS_MAX];
	int n;
	size_t at; /* the file that is taken next */
};

/* The reader's side. */

static bool send_all(int to, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n > 0) {
		ssize_t sent = write(to, at, n);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return false;
		at += sent;
		n -= (size_t)sent;
	}
	return true;
}

static bool send_text(int to, struct text text)
{
	return send_all(to, text.s, text.n);
}

static bool send_refusal(int to, enum fault fault, const struct refusal *why)
{
	struct text message = text_from(why->message), detail = text_from(why->detail);
	struct answer_head head = { .fault = (int32_t)fault, .line = (uint32_t)why->line,
		.message_n = (uint32_t)message.n, .detail_n = (uint32_t)detail.n };

	return send_all(to, &head, sizeof(head)) && send_text(to, message) && send_text(to, detail);
}

static bool send_reading(int to, const struct reading *reading, struct text record)
{
	struct text media = text_from(reading->media_type);
	struct answer_head head = { .media_n = (uint32_t)media.n, .bytes_n = (uint32_t)reading->bytes.n,
		.record_n = (uint32_t)record.n };

	return send_all(to, &head, sizeof(head)) && send_text(to, media) && send_text(to, reading->bytes) &&
		send_text(to, record);
}

static size_t documents_n(const struct readers *readers)
{
	return readers->files != NULL ? readers->files->n : 1;
}

/* Bytes that the other side has are not sent to it. */
static enum fault read_one(const struct readers *readers, size_t at, struct arena *arena, struct refusal *why,
	struct reading *ret, struct text *ret_record)
{
	struct text name = readers->files != NULL ? readers->files->paths[at] : readers->name, bytes = readers->bytes;
	struct intake intake;
	enum fault fault = FAULT_NONE;

	if (readers->files != NULL)
		fault = path_read(arena, name.s, INTAKE_BYTES_MAX, why, &bytes);
	if (fault == FAULT_NONE)
		fault = intake_read(arena, name, bytes, why, &intake);
	if (fault != FAULT_NONE)
		return fault;
	ret->bytes = readers->files != NULL ? bytes : TEXT("");
	ret->media_type = intake.media_type;
	*ret_record = record_pack(arena, intake.record);
	return text_known(*ret_record) ? FAULT_NONE : refuse(why, FAULT_LIMIT, N_("The document is too large."));
}

static noreturn_ void read_all(const struct readers *readers, size_t first, int to)
{
	struct arena arena = ARENA_INIT;

	for (size_t i = first; i < documents_n(readers); i += (size_t)readers->n) {
		struct refusal why = REFUSAL_INIT;
		struct reading reading;
		struct text record;
		enum fault fault = read_one(readers, i, &arena, &why, &reading, &record);

		if (fault != FAULT_NONE ? !send_refusal(to, fault, &why) : !send_reading(to, &reading, record))
			_exit(1);
		arena_clear(&arena);
	}
	_exit(0);
}

/* A reader answers to its parent's end and to nothing else: Ctrl-C is for the parent, who finishes what it has. */
static noreturn_ void be_reader(const struct readers *readers, size_t first, int to, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	read_all(readers, first, to);
}

/* The side of who takes the answers. */

static enum fault start_reader(struct readers *readers, size_t first, struct refusal *why)
{
	struct reader *reader = &readers->readers[first % (size_t)readers->n];
	pid_t parent = getpid();
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return refuse_with(why, FAULT_BROKEN, N_("A reader of documents could not be started: %s"), "%s",
			strerror(errno));
	fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES);
	reader->pid = fork();
	if (reader->pid == 0)
		be_reader(readers, first, ends[1], parent);
	close(ends[1]);
	if (reader->pid < 0) {
		reader->pid = 0;
		close(ends[0]);
		return refuse_with(why, FAULT_BROKEN, N_("A reader of documents could not be started: %s"), "%s",
			strerror(errno));
	}
	reader->from = ends[0];
	return FAULT_NONE;
}

static void end_reader(struct reader *reader)
{
	if (reader->pid == 0)
		return;
	kill(reader->pid, SIGKILL);
	while (waitpid(reader->pid, NULL, 0) < 0 && errno == EINTR)
		;
	close(reader->from);
	*reader = (struct reader){ .from = -1 };
}

static void end_all(void *what)
{
	struct readers *readers = what;

	for (int i = 0; i < readers->n; i++)
		end_reader(&readers->readers[i]);
}

static int processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > READERS_MAX ? READERS_MAX : (int)n;
}

enum fault readers_start(struct arena *arena, const struct path_list *files, int n, struct refusal *why,
	struct readers **ret)
{
	struct readers *readers = arena_new(arena, struct readers, 1);

	readers->files = files;
	readers->n = n > 0 && n < READERS_MAX ? n : processors();
	if ((size_t)readers->n > files->n)
		readers->n = files->n > 0 ? (int)files->n : 1;
	arena_defer(arena, end_all, readers);
	for (size_t i = 0; i < (size_t)readers->n && i < files->n; i++) {
		enum fault fault = start_reader(readers, i, why);

		if (fault != FAULT_NONE)
			return fault;
	}
	*ret = readers;
	return FAULT_NONE;
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* False at the end, and when the time is over. */
static bool take_all(int from, void *bytes, size_t n, int64_t deadline)
{
	char *at = bytes;

	while (n > 0) {
		int64_t left = deadline - milliseconds();
		struct pollfd poll_from = { .fd = from, .events = POLLIN };
		int ready = left > 0 ? poll(&poll_from, 1, (int)left) : 0;
		ssize_t got;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return false;
		got = read(from, at, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

static bool take_text(int from, struct arena *arena, size_t n, size_t most, int64_t deadline, struct text *ret)
{
	char *s;

	if (n > most)
		return false;
	s = arena_alloc(arena, n + 1, 1);
	*ret = (struct text){ s, n };
	return take_all(from, s, n, deadline);
}

/* False when the reader did not keep to the form. */
static bool take_refusal(int from, struct arena *arena, const struct answer_head *head, int64_t deadline,
	struct refusal *why)
{
	struct text message, detail;

	if (head->fault < FAULT_NONE || head->fault > FAULT_BROKEN ||
		!take_text(from, arena, head->message_n, PIPE_BYTES, deadline, &message) ||
		!take_text(from, arena, head->detail_n, REFUSAL_DETAIL_MAX - 1, deadline, &detail))
		return false;
	refuse_with(why, (enum fault)head->fault, message.s, "%.*s", TEXT_ARG(detail));
	why->line = head->line;
	return true;
}

static bool take_reading(int from, struct arena *arena, const struct answer_head *head, int64_t deadline,
	struct reading *ret)
{
	struct refusal unused;
	struct text media, record;

	if (!take_text(from, arena, head->media_n, PIPE_BYTES, deadline, &media) ||
		!take_text(from, arena, head->bytes_n, INTAKE_BYTES_MAX, deadline, &ret->bytes) ||
		!take_text(from, arena, head->record_n, RECORD_PACK_MAX, deadline, &record))
		return false;
	ret->media_type = media.s;
	return record_unpack(arena, record, &unused, &ret->record) == FAULT_NONE;
}

enum fault readers_next(struct readers *readers, struct arena *arena, struct refusal *why, struct reading *ret)
{
	size_t at = readers->at++;
	struct reader *reader = &readers->readers[at % (size_t)readers->n];
	int64_t deadline = milliseconds() + (int64_t)READERS_SECONDS_MAX * 1000;
	struct answer_head head;
	enum fault fault = FAULT_NONE;

	if (reader->pid == 0)
		fault = start_reader(readers, at, why);
	if (fault != FAULT_NONE)
		return fault;
	if (take_all(reader->from, &head, sizeof(head), deadline)) {
		if (head.fault != FAULT_NONE && take_refusal(reader->from, arena, &head, deadline, why))
			return why->fault;
		if (head.fault == FAULT_NONE && take_reading(reader->from, arena, &head, deadline, ret))
			return FAULT_NONE;
	}
	end_reader(reader);
	return refuse(why, FAULT_LIMIT, N_("reading it took too much time or memory, or a fault of the program ended it"));
}

enum fault readers_read(struct arena *arena, struct text name, struct text bytes, struct refusal *why, struct reading *ret)
{
	struct readers readers = { .name = name, .bytes = bytes, .n = 1 };
	enum fault fault = readers_next(&readers, arena, why, ret);

	end_all(&readers);
	if (fault == FAULT_NONE)
		ret->bytes = bytes;
	return fault;
}
