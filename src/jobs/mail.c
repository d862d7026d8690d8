/* One mail is sent.
 *
 * The link is made and kept (its hash) before a server hears of the mail, so that a link that arrives always opens.  When the
 * mail cannot be sent for good, or was tried often enough, the job has failed: the links that were made are known to nobody.
 */
#include "jobs/kinds.h"
#include "jobs/letter.h"

struct sign {
	struct job_run *run;
	enum fault fault; /* why it was ended */
};

static bool go_on(void *what)
{
	struct sign *sign = what;

	sign->fault = job_run_progress(sign->run, 0, 1);
	return sign->fault == FAULT_NONE;
}

static enum fault send(struct job_run *run, const struct letter *letter)
{
	struct ctx *cx = &run->cx;
	struct message message = letter_write(cx->arena, letter, run->office);
	struct sign sign = { .run = run };
	struct refusal why = REFUSAL_INIT;
	struct mail_line *line;
	struct text bytes;
	enum fault fault = message_write(cx->arena, &message, &cx->why, &bytes);

	if (fault == FAULT_NONE)
		fault = mail_line_open(cx->arena, &run->office->server, &cx->why, &line);
	if (fault != FAULT_NONE)
		return fault;
	fault = mail_send(line, message.from.address, message.to.address, bytes, &(struct mail_watch){ .go_on = go_on, .what = &sign },
		&why);
	if (fault == FAULT_NONE || sign.fault == FAULT_NONE)
		cx->why = why;
	return fault != FAULT_NONE && sign.fault != FAULT_NONE ? sign.fault : fault;
}

enum fault job_mail(struct job_run *run)
{
	struct letter letter;
	enum fault fault;

	if (run->office == NULL)
		return refuse(&run->cx.why, FAULT_BUSY, N_("The program serves without a mail server"));
	fault = mail_open(&run->cx, run->claim->job.id, &letter);
	if (fault == FAULT_NOT_FOUND)
		return mail_end_nobody(&run->cx, run->claim);
	if (fault == FAULT_NONE)
		fault = send(run, &letter);
	return fault != FAULT_NONE ? fault : mail_end_sent(&run->cx, run->claim);
}
