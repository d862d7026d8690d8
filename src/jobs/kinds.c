#include "jobs/kinds.h"

const struct job_kind job_kinds[] = {
	{ .name = "import", .run = job_import },
	{ .name = "mail", .run = job_mail },
	{ .name = "sweep", .run = job_sweep, .every = 3600 },
	{ .name = NULL },
};
