#include "web/server/server.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

enum {
	CONNECTION_POOL = 32 << 10, /* bytes: the largest head, what the library notes of it, and our answer's head */
	ACCEPT_BURST = 8,           /* connections taken at once: more would starve the other workers of their share */
	EVENTS = 64,
	FULL_PAUSE_MS = 100, /* without descriptors: until it is tried again */
};

/* What an event is about: its kind, and an index below. */
enum event_kind {
	EVENT_LISTENER = 1,
	EVENT_SIGNAL,
	EVENT_LIBRARY,
	EVENT_LINGER,
	EVENT_HANDLER,
};

static uint64_t event_tag(enum event_kind kind)
{
	return (uint64_t)kind << 32;
}

static int64_t monotonic_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* --- connections --- */

/* The library tells of a connection's beginning (from within take_connection) and end. */
static void connection_changed(void *what, struct MHD_Connection *connection, void **context,
	enum MHD_ConnectionNotificationCode code)
{
	struct server *server = what;
	struct peer *peer = *context;

	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		*context = server->arriving;
		return;
	}
	if (peer == NULL)
		return;
	if (peer->lingers && server->now_ms != 0)
		linger_begin(&server->lingerers, server->epoll_fd, event_tag(EVENT_LINGER), peer->fd, server->now_ms);
	peer_remove(&server->peers, peer);
	*context = NULL;
}

static bool too_many(const struct server *server, const struct peer *peer)
{
	return server->options.address_max > 0 && !peer->local &&
	       peers_alike(&server->peers, peer) > server->options.address_max;
}

static void take_connection(struct server *server, int fd, const struct sockaddr *address, socklen_t address_n)
{
	struct peer *peer = peer_add(&server->peers, fd, address, server->now_ms);

	if (peer == NULL) {
		close(fd);
		return;
	}
	if (too_many(server, peer)) {
		peer_remove(&server->peers, peer);
		close(fd);
		return;
	}
	peer->server = server;
	server->arriving = peer;
	if (MHD_add_connection(server->daemon, fd, address, address_n) != MHD_YES)
		log_line(LOG_WARNING, "a connection was not taken: %s", strerror(errno)); /* the library has closed it */
	server->arriving = NULL;
}

static void listen_to_one(struct server *server, size_t i, bool on)
{
	/* Exclusive: one new connection wakes one worker. */
	struct epoll_event event = { .events = EPOLLIN | EPOLLEXCLUSIVE, .data.u64 = event_tag(EVENT_LISTENER) | i };

	if (epoll_ctl(server->epoll_fd, on ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, server->options.listeners[i], &event) != 0)
		log_line(LOG_ERROR, "listening: %s", strerror(errno));
}

static void listen_to(struct server *server, bool on)
{
	if (server->listening == on)
		return;
	server->listening = on;
	for (size_t i = 0; i < server->options.listeners_n; i++)
		listen_to_one(server, i, on);
}

/* The kernel wakes the worker that has waited at a socket for longest.  Who has been served goes to the end of the queue:
 * otherwise the first would get everything. */
static void queue_again(struct server *server, size_t i)
{
	if (server->options.alone || !server->listening)
		return;
	listen_to_one(server, i, false);
	listen_to_one(server, i, true);
}

static void accept_some(struct server *server, size_t listener)
{
	queue_again(server, listener);
	for (int i = 0; i < ACCEPT_BURST && server->peers.count < server->options.connections_max; i++) {
		struct sockaddr_storage address = { 0 };
		socklen_t n = sizeof(address);
		int fd = accept4(server->options.listeners[listener], (struct sockaddr *)&address, &n, SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd >= 0) {
			take_connection(server, fd, (struct sockaddr *)&address, n);
			continue;
		}
		if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
			server->listen_again_ms = server->now_ms + FULL_PAUSE_MS;
			return;
		}
		if (errno != ECONNABORTED && errno != EINTR)
			return;
	}
}

/* --- stopping --- */

static void begin_stop(struct server *server, int signal_number)
{
	if (server->stop_ms != 0) {
		/* After a SIGQUIT the first SIGTERM only stops the waiting. */
		server->at_once = server->at_once || (signal_number != SIGQUIT && !server->makes_room);
		server->makes_room = server->makes_room && signal_number == SIGQUIT;
		return;
	}
	server->stop_ms = server->now_ms + (int64_t)server->options.stop_seconds * 1000;
	server->makes_room = signal_number == SIGQUIT;
	listen_to(server, false);
}

static void take_signals(struct server *server)
{
	struct signalfd_siginfo info;

	while (read(server->signal_fd, &info, sizeof(info)) == sizeof(info))
		begin_stop(server, (int)info.ssi_signo);
}

static bool is_over(const struct server *server)
{
	if (server->stop_ms == 0)
		return false;
	return server->at_once || server->now_ms >= server->stop_ms ||
	       (server->peers.count == 0 && server->lingerers.n == 0);
}

/* --- the loop --- */

static int time_to_wait(struct server *server)
{
	MHD_UNSIGNED_LONG_LONG pending;
	int64_t wait = SERVER_BEAT_MS, deadline = peers_deadline(&server->peers);

	if (MHD_get_timeout(server->daemon, &pending) == MHD_YES && pending == 0)
		return 0;
	if (deadline - server->now_ms < wait)
		wait = deadline - server->now_ms;
	if (server->stop_ms != 0 && server->stop_ms - server->now_ms < wait)
		wait = server->stop_ms - server->now_ms;
	if (!server->listening && wait > FULL_PAUSE_MS)
		wait = FULL_PAUSE_MS;
	return wait < 0 ? 0 : (int)wait;
}

