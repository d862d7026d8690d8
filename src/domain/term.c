#include "domain/term.h"

#include <inttypes.h>

#include "domain/body.h"
#include "domain/organization.h"
#include "domain/person.h"
#include "domain/slug.h"
#include "markup/json.h"
#include "query/charter.h"
#include "query/membership.h"
#include "query/organization.h"
#include "query/person.h"
#include "query/term.h"
#include "seal/hash.h"

static const struct date no_end = { 9999, 12, 31 };
static const struct organization_id everything = { 0 };

static const char *const fates[] = {
	[TERM_ELECTED] = "elected",
	[TERM_KEPT] = "kept",
	[TERM_ENDED] = "ended",
};

static enum term_fate fate_from(struct text name)
{
	for (size_t i = 0; i < LENGTH_OF(fates); i++)
		if (text_is(name, fates[i]))
			return (enum term_fate)i;
	return TERM_UNDECIDED;
}

/* --- What is planned --- */

static enum fault split_memberships(struct ctx *cx, struct db *db, const struct term_row *term, struct term_committee *c)
{
	struct date before = date_add(term->from_day, -1);
	struct membership_row *rows;
	size_t n;
	enum fault fault = sql_memberships_of(db, cx->arena, c->organization.id, no_end, &rows, &n);

	if (fault != FAULT_NONE)
		return fault;
	c->present = arena_new(cx->arena, struct membership_row, n);
	c->entered = arena_new(cx->arena, struct membership_row, n);
	for (size_t i = 0; i < n; i++) {
		if (membership_holds(&rows[i], before))
			c->present[c->present_n++] = rows[i];
		else if (date_compare(rows[i].from_day, term->from_day) >= 0)
			c->entered[c->entered_n++] = rows[i];
	}
	return FAULT_NONE;
}

static struct lineup_seat of_row(const struct term_seat_row *row)
{
	int seat = seat_from(row->role);

	return (struct lineup_seat){ row->name, seat >= 0 ? (enum seat)seat : SEAT_MEMBER, row->party, row->substitute_for };
}

static struct text committee_tag(struct arena *arena, const struct term_committee *c)
{
	struct text lines = lineup_write(arena, c->seats, c->seats_n);

	return hash_hex(arena, hash_of(text_from(arena_format(arena, "%d\n%.*s", (int)c->fate, TEXT_ARG(lines)))));
}

static enum fault load_committee(struct ctx *cx, struct db *db, const struct term_row *term, struct term_committee *c)
{
	struct charter_row charter;
	enum fault fault = split_memberships(cx, db, term, c);

	if (fault == FAULT_NONE)
		fault = sql_charter_on(db, cx->arena, c->organization.id, term->from_day, &charter);
	if (fault == FAULT_NONE)
		c->places = charter.seats;
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

/* Rows that are ordered by their committee: those of one. */
static void add_seats(struct arena *arena, const struct term_seat_row *rows, size_t n, struct term_committee *c)
{
	c->seats = arena_new(arena, struct lineup_seat, n);
	for (size_t i = 0; i < n; i++)
		if (rows[i].organization.v == c->organization.id.v)
			c->seats[c->seats_n++] = of_row(&rows[i]);
}

static void add_plan(struct arena *arena, const struct term_fate_row *fate_rows, size_t fates_n, const struct term_seat_row *seats,
	size_t seats_n, struct term_committee *c)
{
	c->fate = TERM_UNDECIDED;
	for (size_t i = 0; i < fates_n; i++)
		if (fate_rows[i].organization.v == c->organization.id.v)
			c->fate = fate_from(fate_rows[i].fate);
	add_seats(arena, seats, c->fate == TERM_ELECTED ? seats_n : 0, c);
	c->tag = committee_tag(arena, c);
}

static enum fault load(struct ctx *cx, struct db *db, struct term_id id, struct prepared_term *ret)
{
	struct prepared_term term = { .committees_n = 0 };
	struct organization_row *organizations;
	struct term_fate_row *fate_rows;
	struct term_seat_row *seats;
	size_t fates_n, seats_n;
	enum fault fault = sql_term_by_id(db, cx->arena, id, &term.row);

