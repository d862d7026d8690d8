/* What was begun and never ended goes, and what is over. */
#include <inttypes.h>

#include "domain/login.h"
#include "domain/mail.h"
#include "domain/upload.h"
#include "jobs/kinds.h"

enum fault job_sweep(struct job_run *run)
{
	int64_t swept = 0, all = 0;
	enum fault fault;

	do {
		fault = upload_sweep(&run->cx, &swept);
		all += swept;
		if (fault == FAULT_NONE)
			fault = job_run_progress(run, all, 0);
	} while (fault == FAULT_NONE && swept > 0);
	if (fault == FAULT_NONE)
		fault = change_forget_requests(&run->cx);
	if (fault == FAULT_NONE)
		fault = mail_forget(&run->cx);
	if (fault == FAULT_NONE)
		fault = login_forget(&run->cx);
	if (fault != FAULT_NONE)
		return fault;
	return job_run_end(run, text_from(arena_format(run->cx.arena, "{\"uploads\":%" PRId64 "}", all)));
}
