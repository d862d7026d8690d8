/* web/server/peer.h: who is at the other end of each connection, and until when we wait for them.
 *
 * A connection is always in one phase, and each phase has one length.  So a queue per phase, oldest first, is also sorted by
 * deadline, and whoever enters a phase goes to its end: no timer is ever searched for.
 */
#ifndef WEB_SERVER_PEER_H
#define WEB_SERVER_PEER_H

#include <netinet/in.h>
#include <sys/socket.h>

#include "web/gate.h"

enum phase {
	PHASE_HEAD,   /* we wait for the rest of a head, or for a request at all */
	PHASE_BODY,   /* ... of a body */
	PHASE_ANSWER, /* we wait for them to take our answer */
	PHASES,
};

struct exchange;
struct server;

struct peer {
	struct peer *newer, *older; /* within its phase */
	struct peer *next_alike;    /* whose address falls in the same bucket; among the idle ones: the next */
	struct server *server;
	struct exchange *exchange; /* while there is a request */
	enum phase phase;
	int64_t deadline; /* monotonic milliseconds */
	int fd;
	bool local;   /* from this machine */
	bool cut;     /* past its deadline: its socket is shut */
	bool lingers; /* what it still sends shall not destroy our answer */
	unsigned char key[8]; /* of the address: all of version 4, the network of version 6 */
	char address[INET6_ADDRSTRLEN];
	const char *target_at; /* where the library has it; NULL before a request line has come */
	size_t target_n;       /* as sent */
	char target[GATE_TARGET_MAX + 2]; /* a copy, cut to fit: the library clobbers its own */
};

enum { PEER_BUCKETS = 256 };

struct peers {
	struct {
		struct peer *newest, *oldest;
		int64_t length_ms;
	} queues[PHASES];
	struct peer *buckets[PEER_BUCKETS];
	struct peer *idle; /* kept for the next */
	int count;
};

/* NULL when there is no memory. */
struct peer *peer_add(struct peers *peers, int fd, const struct sockaddr *address, int64_t now_ms);
void peer_remove(struct peers *peers, struct peer *peer);
void peer_enter(struct peers *peers, struct peer *peer, enum phase phase, int64_t now_ms);

/* How many connections come from where this one does. */
int peers_alike(const struct peers *peers, const struct peer *peer);
/* The next deadline; INT64_MAX when there is none. */
int64_t peers_deadline(const struct peers *peers);
/* Shuts the sockets of those who are past theirs. */
void peers_cut_late(struct peers *peers, int64_t now_ms);
/* Shuts the sockets of those of whom no request has begun to come. */
void peers_cut_idle(struct peers *peers);
void peers_release(struct peers *peers);

#endif