static void turn(struct server *server)
{
	struct epoll_event events[EVENTS];
	int wait = time_to_wait(server), n;

	if (wait > 0)
		access_log_flush(&server->options.log);
	n = epoll_wait(server->epoll_fd, events, EVENTS, wait);
	server->now_ms = monotonic_ms();
	if (server->options.beat != NULL)
		__atomic_store_n(server->options.beat, server->now_ms, __ATOMIC_RELAXED);
	for (int i = 0; i < n; i++) {
		size_t index = events[i].data.u64 & UINT32_MAX;

		switch ((enum event_kind)(events[i].data.u64 >> 32)) {
		case EVENT_LISTENER:
			accept_some(server, index);
			break;
		case EVENT_SIGNAL:
			take_signals(server);
			break;
		case EVENT_LINGER:
			linger_read(&server->lingerers, index);
			break;
		case EVENT_HANDLER:
			server->handler.turn(server->handler.what);
			break;
		case EVENT_LIBRARY:
			break;
		}
	}
	if (server->stop_ms != 0 && !server->makes_room)
		peers_cut_idle(&server->peers);
	peers_cut_late(&server->peers, server->now_ms);
	linger_end(&server->lingerers, server->now_ms);
	MHD_run(server->daemon);
	if (server->stop_ms == 0)
		listen_to(server, server->peers.count < server->options.connections_max &&
					  server->now_ms >= server->listen_again_ms);
}

bool server_run(struct server *server)
{
	server->now_ms = monotonic_ms();
	listen_to(server, true);
	while (!is_over(server))
		turn(server);
	for (int i = PHASE_BODY; i < PHASES; i++)
		server->cut = server->cut || server->peers.queues[i].oldest != NULL;
	access_log_flush(&server->options.log);
	return !server->cut;
}

/* --- opening and closing --- */

/* The library stops only when it has every connection in its hands. */
static void take_leave(struct peer *peer)
{
	peer->lingers = false;
	if (peer->exchange != NULL)
		exchange_wake(peer->exchange);
}

static void close_server(void *what)
{
	struct server *server = what;

	for (int i = 0; i < PHASES; i++)
		for (struct peer *peer = server->peers.queues[i].oldest; peer != NULL; peer = peer->newer)
			take_leave(peer);
	if (server->daemon != NULL)
		MHD_stop_daemon(server->daemon);
	access_log_flush(&server->options.log);
	linger_end(&server->lingerers, INT64_MAX);
	peers_release(&server->peers);
	exchanges_release(&server->exchanges);
	fd_close(&server->epoll_fd);
	fd_close(&server->signal_fd);
}

static bool watch(struct server *server, int fd, enum event_kind kind)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = event_tag(kind) };

	return fd >= 0 && epoll_ctl(server->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool open_signals(struct server *server)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGQUIT);
	if (server->options.alone)
		sigaddset(&set, SIGINT);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return false;
	signal(SIGPIPE, SIG_IGN); /* who left, or a log that nobody reads, is told by write() */
	server->signal_fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	return watch(server, server->signal_fd, EVENT_SIGNAL);
}

/* We decode addresses ourselves, and strictly. */
static size_t leave_as_is(void *what, struct MHD_Connection *connection, char *s)
{
	return strlen(s);
}

static bool open_library(struct server *server)
{
	const union MHD_DaemonInfo *info;

	server->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, exchange_go_on, server,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)server->options.connections_max,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_POOL,
		MHD_OPTION_NOTIFY_CONNECTION, connection_changed, server,
		MHD_OPTION_NOTIFY_COMPLETED, exchange_end, server,
		MHD_OPTION_URI_LOG_CALLBACK, exchange_foretell, server,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_as_is, NULL,
		MHD_OPTION_END);
	if (server->daemon == NULL)
		return false;
	info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	return info != NULL && watch(server, info->epoll_fd, EVENT_LIBRARY);
}

enum fault server_open(struct arena *arena, const struct server_options *options, const struct server_handler *handler,
	struct refusal *why, struct server **ret)
{
	struct server *server = arena_new(arena, struct server, 1);

	*server = (struct server){ .options = *options, .handler = *handler, .signal_fd = -1 };
	server->peers.queues[PHASE_HEAD].length_ms = (int64_t)options->head_seconds * 1000;
	server->peers.queues[PHASE_BODY].length_ms = (int64_t)options->body_seconds * 1000;
	server->peers.queues[PHASE_ANSWER].length_ms = (int64_t)options->answer_seconds * 1000;
	server->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	arena_defer(arena, close_server, server);
	if (MHD_get_version() == NULL || strcmp(MHD_get_version(), "0.9.75") != 0)
		return refuse_with(why, FAULT_BROKEN, N_("The server is not proved with libmicrohttpd %s"), "%s",
			MHD_get_version() != NULL ? MHD_get_version() : "");
	if (server->epoll_fd < 0 || !open_signals(server) || !open_library(server) ||
		(handler->fd >= 0 && !watch(server, handler->fd, EVENT_HANDLER)))
		return refuse_with(why, FAULT_BROKEN, N_("The server cannot start: %s"), "%s", strerror(errno));
	*ret = server;
	return FAULT_NONE;
}
