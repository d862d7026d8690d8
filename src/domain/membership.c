#include "domain/membership.h"

#include "domain/person.h"
#include "domain/slug.h"
#include "markup/json.h"
#include "query/membership.h"
#include "query/organization.h"
#include "query/person.h"

static const struct date no_end = { 9999, 12, 31 };

static const char *const names[SEATS] = {
	[SEAT_CHAIR] = "chair",
	[SEAT_VICE] = "vice",
	[SEAT_MEMBER] = "member",
	[SEAT_SUBSTITUTE] = "substitute",
};

const char *seat_name(enum seat seat)
{
	return names[seat];
}

int seat_from(struct text name)
{
	for (int i = 0; i < SEATS; i++)
		if (text_is(name, names[i]))
			return i;
	return -1;
}

struct date membership_today(const struct ctx *cx)
{
	return instant_to_local(cx->now).date;
}

bool membership_holds(const struct membership_row *row, struct date day)
{
	return date_compare(row->from_day, day) <= 0 && !membership_is_over(row, day);
}

bool membership_is_over(const struct membership_row *row, struct date day)
{
	return date_known(row->to_day) && date_compare(row->to_day, day) < 0;
}

enum fault membership_list(struct ctx *cx, struct organization_id organization, struct membership_row **ret, size_t *ret_n)
{
	bool governs;
	enum fault fault = access_governs(cx, organization, &governs);

	if (fault != FAULT_NONE)
		return fault;
	return sql_memberships_of(cx->db, cx->arena, organization, governs ? no_end : membership_today(cx), ret, ret_n);
}

enum fault membership_of_person(struct ctx *cx, struct person_id person, struct membership_row **ret, size_t *ret_n)
{
	return sql_memberships_of_person(cx->db, cx->arena, person, membership_today(cx), ret, ret_n);
}

enum fault membership_by_id(struct ctx *cx, struct membership_id id, struct membership_row *ret)
{
	struct membership_row row;
	enum fault fault = sql_membership_by_id(cx->db, cx->arena, id, &row);

	if (fault == FAULT_NONE)
		fault = access_govern(cx, row.organization);
	if (fault == FAULT_NONE)
		*ret = row;
	return fault;
}

/* --- What may stand there --- */

static enum fault check(struct ctx *cx, const struct membership *m, struct membership *ret)
{
	struct membership clean = *m;
	enum fault fault = name_clean_optional(cx, m->party, &clean.party);

	if (fault == FAULT_NONE && clean.party.n > PARTY_BYTES_MAX)
		return refuse_with(&cx->why, FAULT_INVALID, N_("A party's name has at most %s letters"), "%d", PARTY_BYTES_MAX);
	if (fault == FAULT_NONE && !date_valid(m->from))
		return refuse(&cx->why, FAULT_INVALID, N_("The day on which the membership begins is missing"));
	if (fault == FAULT_NONE && date_known(m->to) && date_compare(m->to, m->from) < 0)
		return refuse(&cx->why, FAULT_INVALID, N_("The membership ends before it begins"));
	if (fault == FAULT_NONE && m->substitute_for.v != 0 && m->seat != SEAT_SUBSTITUTE)
		return refuse(&cx->why, FAULT_INVALID, N_("Only a substitute stands in for somebody"));
	if (fault == FAULT_NONE)
		*ret = clean;
	return fault;
}

/* "Anne Holm, formand fra 1. januar 2026" is in the way. */
static enum fault refuse_overlap(struct change *change, const struct membership_row *there)
{
	struct arena *arena = change->cx->arena;
	struct text from = date_text(arena, there->from_day), to = date_text(arena, there->to_day);

	return refuse_with(&change->cx->why, FAULT_CONFLICT,
		N_("The person sits in the committee already in that time: %s"), "%.*s %.*s \xe2\x80\x93 %.*s", TEXT_ARG(there->person_name),
		TEXT_ARG(from), TEXT_ARG(to));
}

static bool may_stand_beside(const struct membership_row *there, const struct membership *m)
{
	return seat_from(there->role) == SEAT_SUBSTITUTE && m->seat == SEAT_SUBSTITUTE &&
		there->substitute_for.v != m->substitute_for.v;
}

