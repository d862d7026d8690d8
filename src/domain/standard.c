#include "domain/standard.h"

#include "domain/draft_text.h"
#include "domain/line.h"
#include "domain/meeting.h"
#include "markup/json.h"
#include "query/agenda.h"
#include "query/meeting.h"

enum { FILLED_MAX = 64 << 10 }; /* bytes of a text with its holes filled in */

enum fault standard_list(struct ctx *cx, struct organization_id organization, struct standard_row **ret, size_t *ret_n)
{
	return sql_standards(cx->db, cx->arena, organization, ret, ret_n);
}

/* --- Filling in --- */

struct filling {
	struct change *change;
	const struct plan_row *meeting;
	struct text previous, next, members; /* previous unknown: there was none */
};

/* "mødet den 3. marts 2026". */
static struct text the_meeting(struct arena *arena, struct date d)
{
	return text_from(arena_format(arena, "m\xc3\xb8""det den %d. %s %d", d.day, month_danish(d.month), d.year));
}

/* "møde tirsdag den 7. april 2026 kl. 15.00". */
static struct text next_words(struct arena *arena, struct moment m)
{
	struct buffer b = buffer_in(arena, FILLED_MAX);

	buffer_format(&b, "m\xc3\xb8""de %s den %d. %s %d", weekday_danish(date_weekday(m.date)), m.date.day,
		month_danish(m.date.month), m.date.year);
	if (m.hour >= 0)
		buffer_format(&b, " kl. %02d.%02d", m.hour, m.minute);
	return buffer_text(&b);
}

static struct text member_lines(struct arena *arena, const struct member_name_row *rows, size_t n)
{
	struct buffer b = buffer_in(arena, FILLED_MAX);

	for (size_t i = 0; i < n; i++)
		buffer_format(&b, "%s- %.*s%s", i > 0 ? "\n" : "", TEXT_ARG(rows[i].name),
			text_is(rows[i].role, "chair") ? ", formand" : text_is(rows[i].role, "vice") ? ", n\xc3\xa6stformand" : "");
	return buffer_text(&b);
}

static enum fault prepare(struct change *change, const struct plan_row *meeting, struct filling *ret)
{
	struct ctx *cx = change->cx;
	struct arena *arena = cx->arena;
	struct ctx public = *cx; /* what is filled in is for all to read: meetings that are not announced are not */
	struct meeting_row facts, previous, next;
	struct member_name_row *members;
	size_t n;
	enum fault fault = meeting_by_id(cx, meeting->id, &facts);

	public.viewer.v = VIEWER_PUBLIC;
	if (fault == FAULT_NONE)
		fault = meeting_neighbours(&public, &facts, &previous, &next);
	if (fault == FAULT_NONE)
		fault = sql_members_on(tx_db(change->tx), arena, meeting->organization, date_text(arena, meeting->start.date), &members, &n);
	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct filling){
		.change = change,
		.meeting = meeting,
		.previous = previous.id.v != 0 ? the_meeting(arena, previous.start.date) : TEXT_NONE,
		.next = next.id.v != 0 ? next_words(arena, next.start) : TEXT("et m\xc3\xb8""de, der ikke er fastsat endnu"),
		.members = member_lines(arena, members, n),
	};
	return FAULT_NONE;
}

static struct text fill(const struct filling *f, struct text t)
{
	const struct {
		struct text hole, words;
	} holes[] = {
		{ TEXT("{forrige m\xc3\xb8""de}"), f->previous },
		{ TEXT("{n\xc3\xa6ste m\xc3\xb8""de}"), f->next },
		{ TEXT("{medlemmer}"), f->members },
	};
	struct buffer b = buffer_in(f->change->cx->arena, FILLED_MAX);

	while (t.n > 0) {
		size_t i = 0;

		while (i < LENGTH_OF(holes) && !text_starts(t, holes[i].hole))
			i++;
		if (i < LENGTH_OF(holes))
			buffer_add(&b, holes[i].words);
		else
			buffer_add_byte(&b, t.s[0]);
		t = text_after(t, i < LENGTH_OF(holes) ? holes[i].hole.n : 1);
	}
	return buffer_text(&b);
}

static bool wants_previous(const struct standard_row *row)
{
	struct text hole = TEXT("{forrige m\xc3\xb8""de}");

	return text_find(row->title, hole) < row->title.n || text_find(row->text, hole) < row->text.n;
}

/* --- On an agenda --- */

static enum fault place(const struct filling *f, const struct standard_row *row)
{
	struct change *change = f->change;
	struct ctx *cx = change->cx;
	int role = section_role_from(row->role);
	const struct draft_part part = { 0, role < 0 ? SECTION_OTHER : (enum section_role)role, row->heading, fill(f, row->text) };
	struct draft_new draft = { .organization = f->meeting->organization, .kind = DRAFT_STANDARD, .title = fill(f, row->title),
		.parts = &part, .parts_n = text_empty(part.text) ? 0 : 1 };
	struct draft_row made;
	struct draft_id id;
	int64_t changed;
	enum fault fault = draft_create_within(change, &draft, &id);

	if (fault == FAULT_NONE)
		fault = sql_standard_mark(change->tx, id, row->id, &changed);
	if (fault == FAULT_NONE)
		fault = draft_get(cx, id, &made);
	if (fault == FAULT_NONE)
		fault = draft_step(change, &made, DRAFT_APPROVED, TEXT_NONE);
	return fault != FAULT_NONE ? fault : agenda_place_within(change, f->meeting, id);
}

