/* net/mail.h: a mail handed to a mail server: SMTP (RFC 5321) by libcurl, which is included in this folder alone.
 *
 * smtp:// takes up TLS when the server offers it, and insists on it when there is a password to be told, or when the
 * server's authority was named; smtps:// is TLS from the first byte.  Certificates are checked in either case.
 *
 * What failed for now is FAULT_BUSY: no connection, no answer in time, a code 4xx, a log-in that the server does not take (that
 * is for the operator to mend, and not the mail's fault).  What will fail again is FAULT_INVALID: a code 5xx.  A server that
 * falls silent after it was given all may have taken the mail: FAULT_UNCERTAIN.  Whoever sends it again does so under the same
 * Message-ID, by which the one who gets it twice is spared.
 */
#ifndef NET_MAIL_H
#define NET_MAIL_H

#include "base/fault.h"
#include "base/text.h"

enum {
	MAIL_CONNECT_SECONDS = 15,
	MAIL_SECONDS = 45, /* for the whole of it */
};

struct mail_server {
	struct text url;            /* without user and password */
	struct text user, password; /* unknown: none */
	struct text authority;      /* file of the certificates (PEM) that a server's must come from; unknown: the system's */
	int seconds;                /* for the whole of it, at most; 0: MAIL_SECONDS */
};

/* "smtp://USER:PASSWORD@HOST:PORT", user and password escaped as in every address.  FAULT_INVALID: it is none. */
must_check enum fault mail_server_parse(struct arena *arena, struct text url, struct refusal *why, struct mail_server *ret);

/* A connection that is kept from one mail to the next, and made anew when the server ended it. */
struct mail_line;
/* Lives in the arena.  Nothing is said to the server yet. */
must_check enum fault mail_line_open(struct arena *arena, const struct mail_server *server, struct refusal *why,
	struct mail_line **ret);

/* What whoever sends is asked on the way; either may be NULL. */
struct mail_watch {
	/* At least once a second while nothing of the mail was given away; false ends it with FAULT_BUSY. */
	bool (*go_on)(void *what);
	/* Once, when all was given but the end, without which no server keeps a mail; false: it does not get it, FAULT_BUSY. */
	bool (*hand_over)(void *what);
	void *what;
};

must_check enum fault mail_send(struct mail_line *line, struct text from, struct text to, struct text bytes,
	const struct mail_watch *watch, struct refusal *why);

#endif