static enum fault refuse_overlaps(struct change *change, struct organization_id organization, struct person_id person,
	const struct membership *m, struct membership_id but)
{
	struct membership_row *rows;
	size_t n;
	enum fault fault = sql_membership_overlaps(tx_db(change->tx), change->cx->arena, organization, person, m->from,
		date_known(m->to) ? m->to : no_end, but, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		if (!may_stand_beside(&rows[i], m))
			fault = refuse_overlap(change, &rows[i]);
	return fault;
}

/* The committee goes on in that time, the people are of its authority, and nobody stands in for themselves. */
static enum fault fits(struct change *change, struct organization_id organization, struct person_id person,
	const struct membership *m)
{
	struct ctx *cx = change->cx;
	struct db *db = tx_db(change->tx);
	struct organization_row there;
	bool ours = false, other_ours = true;
	enum fault fault = sql_organization_by_id(db, cx->arena, organization, &there);

	if (fault == FAULT_NONE && date_known(there.to_day) &&
		date_compare(date_known(m->to) ? m->to : no_end, there.to_day) > 0)
		return refuse_with(&cx->why, FAULT_CONFLICT, N_("The committee is no more after %s"), "%.*s",
			TEXT_ARG(date_text(cx->arena, there.to_day)));
	if (fault == FAULT_NONE)
		fault = sql_person_is_of(db, person, there.body, &ours);
	if (fault == FAULT_NONE && m->substitute_for.v != 0)
		fault = sql_person_is_of(db, m->substitute_for, there.body, &other_ours);
	if (fault == FAULT_NONE && (!ours || !other_ours))
		return refuse(&cx->why, FAULT_INVALID, N_("The person is of another authority than the committee"));
	if (fault == FAULT_NONE && m->substitute_for.v == person.v)
		return refuse(&cx->why, FAULT_INVALID, N_("Nobody stands in for themselves"));
	return fault;
}

/* --- The journal --- */

static struct text facts_json(struct arena *arena, const struct membership_row *row)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "organization", row->organization.v);
	json_key_int(&json, "person", row->person.v);
	json_key_text(&json, "name", row->person_name);
	json_key_text(&json, "role", row->role);
	json_key_text(&json, "party", row->party);
	if (row->substitute_for.v != 0)
		json_key_text(&json, "substituteFor", row->substitute_for_name);
	json_key_text(&json, "from", date_text(arena, row->from_day));
	json_key_text(&json, "to", date_text(arena, row->to_day));
	return json_finish(&json);
}

/* before: unknown when it is new. */
static enum fault say(struct change *change, const char *verb, struct membership_id id, const struct membership_row *before)
{
	struct arena *arena = change->cx->arena;
	struct membership_row after;
	enum fault fault = sql_membership_by_id(tx_db(change->tx), arena, id, &after);
	bool gone = fault == FAULT_NOT_FOUND;

	if (fault != FAULT_NONE && !gone)
		return fault;
	return journal_append(change, &(struct journal_entry){ verb, "membership", id.v,
		before != NULL ? facts_json(arena, before) : TEXT_NONE, gone ? TEXT_NONE : facts_json(arena, &after) });
}

/* --- Parts --- */

enum fault membership_add_within(struct change *change, struct organization_id organization, struct person_id person,
	const struct membership *membership, struct membership_id *ret)
{
	struct membership m;
	enum fault fault = check(change->cx, membership, &m);

	if (fault == FAULT_NONE)
		fault = fits(change, organization, person, &m);
	if (fault == FAULT_NONE)
		fault = refuse_overlaps(change, organization, person, &m, (struct membership_id){ 0 });
	if (fault == FAULT_NONE)
		fault = sql_membership_insert(change->tx, organization, person, text_from(names[m.seat]), m.party, m.substitute_for,
			m.from, m.to, ret);
	return fault != FAULT_NONE ? fault : say(change, "add", *ret, NULL);
}

static enum fault put(struct change *change, const char *verb, const struct membership_row *before, const struct membership *m)
{
	int64_t changed;
	enum fault fault = sql_membership_update(change->tx, before->id, text_from(names[m->seat]), m->party, m->substitute_for,
		m->from, m->to, &changed);

	return fault != FAULT_NONE ? fault : say(change, verb, before->id, before);
}

static struct membership of_row(const struct membership_row *row)
{
	int seat = seat_from(row->role);

	return (struct membership){ seat >= 0 ? (enum seat)seat : SEAT_MEMBER, row->party, row->substitute_for, row->from_day,
		row->to_day };
}

enum fault membership_end_within(struct change *change, const struct membership_row *row, struct date last)
{
	struct membership m = of_row(row);

	if (date_compare(last, row->from_day) < 0)
		return refuse(&change->cx->why, FAULT_INVALID, N_("The membership ends before it begins"));
	m.to = last;
	return put(change, "end", row, &m);
}

/* --- Whole changes --- */

struct membership_call {
	struct membership_id id;
	const struct membership_new *made;
	struct membership m;
	struct date last;
};

