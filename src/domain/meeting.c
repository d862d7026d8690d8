#include "domain/meeting.h"

#include "domain/opening.h"
#include "domain/slug.h"
#include "query/item.h"
#include "query/meeting.h"
#include "query/organization.h"
#include "query/plan.h"
#include "query/source.h"

enum { MEETINGS_OF_MAX = 5000 }; /* of one committee: a century of weeks */

enum fault meeting_by_slug(struct ctx *cx, struct text organization, struct text slug, struct meeting_row *ret)
{
	struct meeting_id moved;
	enum fault fault = sql_meeting_by_slug(cx->db, cx->arena, cx->viewer, organization, slug, ret);

	if (fault != FAULT_NOT_FOUND)
		return fault;
	fault = sql_meeting_before(cx->db, organization, slug, &moved);
	return fault != FAULT_NONE ? fault : meeting_by_id(cx, moved, ret);
}

enum fault meeting_by_id(struct ctx *cx, struct meeting_id id, struct meeting_row *ret)
{
	return sql_meeting_by_id(cx->db, cx->arena, cx->viewer, id, ret);
}

enum fault meeting_list(struct ctx *cx, int64_t most, int64_t skip, struct meeting_row **ret, size_t *ret_n)
{
	return sql_meetings_all(cx->db, cx->arena, cx->viewer, most, skip, ret, ret_n);
}

enum fault meeting_count(struct ctx *cx, int64_t *ret)
{
	return sql_meeting_count(cx->db, ret);
}

enum fault meeting_slug_free(struct change *change, struct organization_id organization, struct date day, struct text *ret)
{
	struct arena *arena = change->cx->arena;
	struct text base = date_text(arena, day), slug = base;

	for (int i = 2; i < SLUG_TRIES_MAX; i++) {
		bool in_use;
		enum fault fault = sql_meeting_slug_taken(tx_db(change->tx), organization, slug, &in_use);

		if (fault == FAULT_NONE && !in_use)
			*ret = slug;
		if (fault != FAULT_NONE || !in_use)
			return fault;
		slug = text_from(arena_format(arena, "%.*s-%d", TEXT_ARG(base), i));
	}
	return refuse(&change->cx->why, FAULT_LIMIT, N_("Too many things have the same name"));
}

static struct text today(struct ctx *cx)
{
	return date_text(cx->arena, instant_to_local(cx->now).date);
}

enum fault meeting_list_next(struct ctx *cx, int64_t most, struct meeting_row **ret, size_t *ret_n)
{
	return sql_meetings_from(cx->db, cx->arena, cx->viewer, today(cx), most, ret, ret_n);
}

enum fault meeting_list_latest(struct ctx *cx, int64_t most, struct meeting_row **ret, size_t *ret_n)
{
	return sql_meetings_before(cx->db, cx->arena, cx->viewer, today(cx), most, ret, ret_n);
}

enum fault meeting_list_of(struct ctx *cx, struct organization_id id, int year, struct meeting_row **ret, size_t *ret_n)
{
	struct text from = TEXT("0"), to = TEXT("A");

	if (year != 0) {
		from = text_from(arena_format(cx->arena, "%04d", year));
		to = text_from(arena_format(cx->arena, "%04d", year + 1));
	}
	return sql_meetings_of(cx->db, cx->arena, cx->viewer, id, from, to, MEETINGS_OF_MAX, ret, ret_n);
}

enum fault meeting_news(struct ctx *cx, struct organization_id id, int64_t most, struct news_row **ret, size_t *ret_n)
{
	return sql_meeting_news(cx->db, cx->arena, id, most, ret, ret_n);
}

enum fault meeting_years(struct ctx *cx, struct met_year_row **ret, size_t *ret_n)
{
	return sql_meeting_years(cx->db, cx->arena, ret, ret_n);
}

enum fault meeting_neighbours(struct ctx *cx, const struct meeting_row *facts, struct meeting_row *ret_previous,
	struct meeting_row *ret_next)
{
	struct text start = moment_text(cx->arena, facts->start);
	struct meeting_row *before, *after;
	size_t before_n, after_n;
	enum fault fault;

	fault = sql_meeting_previous(cx->db, cx->arena, cx->viewer, facts->organization, start, facts->id, &before, &before_n);
	if (fault == FAULT_NONE)
		fault = sql_meeting_next(cx->db, cx->arena, cx->viewer, facts->organization, start, facts->id, &after, &after_n);
	if (fault != FAULT_NONE)
		return fault;
	*ret_previous = before_n > 0 ? before[0] : (struct meeting_row){ .start = MOMENT_NONE };
	*ret_next = after_n > 0 ? after[0] : (struct meeting_row){ .start = MOMENT_NONE };
	return FAULT_NONE;
}

