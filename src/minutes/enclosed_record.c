#include "minutes/enclosed_record.h"

#include "doc/pdf_in/enclosed.h"
#include "minutes/paper.h"
#include "minutes/record_from_json.h"

/* The next letter or digit of t from *at, marks and white space left out; 0 at the end. */
static uint32_t next_letter(struct text t, size_t *at)
{
	while (*at < t.n) {
		uint32_t rune = text_rune(t, at);

		if ((rune >= '0' && rune <= '9') || (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
			(rune >= 0xc0 && rune != 0x2010 && (rune < 0x2000 || rune > 0x206f)))
			return rune;
	}
	return 0;
}

static bool same_letters(struct text a, struct text b)
{
	size_t i = 0, k = 0;

	for (;;) {
		uint32_t rune = next_letter(a, &i);

		if (rune != next_letter(b, &k))
			return false;
		if (rune == 0)
			return true;
	}
}

static bool same_texts(const struct text *a, size_t a_n, const struct text *b, size_t b_n)
{
	for (size_t i = 0; i < a_n && a_n == b_n; i++)
		if (!same_letters(a[i], b[i]))
			return false;
	return a_n == b_n;
}

static bool same_participants(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < a->participants_n && a->participants_n == b->participants_n; i++) {
		const struct record_participant *p = &a->participants[i], *q = &b->participants[i];

		if (!same_letters(p->name, q->name) || p->status != q->status || !same_letters(p->role, q->role) ||
			!same_letters(p->party, q->party) || !same_letters(p->substitute_for, q->substitute_for) ||
			!same_letters(p->remark, q->remark))
			return false;
	}
	return a->participants_n == b->participants_n;
}

static bool same_sections(const struct record_item *a, const struct record_item *b)
{
	for (size_t i = 0; i < a->sections_n && a->sections_n == b->sections_n; i++) {
		const struct record_section *s = &a->sections[i], *t = &b->sections[i];

		if (s->role != t->role || !same_letters(s->heading, t->heading) || date_compare(s->date, t->date) != 0 ||
			!same_letters(s->text, t->text))
			return false;
	}
	return a->sections_n == b->sections_n;
}

static bool same_earlier(const struct record_item *a, const struct record_item *b)
{
	for (size_t i = 0; i < a->earlier_n && a->earlier_n == b->earlier_n; i++) {
		const struct record_earlier *e = &a->earlier[i], *f = &b->earlier[i];

		if (date_compare(e->date, f->date) != 0 || !same_letters(e->organization, f->organization) ||
			e->released != f->released || !same_letters(e->text, f->text))
			return false;
	}
	return a->earlier_n == b->earlier_n;
}

static bool same_item(const struct record_item *a, const struct record_item *b)
{
	return same_letters(a->number, b->number) && a->is_public == b->is_public && same_letters(a->title, b->title) &&
		same_letters(a->matter, b->matter) && same_sections(a, b) &&
		same_texts(a->files, a->files_n, b->files, b->files_n) &&
		same_texts(a->guests, a->guests_n, b->guests, b->guests_n) && same_earlier(a, b);
}

bool record_agrees(const struct record *a, const struct record *b)
{
	if (a->kind != b->kind || !same_letters(a->organization, b->organization) || moment_compare(a->start, b->start) != 0 ||
		moment_compare(a->end, b->end) != 0 || !same_letters(a->location, b->location) ||
		date_compare(a->next_meeting, b->next_meeting) != 0 || !same_participants(a, b) || a->items_n != b->items_n)
		return false;
	for (size_t i = 0; i < a->items_n; i++)
		if (!same_item(&a->items[i], &b->items[i]))
			return false;
	return true;
}

static void add_finding(struct arena *arena, struct record *record)
{
	struct record_finding *findings = arena_new(arena, struct record_finding, record->findings_n + 1);

	for (size_t i = 0; i < record->findings_n; i++)
		findings[i] = record->findings[i];
	findings[record->findings_n++] = (struct record_finding){ "record-differs", 0,
		text_from(N_("The record within the file says something else than its pages; the pages are what is read")) };
	record->findings = findings;
}

enum fault enclosed_record_read(struct arena *arena, struct text pdf, struct record *read, struct refusal *why,
	struct record **ret_record)
{
	const struct enclosed_ask ask = { TEXT("Source"), TEXT(PAPER_RECORD_NAME), TEXT(PAPER_RECORD_MIME),
		TEXT(PAPER_RECORD_DESCRIPTION) };
	struct refusal ignored = REFUSAL_INIT;
	struct record *record;
	struct text json;
	enum fault fault = enclosed_find(arena, pdf, &ask, why, &json);

	*ret_record = read;
	if (fault != FAULT_NONE || !text_known(json))
		return fault;
	if (record_from_json(arena, json, &ignored, &record) != FAULT_NONE || !record_agrees(record, read)) {
		add_finding(arena, read);
		return FAULT_NONE;
	}
	record->source = read->source;
	record->set_aside = read->set_aside;
	record->set_aside_n = read->set_aside_n;
	record->findings = read->findings;
	record->findings_n = read->findings_n;
	*ret_record = record;
	return FAULT_NONE;
}
