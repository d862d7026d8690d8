#include "domain/charter.h"

#include "domain/change.h"
#include "domain/slug.h"
#include "domain/typed.h"
#include "markup/json.h"
#include "query/charter.h"
#include "query/organization.h"
#include "seal/hash.h"

static const struct date no_end = { 9999, 12, 31 };

static const char *const kinds[CHARTER_KINDS] = {
	[CHARTER_COUNCIL] = "council",
	[CHARTER_STANDING] = "standing",
	[CHARTER_SPECIAL] = "special",
	[CHARTER_CODETERMINATION] = "codetermination",
	[CHARTER_OTHER] = "other",
};

const char *charter_kind_name(enum charter_kind kind)
{
	return kinds[kind];
}

int charter_kind_from(struct text name)
{
	for (int i = 0; i < CHARTER_KINDS; i++)
		if (text_is(name, kinds[i]))
			return i;
	return -1;
}

static struct date today(const struct ctx *cx)
{
	return instant_to_local(cx->now).date;
}

static struct charter of_row(const struct charter_row *row)
{
	int kind = charter_kind_from(row->kind);

	return (struct charter){ row->from_day, kind >= 0 ? (enum charter_kind)kind : CHARTER_OTHER, row->ground, row->seats,
		row->quorum, row->notice, row->saturday, row->rules, row->reference };
}

/* Until when the viewer may know of versions. */
static enum fault horizon(struct ctx *cx, struct organization_id organization, struct date *ret)
{
	bool governs;
	enum fault fault = access_governs(cx, organization, &governs);

	*ret = fault == FAULT_NONE && governs ? no_end : today(cx);
	return fault;
}

enum fault charter_on(struct ctx *cx, struct organization_id organization, struct date day, struct charter *ret)
{
	struct charter_row row;
	struct date until;
	enum fault fault = horizon(cx, organization, &until);

	if (fault == FAULT_NONE)
		fault = sql_charter_on(cx->db, cx->arena, organization, date_compare(day, until) < 0 ? day : until, &row);
	if (fault == FAULT_NONE)
		*ret = of_row(&row);
	return fault;
}

/* --- As JSON: for the journal, and to tell whether anything changed --- */

static void add_json(struct json *json, struct arena *arena, const struct charter *c)
{
	json_begin_object(json);
	json_key_text(json, "from", date_text(arena, c->from));
	json_key_text(json, "kind", text_from(kinds[c->kind]));
	json_key_text(json, "ground", c->ground);
	json_key_int(json, "seats", c->seats);
	json_key_int(json, "quorum", c->quorum);
	json_key_int(json, "notice", c->notice);
	json_key_bool(json, "saturday", c->saturday);
	json_key_text(json, "rules", c->rules);
	json_key_text(json, "reference", c->reference);
	json_end(json);
}

static struct text charter_json(struct arena *arena, const struct charter *c)
{
	struct json json = json_in(arena, false);

	add_json(&json, arena, c);
	return json_finish(&json);
}

static struct text tag_of(struct arena *arena, const struct charter *all, size_t n)
{
	struct json json = json_in(arena, false);

	json_begin_array(&json);
	for (size_t i = 0; i < n; i++)
		add_json(&json, arena, &all[i]);
	return hash_hex(arena, hash_of(json_finish(&json)));
}

static enum fault load(struct ctx *cx, struct db *db, struct organization_id organization, struct date until,
	struct charter **ret, size_t *ret_n)
{
	struct charter_row *rows;
	enum fault fault = sql_charters(db, cx->arena, organization, until, &rows, ret_n);

	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_new(cx->arena, struct charter, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = of_row(&rows[i]);
	return FAULT_NONE;
}

enum fault charter_list(struct ctx *cx, struct organization_id organization, struct charter **ret, size_t *ret_n,
	struct text *ret_tag)
{
	struct date until;
	enum fault fault = horizon(cx, organization, &until);

	if (fault == FAULT_NONE)
		fault = load(cx, cx->db, organization, until, ret, ret_n);
	if (fault == FAULT_NONE)
		*ret_tag = tag_of(cx->arena, *ret, *ret_n);
	return fault;
}

/* --- Changes --- */

static enum fault check(struct ctx *cx, const struct charter *charter, struct charter *ret)
{
	struct charter c = *charter;
	enum fault fault = name_clean_optional(cx, charter->ground, &c.ground);

