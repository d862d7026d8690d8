#include "domain/import.h"

#include <inttypes.h>

#include "domain/access.h"
#include "query/import.h"
#include "query/job.h"

static const char kind[] = "import";

struct asking {
	const struct import_new *import;
	struct job_id id;
};

static enum fault check_files(struct ctx *cx, const struct import_new *import)
{
	if (import->files_n == 0)
		return refuse(&cx->why, FAULT_INVALID, N_("Choose at least one file"));
	if (import->files_n > IMPORT_FILES_MAX)
		return refuse_with(&cx->why, FAULT_LIMIT, N_("At most %s files can be handed in at once"), "%d", IMPORT_FILES_MAX);
	for (size_t i = 0; i < import->files_n; i++)
		if (text_empty(import->files[i].name) || import->files[i].name.n > IMPORT_NAME_MAX)
			return refuse(&cx->why, FAULT_INVALID, N_("A file has no name, or one that is too long"));
	return FAULT_NONE;
}

/* The form's key is the visitor's word: it names an import of theirs, and never a job of somebody else or of another kind. */
static struct text once_of(const struct ctx *cx, struct text key)
{
	if (text_empty(key))
		return TEXT_NONE;
	return text_from(arena_format(cx->arena, "%s %" PRId64 " %.*s", kind, cx->viewer.v, TEXT_ARG(key)));
}

static enum fault ask_body(struct change *change, void *what)
{
	struct asking *a = what;
	const struct import_new *import = a->import;
	struct ctx *cx = change->cx;
	int64_t changed;
	bool there;
	enum fault fault = job_add(change,
		&(struct job_new){ .kind = kind, .input = TEXT("{}"), .once = once_of(cx, import->once), .alone = TEXT("import") }, &a->id);

	if (fault == FAULT_NONE)
		fault = sql_import_there(tx_db(change->tx), a->id, &there);
	if (fault != FAULT_NONE || there) {
		change->nothing = true;
		return fault;
	}
	fault = sql_import_insert(change->tx, a->id, import->settings.organization, import->settings.open_sources, &changed);
	for (size_t i = 0; i < import->files_n && fault == FAULT_NONE; i++) {
		struct content_id content;

		fault = upload_finish(change, import->files[i].upload, &content);
		if (fault == FAULT_NONE)
			fault = sql_import_file_insert(change->tx, a->id, (int64_t)i + 1, import->files[i].name, content,
				&changed);
	}
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = "import", .noun = "job", .noun_id = a->id.v,
		.after = text_from(arena_format(cx->arena, "{\"files\":%zu}", import->files_n)) });
}

enum fault import_may_ask(struct ctx *cx)
{
	return access_require_somewhere(cx, ROLE_CLERK);
}

enum fault import_ask(struct ctx *cx, const struct import_new *import, struct job_id *ret)
{
	struct asking a = { .import = import };
	enum fault fault = import_may_ask(cx);

	if (fault == FAULT_NONE)
		fault = check_files(cx, import);
	if (fault == FAULT_NONE)
		fault = change_make(cx, ask_body, &a);
	if (fault == FAULT_NONE)
		*ret = a.id;
	return fault;
}

static bool sees_all(struct ctx *cx)
{
	struct ctx asks = *cx; /* that there is no right is no refusal to show */

	return access_require(&asks, ROLE_ADMINISTRATOR, (struct reach){ 0 }) == FAULT_NONE;
}

enum fault import_get(struct ctx *cx, struct job_id id, struct job_row *ret, struct import_file_row **ret_files, size_t *ret_n)
{
	enum fault fault = job_get(cx, id, ret);

	if (fault == FAULT_NONE && (!text_is(ret->kind, kind) || (ret->viewer != cx->viewer.v && !sees_all(cx))))
		return FAULT_NOT_FOUND;
	return fault != FAULT_NONE ? fault : import_files(cx, id, ret_files, ret_n);
}

enum fault import_list(struct ctx *cx, int64_t most, struct job_row **ret, size_t *ret_n)
{
	enum fault fault = access_require_somewhere(cx, ROLE_CLERK);

	if (fault != FAULT_NONE)
		return fault;
	if (sees_all(cx))
		return job_list(cx, kind, most, 0, ret, ret_n);
	return sql_jobs_of(cx->db, cx->arena, text_from(kind), cx->viewer.v, most, ret, ret_n);
}

enum fault import_files(struct ctx *cx, struct job_id id, struct import_file_row **ret, size_t *ret_n)
{
	return sql_import_files(cx->db, cx->arena, id, ret, ret_n);
}

enum fault import_settings(struct ctx *cx, const struct job_row *job, struct keep_settings *ret)
{
	struct import_row row;
	enum fault fault = sql_import_by_job(cx->db, cx->arena, job->id, &row);

	*ret = (struct keep_settings){ .organization = row.organization, .open_sources = row.open_sources };
	return fault;
}

struct keeping_file {
	const struct job_claim *claim;
	const struct import_file_row *file;
	const struct keep_document *document;
	const struct keep_settings *settings;
};

static enum fault keep_file_body(struct change *change, void *what)
{
	static const char *const outcomes[] = {
		[KEEP_NEW] = "new", [KEEP_CHANGED] = "changed", [KEEP_UNCHANGED] = "unchanged"
	};
	const struct keeping_file *k = what;
	enum keep_outcome outcome;
	struct meeting_id meeting;
	int64_t changed;
	enum fault fault = job_hold(change, k->claim);

	if (fault == FAULT_NONE)
		fault = keep_within(change, k->document, k->settings, &outcome, &meeting);
	if (fault != FAULT_NONE)
		return fault;
	return sql_import_file_kept(change->tx, k->claim->job.id, k->file->position, text_from(outcomes[outcome]), meeting, &changed);
}

enum fault import_keep(struct ctx *cx, const struct job_claim *claim, const struct import_file_row *file,
	const struct keep_document *document, const struct keep_settings *settings)
{
	struct keeping_file k = { claim, file, document, settings };

	return change_make(cx, keep_file_body, &k);
}

struct refusing {
	const struct job_claim *claim;
	const struct import_file_row *file;
	const struct refusal *why;
};

static enum fault refuse_body(struct change *change, void *what)
{
	const struct refusing *r = what;
	int64_t changed;
	enum fault fault = job_hold(change, r->claim);

	change->nothing = true; /* nothing became of it */
	if (fault != FAULT_NONE)
		return fault;
	return sql_import_file_refused(change->tx, r->claim->job.id, r->file->position,
		text_from(r->why->message != NULL ? r->why->message : fault_name(r->why->fault)), text_from(r->why->detail),
		(int64_t)r->why->line, &changed);
}

enum fault import_refuse(struct ctx *cx, const struct job_claim *claim, const struct import_file_row *file,
	const struct refusal *why)
{
	struct refusing r = { claim, file, why };

	return change_make(cx, refuse_body, &r);
}