/* Hands each item the run of rows that are its own; rows come in the order of the items. */
#define SHARE_OUT(meeting, field, rows, n)                                                                             \
	do {                                                                                                           \
		size_t at = 0;                                                                                         \
		for (size_t i = 0; i < (meeting)->items_n; i++) {                                                      \
			struct meeting_item *item = &(meeting)->items[i];                                              \
			item->field = (n) > 0 ? (rows) + at : NULL;                                                    \
			while (at < (n) && (rows)[at].item.v == item->facts.id.v) {                                    \
				at++;                                                                                  \
				item->field##_n++;                                                                     \
			}                                                                                              \
		}                                                                                                      \
	} while (0)

static enum fault load_items(struct ctx *cx, struct meeting *m)
{
	struct revision_id revision = m->revision.id;
	struct item_row *items;
	struct section_row *sections;
	struct file_row *files;
	struct guest_row *guests;
	struct earlier_row *earlier;
	size_t sections_n, files_n, guests_n, earlier_n;
	enum fault fault = sql_items_of(cx->db, cx->arena, cx->viewer, revision, &items, &m->items_n);

	if (fault == FAULT_NONE)
		fault = sql_sections_of(cx->db, cx->arena, cx->viewer, revision, &sections, &sections_n);
	if (fault == FAULT_NONE)
		fault = sql_files_of(cx->db, cx->arena, cx->viewer, revision, &files, &files_n);
	if (fault == FAULT_NONE)
		fault = sql_guests_of(cx->db, cx->arena, cx->viewer, revision, &guests, &guests_n);
	if (fault == FAULT_NONE)
		fault = sql_earlier_of(cx->db, cx->arena, cx->viewer, revision, &earlier, &earlier_n);
	if (fault != FAULT_NONE)
		return fault;
	m->items = arena_new(cx->arena, struct meeting_item, m->items_n);
	for (size_t i = 0; i < m->items_n; i++)
		m->items[i].facts = items[i];
	SHARE_OUT(m, sections, sections, sections_n);
	SHARE_OUT(m, files, files, files_n);
	SHARE_OUT(m, guests, guests, guests_n);
	SHARE_OUT(m, earlier, earlier, earlier_n);
	return FAULT_NONE;
}

static enum fault choose_revision(struct ctx *cx, struct meeting *m, int64_t number)
{
	for (size_t i = 0; i < m->revisions_n; i++) {
		const struct revision_row *r = &m->revisions[i];

		if (number == 0 ? r->id.v == m->facts.revision.v : r->number == number) {
			m->revision = *r;
			return FAULT_NONE;
		}
	}
	return refuse(&cx->why, FAULT_NOT_FOUND, m->facts.revision.v == 0 ? N_("The agenda of the meeting has not been sent yet") :
		N_("The meeting has no such revision"));
}

static void note_opening(struct ctx *cx, const struct meeting *m)
{
	for (size_t i = 0; i < m->items_n; i++) {
		const struct meeting_item *item = &m->items[i];

		if (item->facts.opened)
			opening_add(cx, "item", item->facts.id.v, item->facts.circle);
		for (size_t j = 0; j < item->sections_n; j++)
			opening_add(cx, "item", item->facts.id.v, item->sections[j].circle);
		for (size_t j = 0; j < item->files_n; j++)
			opening_add(cx, "item", item->facts.id.v, item->files[j].circle);
	}
}

enum fault meeting_load(struct ctx *cx, const struct meeting_row *facts, int64_t revision, struct meeting *ret)
{
	struct meeting m = { .facts = *facts };
	enum fault fault = sql_revisions_of(cx->db, cx->arena, facts->id, &m.revisions, &m.revisions_n);

	if (fault == FAULT_NONE)
		fault = choose_revision(cx, &m, revision);
	if (fault == FAULT_NONE)
		fault = sql_organization_by_id(cx->db, cx->arena, facts->organization, &m.organization);
	if (fault == FAULT_NONE)
		fault = sql_source_of(cx->db, cx->arena, cx->viewer, m.revision.source, &m.source);
	if (fault == FAULT_NONE)
		fault = sql_participants_of(cx->db, cx->arena, m.revision.id, &m.participants, &m.participants_n);
	if (fault == FAULT_NONE)
		fault = load_items(cx, &m);
	if (fault != FAULT_NONE)
		return fault;
	note_opening(cx, &m);
	*ret = m;
	return FAULT_NONE;
}

