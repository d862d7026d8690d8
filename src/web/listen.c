#include "web/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum {
	BACKLOG = 1024,    /* connections that wait while a worker is being replaced */
	SEND_BUFFER = 128 << 10, /* bytes: what a slow reader can make the kernel hold, and how soon we see that they read */
	INHERITED_FROM = 3, /* SD_LISTEN_FDS_START */
	HOST_MAX = 256,    /* bytes: the longest name of a host, and its NUL */
	PORT_MAX = 8,
};

static enum fault cannot(struct refusal *why, struct text where)
{
	enum fault fault = errno == EADDRINUSE ? FAULT_CONFLICT : errno == EACCES ? FAULT_DENIED : FAULT_BROKEN;

	return refuse_with(why, fault, N_("Cannot listen: %s"), "%.*s: %s", TEXT_ARG(where), strerror(errno));
}

static enum fault no_such_place(struct refusal *why, struct text where)
{
	return refuse_with(why, FAULT_INVALID, N_("Cannot listen: %s"), "%.*s", TEXT_ARG(where));
}

/* Connections inherit it from the socket they come to. */
static void bound_buffer(int fd)
{
	int size = SEND_BUFFER;

	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
}

static int open_socket(const struct sockaddr *address, socklen_t address_n)
{
	scoped(fd_close) int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int on = 1, ret;

	if (fd < 0)
		return -1;
	if (address->sa_family != AF_UNIX)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (address->sa_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on));
	bound_buffer(fd);
	if (bind(fd, address, address_n) != 0 || listen(fd, BACKLOG) != 0)
		return -1;
	ret = fd;
	fd = -1;
	return ret;
}

static bool somebody_answers(const struct sockaddr_un *address)
{
	scoped(fd_close) int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	return fd < 0 || connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 || errno != ECONNREFUSED;
}

/* A socket file that nobody answers at is left over from a server that was killed. */
static int open_unix(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct stat st;
	int fd;

	if (strlen(path) == 0 || strlen(path) >= sizeof(address.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path));
	if (lstat(path, &st) == 0 && S_ISSOCK(st.st_mode) && !somebody_answers(&address))
		unlink(path);
	fd = open_socket((struct sockaddr *)&address, sizeof(address));
	if (fd >= 0)
		chmod(path, 0666); /* what may reach it is a matter of its folder */
	return fd;
}

static bool add(int fd, int *fds, size_t room, size_t *n)
{
	if (fd < 0)
		return false;
	if (*n == room) {
		close(fd);
		errno = ENOSPC;
		return false;
	}
	fds[(*n)++] = fd;
	return true;
}

/* Splits "host:port" and "[host]:port". */
static bool split(struct text where, char host[HOST_MAX], char port[PORT_MAX])
{
	size_t colon = where.n;
	struct text name;

	while (colon > 0 && where.s[colon - 1] != ':')
		colon--;
	if (colon == 0 || where.n - colon >= PORT_MAX || where.n == colon)
		return false;
	name = text_from_to(where, 0, colon - 1);
	if (name.n >= 2 && name.s[0] == '[' && name.s[name.n - 1] == ']')
		name = text_from_to(name, 1, name.n - 1);
	else if (text_find_byte(name, ':') < name.n)
		return false;
	if (name.n >= HOST_MAX)
		return false;
	memcpy(host, name.s, name.n);
	host[name.n] = '\0';
	memcpy(port, where.s + colon, where.n - colon);
	port[where.n - colon] = '\0';
	return true;
}

static bool is_port(const char *port)
{
	int64_t n;

	return text_number(text_from(port), &n) && n <= 65535;
}

static enum fault open_addresses(struct text where, const struct addrinfo *list, int *fds, size_t room, size_t *n,
	struct refusal *why)
{
	size_t before = *n;
	int trouble = 0;

	for (const struct addrinfo *at = list; at != NULL; at = at->ai_next) {
		if (add(open_socket(at->ai_addr, at->ai_addrlen), fds, room, n))
			continue;
		if (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL) { /* a machine without that version */
			trouble = errno;
			continue;
		}
		return cannot(why, where);
	}
	errno = trouble;
	return *n > before ? FAULT_NONE : cannot(why, where);
}

enum fault listen_open(struct text where, int *fds, size_t room, size_t *n, struct refusal *why)
{
	struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE }, *list;
	char host[HOST_MAX], port[PORT_MAX];
	struct arena arena = ARENA_INIT;
	enum fault fault = FAULT_NONE;

	if (text_starts(where, TEXT("unix:"))) {
		if (!add(open_unix(text_string(&arena, text_after(where, 5))), fds, room, n))
			fault = cannot(why, where);
		arena_release(&arena);
		return fault;
	}
	if (!split(where, host, port) || !is_port(port) ||
		getaddrinfo(host[0] != '\0' ? host : NULL, port, &hints, &list) != 0)
		return no_such_place(why, where);
	fault = open_addresses(where, list, fds, room, n, why);
	freeaddrinfo(list);
	return fault;
}

void listen_inherit(int *fds, size_t room, size_t *n)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	int64_t for_pid, how_many;

	if (pid == NULL || count == NULL || !text_number(text_from(pid), &for_pid) || for_pid != getpid() ||
		!text_number(text_from(count), &how_many))
		return;
	for (int i = 0; i < how_many && *n < room; i++) {
		int fd = INHERITED_FROM + i, flags = fcntl(fd, F_GETFL);

		if (flags < 0)
			break;
		fcntl(fd, F_SETFL, flags | O_NONBLOCK);
		fcntl(fd, F_SETFD, FD_CLOEXEC);
		bound_buffer(fd);
		fds[(*n)++] = fd;
	}
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
}

struct text listen_name(struct arena *arena, int fd)
{
	struct sockaddr_storage address = { 0 };
	socklen_t n = sizeof(address);
	char host[HOST_MAX], port[PORT_MAX];

	if (getsockname(fd, (struct sockaddr *)&address, &n) != 0)
		return TEXT("?");
	if (address.ss_family == AF_UNIX)
		return text_from(arena_format(arena, "unix:%s", ((struct sockaddr_un *)&address)->sun_path));
	if (getnameinfo((struct sockaddr *)&address, n, host, sizeof(host), port, sizeof(port),
		    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return TEXT("?");
	return text_from(arena_format(arena, address.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port));
}
