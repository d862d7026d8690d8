/* The journal, for administrators and auditors: filtered, in pages, and as a table for spreadsheets. */
#include "domain/journal.h"
#include "markup/csv.h"
#include "views/journal.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"

enum { JOURNAL_LINES = 100, JOURNAL_CSV_MOST = 100000 };

enum { JOURNAL_WHO, JOURNAL_NOUN, JOURNAL_FROM, JOURNAL_TO, JOURNAL_PAGE };
static const struct field journal_fields[] = {
	[JOURNAL_WHO] = { .name = "hvem", .label = N_("Who"), .type = FIELD_NUMBER, .least = 0, .most = INT32_MAX },
	[JOURNAL_NOUN] = { .name = "om", .label = N_("About"), .most = 40 },
	[JOURNAL_FROM] = { .name = "fra", .label = N_("From"), .type = FIELD_DATE },
	[JOURNAL_TO] = { .name = "indtil", .label = N_("Until"), .type = FIELD_DATE },
	[JOURNAL_PAGE] = { .name = "side", .label = N_("Page"), .type = FIELD_NUMBER, .least = 1, .most = LIST_PAGES_MAX },
};
const struct form journal_form = { journal_fields, LENGTH_OF(journal_fields), 0 };

static struct journal_ask ask_of(const struct visit *visit)
{
	return (struct journal_ask){ { form_number(&visit->form, JOURNAL_WHO, 0) }, form_text(&visit->form, JOURNAL_NOUN),
		form_date(&visit->form, JOURNAL_FROM), form_date(&visit->form, JOURNAL_TO) };
}

static enum fault journal_csv(struct visit *visit, const struct journal_ask *ask)
{
	static const char *const heads[] = { N_("Number"), N_("When"), N_("Who"), N_("What"), N_("About"), N_("Key"),
		N_("Before"), N_("After"), N_("Fingerprint (SHA-256)") };
	struct csv csv = csv_in(visit->cx.arena);
	struct journal_line_row *rows;
	size_t n;
	enum fault fault = journal_lines(&visit->cx, ask, JOURNAL_CSV_MOST, 0, &rows, &n);

	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < LENGTH_OF(heads); i++)
		csv_text(&csv, text_from(tr(visit->cx.lang, heads[i])));
	csv_row(&csv);
	for (size_t i = 0; i < n; i++) {
		csv_int(&csv, rows[i].id.v);
		csv_text(&csv, instant_text(visit->cx.arena, rows[i].at));
		csv_text(&csv, rows[i].who);
		csv_text(&csv, rows[i].verb);
		csv_text(&csv, rows[i].noun);
		csv_int(&csv, rows[i].noun_id);
		csv_text(&csv, rows[i].before);
		csv_text(&csv, rows[i].after);
		csv_text(&csv, rows[i].hash);
		csv_row(&csv);
	}
	visit_attachment(visit, TEXT("journal.csv"));
	return visit_csv(visit, csv_finish(&csv));
}

static enum fault fill_choices(struct visit *visit, const struct journal_ask *ask, struct journal_page *page)
{
	struct journal_viewer_row *viewers;
	struct journal_noun_row *nouns;
	enum fault fault = journal_viewers(&visit->cx, &viewers, &page->viewers_n);

	if (fault == FAULT_NONE)
		fault = journal_nouns(&visit->cx, &nouns, &page->nouns_n);
	if (fault != FAULT_NONE)
		return fault;
	page->viewers = arena_new(visit->cx.arena, struct choice, page->viewers_n);
	for (size_t i = 0; i < page->viewers_n; i++)
		page->viewers[i] = (struct choice){
			text_from(arena_format(visit->cx.arena, "%lld", (long long)viewers[i].id.v)), viewers[i].name,
			viewers[i].id.v == ask->viewer.v };
	page->nouns = arena_new(visit->cx.arena, struct choice, page->nouns_n);
	for (size_t i = 0; i < page->nouns_n; i++)
		page->nouns[i] = (struct choice){ nouns[i].noun, nouns[i].noun, text_eq(nouns[i].noun, ask->noun) };
	return FAULT_NONE;
}

static enum fault fill_lines(struct visit *visit, const struct journal_ask *ask, struct journal_page *page)
{
	int64_t number = list_page(visit, JOURNAL_PAGE), total;
	struct journal_line_row *rows;
	enum fault fault = journal_count(&visit->cx, ask, &total);

	if (fault == FAULT_NONE)
		fault = list_pager(visit, number, JOURNAL_LINES, total, &page->pager);
	if (fault == FAULT_NONE)
		fault = journal_lines(&visit->cx, ask, JOURNAL_LINES, (number - 1) * JOURNAL_LINES, &rows, &page->lines_n);
	if (fault != FAULT_NONE)
		return fault;
	page->lines = arena_new(visit->cx.arena, struct journal_line, page->lines_n);
	for (size_t i = 0; i < page->lines_n; i++)
		page->lines[i] = (struct journal_line){ rows[i], instant_to_local(rows[i].at) };
	return FAULT_NONE;
}

enum fault page_journal(struct visit *visit)
{
	struct journal_ask ask = ask_of(visit);
	struct journal_page page = { .action = url_to(visit->cx.arena, ADDRESS_JOURNAL),
		.from = form_text(&visit->form, JOURNAL_FROM), .to = form_text(&visit->form, JOURNAL_TO) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault;

	if (visit->place.as == AS_CSV)
		return journal_csv(visit, &ask);
	fault = fill_lines(visit, &ask, &page);
	if (fault == FAULT_NONE)
		fault = fill_choices(visit, &ask, &page);
	if (fault == FAULT_NONE)
		fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("The journal"))),
			.unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	page.csv = visit_url_as(visit, AS_CSV);
	view_journal(&html, &page);
	return frame_show(visit, &html);
}
