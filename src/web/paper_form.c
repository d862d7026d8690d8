#include "web/paper_form.h"

#include "base/log.h"
#include "domain/body.h"
#include "minutes/paper.h"
#include "web/site.h"

static size_t text_size(const struct record *record)
{
	size_t n = 0;

	for (size_t i = 0; i < record->items_n; i++) {
		const struct record_item *item = &record->items[i];

		for (size_t k = 0; k < item->sections_n; k++)
			n += item->sections[k].text.n;
		for (size_t k = 0; k < item->earlier_n; k++)
			n += item->earlier[k].text.n;
		for (size_t k = 0; k < item->files_n; k++)
			n += item->files[k].n;
	}
	return n;
}

static void log_missing(const struct visit *visit, const struct pdf *pdf)
{
	struct text missing = paper_missing(visit->cx.arena, LANG_EN, pdf);

	if (text_known(missing))
		log_line(LOG_WARNING, "page=%.*s %.*s", TEXT_ARG(visit->rq->target), TEXT_ARG(missing));
}

enum fault paper_form_show(struct visit *visit, const struct meeting *meeting, int order)
{
	const struct letterhead *given = visit->settings->letterhead;
	struct letterhead letterhead = given != NULL ? *given : (struct letterhead){ .colour = 0 };
	struct paper_settings settings = { .letterhead = &letterhead, .created = meeting->revision.kept_at, .order = order };
	struct record *record = meeting_record(visit->cx.arena, meeting);
	struct pdf pdf;
	enum fault fault;

	if (text_size(record) > PAPER_FORM_TEXT_MAX)
		return refuse(&visit->cx.why, FAULT_LIMIT, N_("The meeting is too long to be set as PDF here; its text holds it all."));
	fault = body_name(&visit->cx, &letterhead.authority);
	if (fault == FAULT_NONE)
		fault = paper_set(visit->cx.arena, record, &settings, &visit->cx.why, &pdf);
	if (fault != FAULT_NONE)
		return fault;
	log_missing(visit, &pdf);
	return visit_pdf(visit, pdf.bytes);
}
