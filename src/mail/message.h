/* mail/message.h: a mail as a value, and its bytes as they go out.
 *
 * What is written is ASCII in lines of at most 76 letters, more only where an address is longer, that end in CRLF: words of
 * the head that are more than plain letters become encoded words, the text becomes quoted-printable.  Nothing of a message
 * can begin a line of the head: what holds a line break or another control character is refused.
 *
 * Rules: RFC 5322 (the form), 2045 and 2046 (parts, quoted-printable), 2047 (encoded words), 3834 (Auto-Submitted), 2369, 2919
 * and 8058 (List-...).
 */
#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

#include "base/calendar.h"
#include "mail/mailbox.h"

enum {
	MESSAGE_SUBJECT_MAX = 500,   /* bytes: more is no subject */
	MESSAGE_PART_MAX = 1 << 20,  /* bytes of the text, and of its HTML: the longest agenda that is told of by mail */
	MESSAGE_KEY_MAX = 64,
	MESSAGE_HEAD_MAX = 16 << 10, /* bytes; what the other maxima add up to, and room */
	MESSAGE_URL_MAX = 900,       /* bytes: a line of the head holds 998 and is not folded within an address */
};

struct message {
	struct mailbox from, to;
	struct text subject;
	struct text text;     /* lines end in \n */
	struct text html;     /* the same for who sees it in a browser; unknown: none */
	struct text language; /* "da" */
	struct text key;      /* letters and digits: names the message the same at each try, and no other one */
	int64_t date;         /* instant */
	/* Of mails that many get. */
	struct text list;        /* "dagsordener.solbaek.example"; unknown: none */
	struct text unsubscribe; /* an address of the web that takes them off the list at one click; unknown: none */
};

/* FAULT_INVALID: no such address, a line break in the head, no UTF-8; FAULT_LIMIT: too long. */
must_check enum fault message_write(struct arena *arena, const struct message *message, struct refusal *why, struct text *ret);

#endif