	if (fault == FAULT_NONE)
		fault = sql_term_organizations(db, cx->arena, term.row.body, date_add(term.row.from_day, -1), &organizations,
			&term.committees_n);
	if (fault == FAULT_NONE)
		fault = sql_term_fates(db, cx->arena, id, &fate_rows, &fates_n);
	if (fault == FAULT_NONE)
		fault = sql_term_seats(db, cx->arena, id, &seats, &seats_n);
	if (fault != FAULT_NONE)
		return fault;
	term.committees = arena_new(cx->arena, struct term_committee, term.committees_n);
	for (size_t i = 0; i < term.committees_n && fault == FAULT_NONE; i++) {
		term.committees[i].organization = organizations[i];
		add_plan(cx->arena, fate_rows, fates_n, seats, seats_n, &term.committees[i]);
		fault = load_committee(cx, db, &term.row, &term.committees[i]);
	}
	if (fault == FAULT_NONE)
		*ret = term;
	return fault;
}

enum fault term_list(struct ctx *cx, struct term_row **ret, size_t *ret_n)
{
	enum fault fault = access_govern(cx, everything);

	return fault != FAULT_NONE ? fault : sql_terms(cx->db, cx->arena, TERMS_MOST, ret, ret_n);
}

enum fault term_load(struct ctx *cx, struct term_id id, struct prepared_term *ret)
{
	enum fault fault = access_govern(cx, everything);

	return fault != FAULT_NONE ? fault : load(cx, cx->db, id, ret);
}

/* --- Preparing --- */

struct term_change {
	struct term_id id;
	struct body_id body;
	struct date from, to;
	struct organization_id organization;
	enum term_fate fate;
	struct lineup_seat *seats;
	size_t n;
	struct text tag;
};

static struct text days_json(struct arena *arena, struct date from, struct date to)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "from", date_text(arena, from));
	json_key_text(&json, "to", date_text(arena, to));
	return json_finish(&json);
}

static enum fault say(struct change *change, const char *verb, struct term_id id, struct text before, struct text after)
{
	return journal_append(change, &(struct journal_entry){ verb, "term", id.v, before, after });
}

static enum fault prepare(struct ctx *cx, struct date from, struct date to)
{
	enum fault fault = access_govern(cx, everything);

	if (fault == FAULT_NONE && (!date_valid(from) || !date_valid(to)))
		return refuse(&cx->why, FAULT_INVALID, N_("An election period has a first and a last day"));
	if (fault == FAULT_NONE && date_compare(from, to) >= 0)
		return refuse(&cx->why, FAULT_INVALID, N_("The election period ends before it begins"));
	return fault;
}

static enum fault refuse_overlap(struct change *change, const struct term_change *c, struct body_id body)
{
	bool overlaps;
	enum fault fault = sql_term_overlaps(tx_db(change->tx), body, c->from, c->to, c->id, &overlaps);

	if (fault == FAULT_NONE && overlaps)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The authority has another election period in that time"));
	return fault;
}

static enum fault add_body(struct change *change, void *what)
{
	struct term_change *c = what;
	enum fault fault = refuse_overlap(change, c, c->body);

	if (fault == FAULT_NONE)
		fault = sql_term_insert(change->tx, c->body, c->from, c->to, &c->id);
	return fault != FAULT_NONE ? fault : say(change, "add", c->id, TEXT_NONE, days_json(change->cx->arena, c->from, c->to));
}

enum fault term_add(struct ctx *cx, struct body_id body, struct date from, struct date to, struct term_id *ret)
{
	struct term_change c = { .body = body, .from = from, .to = to };
	struct body_row row;
	enum fault fault = prepare(cx, from, to);

	if (fault == FAULT_NONE)
		fault = body_by_id(cx, body, &row);
	if (fault == FAULT_NONE)
		fault = change_make(cx, add_body, &c);
	if (fault == FAULT_NONE)
		*ret = c.id;
	return fault;
}

/* What is done is not prepared any more. */
static enum fault still_prepared(struct change *change, struct term_id id, struct term_row *ret)
{
	enum fault fault = sql_term_by_id(tx_db(change->tx), change->cx->arena, id, ret);

	if (fault == FAULT_NONE && ret->done)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("The election period has been carried out already"));
	return fault;
}

