/* web/server.h: bytes from and to visitors: one event loop, one thread, many connections.
 *
 * libmicrohttpd reads heads and writes answers, and is included in the folder server/ alone.  What it leaves open is closed
 * here: every head goes through web/gate, and every phase of a request has a deadline of its own that no trickle of bytes
 * renews.  Each request has an arena, which lives until its answer has been sent.
 *
 * The loop stops when it is told to.  SIGTERM: no new connections, idle ones are closed, requests that have come in are
 * answered; a second one stops at once.  SIGQUIT: the same, but an idle connection is kept until its deadline, so that a
 * request that is already on its way is answered too: that is how a worker makes room for its successor.
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "base/fault.h"
#include "web/access_log.h"
#include "web/gate.h"
#include "web/response.h"

enum { SERVER_LISTENERS_MAX = 16 };

struct server_options {
	int listeners[SERVER_LISTENERS_MAX]; /* listening sockets, borrowed; not blocking */
	size_t listeners_n;
	int connections_max;
	int address_max;    /* connections of one address (of version 6: one /64); those from this machine do not count: they
			     * are a proxy's; 0: no limit */
	int head_seconds;   /* from the first moment, or the answer before, until the whole head has come */
	int body_seconds;   /* from there until the whole body has */
	int answer_seconds; /* from there until the answer, or another piece of a file, has been taken */
	int stop_seconds;   /* after the signal until whatever is left is cut off */
	bool behind_proxy;  /* a web server on this machine tells who asks (X-Forwarded-For) */
	bool alone;         /* no supervisor: SIGINT stops too */
	int64_t now;        /* a fixed clock for what requests are told; 0: the real one */
	int64_t *beat;      /* monotonic milliseconds of the newest turn of the loop, for whoever watches; may be NULL */
	struct access_log log;
};

/* connections_max x (a pool of 32 KiB and some more) is what visitors can make a worker hold. */
#define SERVER_OPTIONS_INIT                                                                                            \
	{ .connections_max = 1000, .address_max = 100, .head_seconds = 10, .body_seconds = 30, .answer_seconds = 60,   \
	  .stop_seconds = 20, .log = { .fd = -1 } }

enum { SERVER_BEAT_MS = 1000 }; /* an idle loop turns this often */

/* Who answers.  Each fills *ret in. */
struct server_handler {
	void *what;
	/* A head with a body to come: true to let it come, false when *ret is the answer. */
	bool (*admit)(void *what, struct request *rq, struct response *ret);
	/* A piece of a body that is taken in as it comes (rq->receiving). */
	void (*receive)(void *what, struct request *rq, struct text piece);
	/* The visitor went away in the middle of such a body, or took too long: there is no answer. */
	void (*abandon)(void *what, struct request *rq);
	/* May set ret->later, and is then asked again when it said so. */
	void (*answer)(void *what, struct request *rq, struct response *ret);
	void (*refuse)(void *what, struct request *rq, struct gate_answer refused, struct response *ret);
	/* What else the loop listens to, for answers that wait for somebody else; fd -1: nothing. */
	int fd;
	void (*turn)(void *what);
};

struct server;

/* Closed with the arena, after which the process has its signals as they were left: SIGTERM, SIGQUIT (and SIGINT) blocked,
 * SIGPIPE ignored.  FAULT_BROKEN: the machine gives no epoll, or the library is not as it was proved to be. */
must_check enum fault server_open(struct arena *arena, const struct server_options *options,
	const struct server_handler *handler, struct refusal *why, struct server **ret);
/* Serves until it is stopped.  True when every request that had come in was answered. */
bool server_run(struct server *server);

/* Of a request whose answer was to come later: it can be given now, and is asked for in this turn of the loop.  Called from
 * within handler.turn. */
void server_ask_again(struct request *rq);

/* An answer made once and sent many times: holds copies of all it needs.  NULL when there is no memory for it. */
struct ready *ready_make(const struct response *response);
void ready_release(struct ready *ready); /* those who are being sent it get the rest; NULL is nothing */

#endif
