#include "minutes/recognise.h"

#include "minutes/apparatus.h"
#include "minutes/header.h"
#include "minutes/sections.h"
#include "minutes/sentence.h"
#include "minutes/vocabulary.h"
#include "minutes/when.h"
#include "minutes/words.h"

enum {
	EVIDENCE_LEAST = 4, /* points below which a text is not taken for an agenda or minutes */
	LOOK_MAX = 32,      /* bytes after "næste" within which "møde" stands */
};

struct recognition {
	struct arena *arena;
	struct lines lines;
	struct found_items items;
	struct header header;
	struct attendance attendance;
	struct record *record;
	size_t set_aside_room, findings_room;
};

/* What speaks for this being an agenda or minutes: a kind word, labels, a committee, a day, headings of sections. */
static int evidence(const struct recognition *r)
{
	const struct header *h = &r->header;
	int points = (h->kind_stated ? 2 : 0) + h->labels + text_known(h->organization) + date_known(h->start.date);

	if (r->items.style == HEAD_PREFIX)
		points += r->items.level > 0 ? 4 : 2;
	for (size_t i = 0; i < r->items.n; i++) {
		const struct record_item *item = &r->items.v[i].item;

		points += text_known(item->matter) + !item->is_public;
		for (size_t s = 0; s < item->sections_n; s++)
			points += text_known(item->sections[s].heading) && item->sections[s].role != SECTION_OTHER;
	}
	return points;
}

static void add_finding(struct recognition *r, const char *code, size_t line, const char *message)
{
	struct record *record = r->record;

	arena_grow(r->arena, record->findings, record->findings_n, &r->findings_room);
	record->findings[record->findings_n++] = (struct record_finding){ code, line, text_from(message) };
}

static bool has_decisions(const struct recognition *r)
{
	for (size_t i = 0; i < r->items.n; i++)
		for (size_t s = 0; s < r->items.v[i].item.sections_n; s++)
			if (r->items.v[i].item.sections[s].role == SECTION_DECISION)
				return true;
	return false;
}

/* An agenda has no decisions: a heading that says so over text is kept under its words. */
static void unmake_decisions(struct recognition *r)
{
	for (size_t i = 0; i < r->items.n; i++) {
		struct record_item *item = &r->items.v[i].item;

		for (size_t s = 0; s < item->sections_n; s++) {
			if (item->sections[s].role != SECTION_DECISION)
				continue;
			item->sections[s].role = SECTION_OTHER;
			add_finding(r, "decision-in-agenda", r->lines.v[r->items.v[i].head].number,
				N_("An agenda has no decisions; the text is kept under its heading"));
		}
	}
}

static bool is_own_committee(const struct recognition *r, struct text heading)
{
	return text_known(r->header.organization) && word_find(heading, "i ") < heading.n;
}

/* A day that stands only in a decision's heading: "Beslutning i Byrådet den 28-10-2014". */
static void date_from_decisions(struct recognition *r)
{
	for (size_t i = 0; i < r->items.n && !date_known(r->header.start.date); i++) {
		const struct record_item *item = &r->items.v[i].item;

		for (size_t s = 0; s < item->sections_n; s++)
			if (item->sections[s].role == SECTION_DECISION && date_known(item->sections[s].date) &&
				is_own_committee(r, item->sections[s].heading))
				r->header.start.date = item->sections[s].date;
	}
}

/* "Næste udvalgsmøde holdes 6. februar 2024."; in an item that is about it, any day. */
static struct date next_meeting_in(const struct recognition *r, struct text title, struct text text)
{
	bool whole = word_begins(title, "næste møde");
	struct text sentence;

	while (sentence_next(&text, &sentence)) {
		struct text after = text_after(sentence, word_find(sentence, "næste "));
		struct span where;
		struct date date;

		if (whole)
			after = sentence;
		else if (text_find(text_from_to(after, 0, LOOK_MAX), TEXT("møde")) >= text_from_to(after, 0, LOOK_MAX).n)
			continue;
		if (when_date(after, 0, &date, &where) && date_compare(date, r->header.start.date) > 0)
			return date;
	}
	return (struct date){ .year = 0 };
}

static void find_next_meeting(struct recognition *r)
{
	for (size_t i = 0; i < r->items.n; i++) {
		const struct record_item *item = &r->items.v[i].item;

		for (size_t s = 0; s < item->sections_n && !date_known(r->header.next_meeting); s++)
			r->header.next_meeting = next_meeting_in(r, item->title, item->sections[s].text);
	}
}

/* A line that says only which committee and which day stands at the top of pages. */
static void set_running_heads_aside(struct recognition *r)
{
	for (size_t i = r->items.v[0].head; i < r->lines.n && lines_may_hold_furniture(&r->lines); i++) {
		struct line *line = &r->lines.v[i];
		struct span where;
		struct date date;
		struct text rest;

		if (line->use != LINE_UNUSED || !line->opens || line->level > 0 || !text_known(r->header.organization) ||
			!when_date(line->text, 0, &date, &where))
			continue;
		rest = text_trim(text_from_to(line->text, 0, when_date_begins(line->text, where)));
		if (text_eq(rest, r->header.organization) && where.to == line->text.n)
			line_set_aside(line, "page furniture");
	}
}

static void read_items(struct recognition *r)
{
	const struct sections_ask ask = { &r->lines, &r->attendance, r->header.organization, r->items.level };

	for (size_t i = 0; i < r->items.n; i++)
		sections_read(&ask, &r->items.v[i]);
	for (size_t i = 0; i < r->items.n; i++)
		guests_find(&ask, &r->items.v[i].item);
}