static enum fault set_days_body(struct change *change, void *what)
{
	struct term_change *c = what;
	struct arena *arena = change->cx->arena;
	struct term_row row;
	int64_t changed;
	enum fault fault = still_prepared(change, c->id, &row);

	if (fault == FAULT_NONE)
		fault = refuse_overlap(change, c, row.body);
	if (fault == FAULT_NONE)
		fault = sql_term_set_days(change->tx, c->id, c->from, c->to, &changed);
	return fault != FAULT_NONE ? fault : say(change, "move", c->id, days_json(arena, row.from_day, row.to_day),
		days_json(arena, c->from, c->to));
}

enum fault term_set_days(struct ctx *cx, struct term_id id, struct date from, struct date to)
{
	struct term_change c = { .id = id, .from = from, .to = to };
	enum fault fault = prepare(cx, from, to);

	return fault != FAULT_NONE ? fault : change_make(cx, set_days_body, &c);
}

static enum fault forget_plan(struct change *change, struct term_id id)
{
	int64_t changed;
	enum fault fault = sql_term_seats_delete(change->tx, id, everything, &changed);

	return fault != FAULT_NONE ? fault : sql_term_fates_delete(change->tx, id, &changed);
}

static enum fault drop_body(struct change *change, void *what)
{
	struct term_change *c = what;
	struct term_row row;
	int64_t changed;
	enum fault fault = still_prepared(change, c->id, &row);

	if (fault == FAULT_NONE)
		fault = forget_plan(change, c->id);
	if (fault == FAULT_NONE)
		fault = sql_term_delete(change->tx, c->id, &changed);
	return fault != FAULT_NONE ? fault :
		say(change, "remove", c->id, days_json(change->cx->arena, row.from_day, row.to_day), TEXT_NONE);
}

enum fault term_drop(struct ctx *cx, struct term_id id)
{
	struct term_change c = { .id = id };
	enum fault fault = access_govern(cx, everything);

	return fault != FAULT_NONE ? fault : change_make(cx, drop_body, &c);
}

static const struct term_committee *committee_of(const struct prepared_term *term, struct organization_id organization)
{
	for (size_t i = 0; i < term->committees_n; i++)
		if (term->committees[i].organization.id.v == organization.v)
			return &term->committees[i];
	return NULL;
}

static struct text plan_json(struct arena *arena, const struct term_committee *c)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "committee", c->organization.name);
	json_key_text(&json, "fate", c->fate != TERM_UNDECIDED ? text_from(fates[c->fate]) : TEXT_NONE);
	json_key_text(&json, "seats", lineup_write(arena, c->seats, c->seats_n));
	return json_finish(&json);
}

static enum fault put_seats(struct change *change, const struct term_change *c)
{
	int64_t changed;
	enum fault fault = sql_term_seats_delete(change->tx, c->id, c->organization, &changed);

	if (fault == FAULT_NONE)
		fault = sql_term_fate_put(change->tx, c->id, c->organization, text_from(fates[c->fate]), &changed);
	for (size_t i = 0; i < c->n && fault == FAULT_NONE; i++)
		fault = sql_term_seat_insert(change->tx, c->id, c->organization, (int64_t)i + 1, c->seats[i].name,
			text_from(seat_name(c->seats[i].seat)), c->seats[i].party, c->seats[i].substitute_for, &changed);
	return fault;
}

static enum fault plan_body(struct change *change, void *what)
{
	struct term_change *c = what;
	struct ctx *cx = change->cx;
	const struct term_committee *before;
	struct term_committee after;
	struct term_row row;
	struct prepared_term term;
	enum fault fault = still_prepared(change, c->id, &row);

	if (fault == FAULT_NONE)
		fault = load(cx, tx_db(change->tx), c->id, &term);
	if (fault != FAULT_NONE)
		return fault;
	before = committee_of(&term, c->organization);
	if (before == NULL)
		return FAULT_NOT_FOUND;
	if (!text_eq(before->tag, c->tag))
		return refuse(&cx->why, FAULT_CONFLICT, N_("Somebody has changed this since you began: see what holds now, and save again"));
	after = *before;
	after.fate = c->fate;
	after.seats = c->seats;
	after.seats_n = c->n;
	change->nothing = text_eq(committee_tag(cx->arena, &after), before->tag);
	if (change->nothing)
		return FAULT_NONE;
	fault = put_seats(change, c);
	return fault != FAULT_NONE ? fault : say(change, "plan", c->id, plan_json(cx->arena, before), plan_json(cx->arena, &after));
}

