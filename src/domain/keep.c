#include "domain/keep.h"

#include <inttypes.h>
#include <time.h>

#include "domain/access.h"
#include "domain/content.h"
#include "domain/matter.h"
#include "domain/meeting.h"
#include "domain/person.h"
#include "domain/revision.h"
#include "domain/slug.h"
#include "language/language.h"
#include "query/body.h"
#include "query/item.h"
#include "query/meeting.h"
#include "query/organization.h"
#include "query/source.h"

enum {
	SAME_MEETING_MINUTES = 60,
	KEEP_PAUSE_MS = 250, /* between two tries */
};

/* What keep() carries through its steps. */
struct keeping {
	struct change *change;
	struct ctx *cx;
	struct tx *tx;
	struct db *db;
	const struct keep_document *document;
	const struct keep_settings *settings;
	const struct record *record;
	struct text organization_name;
	struct body_id body;
	struct organization_id organization;
	struct meeting_id meeting;
	struct revision_id revision;
	enum keep_outcome outcome;
};

/* An authority that was kept without a name, before anybody gave it, is the same one when the name comes. */
static enum fault name_body(struct keeping *k, struct text name)
{
	struct body_row row;
	int64_t changed;
	enum fault fault = sql_body_by_key(k->db, k->cx->arena, TEXT(""), &row);

	if (fault == FAULT_NOT_FOUND)
		return sql_body_insert(k->tx, name, name_key(k->cx->arena, name), &k->body);
	if (fault != FAULT_NONE)
		return fault;
	k->body = row.id;
	return text_empty(name) ? FAULT_NONE : sql_body_rename(k->tx, row.id, name, name_key(k->cx->arena, name), &changed);
}

static enum fault keep_body(struct keeping *k)
{
	struct text name = k->settings->body;
	struct body_row row;
	enum fault fault;

	if (text_known(name)) {
		fault = sql_body_by_key(k->db, k->cx->arena, name_key(k->cx->arena, name), &row);
	} else {
		fault = sql_body_first(k->db, k->cx->arena, &row);
		name = TEXT("");
	}
	if (fault == FAULT_NOT_FOUND)
		return name_body(k, name);
	if (fault == FAULT_NONE)
		k->body = row.id;
	return fault;
}

static enum fault keep_organization(struct keeping *k)
{
	struct text key = name_key(k->cx->arena, k->organization_name), slug, classification = k->record->classification;
	struct organization_row row;
	enum fault fault = sql_organization_by_key(k->db, k->cx->arena, k->body, key, &row);
	int64_t changed;

	if (fault == FAULT_NONE) {
		k->organization = row.id;
		if (text_known(row.classification) || !text_known(classification))
			return FAULT_NONE;
		return sql_organization_classify(k->tx, row.id, classification, &changed);
	}
	if (fault == FAULT_NOT_FOUND)
		fault = slug_free(k->cx, k->organization_name, sql_organization_slug_taken, &slug);
	if (fault == FAULT_NONE)
		fault = sql_organization_insert(k->tx, k->body, k->organization_name, key, slug,
			classification, &k->organization);
	return fault;
}

static enum fault keep_person(struct keeping *k, struct text name, struct person_id *ret)
{
	bool made;

	return person_of_name(k->change, k->body, name, ret, &made);
}

static bool same_meeting(struct moment a, struct moment b)
{
	int apart;

	if (a.hour < 0 || b.hour < 0)
		return true;
	apart = (a.hour - b.hour) * 60 + a.minute - b.minute;
	return apart > -SAME_MEETING_MINUTES && apart < SAME_MEETING_MINUTES;
}

/* Its state is that of the revision that counts, which follows. */
static enum fault new_meeting(struct keeping *k)
{
	struct text slug;
	enum fault fault = meeting_slug_free(k->change, k->organization, k->record->start.date, &slug);

	if (fault != FAULT_NONE)
		return fault;
	return sql_meeting_insert(k->tx, k->organization, slug, k->record->start, TEXT("draft"), &k->meeting);
}

static enum fault find_meeting(struct keeping *k)
{
	struct date day = k->record->start.date;
	struct text from = date_text(k->cx->arena, day), to = date_text(k->cx->arena, date_add(day, 1));
	struct meeting_row *rows;
	size_t n;
	enum fault fault = sql_meetings_on(k->db, k->cx->arena, k->organization, from, to, &rows, &n);

	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < n; i++) {
		if (same_meeting(rows[i].start, k->record->start)) {
			k->meeting = rows[i].id;
			k->outcome = KEEP_CHANGED;
			return FAULT_NONE;
		}
	}
	k->outcome = KEEP_NEW;
	return new_meeting(k);
}

static bool holds_what_is_closed(const struct record *record)
{
	for (size_t i = 0; i < record->items_n; i++) {
		const struct record_item *item = &record->items[i];

		if (!item->is_public && (item->sections_n > 0 || item->files_n > 0 || item->guests_n > 0))
			return true;
	}
	return false;
}