static void report(struct recognition *r)
{
	const struct header *h = &r->header;

	if (!h->kind_stated)
		add_finding(r, "kind-inferred", 0, N_("The document does not say what it is; its content tells"));
	if (!text_known(h->organization))
		add_finding(r, "organization-missing", 0, N_("The document does not say which committee met"));
	if (!date_known(h->start.date))
		add_finding(r, "date-missing", 0, N_("The document does not say on which day the meeting is"));
	if (h->dates_differ)
		add_finding(r, "dates-differ", h->dates_differ_line, N_("The document gives two days for the meeting"));
	for (size_t i = 0; i < r->items.n; i++)
		if (!text_known(r->items.v[i].item.title))
			add_finding(r, "title-missing", r->lines.v[r->items.v[i].head].number, N_("An item has no title"));
}

static void fill_record(struct recognition *r)
{
	struct record *record = r->record;
	const struct header *h = &r->header;

	record->kind = h->kind;
	record->kind_stated = h->kind_stated;
	record->organization = h->organization;
	record->classification = h->classification;
	record->start = date_known(h->start.date) ? h->start : MOMENT_NONE;
	record->end = MOMENT_NONE;
	if (date_known(h->start.date) && h->end.hour >= 0)
		record->end = (struct moment){ h->start.date, h->end.hour, h->end.minute };
	record->location = h->location;
	record->remark = h->remark;
	record->next_meeting = h->next_meeting;
	record->participants = attendance_list(&r->attendance);
	record->participants_n = r->attendance.n;
	record->items = arena_new(r->arena, struct record_item, r->items.n);
	record->items_n = r->items.n;
	for (size_t i = 0; i < r->items.n; i++)
		record->items[i] = r->items.v[i].item;
}

static void set_aside(struct recognition *r, const struct line *line, struct text text, const char *why)
{
	struct record *record = r->record;

	if (text.n == 0)
		return;
	arena_grow(r->arena, record->set_aside, record->set_aside_n, &r->set_aside_room);
	record->set_aside[record->set_aside_n++] = (struct record_set_aside){ line->number, text, why };
}

/* Lines nobody used, and words of used lines that no field carries, are set aside: nothing is thrown away.  What a text is
 * made of stands in it whole, so that only the fields' words need counting. */
static void set_rest_aside(struct recognition *r)
{
	struct words left = words_of_fields(r->lines.scratch, r->record);

	for (size_t i = 0; i < r->lines.n; i++)
		words_take(&left, text_from_to(r->lines.v[i].text, 0, r->lines.v[i].heading_n), NULL);
	for (size_t i = 0; i < r->lines.n; i++) {
		const struct line *line = &r->lines.v[i];
		struct buffer rest = buffer_in(r->arena, DOC_BYTES_MAX);

		switch (line->use) {
		case LINE_BODY:
			if (line->letter_mark)
				set_aside(r, line, TEXT("o"), N_("mark of a list"));
			break;
		case LINE_UNUSED:
			set_aside(r, line, line->text, N_("not understood"));
			break;
		case LINE_ASIDE:
			set_aside(r, line, line->text, line->why);
			break;
		case LINE_FIELD:
			words_take(&left, line->text, &rest);
			set_aside(r, line, buffer_text(&rest), N_("read as a field"));
			break;
		}
	}
}

static enum fault understand(struct recognition *r, struct refusal *why)
{
	lines_set_furniture_aside(&r->lines);
	apparatus_set_aside(&r->lines);
	if (lines_next(&r->lines, 0) == r->lines.n)
		return refuse(why, FAULT_INVALID, N_("there is no text in it"));
	r->items = items_find(&r->lines);
	if (r->items.n == 0)
		return refuse(why, FAULT_INVALID, N_("there are no items as an agenda or minutes have"));
	header_read(&r->lines, r->items.v[0].head, &r->attendance, &r->header);
	r->attendance.in_text = true;
	set_running_heads_aside(r);
	read_items(r);
	if (r->lines.too_long)
		return refuse(why, FAULT_LIMIT, N_("The text of one section is too long."));
	if (evidence(r) < EVIDENCE_LEAST)
		return refuse(why, FAULT_INVALID,
			N_("neither a kind, a committee, a day nor the headings of an agenda or minutes are there"));
	return FAULT_NONE;
}

/* What follows from the whole: the kind, the day, the next meeting, who came. */
static void conclude(struct recognition *r)
{
	if (!r->header.kind_stated)
		r->header.kind = has_decisions(r) ? RECORD_MINUTES : RECORD_AGENDA;
	if (r->header.kind == RECORD_AGENDA)
		unmake_decisions(r);
	date_from_decisions(r);
	find_next_meeting(r);
	attendance_conclude(&r->attendance, r->header.kind);
}

enum fault recognise(struct arena *arena, const struct doc *doc, struct refusal *why, struct record **ret)
{
	scoped(arena_release) struct arena scratch = ARENA_INIT;
	struct recognition r = { .arena = arena, .lines = lines_of(arena, &scratch, doc), .attendance = { .arena = arena } };
	enum fault fault;

	r.record = arena_new(arena, struct record, 1);
	fault = understand(&r, why);
	if (fault != FAULT_NONE)
		return fault;
	conclude(&r);
	report(&r);
	fill_record(&r);
	set_rest_aside(&r);
	*ret = r.record;
	return FAULT_NONE;
}