/* Of somebody who goes on and of somebody who was typed: nobody is there twice. */
static enum fault refuse_twice(struct ctx *cx, const struct lineup_seat *seats, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (lineup_clash(cx->arena, &seats[i], &seats[k]))
				return refuse_with(&cx->why, FAULT_INVALID, N_("%s stands there twice"), "%.*s", TEXT_ARG(seats[i].name));
	return FAULT_NONE;
}

enum fault term_plan(struct ctx *cx, struct term_id id, struct organization_id organization, enum term_fate fate,
	const struct lineup_seat *seats, size_t n, struct text tag)
{
	struct term_change c = { .id = id, .organization = organization, .fate = fate, .tag = tag };
	enum fault fault = access_govern(cx, everything);

	if (fault == FAULT_NONE && fate == TERM_UNDECIDED)
		return refuse(&cx->why, FAULT_INVALID, N_("Choose what the election period brings to the committee"));
	if (fault == FAULT_NONE && n > LINEUP_MOST)
		return refuse_with(&cx->why, FAULT_LIMIT, N_("A committee has at most %s members and substitutes"), "%d", LINEUP_MOST);
	if (fault == FAULT_NONE && fate == TERM_ELECTED) {
		c.seats = arena_copy(cx->arena, seats, n * sizeof(*seats));
		c.n = n;
		fault = refuse_twice(cx, seats, n);
	}
	return fault != FAULT_NONE ? fault : change_make(cx, plan_body, &c);
}

/* --- What would happen --- */

struct previewing {
	struct ctx *cx;
	struct db *db;
	const struct term_row *term;
	struct term_step *step;
};

static void trouble(struct previewing *p, const char *message, struct text detail)
{
	if (p->step->problem.message == NULL)
		(void)refuse_with(&p->step->problem, FAULT_CONFLICT, message, "%.*s", TEXT_ARG(detail));
}

static bool sits(const struct membership_row *rows, size_t n, struct person_id person)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].person.v == person.v)
			return true;
	return false;
}

static bool stands_for_somebody(struct arena *arena, const struct term_committee *c, struct text name)
{
	struct text key = name_key(arena, name);

	for (size_t i = 0; i < c->seats_n; i++)
		if (c->seats[i].seat != SEAT_SUBSTITUTE && text_eq(name_key(arena, c->seats[i].name), key))
			return true;
	return false;
}

static enum fault see_seat(struct previewing *p, const struct lineup_seat *seat, struct person_id *ret)
{
	const struct term_committee *c = p->step->committee;
	struct term_seat *coming = &p->step->coming[p->step->coming_n++];
	struct person_row person = { .id = { 0 } };
	enum fault fault = sql_person_by_key(p->db, p->cx->arena, p->term->body, name_key(p->cx->arena, seat->name), &person);

	if (fault != FAULT_NONE && fault != FAULT_NOT_FOUND)
		return fault;
	*coming = (struct term_seat){ *seat, sits(c->present, c->present_n, person.id), fault == FAULT_NOT_FOUND };
	if (sits(c->entered, c->entered_n, person.id))
		trouble(p, N_("%s has been entered in that time already"), seat->name);
	if (text_known(seat->substitute_for) && !stands_for_somebody(p->cx->arena, c, seat->substitute_for))
		trouble(p, N_("%s, for whom somebody stands in, is not to sit there"), seat->substitute_for);
	*ret = person.id;
	return FAULT_NONE;
}

static void see_remarks(struct previewing *p)
{
	const struct term_committee *c = p->step->committee;
	int64_t chairs = 0, members = 0;

	for (size_t i = 0; i < c->seats_n; i++) {
		chairs += c->seats[i].seat == SEAT_CHAIR ? 1 : 0;
		members += c->seats[i].seat != SEAT_SUBSTITUTE ? 1 : 0;
	}
	if (members == 0)
		p->step->remark = N_("Nobody is to sit there");
	else if (chairs != 1)
		p->step->remark = chairs == 0 ? N_("There is no chair") : N_("There is more than one chair");
	else if (c->places > 0 && c->places != members)
		p->step->remark = N_("There are more or fewer members than seats");
}