static enum fault keep_source(struct keeping *k, struct source_id *ret)
{
	const struct record_source *source = &k->record->source;
	bool open = k->settings->open_sources && !holds_what_is_closed(k->record);
	struct content_id content;
	enum fault fault = content_keep(k->change, k->document->bytes, &content);

	if (fault != FAULT_NONE)
		return fault;
	return sql_source_insert(k->tx, content, source->name, text_from(k->document->media_type),
		source->words, open ? TEXT("public") : TEXT("staff"), k->cx->now, ret);
}

static enum fault keep_participants(struct keeping *k)
{
	for (size_t i = 0; i < k->record->participants_n; i++) {
		const struct record_participant *p = &k->record->participants[i];
		struct person_id person;
		int64_t changed;
		enum fault fault = keep_person(k, p->name, &person);

		if (fault == FAULT_NONE)
			fault = sql_participant_insert(k->tx, k->revision, (int64_t)i + 1, person, p->name,
				text_from(participant_status_name(p->status)), p->role, p->party, p->substitute_for,
				p->remark, &changed);
		if (fault != FAULT_NONE)
			return fault;
	}
	return FAULT_NONE;
}

/* What is closed is for the committee's members, and whoever works for them. */
static struct text circle_of(bool is_public)
{
	return is_public ? TEXT("public") : TEXT("members");
}

/* What a closed item holds is its circle's; a decision that says of itself that it is open is everybody's. */
static struct text section_circle(const struct record_item *item, const struct record_section *section)
{
	return circle_of(item->is_public || text_starts(section->heading, TEXT("\xc3\x85" "ben ")) ||
		text_starts(section->heading, TEXT("\xc3\x85" "BEN ")));
}

static enum fault keep_sections(struct keeping *k, struct item_id id, const struct record_item *item)
{
	for (size_t i = 0; i < item->sections_n; i++) {
		const struct record_section *s = &item->sections[i];
		int64_t changed;
		enum fault fault = sql_section_insert(k->tx, id, (int64_t)i + 1, text_from(section_role_name(s->role)),
			s->heading, s->date, s->text, section_circle(item, s), &changed);

		if (fault != FAULT_NONE)
			return fault;
	}
	return FAULT_NONE;
}

static enum fault keep_item_parts(struct keeping *k, struct item_id id, const struct record_item *item)
{
	enum fault fault = keep_sections(k, id, item);
	int64_t changed;

	for (size_t i = 0; i < item->files_n && fault == FAULT_NONE; i++)
		fault = sql_file_insert(k->tx, id, (int64_t)i + 1, item->files[i],
			circle_of(item->is_public), &changed);
	for (size_t i = 0; i < item->guests_n && fault == FAULT_NONE; i++) {
		struct person_id person;

		fault = keep_person(k, item->guests[i], &person);
		if (fault == FAULT_NONE)
			fault = sql_guest_insert(k->tx, id, (int64_t)i + 1, person, item->guests[i], &changed);
	}
	for (size_t i = 0; i < item->earlier_n && fault == FAULT_NONE; i++) {
		const struct record_earlier *e = &item->earlier[i];
		struct text key = text_known(e->organization) ? name_key(k->cx->arena, e->organization) : TEXT_NONE;

		fault = sql_earlier_insert(k->tx, id, (int64_t)i + 1, e->date, e->organization, key, e->released,
			e->text, &changed);
	}
	return fault;
}

static enum fault keep_item(struct keeping *k, const struct record_item *item)
{
	struct matter_id matter = { 0 };
	struct item_id id;
	enum fault fault = FAULT_NONE;

	if (text_known(item->matter))
		fault = matter_keep(k->change, k->body, item->matter, &matter);
	/* The title of a closed item was in the list of items that was sent out: it is as public as the document made it. */
	if (fault == FAULT_NONE)
		fault = sql_item_insert(k->tx, k->revision, k->organization, item->order, item->number, item->title,
			item->title, circle_of(item->is_public), matter, item->matter, &id);
	if (fault == FAULT_NONE)
		fault = keep_item_parts(k, id, item);
	return fault;
}

static enum fault keep_remarks(struct keeping *k)
{
	const struct record *r = k->record;
	enum fault fault = FAULT_NONE;
	int64_t changed;

	for (size_t i = 0; i < r->set_aside_n && fault == FAULT_NONE; i++)
		fault = sql_set_aside_insert(k->tx, k->revision, (int64_t)i + 1, (int64_t)r->set_aside[i].line,
			r->set_aside[i].text, text_from(r->set_aside[i].why), &changed);
	for (size_t i = 0; i < r->findings_n && fault == FAULT_NONE; i++)
		fault = sql_finding_insert(k->tx, k->revision, (int64_t)i + 1, text_from(r->findings[i].code),
			(int64_t)r->findings[i].line, r->findings[i].message, &changed);
	return fault;
}

static enum fault keep_revision(struct keeping *k, int64_t number)
{
	const struct record *r = k->record;
	struct source_id source;
	enum fault fault = keep_source(k, &source);

