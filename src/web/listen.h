/* web/listen.h: the sockets that visitors come to. */
#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include "base/fault.h"
#include "base/text.h"

/* Opens what `where` names and adds the sockets (a name may have several addresses) to fds, of which *n are taken and room
 * may be:
 *
 *     127.0.0.1:8080    [::1]:8080    localhost:8080    :8080 (every address of this machine)    unix:/run/sagsgang.sock
 *
 * FAULT_INVALID: it is none of these; FAULT_CONFLICT: somebody listens there; FAULT_DENIED; FAULT_LIMIT; FAULT_BROKEN. */
must_check enum fault listen_open(struct text where, int *fds, size_t room, size_t *n, struct refusal *why);

/* The sockets that systemd hands over (sd_listen_fds(3)), in the same way; none when there are none. */
void listen_inherit(int *fds, size_t room, size_t *n);

/* "127.0.0.1:8080", also when port 0 was asked for. */
struct text listen_name(struct arena *arena, int fd);

#endif
