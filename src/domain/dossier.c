#include "domain/dossier.h"

#include <inttypes.h>

#include "base/calendar.h"
#include "domain/matter.h"
#include "language/language.h"
#include "markup/json.h"
#include "query/dossier.h"
#include "query/draft.h"
#include "query/matter.h"
#include "query/organization.h"

static bool digits(struct text t, size_t at)
{
	return t.s[at] >= '0' && t.s[at] <= '9' && t.s[at + 1] >= '0' && t.s[at + 1] <= '9';
}

/* A capital letter and two digits; Danish letters are of two bytes. */
static bool facet_valid(struct text t)
{
	static const char *const danish[] = { "\xc3\x86", "\xc3\x98", "\xc3\x85" };

	if (t.n == 3)
		return t.s[0] >= 'A' && t.s[0] <= 'Z' && digits(t, 1);
	for (size_t i = 0; i < LENGTH_OF(danish); i++)
		if (t.n == 4 && text_starts(t, text_from(danish[i])))
			return digits(t, 2);
	return false;
}

bool kle_valid(struct text code)
{
	if (code.n < 8 || !digits(code, 0) || code.s[2] != '.' || !digits(code, 3) || code.s[5] != '.' ||
		!digits(code, 6))
		return false;
	return code.n == 8 || (code.s[8] == '-' && facet_valid(text_after(code, 9)));
}

/* Trimmed, and unknown when nothing is left. */
static struct text known(struct arena *arena, struct text t)
{
	t = text_trim(t);
	return text_empty(t) ? TEXT_NONE : language_nfc(arena, t);
}

static enum fault tidy(struct ctx *cx, const struct dossier_new *from, struct dossier_new *ret)
{
	if (!text_valid(from->number) || !text_valid(from->title) || !text_valid(from->kle))
		return refuse(&cx->why, FAULT_INVALID, N_("The text holds what is no text"));
	*ret = (struct dossier_new){ known(cx->arena, from->number), known(cx->arena, from->title),
		known(cx->arena, from->kle), from->department, from->officer };
	if (!text_known(ret->title) || ret->title.n > DOSSIER_TITLE_MAX)
		return refuse(&cx->why, FAULT_INVALID, N_("A case needs a title, and not too long a one"));
	if (ret->number.n > DOSSIER_NUMBER_MAX ||
		(text_known(ret->number) && text_empty(matter_key(cx->arena, ret->number))))
		return refuse_with(&cx->why, FAULT_INVALID, N_("%s is no case number"), "%.*s", TEXT_ARG(ret->number));
	if (text_known(ret->kle) && !kle_valid(ret->kle))
		return refuse_with(&cx->why, FAULT_INVALID,
			N_("%s is no KLE code: it looks like 00.22.04 or 00.22.04-A00"), "%.*s", TEXT_ARG(ret->kle));
	return FAULT_NONE;
}

static struct text dossier_json(struct arena *arena, struct text number, const struct dossier_new *dossier)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	if (text_known(number))
		json_key_text(&json, "number", number);
	json_key_text(&json, "title", dossier->title);
	json_key_text(&json, "kle", dossier->kle);
	json_key_int(&json, "department", dossier->department.v);
	json_key_int(&json, "officer", dossier->officer.v);
	json_end(&json);
	return json_finish(&json);
}

/* The next number that no document has told of. */
static enum fault next_number(struct change *change, struct body_id body, struct text *ret)
{
	struct ctx *cx = change->cx;
	int year = instant_to_local(cx->now).date.year;

	for (;;) {
		struct matter_row there;
		int64_t next;
		enum fault fault = sql_series_take(change->tx, body, year, &next);

		if (fault != FAULT_NONE)
			return fault;
		*ret = text_from(arena_format(cx->arena, "%02d-%06" PRId64, year % 100, next));
		fault = sql_matter_by_key(tx_db(change->tx), cx->arena, body, matter_key(cx->arena, *ret), &there);
		if (fault != FAULT_NONE)
			return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
	}
}