/* Memberships that would reach into the term. */
static void see_endings(struct previewing *p)
{
	const struct term_committee *c = p->step->committee;

	p->step->ending = arena_new(p->cx->arena, struct membership_row, c->present_n);
	for (size_t i = 0; i < c->present_n; i++)
		if (!membership_is_over(&c->present[i], p->term->from_day))
			p->step->ending[p->step->ending_n++] = c->present[i];
}

static void see_leaving(struct previewing *p, const struct person_id *persons, size_t n)
{
	const struct term_committee *c = p->step->committee;

	p->step->leaving = arena_new(p->cx->arena, struct text, c->present_n);
	for (size_t i = 0; i < c->present_n; i++) {
		bool stays = false;

		for (size_t k = 0; k < n; k++)
			stays = stays || persons[k].v == c->present[i].person.v;
		if (!stays)
			p->step->leaving[p->step->leaving_n++] = c->present[i].person_name;
	}
}

static enum fault see_elected(struct previewing *p)
{
	const struct term_committee *c = p->step->committee;
	struct person_id *persons = arena_new(p->cx->arena, struct person_id, c->seats_n + 1);
	enum fault fault = FAULT_NONE;

	p->step->coming = arena_new(p->cx->arena, struct term_seat, c->seats_n);
	for (size_t i = 0; i < c->seats_n && fault == FAULT_NONE; i++)
		fault = see_seat(p, &c->seats[i], &persons[i]);
	see_endings(p);
	see_leaving(p, persons, c->seats_n);
	see_remarks(p);
	return fault;
}

static enum fault see_step(struct previewing *p)
{
	const struct term_committee *c = p->step->committee;

	switch (c->fate) {
	case TERM_ELECTED:
		return see_elected(p);
	case TERM_ENDED:
		see_endings(p);
		see_leaving(p, NULL, 0);
		if (c->entered_n > 0)
			trouble(p, N_("%s has been entered in that time already"), c->entered[0].person_name);
		return FAULT_NONE;
	case TERM_UNDECIDED:
		p->step->remark = N_("Nobody has looked at the committee yet: its members go on");
		return FAULT_NONE;
	case TERM_KEPT:
		return FAULT_NONE;
	}
	return FAULT_NONE;
}

/* All that was shown: what changes in the meantime changes it. */
static struct text preview_tag(struct arena *arena, const struct term_preview *preview)
{
	struct json json = json_in(arena, false);

	json_begin_array(&json);
	json_text(&json, days_json(arena, preview->term.row.from_day, preview->term.row.to_day));
	for (size_t i = 0; i < preview->term.committees_n; i++) {
		const struct term_step *step = &preview->steps[i];

		json_int(&json, step->committee->organization.id.v);
		json_text(&json, step->committee->tag);
		for (size_t k = 0; k < step->ending_n; k++)
			json_int(&json, step->ending[k].id.v);
		for (size_t k = 0; k < step->coming_n; k++)
			json_bool(&json, step->coming[k].is_new);
		json_bool(&json, step->problem.message != NULL);
	}
	return hash_hex(arena, hash_of(json_finish(&json)));
}

static enum fault preview(struct ctx *cx, struct db *db, struct term_id id, struct term_preview *ret)
{
	struct term_preview seen = { .possible = true };
	enum fault fault = load(cx, db, id, &seen.term);

	if (fault != FAULT_NONE)
		return fault;
	seen.steps = arena_new(cx->arena, struct term_step, seen.term.committees_n);
	for (size_t i = 0; i < seen.term.committees_n && fault == FAULT_NONE; i++) {
		struct term_step *step = &seen.steps[i];
		struct previewing p = { cx, db, &seen.term.row, step };

		step->committee = &seen.term.committees[i];
		fault = see_step(&p);
		seen.possible = seen.possible && step->problem.message == NULL;
		seen.ending_n += (int64_t)step->ending_n;
		seen.coming_n += (int64_t)step->coming_n;
		for (size_t k = 0; k < step->coming_n; k++)
			seen.new_n += step->coming[k].is_new ? 1 : 0;
	}
	seen.tag = preview_tag(cx->arena, &seen);
	if (fault == FAULT_NONE)
		*ret = seen;
	return fault;
}

