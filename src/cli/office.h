/* cli/office.h: how this installation sends mail, from options or the environment.
 *
 * Options count before the environment, so that a service unit sets them once.  A password need not stand in either: a
 * command line is for everybody on the machine to read, and a file is not.
 */
#ifndef CLI_OFFICE_H
#define CLI_OFFICE_H

#include "cli/command.h"
#include "jobs/office.h"

/* The options of a command that sends mail. */
#define OFFICE_OPTIONS                                                                                                 \
	{ "smtp", N_("URL"), N_("the mail server: smtp://HOST:PORT or smtps://USER@HOST (default: SAGSGANG_SMTP); without "   \
				"it no mail is sent") },                                                               \
	{ "smtp-password", N_("FILE"), N_("holds the password for the mail server (default: SAGSGANG_SMTP_PASSWORD)") },    \
	{ "smtp-ca", N_("FILE"), N_("certificates (PEM) that the mail server's must come from, in place of the system's "     \
				    "(default: SAGSGANG_SMTP_CA)") },                                                  \
	{ "mail-from", N_("ADDRESS"), N_("the sender of mails, \"Solbæk Kommune <portal@solbaek.example>\" (default: "        \
					 "SAGSGANG_MAIL_FROM)") }

/* *ret_set: mail can be sent.  FAULT_INVALID: what was said is half, or is no address; mail wants the portal's origin too, as a
 * link must never lead where a visitor says. */
must_check enum fault office_read(struct invocation *in, struct text origin, struct mail_office *ret, bool *ret_set);

#endif
