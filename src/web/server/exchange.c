#include "web/server/exchange.h"

#include <stdlib.h>
#include <time.h>

#include "base/calendar.h"
#include "base/log.h"
#include "web/server/head.h"
#include "web/server/server.h"

enum {
	IDLE_EXCHANGES_MAX = 16,      /* arenas kept warm: more than are ever busy at once on a quick day */
	UPLOAD_STRIDE = 1 << 20,      /* bytes: with the usual 30 seconds a line of 280 kbit/s is quick enough */
	REQUEST_FUSE = 64 << 20,      /* bytes that one request may make */
};

static int64_t monotonic_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

static struct exchange *exchange_begin(struct server *server, struct peer *peer, struct MHD_Connection *connection)
{
	struct exchange *exchange = server->exchanges.idle;

	if (exchange != NULL) {
		server->exchanges.idle = exchange->next;
		server->exchanges.idle_n--;
	} else {
		exchange = malloc(sizeof(*exchange));
		if (exchange == NULL)
			return NULL;
		exchange->arena = (struct arena){ .fuse = REQUEST_FUSE };
	}
	exchange->peer = peer;
	exchange->connection = connection;
	exchange->rq = (struct request){
		.arena = &exchange->arena,
		.address = text_from(peer->address),
		.body = TEXT_NONE,
		.now = server->options.now != 0 ? server->options.now : instant_now(),
	};
	exchange->response = (struct response){ 0 };
	exchange->body = NULL;
	exchange->body_got = 0;
	exchange->answered = exchange->waits = false;
	exchange->made_ns = 0;
	peer->exchange = exchange;
	return exchange;
}

static void exchange_release(struct exchanges *exchanges, struct exchange *exchange)
{
	exchange->peer->exchange = NULL;
	if (exchanges->idle_n >= IDLE_EXCHANGES_MAX) {
		arena_release(&exchange->arena);
		free(exchange);
		return;
	}
	arena_clear(&exchange->arena);
	exchange->next = exchanges->idle;
	exchanges->idle = exchange;
	exchanges->idle_n++;
}

void exchanges_release(struct exchanges *exchanges)
{
	while (exchanges->idle != NULL) {
		struct exchange *next = exchanges->idle->next;

		arena_release(&exchanges->idle->arena);
		free(exchanges->idle);
		exchanges->idle = next;
	}
}

/* --- the answer --- */