enum fault term_preview(struct ctx *cx, struct term_id id, struct term_preview *ret)
{
	enum fault fault = access_govern(cx, everything);

	return fault != FAULT_NONE ? fault : preview(cx, cx->db, id, ret);
}

/* --- Doing it --- */

static enum fault seat_one(struct change *change, const struct term_row *term, struct organization_id organization,
	const struct lineup_seat *seat)
{
	struct membership m = { .seat = seat->seat, .party = seat->party, .from = term->from_day, .to = term->to_day };
	struct person_id person;
	struct membership_id id;
	enum fault fault = person_chosen(change, term->body, seat->name, true, &person);

	if (fault == FAULT_NONE && text_known(seat->substitute_for))
		fault = person_chosen(change, term->body, seat->substitute_for, false, &m.substitute_for);
	return fault != FAULT_NONE ? fault : membership_add_within(change, organization, person, &m, &id);
}

/* Members before substitutes, who may stand in for somebody who is new. */
static enum fault seat_all(struct change *change, const struct term_row *term, const struct term_step *step, bool substitutes)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < step->coming_n && fault == FAULT_NONE; i++)
		if ((step->coming[i].seat.seat == SEAT_SUBSTITUTE) == substitutes)
			fault = seat_one(change, term, step->committee->organization.id, &step->coming[i].seat);
	return fault;
}

static enum fault take_step(struct change *change, const struct term_row *term, const struct term_step *step)
{
	struct date last = date_add(term->from_day, -1);
	enum fault fault = FAULT_NONE;

	if (step->committee->fate == TERM_ENDED)
		return organization_end_within(change, step->committee->organization.id, last);
	for (size_t i = 0; i < step->ending_n && fault == FAULT_NONE; i++)
		fault = membership_end_within(change, &step->ending[i], last);
	if (fault == FAULT_NONE)
		fault = seat_all(change, term, step, false);
	return fault != FAULT_NONE ? fault : seat_all(change, term, step, true);
}

static struct text done_json(struct arena *arena, const struct term_preview *seen)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "from", date_text(arena, seen->term.row.from_day));
	json_key_text(&json, "to", date_text(arena, seen->term.row.to_day));
	json_key_int(&json, "ended", seen->ending_n);
	json_key_int(&json, "begun", seen->coming_n);
	return json_finish(&json);
}

static enum fault carry_out_body(struct change *change, void *what)
{
	struct term_change *c = what;
	struct ctx *cx = change->cx;
	struct term_preview seen;
	struct term_row row;
	int64_t changed;
	enum fault fault = still_prepared(change, c->id, &row);

	if (fault == FAULT_NONE)
		fault = preview(cx, tx_db(change->tx), c->id, &seen);
	if (fault == FAULT_NONE && !text_eq(seen.tag, c->tag))
		return refuse(&cx->why, FAULT_CONFLICT, N_("Something has changed since you looked: look through it once more"));
	if (fault == FAULT_NONE && !seen.possible)
		return refuse(&cx->why, FAULT_CONFLICT, N_("It cannot be carried out as it is: see what is marked"));
	for (size_t i = 0; i < seen.term.committees_n && fault == FAULT_NONE; i++)
		fault = take_step(change, &seen.term.row, &seen.steps[i]);
	if (fault == FAULT_NONE)
		fault = forget_plan(change, c->id);
	if (fault == FAULT_NONE)
		fault = sql_term_done(change->tx, c->id, cx->now, &changed);
	return fault != FAULT_NONE ? fault : say(change, "begin", c->id, TEXT_NONE, done_json(cx->arena, &seen));
}

enum fault term_carry_out(struct ctx *cx, struct term_id id, struct text tag)
{
	struct term_change c = { .id = id, .tag = tag };
	enum fault fault = access_govern(cx, everything);

	return fault != FAULT_NONE ? fault : change_make(cx, carry_out_body, &c);
}
