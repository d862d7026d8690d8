/* The desk's way in for documents: handing in, and how far their reading is. */
#include "domain/import.h"
#include "minutes/intake.h"
#include "seal/token.h"
#include "views/import.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"
#include "web/receiving.h"
#include "web/role_view.h"
#include "web/session.h"

enum { IMPORTS_MOST = 50 }; /* shown of what was handed in earlier */

enum { IMPORT_ORGANIZATION, IMPORT_OPEN, IMPORT_ONCE };
static const char *const yes[] = { "ja", NULL };
static const struct field import_fields[] = {
	[IMPORT_ORGANIZATION] = { .name = "udvalg", .label = N_("Committee"), .most = ADDRESS_SEGMENT_MAX },
	[IMPORT_OPEN] = { .name = "aabne", .label = N_("Open"), .type = FIELD_CHOICE, .choices = yes },
	[IMPORT_ONCE] = { .name = "noegle", .label = N_("Key"), .most = TOKEN_TEXT },
};
const struct form import_form = { import_fields, LENGTH_OF(import_fields), (int64_t)4 << 30 };

static enum fault show_imports(struct visit *visit, struct text problem)
{
	struct imports_page page = { .problem = problem, .action = link_to(visit, ADDRESS_IMPORTS),
		.once = token_new(visit->cx.arena), .most_mb = INTAKE_BYTES_MAX >> 20 };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct job_row *rows;
	enum fault fault = import_list(&visit->cx, IMPORTS_MOST, &rows, &page.entries_n);

	if (fault == FAULT_NONE)
		fault = role_organization_choices(visit, &page.organizations, &page.organizations_n);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("Read documents in"))),
			.unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.entries = arena_new(visit->cx.arena, struct import_entry, page.entries_n);
	for (size_t i = 0; i < page.entries_n; i++)
		page.entries[i] = (struct import_entry){ rows[i], link_import(visit, rows[i].id.v),
			instant_to_local(rows[i].made_at) };
	if (text_known(problem))
		visit->response->status = 400;
	view_imports(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_imports(struct visit *visit)
{
	return show_imports(visit, TEXT_NONE);
}

static enum fault name_organization(struct visit *visit, struct text *ret)
{
	struct text slug = form_text(&visit->form, IMPORT_ORGANIZATION);
	struct organization_row row;
	enum fault fault;

	*ret = TEXT_NONE;
	if (!text_known(slug))
		return FAULT_NONE;
	fault = organization_by_slug(&visit->cx, slug, &row);
	if (fault == FAULT_NONE)
		*ret = row.name;
	return fault;
}

enum fault submit_imports(struct visit *visit)
{
	struct import_upload *files = arena_new(visit->cx.arena, struct import_upload, visit->files_n);
	struct import_new import = { .files = files, .files_n = visit->files_n, .once = form_text(&visit->form, IMPORT_ONCE) };
	struct job_id id;
	enum fault fault = name_organization(visit, &import.settings.organization);

	import.settings.open_sources = visit->form.value[IMPORT_OPEN].given;
	for (size_t i = 0; i < visit->files_n; i++)
		files[i] = (struct import_upload){ visit->files[i].name, visit->files[i].upload };
	if (fault == FAULT_NONE)
		fault = import_ask(&visit->cx, &import, &id);
	if (fault == FAULT_INVALID || fault == FAULT_LIMIT)
		return show_imports(visit, refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx)));
	return fault != FAULT_NONE ? fault : visit_send_to(visit, 303, link_import(visit, id.v));
}

static struct job_id import_of_place(const struct visit *visit)
{
	struct job_id id = { 0 };

	if (!text_number(visit->place.part[0], &id.v))
		id.v = 0;
	return id;
}

/* Why, in the reader's language: the message's id and its detail are kept, not its words. */
static struct text why_refused(const struct visit *visit, const struct import_file_row *row)
{
	struct text words = tr_with(visit->cx.arena, visit->cx.lang, text_string(visit->cx.arena, row->message), row->detail);

	if (row->line == 0)
		return words;
	return text_from(arena_format(visit->cx.arena, "%s %lld: %.*s", tr(visit->cx.lang, N_("line")), (long long)row->line,
		TEXT_ARG(words)));
}

static struct import_file_entry *file_entries(const struct visit *visit, const struct import_file_row *rows, size_t n)
{
	struct import_file_entry *entries = arena_new(visit->cx.arena, struct import_file_entry, n);

	for (size_t i = 0; i < n; i++) {
		entries[i].row = rows[i];
		if (rows[i].meeting.v != 0)
			entries[i].meeting = link_meeting(visit, rows[i].organization_slug, rows[i].meeting_slug);
		if (text_known(rows[i].message))
			entries[i].why = why_refused(visit, &rows[i]);
	}
	return entries;
}

static enum fault import_json(struct visit *visit, const struct import_page *page)
{
	struct json json = json_in(visit->cx.arena, true);

	json_begin_object(&json);
	json_key_text(&json, "state", page->job.state);
	json_key_int(&json, "done", page->job.done);
	json_key_int(&json, "total", (int64_t)page->files_n);
	json_key(&json, "files");
	json_begin_array(&json);
	for (size_t i = 0; i < page->files_n; i++) {
		json_begin_object(&json);
		json_key_text(&json, "name", page->files[i].row.name);
		json_key_text(&json, "outcome", page->files[i].row.outcome);
		json_key_text(&json, "why", page->files[i].why);
		list_json_url(&json, "meeting", page->files[i].meeting);
		json_end(&json);
	}
	return visit_json(visit, json_finish(&json));
}

enum fault page_import(struct visit *visit)
{
	struct import_page page = { .action = visit_url_as(visit, AS_PAGE), .imports = link_to(visit, ADDRESS_IMPORTS) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct import_file_row *files;
	enum fault fault = import_get(&visit->cx, import_of_place(visit), &page.job, &files, &page.files_n);

	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("Documents handed in"))),
			.unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.made = instant_to_local(page.job.made_at);
	page.busy = text_is(page.job.state, "waiting") || text_is(page.job.state, "running");
	page.files = file_entries(visit, files, page.files_n);
	if (text_is(page.job.state, "failed"))
		page.problem = text_from(tr(visit->cx.lang, N_("Reading was given up after several tries. What was read until then is kept.")));
	if (visit->place.as == AS_JSON)
		return import_json(visit, &page);
	view_import(&html, &page);
	return frame_show(visit, &html);
}

/* Stops it. */
enum fault submit_import(struct visit *visit)
{
	struct job_id id = import_of_place(visit);
	struct import_file_row *files;
	struct job_row job;
	size_t n;
	enum fault fault = import_get(&visit->cx, id, &job, &files, &n);

	if (fault == FAULT_NONE)
		fault = job_cancel(&visit->cx, id);
	if (fault != FAULT_NONE && fault != FAULT_CONFLICT)
		return fault;
	return visit_send_to(visit, 303, link_import(visit, id.v));
}