/* What is left of an item that was withdrawn, for who reads it without a screen. */
static void add_trace(struct arena *arena, const struct item_row *facts, struct record_item *to)
{
	struct date d = instant_to_local(facts->gone_at).date;
	struct text words = text_from(arena_format(arena, "Punktet er trukket tilbage %d. %s %d.", d.day, month_danish(d.month), d.year));

	to->sections = arena_new(arena, struct record_section, 1);
	to->sections[0] = (struct record_section){ .role = SECTION_OTHER,
		.text = text_known(facts->gone_why) ? text_join(arena, words, TEXT(" "), facts->gone_why) : words };
	to->sections_n = 1;
}

static void record_item_from(struct arena *arena, const struct meeting_item *from, struct record_item *to)
{
	*to = (struct record_item){
		.number = from->facts.number,
		.order = (int)from->facts.position,
		.title = from->facts.title,
		.is_public = from->facts.is_public,
		.matter = from->facts.matter_label,
		.sections = arena_new(arena, struct record_section, from->sections_n),
		.sections_n = from->sections_n,
		.files = arena_new(arena, struct text, from->files_n),
		.guests = arena_new(arena, struct text, from->guests_n),
		.guests_n = from->guests_n,
		.earlier = arena_new(arena, struct record_earlier, from->earlier_n),
		.earlier_n = from->earlier_n,
	};
	for (size_t i = 0; i < from->sections_n; i++) {
		const struct section_row *s = &from->sections[i];
		int role = section_role_from(s->role);

		to->sections[i] = (struct record_section){ role >= 0 ? (enum section_role)role : SECTION_OTHER, s->heading,
			s->day, s->text };
	}
	for (size_t i = 0; i < from->files_n; i++)
		if (from->files[i].gone_at == 0)
			to->files[to->files_n++] = from->files[i].name;
	for (size_t i = 0; i < from->guests_n; i++)
		to->guests[i] = from->guests[i].name;
	for (size_t i = 0; i < from->earlier_n; i++) {
		const struct earlier_row *e = &from->earlier[i];

		to->earlier[i] = (struct record_earlier){ e->day, e->organization, e->released, e->text };
	}
	if (from->facts.gone_at != 0)
		add_trace(arena, &from->facts, to);
}

static void record_participants_from(struct arena *arena, const struct meeting *m, struct record *record)
{
	record->participants = arena_new(arena, struct record_participant, m->participants_n);
	record->participants_n = m->participants_n;
	for (size_t i = 0; i < m->participants_n; i++) {
		const struct participant_row *p = &m->participants[i];
		int status = participant_status_from(p->status);

		record->participants[i] = (struct record_participant){ p->name,
			status >= 0 ? (enum participant_status)status : PARTICIPANT_LISTED, p->role, p->party,
			p->substitute_for, p->remark };
	}
}

struct record *meeting_record(struct arena *arena, const struct meeting *m)
{
	struct record *record = arena_new(arena, struct record, 1);
	int kind = record_kind_from(m->revision.kind);

	*record = (struct record){
		.source = { m->source.name, m->source.sha256, m->source.words },
		.kind = kind >= 0 ? (enum record_kind)kind : RECORD_AGENDA,
		.kind_stated = m->revision.kind_stated,
		.organization = m->revision.organization,
		.classification = m->revision.classification,
		.start = m->revision.start,
		.end = m->revision.ending,
		.location = m->revision.location,
		.remark = m->revision.remark,
		.next_meeting = m->revision.next_meeting,
		.items = arena_new(arena, struct record_item, m->items_n),
		.items_n = m->items_n,
	};
	record_participants_from(arena, m, record);
	for (size_t i = 0; i < m->items_n; i++)
		record_item_from(arena, &m->items[i], &record->items[i]);
	return record;
}

enum fault meeting_record_complete(struct ctx *cx, const struct meeting *m, struct record *record)
{
	struct set_aside_row *aside;
	struct finding_row *findings;
	size_t aside_n, findings_n;
	enum fault fault = sql_set_aside_of(cx->db, cx->arena, m->revision.id, &aside, &aside_n);

	if (fault == FAULT_NONE)
		fault = sql_findings_of(cx->db, cx->arena, m->revision.id, &findings, &findings_n);
	if (fault != FAULT_NONE)
		return fault;
	record->set_aside = arena_new(cx->arena, struct record_set_aside, aside_n);
	record->set_aside_n = aside_n;
	for (size_t i = 0; i < aside_n; i++)
		record->set_aside[i] = (struct record_set_aside){ (size_t)aside[i].line, aside[i].text,
			text_string(cx->arena, aside[i].why) };
	record->findings = arena_new(cx->arena, struct record_finding, findings_n);
	record->findings_n = findings_n;
	for (size_t i = 0; i < findings_n; i++)
		record->findings[i] = (struct record_finding){ text_string(cx->arena, findings[i].code),
			(size_t)findings[i].line, findings[i].message };
	return FAULT_NONE;
}
