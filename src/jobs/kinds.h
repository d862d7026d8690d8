/* jobs/kinds.h: what jobs there are; each stands in the file of its name. */
#ifndef JOBS_KINDS_H
#define JOBS_KINDS_H

#include "jobs/run.h"

enum fault job_import(struct job_run *run);
enum fault job_mail(struct job_run *run);
enum fault job_sweep(struct job_run *run);

#endif