	if (fault == FAULT_NONE)
		fault = typed_text(cx, charter->rules, CHARTER_TEXT_MAX, &c.rules);
	if (fault == FAULT_NONE)
		fault = typed_text(cx, charter->reference, CHARTER_TEXT_MAX, &c.reference);
	if (fault == FAULT_NONE && !date_valid(c.from))
		return refuse(&cx->why, FAULT_INVALID, N_("The day from which it holds is missing"));
	if (fault == FAULT_NONE && (c.seats < 0 || c.seats > CHARTER_SEATS_MAX || c.quorum < 0 || c.quorum > CHARTER_SEATS_MAX))
		return refuse_with(&cx->why, FAULT_INVALID, N_("A committee has at most %s seats"), "%d", CHARTER_SEATS_MAX);
	if (fault == FAULT_NONE && c.seats > 0 && c.quorum > c.seats)
		return refuse(&cx->why, FAULT_INVALID, N_("More must be present than there are seats"));
	if (fault == FAULT_NONE && (c.notice < 0 || c.notice > CHARTER_NOTICE_MAX))
		return refuse_with(&cx->why, FAULT_INVALID, N_("An agenda is sent at most %s weekdays before"), "%d",
			CHARTER_NOTICE_MAX);
	if (fault == FAULT_NONE)
		*ret = c;
	return fault;
}

struct charter_call {
	struct organization_id organization;
	struct charter charter;
	struct text tag;
};

static const struct charter *version_of(const struct charter *all, size_t n, struct date from)
{
	for (size_t i = 0; i < n; i++)
		if (date_compare(all[i].from, from) == 0)
			return &all[i];
	return NULL;
}

static enum fault say(struct change *change, const char *verb, const struct charter_call *call, const struct charter *before,
	const struct charter *after)
{
	struct arena *arena = change->cx->arena;

	return journal_append(change, &(struct journal_entry){ verb, "charter", call->organization.v,
		before != NULL ? charter_json(arena, before) : TEXT_NONE, after != NULL ? charter_json(arena, after) : TEXT_NONE });
}

static enum fault keep_body(struct change *change, void *what)
{
	struct charter_call *call = what;
	struct ctx *cx = change->cx;
	const struct charter *c = &call->charter, *before;
	struct charter *all;
	size_t n;
	int64_t changed;
	enum fault fault = load(cx, tx_db(change->tx), call->organization, no_end, &all, &n);

	if (fault != FAULT_NONE)
		return fault;
	if (!text_eq(tag_of(cx->arena, all, n), call->tag))
		return refuse(&cx->why, FAULT_CONFLICT, N_("Somebody has changed this since you began: see what holds now, and save again"));
	before = version_of(all, n, c->from);
	change->nothing = before != NULL && text_eq(charter_json(cx->arena, before), charter_json(cx->arena, c));
	if (change->nothing)
		return FAULT_NONE;
	fault = sql_charter_put(change->tx, call->organization, c->from, text_from(kinds[c->kind]), c->ground, c->seats, c->quorum,
		c->notice, c->saturday, c->rules, c->reference, &changed);
	return fault != FAULT_NONE ? fault : say(change, before != NULL ? "correct" : "add", call, before, c);
}

enum fault charter_keep(struct ctx *cx, struct organization_id organization, const struct charter *charter, struct text tag)
{
	struct charter_call call = { .organization = organization, .tag = tag };
	struct organization_row row;
	enum fault fault = access_govern(cx, organization);

	if (fault == FAULT_NONE)
		fault = sql_organization_by_id(cx->db, cx->arena, organization, &row);
	if (fault == FAULT_NONE)
		fault = check(cx, charter, &call.charter);
	return fault != FAULT_NONE ? fault : change_make(cx, keep_body, &call);
}

static enum fault take_back_body(struct change *change, void *what)
{
	struct charter_call *call = what;
	struct ctx *cx = change->cx;
	const struct charter *before;
	struct charter *all;
	size_t n;
	int64_t changed;
	enum fault fault = load(cx, tx_db(change->tx), call->organization, no_end, &all, &n);

	if (fault != FAULT_NONE)
		return fault;
	before = version_of(all, n, call->charter.from);
	if (before == NULL)
		return FAULT_NOT_FOUND;
	if (date_compare(before->from, today(cx)) <= 0)
		return refuse(&cx->why, FAULT_CONFLICT, N_("What has come to hold is not taken back: make a new version instead"));
	fault = sql_charter_delete(change->tx, call->organization, before->from, &changed);
	return fault != FAULT_NONE ? fault : say(change, "remove", call, before, NULL);
}

enum fault charter_take_back(struct ctx *cx, struct organization_id organization, struct date from)
{
	struct charter_call call = { .organization = organization, .charter = { .from = from } };
	enum fault fault = access_govern(cx, organization);

	return fault != FAULT_NONE ? fault : change_make(cx, take_back_body, &call);
}