static enum fault add_body(struct change *change, void *what)
{
	struct membership_call *c = what;
	struct organization_row organization;
	struct person_id person;
	enum fault fault = sql_organization_by_id(tx_db(change->tx), change->cx->arena, c->made->organization, &organization);

	if (fault == FAULT_NONE)
		fault = person_chosen(change, organization.body, c->made->name, c->made->may_be_new, &person);
	return fault != FAULT_NONE ? fault :
		membership_add_within(change, c->made->organization, person, &c->made->membership, &c->id);
}

enum fault membership_add(struct ctx *cx, const struct membership_new *made, struct membership_id *ret)
{
	struct membership_call c = { .made = made };
	enum fault fault = access_govern(cx, made->organization);

	if (fault == FAULT_NONE)
		fault = change_make(cx, add_body, &c);
	if (fault == FAULT_NONE)
		*ret = c.id;
	return fault;
}

/* The row as it is in the transaction; membership_by_id asks for the right. */
static enum fault change_it(struct ctx *cx, struct membership_call *c, enum fault (*body)(struct change *, void *))
{
	struct membership_row row;
	enum fault fault = membership_by_id(cx, c->id, &row);

	return fault != FAULT_NONE ? fault : change_make(cx, body, c);
}

static enum fault change_body(struct change *change, void *what)
{
	struct membership_call *c = what;
	struct membership_row row;
	struct membership_id id;
	enum fault fault = sql_membership_by_id(tx_db(change->tx), change->cx->arena, c->id, &row);

	if (fault == FAULT_NONE && date_compare(c->m.from, row.from_day) <= 0)
		return refuse(&change->cx->why, FAULT_INVALID, N_("The new begins before the old does: put the old right instead"));
	if (fault == FAULT_NONE && membership_is_over(&row, c->m.from))
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The membership is over by then: add a new one instead"));
	if (fault == FAULT_NONE)
		fault = membership_end_within(change, &row, date_add(c->m.from, -1));
	return fault != FAULT_NONE ? fault : membership_add_within(change, row.organization, row.person, &c->m, &id);
}

enum fault membership_change(struct ctx *cx, struct membership_id id, const struct membership *from_then_on)
{
	struct membership_call c = { .id = id };
	enum fault fault = check(cx, from_then_on, &c.m);

	return fault != FAULT_NONE ? fault : change_it(cx, &c, change_body);
}

static enum fault end_body(struct change *change, void *what)
{
	struct membership_call *c = what;
	struct membership_row row;
	enum fault fault = sql_membership_by_id(tx_db(change->tx), change->cx->arena, c->id, &row);

	if (fault == FAULT_NONE && membership_is_over(&row, c->last))
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The membership has ended before that day already"));
	return fault != FAULT_NONE ? fault : membership_end_within(change, &row, c->last);
}

enum fault membership_end(struct ctx *cx, struct membership_id id, struct date last)
{
	struct membership_call c = { .id = id, .last = last };

	if (!date_valid(last))
		return refuse(&cx->why, FAULT_INVALID, N_("The last day is missing"));
	return change_it(cx, &c, end_body);
}

static enum fault correct_body(struct change *change, void *what)
{
	struct membership_call *c = what;
	struct membership_row row;
	enum fault fault = sql_membership_by_id(tx_db(change->tx), change->cx->arena, c->id, &row);

	if (fault == FAULT_NONE)
		fault = fits(change, row.organization, row.person, &c->m);
	if (fault == FAULT_NONE)
		fault = refuse_overlaps(change, row.organization, row.person, &c->m, c->id);
	return fault != FAULT_NONE ? fault : put(change, "correct", &row, &c->m);
}

enum fault membership_correct(struct ctx *cx, struct membership_id id, const struct membership *right)
{
	struct membership_call c = { .id = id };
	enum fault fault = check(cx, right, &c.m);

	return fault != FAULT_NONE ? fault : change_it(cx, &c, correct_body);
}

static enum fault remove_body(struct change *change, void *what)
{
	struct membership_call *c = what;
	struct membership_row row;
	int64_t changed;
	enum fault fault = sql_membership_by_id(tx_db(change->tx), change->cx->arena, c->id, &row);

	if (fault == FAULT_NONE)
		fault = sql_membership_delete(change->tx, c->id, &changed);
	return fault != FAULT_NONE ? fault : say(change, "remove", c->id, &row);
}

enum fault membership_remove(struct ctx *cx, struct membership_id id)
{
	struct membership_call c = { .id = id };

	return change_it(cx, &c, remove_body);
}
