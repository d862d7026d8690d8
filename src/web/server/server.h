/* web/server/server.h: what the parts of the server know of it. */
#ifndef WEB_SERVER_SERVER_H
#define WEB_SERVER_SERVER_H

#include "web/server.h"
#include "web/server/exchange.h"
#include "web/server/linger.h"
#include "web/server/peer.h"

struct server {
	struct server_options options;
	struct server_handler handler;
	struct MHD_Daemon *daemon;
	int epoll_fd, signal_fd;
	bool listening;
	struct peers peers;
	struct exchanges exchanges;
	struct lingerers lingerers;
	struct peer *arriving;   /* while the library is given a connection */
	int64_t now_ms;          /* monotonic, of this turn of the loop */
	int64_t listen_again_ms; /* out of descriptors: not before */
	int64_t stop_ms;         /* when whatever is left is cut off; 0: nobody has asked to stop */
	bool makes_room; /* for a successor: idle connections may stay for a while */
	bool at_once;
	bool cut; /* somebody's request was not answered when it stopped */
};

#endif
