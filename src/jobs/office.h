/* jobs/office.h: what a job process must know to send mail: where to, as whom, and what the portal's addresses are. */
#ifndef JOBS_OFFICE_H
#define JOBS_OFFICE_H

#include "mail/mailbox.h"
#include "net/mail.h"
#include "markup/markup.h"

struct mail_office {
	struct mail_server server;
	struct mailbox from;
	/* Addresses in full, by what the operator calls the portal: never by what a visitor called it. */
	struct text origin;
	struct url (*ticket_url)(struct arena *arena, struct text origin, struct text token);
	struct url login;    /* in full */
	struct text service; /* by which everybody logs in, and nobody by a password; unknown: there is none such */
};

#endif
