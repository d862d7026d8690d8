/* web/server/exchange.h: one request and its answer, from the moment its head is whole. */
#ifndef WEB_SERVER_EXCHANGE_H
#define WEB_SERVER_EXCHANGE_H

#include "web/server/peer.h"
#include "web/server/reply.h"

struct exchange {
	struct exchange *next; /* among the idle ones */
	struct arena arena;
	struct peer *peer;
	struct MHD_Connection *connection;
	struct request rq;
	struct response response;
	char *body; /* room for rq.body_n bytes */
	size_t body_got;
	bool answered;
	bool waits; /* for an answer that comes later: the library leaves the connection alone */
	int64_t made_ns; /* time that the answer took to make */
	int status;
	int64_t bytes;
};

/* Those that wait for the next request, their arenas warm. */
struct exchanges {
	struct exchange *idle;
	int idle_n;
};

/* The library's callbacks; `what` is the server. */
void *exchange_foretell(void *what, const char *target, struct MHD_Connection *connection);
enum MHD_Result exchange_go_on(void *what, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *upload, size_t *upload_n, void **context);
void exchange_end(void *what, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode how);

/* Of one that waits: the library takes it up again at its next turn. */
void exchange_wake(struct exchange *exchange);
void exchanges_release(struct exchanges *exchanges);

#endif
