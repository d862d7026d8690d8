/* jobs/letter.h: the words of a mail: what, why you, who asked, the link, how long it works. */
#ifndef JOBS_LETTER_H
#define JOBS_LETTER_H

#include "domain/mail.h"
#include "jobs/office.h"
#include "mail/message.h"

/* Lives in the arena. */
struct message letter_write(struct arena *arena, const struct letter *letter, const struct mail_office *office);

#endif
