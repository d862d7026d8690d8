/* domain/import.h: files that somebody hands in at the desk, to be read and kept by a job (src/jobs/import.c).
 *
 * Rows live in cx->arena.
 */
#ifndef DOMAIN_IMPORT_H
#define DOMAIN_IMPORT_H

#include "domain/job.h"
#include "domain/keep.h"
#include "domain/upload.h"

enum {
	IMPORT_FILES_MAX = 500,      /* handed in at once */
	IMPORT_NAME_MAX = 255,       /* bytes of a file's name: as file systems have it */
};

struct import_upload {
	struct text name;
	struct upload *upload; /* that has ended */
};

struct import_new {
	const struct import_upload *files;
	size_t files_n;
	struct keep_settings settings;
	struct text once; /* the form's key: sent twice, it is one import */
};

/* FAULT_DENIED unless the viewer has ROLE_CLERK of some committee; each file asks again for the one it is of. */
must_check enum fault import_may_ask(struct ctx *cx);
/* Asks that too. */
must_check enum fault import_ask(struct ctx *cx, const struct import_new *import, struct job_id *ret);
/* FAULT_NOT_FOUND also for somebody else's, unless the viewer is an administrator. */
must_check enum fault import_get(struct ctx *cx, struct job_id id, struct job_row *ret, struct import_file_row **ret_files,
	size_t *ret_n);
/* The viewer's own; all of them for an administrator.  Newest first. */
must_check enum fault import_list(struct ctx *cx, int64_t most, struct job_row **ret, size_t *ret_n);

/* For the job. */
must_check enum fault import_files(struct ctx *cx, struct job_id id, struct import_file_row **ret, size_t *ret_n);
must_check enum fault import_settings(struct ctx *cx, const struct job_row *job, struct keep_settings *ret);
/* Keeps the document and says so beside its file, in one change.  FAULT_CONFLICT, and nothing is kept, when the job was
 * cancelled or is somebody else's. */
must_check enum fault import_keep(struct ctx *cx, const struct job_claim *claim, const struct import_file_row *file,
	const struct keep_document *document, const struct keep_settings *settings);
/* Says why it is not kept. */
must_check enum fault import_refuse(struct ctx *cx, const struct job_claim *claim, const struct import_file_row *file,
	const struct refusal *why);

#endif
