/* Files that somebody handed in are read by a process of its own each, one by one, and kept.
 *
 * Each file is kept and marked in one transaction, so that a process that is killed leaves a file either done or not begun;
 * a file that is bad, or ends its reader, never stops the rest.
 */
#include <inttypes.h>

#include "domain/content.h"
#include "domain/import.h"
#include "jobs/kinds.h"
#include "minutes/intake.h"
#include "minutes/readers.h"

static enum fault read_content(struct ctx *cx, struct content_id id, int64_t size, struct text *ret)
{
	struct buffer bytes = buffer_in(cx->arena, INTAKE_BYTES_MAX);
	struct text piece;

	if (size > INTAKE_BYTES_MAX)
		return refuse_with(&cx->why, FAULT_LIMIT, N_("A file may hold at most %s bytes"), "%d", INTAKE_BYTES_MAX);
	do {
		enum fault fault = content_read(cx, id, (int64_t)bytes.n, &piece);

		if (fault != FAULT_NONE)
			return fault;
		buffer_add(&bytes, piece);
	} while (piece.n > 0);
	*ret = buffer_text(&bytes);
	return FAULT_NONE;
}

/* Whether the file is at fault: then it is refused, and the next one has its turn. */
static bool is_refusal(enum fault fault)
{
	return fault == FAULT_INVALID || fault == FAULT_DENIED || fault == FAULT_LIMIT || fault == FAULT_NOT_FOUND;
}

static enum fault import_one(struct job_run *run, const struct import_file_row *file, const struct keep_settings *settings)
{
	struct ctx *cx = &run->cx;
	struct reading reading;
	struct text bytes;
	enum fault fault = read_content(cx, file->content, file->size, &bytes);

	if (fault == FAULT_NONE)
		fault = readers_read(cx->arena, file->name, bytes, &cx->why, &reading);
	if (fault == FAULT_NONE)
		fault = import_keep(cx, run->claim, file,
			&(struct keep_document){ reading.record, bytes, reading.media_type }, settings);
	if (is_refusal(fault)) {
		struct refusal why = *ctx_why(cx);

		cx->why = (struct refusal)REFUSAL_INIT;
		why.fault = fault;
		return import_refuse(cx, run->claim, file, &why);
	}
	return fault;
}

enum fault job_import(struct job_run *run)
{
	struct ctx *cx = &run->cx;
	struct keep_settings settings;
	struct import_file_row *files;
	size_t n = 0;
	enum fault fault = import_settings(cx, &run->claim->job, &settings);

	if (fault == FAULT_NONE)
		fault = import_files(cx, run->claim->job.id, &files, &n);
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		struct arena_mark mark = arena_mark(cx->arena);

		if (!text_known(files[i].outcome))
			fault = import_one(run, &files[i], &settings);
		arena_rewind(cx->arena, mark);
		if (fault == FAULT_NONE)
			fault = job_run_progress(run, (int64_t)i + 1, (int64_t)n);
	}
	return fault != FAULT_NONE ? fault : job_run_end(run, TEXT("{}"));
}