struct placing {
	struct meeting_id meeting;
	int64_t changes;
	struct standard_id id;
};

static enum fault begin(struct change *change, const struct placing *p, struct plan_row *ret_meeting, struct filling *ret)
{
	enum fault fault = agenda_begin(change, p->meeting, p->changes, ret_meeting);

	return fault != FAULT_NONE ? fault : prepare(change, ret_meeting, ret);
}

static enum fault place_body(struct change *change, void *what)
{
	const struct placing *p = what;
	struct ctx *cx = change->cx;
	struct standard_row row;
	struct plan_row meeting;
	struct filling f;
	enum fault fault = begin(change, p, &meeting, &f);

	if (fault == FAULT_NONE)
		fault = sql_standard_by_id(tx_db(change->tx), cx->arena, p->id, &row);
	if (fault == FAULT_NONE && row.organization.v != 0 && row.organization.v != meeting.organization.v)
		fault = FAULT_NOT_FOUND;
	if (fault == FAULT_NONE && wants_previous(&row) && !text_known(f.previous))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The committee has no earlier meeting"));
	return fault != FAULT_NONE ? fault : place(&f, &row);
}

enum fault standard_place(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct standard_id id)
{
	return change_make(cx, place_body, &(struct placing){ meeting, changes, id });
}

static bool is_there(const struct agenda_item *items, size_t n, struct standard_id id)
{
	for (size_t i = 0; i < n; i++)
		if (items[i].seen && items[i].facts.standard.v == id.v)
			return true;
	return false;
}

static enum fault place_all_body(struct change *change, void *what)
{
	const struct placing *p = what;
	struct ctx *cx = change->cx;
	struct standard_row *rows;
	struct agenda_item *items;
	struct plan_row meeting;
	struct filling f;
	size_t n, items_n;
	enum fault fault = begin(change, p, &meeting, &f);

	if (fault == FAULT_NONE)
		fault = standard_list(cx, meeting.organization, &rows, &n);
	if (fault == FAULT_NONE)
		fault = agenda_load(cx, p->meeting, &items, &items_n);
	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		if (!is_there(items, items_n, rows[i].id) && (!wants_previous(&rows[i]) || text_known(f.previous)))
			fault = place(&f, &rows[i]);
	change->nothing = change->entries == 0;
	return fault;
}

enum fault standard_place_all(struct ctx *cx, struct meeting_id meeting, int64_t changes)
{
	return change_make(cx, place_all_body, &(struct placing){ .meeting = meeting, .changes = changes });
}

/* --- A committee's own --- */

struct adding {
	struct organization_id organization;
	struct standard_new item;
	struct standard_id id;
};

static struct text item_json(struct arena *arena, const struct adding *a)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "standard", a->id.v);
	json_key_text(&json, "title", a->item.title);
	json_end(&json);
	return json_finish(&json);
}

static enum fault say(struct change *change, const char *verb, const struct adding *a)
{
	return journal_append(change, &(struct journal_entry){ .verb = verb, .noun = "organization", .noun_id = a->organization.v,
		.after = item_json(change->cx->arena, a) });
}

static enum fault add_body(struct change *change, void *what)
{
	struct adding *a = what;
	const struct standard_new *item = &a->item;
	enum fault fault = access_require(change->cx, ROLE_CLERK, (struct reach){ .organization = a->organization });

	if (fault == FAULT_NONE)
		fault = sql_standard_insert(change->tx, a->organization, item->last ? TEXT("last") : TEXT("first"), item->title,
			text_from(section_role_name(SECTION_OTHER)), item->heading, item->text, &a->id);
	return fault != FAULT_NONE ? fault : say(change, "standard", a);
}

static struct text known(struct text t)
{
	return text_known(t) ? t : TEXT("");
}

enum fault standard_add(struct ctx *cx, struct organization_id organization, const struct standard_new *item)
{
	struct adding a = { .organization = organization, .item = *item };
	enum fault fault = line_tidy(cx, item->title, STANDARD_TITLE_MAX, &a.item.title);

	if (fault == FAULT_NONE && !text_known(a.item.title))
		return refuse(&cx->why, FAULT_INVALID, N_("An item needs a title"));
	if (fault == FAULT_NONE)
		fault = line_tidy(cx, item->heading, STANDARD_TITLE_MAX, &a.item.heading);
	if (fault == FAULT_NONE)
		fault = lines_tidy(cx, item->text, STANDARD_TEXT_MAX, &a.item.text);
	a.item.heading = known(a.item.heading);
	a.item.text = known(a.item.text);
	return fault != FAULT_NONE ? fault : change_make(cx, add_body, &a);
}

static enum fault end_body(struct change *change, void *what)
{
	const struct adding *a = what;
	int64_t changed;
	enum fault fault = access_require(change->cx, ROLE_CLERK, (struct reach){ .organization = a->organization });

	if (fault == FAULT_NONE)
		fault = sql_standard_end(change->tx, a->id, a->organization, &changed);
	if (fault == FAULT_NONE && changed == 0)
		fault = FAULT_NOT_FOUND;
	return fault != FAULT_NONE ? fault : say(change, "no-standard", a);
}

enum fault standard_end(struct ctx *cx, struct organization_id organization, struct standard_id id)
{
	return change_make(cx, end_body, &(struct adding){ .organization = organization, .id = id });
}