/* The library wants more of a file: whoever takes it piece by piece gets time for each. */
static ssize_t read_piece(void *what, uint64_t at, char *to, size_t most)
{
	struct exchange *exchange = what;
	struct response *response = &exchange->response;
	struct server *server = exchange->peer->server;
	struct arena_mark mark = arena_mark(&exchange->arena);
	int64_t left = response->part_n - (int64_t)at;
	struct text piece;
	size_t n;

	if (response->read(response->what, response->part_from + (int64_t)at, left < (int64_t)most ? left : (int64_t)most,
		    &piece) != FAULT_NONE ||
		piece.n == 0) {
		log_line(LOG_ERROR, "file=%.*s broke off at=%llu", TEXT_ARG(exchange->rq.target), (unsigned long long)at);
		return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	n = piece.n < most ? piece.n : most;
	memcpy(to, piece.s, n);
	arena_rewind(&exchange->arena, mark);
	peer_enter(&server->peers, exchange->peer, PHASE_ANSWER, server->now_ms);
	return (ssize_t)n;
}

static bool has_content(const struct exchange *exchange)
{
	return exchange->rq.method != METHOD_HEAD && exchange->status != 304;
}

static enum MHD_Result send_answer(struct server *server, struct exchange *exchange, struct MHD_Connection *connection)
{
	struct response *response = &exchange->response;
	const struct ready *ready = response->ready;
	struct MHD_Response *mhd = ready != NULL ? ready->mhd : reply_make(response, read_piece, exchange);
	enum MHD_Result result;

	if (mhd == NULL)
		return MHD_NO;
	exchange->answered = true;
	exchange->status = ready != NULL ? ready->status : response->status;
	exchange->bytes = !has_content(exchange) ? 0 : ready != NULL ? ready->bytes : reply_bytes(response);
	exchange->peer->lingers = ready == NULL && response->close;
	peer_enter(&server->peers, exchange->peer, PHASE_ANSWER, server->now_ms);
	if (server->stop_ms != 0) /* the library then says so in the answer too */
		MHD_set_connection_value(connection, MHD_HEADER_KIND, "Connection", "close");
	result = MHD_queue_response(connection, (unsigned)exchange->status, mhd);
	if (ready == NULL)
		MHD_destroy_response(mhd);
	return result;
}

static enum MHD_Result answer(struct server *server, struct exchange *exchange, struct MHD_Connection *connection)
{
	int64_t started = monotonic_ns();

	server->handler.answer(server->handler.what, &exchange->rq, &exchange->response);
	exchange->made_ns += monotonic_ns() - started;
	if (!exchange->response.later)
		return send_answer(server, exchange, connection);
	exchange->waits = true;
	peer_enter(&server->peers, exchange->peer, PHASE_ANSWER, server->now_ms);
	MHD_suspend_connection(connection);
	return MHD_YES;
}

void exchange_wake(struct exchange *exchange)
{
	if (!exchange->waits)
		return;
	exchange->waits = false;
	MHD_resume_connection(exchange->connection);
}

void server_ask_again(struct request *rq)
{
	exchange_wake((struct exchange *)(void *)((char *)rq - offsetof(struct exchange, rq)));
}

/* --- the request --- */

/* The library would split and decode the query, for which we have our own; a thousand fields would use up its pool.  So it
 * gets to see an empty one. */
static void hide_query(const char *target, size_t n)
{
	char *question = memchr((void *)(uintptr_t)target, '?', n);

	if (question != NULL)
		question[1] = '\0';
}

/* The first of the callbacks: the request line has come, and the library has not yet clobbered it. */
void *exchange_foretell(void *what, const char *target, struct MHD_Connection *connection)
{
	struct peer *peer = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
	size_t n = target != NULL ? strlen(target) : 0;

	peer->target_at = target != NULL ? target : "";
	peer->target_n = n;
	if (n > sizeof(peer->target) - 1)
		n = sizeof(peer->target) - 1;
	memcpy(peer->target, peer->target_at, n);
	if (target != NULL)
		hide_query(target, peer->target_n);
	return peer;
}

static enum MHD_Result refuse_head(struct server *server, struct exchange *exchange, struct MHD_Connection *connection,
	struct gate_answer refused)
{
	server->handler.refuse(server->handler.what, &exchange->rq, refused, &exchange->response);
	exchange->response.close = true;
	return send_answer(server, exchange, connection);
}

/* The rest of the head is here. */
static enum MHD_Result take_head(struct server *server, struct peer *peer, struct MHD_Connection *connection,
	const char *method, const char *version)
{
	struct exchange *exchange = exchange_begin(server, peer, connection);
	struct admission admission;
	struct gate_answer refused;
	struct request *rq;
	struct head head;

	if (exchange == NULL)
		return MHD_NO;
	rq = &exchange->rq;
	head_read(connection, peer, method, version, rq, &head);
	if (server->options.behind_proxy && peer->local)
		rq->address = request_forwarded_for(rq);
	rq->method_word = head.method;
	rq->method = method_from(head.method);
	rq->target = head.target;
	refused = gate_check(&head, &admission);
	if (refused.status != 0)
		return refuse_head(server, exchange, connection, refused);
	rq->target = admission.target;
	rq->host = admission.host;
	rq->body_n = admission.body_n;
	if (rq->body_n == 0)
		return MHD_YES; /* and is called again at once: whoever answers now is taken to refuse what is to come */
	if (!server->handler.admit(server->handler.what, rq, &exchange->response)) {
		exchange->response.close = true;
		return send_answer(server, exchange, connection);
	}
	if (rq->receiving == NULL)
		exchange->body = arena_alloc(&exchange->arena, 1, (size_t)rq->body_n);
	peer_enter(&server->peers, peer, PHASE_BODY, server->now_ms);
	return MHD_YES;
}

/* A body that is taken in as it comes may be large: whoever sends it gets the time of a body for each UPLOAD_STRIDE. */
static void receive(struct server *server, struct exchange *exchange, struct text piece)
{
	size_t before = exchange->body_got / UPLOAD_STRIDE;

	exchange->body_got += piece.n;
	if (exchange->body_got / UPLOAD_STRIDE > before)
		peer_enter(&server->peers, exchange->peer, PHASE_BODY, server->now_ms);
	server->handler.receive(server->handler.what, &exchange->rq, piece);
}

static void take_body(struct server *server, struct exchange *exchange, const char *upload, size_t n)
{
	size_t left = (size_t)exchange->rq.body_n - exchange->body_got;

	n = n < left ? n : left;
	if (exchange->rq.receiving != NULL)
		receive(server, exchange, (struct text){ upload, n });
	if (exchange->body == NULL)
		return;
	memcpy(exchange->body + exchange->body_got, upload, n);
	exchange->body_got += n;
	exchange->rq.body = (struct text){ exchange->body, exchange->body_got };
}

enum MHD_Result exchange_go_on(void *what, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *upload, size_t *upload_n, void **context)
{
	struct server *server = what;
	struct peer *peer = *context;
	struct exchange *exchange = peer->exchange;

	if (exchange == NULL)
		return take_head(server, peer, connection, method, version);
	if (*upload_n > 0) {
		take_body(server, exchange, upload, *upload_n);
		*upload_n = 0;
		return MHD_YES;
	}
	return exchange->answered ? MHD_YES : answer(server, exchange, connection);
}

/* --- the end --- */

static void note(struct server *server, const struct peer *peer, const struct exchange *exchange, int status, bool cut)
{
	struct access access = {
		.instant = exchange != NULL ? exchange->rq.now : instant_now(),
		.address = exchange != NULL ? exchange->rq.address : text_from(peer->address),
		.method = exchange != NULL ? exchange->rq.method_word : TEXT("-"),
		.target = exchange != NULL ? exchange->rq.target : TEXT("-"),
		.status = status,
		.bytes = exchange != NULL && exchange->answered ? exchange->bytes : 0,
		.microseconds = exchange != NULL ? exchange->made_ns / 1000 : 0,
		.cut = cut,
	};

	access_log_add(&server->options.log, &access);
}

/* Also of a request that the library answered itself, before we heard of it: it has a status and no exchange. */
void exchange_end(void *what, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode how)
{
	struct server *server = what;
	struct peer *peer = *context;
	struct exchange *exchange;
	const union MHD_ConnectionInfo *status;

	if (peer == NULL)
		return;
	exchange = peer->exchange;
	status = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_HTTP_STATUS);
	if (exchange != NULL) {
		note(server, peer, exchange, exchange->answered ? exchange->status : 0, how != MHD_REQUEST_TERMINATED_COMPLETED_OK);
		if (exchange->rq.receiving != NULL && !exchange->answered)
			server->handler.abandon(server->handler.what, &exchange->rq);
		exchange_release(&server->exchanges, exchange);
	} else if (status != NULL) {
		note(server, peer, NULL, (int)status->http_status, false);
		peer->lingers = true;
	}
	peer->target_at = NULL;
	*context = NULL;
	if (!peer->cut)
		peer_enter(&server->peers, peer, PHASE_HEAD, server->now_ms);
}