	if (fault == FAULT_NONE)
		fault = sql_revision_insert(k->tx, k->meeting, number, text_from(record_kind_name(r->kind)),
			r->kind_stated, source, k->organization_name, r->classification, r->start, r->end, r->location, r->remark,
			r->next_meeting, (int64_t)r->items_n, k->cx->now, &k->revision);
	if (fault == FAULT_NONE)
		fault = keep_participants(k);
	for (size_t i = 0; i < r->items_n && fault == FAULT_NONE; i++)
		fault = keep_item(k, &r->items[i]);
	if (fault == FAULT_NONE)
		fault = keep_remarks(k);
	return fault;
}

static enum fault keep_body_of_change(struct change *change, void *what)
{
	struct keeping *k = what;
	struct revision_row known, *revisions;
	size_t revisions_n;
	enum fault fault;

	k->change = change;
	k->tx = change->tx;
	k->db = tx_db(change->tx);
	fault = sql_revision_by_content(k->db, k->cx->arena, k->record->source.sha256, &known);
	if (fault == FAULT_NONE) {
		change->nothing = true;
		k->meeting = known.meeting;
		k->outcome = KEEP_UNCHANGED;
	}
	if (fault != FAULT_NOT_FOUND)
		return fault;
	fault = keep_body(k);
	if (fault == FAULT_NONE)
		fault = keep_organization(k);
	if (fault == FAULT_NONE)
		fault = access_require(k->cx, ROLE_CLERK, (struct reach){ .organization = k->organization });
	if (fault == FAULT_NONE)
		fault = find_meeting(k);
	if (fault == FAULT_NONE)
		fault = sql_revisions_of(k->db, k->cx->arena, k->meeting, &revisions, &revisions_n);
	if (fault == FAULT_NONE)
		fault = keep_revision(k, (int64_t)revisions_n + 1);
	if (fault == FAULT_NONE)
		fault = revision_let_count(change, k->meeting, k->revision, k->record->kind, k->record->start);
	if (fault == FAULT_NONE)
		fault = revision_tell(change, k->meeting, (int64_t)revisions_n + 1, k->outcome == KEEP_NEW, k->record->source.sha256);
	return fault;
}

static enum fault prepare(struct keeping *k)
{
	k->organization_name = text_known(k->record->organization) ? k->record->organization : k->settings->organization;
	if (!text_known(k->organization_name))
		return refuse(&k->cx->why, FAULT_INVALID,
			N_("The document does not say which committee met; name it with --organization"));
	if (!date_known(k->record->start.date))
		return refuse(&k->cx->why, FAULT_INVALID, N_("The document does not say on which day the meeting is"));
	return FAULT_NONE;
}

enum fault keep_within(struct change *change, const struct keep_document *document, const struct keep_settings *settings,
	enum keep_outcome *ret, struct meeting_id *ret_meeting)
{
	struct keeping k = { .cx = change->cx, .document = document, .settings = settings, .record = document->record };
	enum fault fault = prepare(&k);

	if (fault == FAULT_NONE)
		fault = keep_body_of_change(change, &k);
	if (fault == FAULT_NONE) {
		*ret = k.outcome;
		*ret_meeting = k.meeting;
	}
	return fault;
}

static void pause_a_little(void)
{
	const struct timespec pause = { 0, KEEP_PAUSE_MS * 1000000L };

	nanosleep(&pause, NULL);
}

/* Once more.  Bytes that are found to be there after an uncertain commit came by that commit. */
static enum fault keep_again(struct keeping *k, bool *uncertain, enum keep_outcome *hoped)
{
	enum fault fault = change_make(k->cx, keep_body_of_change, k);

	if (fault == FAULT_UNCERTAIN) {
		*uncertain = true;
		*hoped = k->outcome;
	}
	if (fault == FAULT_NONE && *uncertain && k->outcome == KEEP_UNCHANGED)
		k->outcome = *hoped;
	return fault;
}

static enum fault keep_patiently(struct keeping *k)
{
	enum keep_outcome hoped = KEEP_UNCHANGED;
	bool uncertain = false;
	int tries = 1 + k->settings->patience * 1000 / KEEP_PAUSE_MS;
	enum fault fault = keep_again(k, &uncertain, &hoped);

	for (; tries > 0 && (fault == FAULT_BUSY || fault == FAULT_UNCERTAIN); tries--) {
		if (k->settings->patience > 0)
			pause_a_little();
		else if (fault == FAULT_BUSY)
			break;
		fault = keep_again(k, &uncertain, &hoped);
	}
	return fault == FAULT_BUSY && uncertain ? FAULT_UNCERTAIN : fault;
}

enum fault keep(struct ctx *cx, const struct keep_document *document, const struct keep_settings *settings,
	enum keep_outcome *ret, struct meeting_id *ret_meeting)
{
	struct keeping k = { .cx = cx, .document = document, .settings = settings, .record = document->record };
	enum fault fault = prepare(&k);

	if (fault == FAULT_NONE)
		fault = keep_patiently(&k);
	if (fault == FAULT_NONE) {
		*ret = k.outcome;
		*ret_meeting = k.meeting;
	}
	return fault;
}
