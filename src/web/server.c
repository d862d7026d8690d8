#include "web/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/log.h"

/* head_is_exact reads where the library's pieces of a head lie.  Another version may lay them elsewhere: prove tests/serve
 * against it before you raise this. */
#if MHD_VERSION != 0x00097500
#error "web/server.c is proved with libmicrohttpd 0.9.75 alone"
#endif

enum {
	CONNECTION_POOL = 32 << 10, /* bytes: the largest head, what the library notes of it, and our answer's head */
	ACCEPT_BURST = 8,           /* connections taken at once: more would starve the other workers of their share */
	EVENTS = SERVER_LISTENERS_MAX + 2,
	IDLE_EXCHANGES_MAX = 64,    /* arenas kept warm */
	WAIT_MOST_MS = 1000,
};

struct ready {
	struct MHD_Response *mhd;
	int status;
	int64_t bytes;
	int references;
};

/* One request and its answer. */
struct exchange {
	struct exchange *next; /* among the idle ones */
	struct arena arena;
	struct request rq;
	struct response response;
	char *body; /* room for rq.body_n bytes */
	size_t body_got;
	int64_t started; /* monotonic nanoseconds: the head is whole */
	int64_t made;    /* nanoseconds that the answer took */
	int status;
	int64_t bytes;
};

enum phase {
	PHASE_HEAD,
	PHASE_BODY,
	PHASE_ANSWER,
	PHASES,
};

/* Who is at the other end of a connection. */
struct peer {
	struct peer *newer, *older; /* within its phase; deadlines grow with newness */
	enum phase phase;
	int64_t deadline; /* monotonic milliseconds */
	int fd;
	struct server *server;
	struct exchange *exchange; /* while there is a request */
	bool local;                /* from this machine */
	char address[INET6_ADDRSTRLEN];
	const char *target_at; /* where the library has it, for head_is_exact */
	size_t target_n;
	char target[GATE_TARGET_MAX + 1]; /* a copy: the library clobbers its own */
};

struct queue {
	struct peer *newest, *oldest;
};

struct server {
	struct server_options options;
	struct server_handler handler;
	struct MHD_Daemon *daemon;
	int epoll_fd, signal_fd;
	bool listening;
	int connections;
	struct queue queues[PHASES];
	struct exchange *idle;
	int idle_n;
	int64_t now_ms;      /* of this turn of the loop */
	int64_t stop_at;     /* 0: nobody has asked */
	bool at_once;
	bool cut;            /* somebody's request was not finished when it stopped */
};

static int64_t monotonic(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

/* --- answers as the library wants them --- */

static ssize_t read_piece(void *what, uint64_t at, char *to, size_t most);
static void forget_nothing(void *what)
{
}

static void add_headers(struct MHD_Response *mhd, const struct response *response)
{
	for (size_t i = 0; i < response->headers_n; i++)
		if (MHD_add_response_header(mhd, response->headers[i].name, response->headers[i].value) != MHD_YES)
			log_line(LOG_ERROR, "header=%s not sent", response->headers[i].name);
}

struct ready *ready_make(const struct response *response)
{
	struct ready *ready = malloc(sizeof(*ready));
	struct MHD_Response *mhd = NULL;

	if (ready != NULL)
		mhd = MHD_create_response_from_buffer(response->body.n, (void *)(uintptr_t)response->body.s,
			MHD_RESPMEM_MUST_COPY);
	if (mhd == NULL) {
		free(ready);
		return NULL;
	}
	add_headers(mhd, response);
	*ready = (struct ready){ mhd, response->status, (int64_t)response->body.n, 1 };
	return ready;
}

void ready_release(struct ready *ready)
{
	if (ready == NULL || --ready->references > 0)
		return;
	MHD_destroy_response(ready->mhd);
	free(ready);
}
