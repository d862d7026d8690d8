/* mail/mailbox.h: whose mail it is: an address, and a name for people to read.
 *
 * Of what RFC 5322 section 3.4 allows, this takes what is written today: "Solbæk Kommune <referater@solbaek.example>",
 * "\"Kommune, Solbæk\" <...>" or the address alone.  No comments, no groups, no routes, no quoted local parts.  Addresses are
 * ASCII: a server that takes others (RFC 6531) cannot be counted on.
 */
#ifndef MAIL_MAILBOX_H
#define MAIL_MAILBOX_H

#include "base/fault.h"
#include "base/text.h"

enum {
	MAIL_ADDRESS_MAX = 254, /* bytes: RFC 5321 section 4.5.3.1 */
	MAIL_LOCAL_MAX = 64,    /* of them before the @ */
	MAIL_NAME_MAX = 200,    /* bytes */
};

struct mailbox {
	struct text name; /* unknown: none */
	struct text address;
};

/* Whether mail can be sent there: a dot-atom, an @, and a name of a host. */
bool mail_address_valid(struct text address);
/* The part after the @. */
struct text mail_address_host(struct text address);
/* Whether it can stand in a field of the head: UTF-8, no line break and no other control character. */
bool mail_words_valid(struct text words);

/* FAULT_INVALID: it is none. */
must_check enum fault mailbox_parse(struct arena *arena, struct text t, struct refusal *why, struct mailbox *ret);

#endif