enum fault dossier_open_within(struct change *change, struct organization_id organization,
	const struct dossier_new *dossier, struct matter_id *ret)
{
	struct ctx *cx = change->cx;
	struct dossier_new made;
	struct body_id body;
	struct matter_id id;
	int64_t changed;
	bool there = false;
	enum fault fault = tidy(cx, dossier, &made);

	if (fault == FAULT_NONE)
		fault = sql_organization_body(tx_db(change->tx), organization, &body);
	if (fault == FAULT_NONE && !text_known(made.number))
		fault = next_number(change, body, &made.number);
	if (fault == FAULT_NONE)
		fault = matter_keep(change, body, made.number, &id);
	if (fault == FAULT_NONE)
		fault = sql_dossier_there(tx_db(change->tx), id, &there);
	if (fault == FAULT_NONE && there)
		return refuse_with(
			&cx->why, FAULT_CONFLICT, N_("There is a case %s already"), "%.*s", TEXT_ARG(made.number));
	if (fault == FAULT_NONE)
		fault = sql_dossier_insert(
			change->tx, id, made.title, made.kle, made.department, made.officer, cx->now, &changed);
	if (fault != FAULT_NONE)
		return fault;
	*ret = id;
	return journal_append(change, &(struct journal_entry){ .verb = "open",
					      .noun = "matter",
					      .noun_id = id.v,
					      .after = dossier_json(cx->arena, made.number, &made) });
}

struct dossier_change {
	struct organization_id organization;
	struct matter_id id;
	const struct dossier_new *made;
	struct dossier_row before;
};

static enum fault open_body(struct change *change, void *what)
{
	struct dossier_change *c = what;

	return dossier_open_within(change, c->organization, c->made, &c->id);
}

static enum fault require(struct ctx *cx, struct reach reach)
{
	enum fault fault = access_require(cx, ROLE_CLERK, reach);

	return fault == FAULT_DENIED ? access_require(cx, ROLE_OFFICER, reach) : fault;
}

enum fault dossier_open(
	struct ctx *cx, struct organization_id organization, const struct dossier_new *dossier, struct matter_id *ret)
{
	struct dossier_change c = { .organization = organization, .made = dossier };
	enum fault fault = require(cx, (struct reach){ organization, dossier->department });

	if (fault == FAULT_NONE)
		fault = change_make(cx, open_body, &c);
	if (fault == FAULT_NONE)
		*ret = c.id;
	return fault;
}

enum fault dossier_get(struct ctx *cx, struct matter_id id, struct dossier_row *ret)
{
	return sql_dossier_by_matter(cx->db, cx->arena, cx->viewer, id, ret);
}

static bool is_officer(struct ctx *cx, const struct dossier_row *dossier)
{
	struct account_id account;

	return dossier->officer.v != 0 && sql_account_of_viewer(cx->db, cx->viewer, &account) == FAULT_NONE &&
	       account.v == dossier->officer.v;
}

static enum fault change_body(struct change *change, void *what)
{
	struct dossier_change *c = what;
	struct ctx *cx = change->cx;
	struct dossier_row before;
	int64_t changed;
	enum fault fault = dossier_get(cx, c->id, &before);

	if (fault == FAULT_NONE && !is_officer(cx, &before))
		fault = require(cx, (struct reach){ { 0 }, before.department });
	if (fault == FAULT_NONE)
		fault = sql_dossier_update(change->tx, c->id, c->made->title, c->made->kle, c->made->department,
			c->made->officer, &changed);
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = "change",
					      .noun = "matter",
					      .noun_id = c->id.v,
					      .before = dossier_json(cx->arena, TEXT_NONE,
						      &(struct dossier_new){ .title = before.title,
							      .kle = before.kle,
							      .department = before.department,
							      .officer = before.officer }),
					      .after = dossier_json(cx->arena, TEXT_NONE, c->made) });
}

enum fault dossier_change(struct ctx *cx, struct matter_id id, const struct dossier_new *dossier)
{
	struct dossier_new made;
	struct dossier_change c = { .id = id, .made = &made };
	enum fault fault = tidy(cx, dossier, &made);

	return fault != FAULT_NONE ? fault : change_make(cx, change_body, &c);
}
