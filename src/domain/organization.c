#include "domain/organization.h"

#include "domain/access.h"
#include "domain/body.h"
#include "domain/membership.h"
#include "domain/slug.h"
#include "markup/json.h"
#include "query/membership.h"
#include "query/organization.h"

enum fault organization_by_slug(struct ctx *cx, struct text slug, struct organization_row *ret)
{
	return sql_organization_by_slug(cx->db, cx->arena, slug, ret);
}

enum fault organization_list(struct ctx *cx, int64_t most, int64_t skip, struct organization_summary_row **ret,
	size_t *ret_n)
{
	return sql_organizations(cx->db, cx->arena, most, skip, ret, ret_n);
}

enum fault organization_choices(struct ctx *cx, int64_t most, struct organization_row **ret, size_t *ret_n)
{
	return sql_organization_choices(cx->db, cx->arena, most, ret, ret_n);
}

enum fault organization_count(struct ctx *cx, int64_t *ret)
{
	return sql_organization_count(cx->db, ret);
}

enum fault organization_members(struct ctx *cx, struct organization_id id, struct member_row **ret, size_t *ret_n)
{
	return sql_organization_members(cx->db, cx->arena, id, ORGANIZATION_MEMBERS_MAX, ret, ret_n);
}

enum fault organization_years(struct ctx *cx, struct organization_id id, struct year_row **ret, size_t *ret_n)
{
	return sql_organization_years(cx->db, cx->arena, cx->viewer, id, ret, ret_n);
}

/* --- The desk --- */

static const struct date no_end = { 9999, 12, 31 };

enum fault organization_desk_list(struct ctx *cx, struct organization_desk_row **ret, size_t *ret_n)
{
	return sql_organizations_at_desk(cx->db, cx->arena, cx->viewer, membership_today(cx), ORGANIZATIONS_AT_DESK, ret, ret_n);
}

enum fault organization_at_desk(struct ctx *cx, struct text slug, struct organization_row *ret)
{
	struct organization_row row;
	enum fault fault = sql_organization_by_slug(cx->db, cx->arena, slug, &row);

	if (fault == FAULT_NONE)
		fault = access_govern(cx, row.id);
	if (fault == FAULT_NONE)
		*ret = row;
	return fault;
}

enum fault organization_other_names(struct ctx *cx, struct organization_id id, struct organization_name_row **ret, size_t *ret_n)
{
	enum fault fault = access_govern(cx, id);

	return fault != FAULT_NONE ? fault : sql_organization_names(cx->db, cx->arena, id, ret, ret_n);
}

struct organization_change {
	struct organization_id id;
	struct body_id body;
	struct text name, key, slug;
	struct date last;
};

static struct text name_json(struct arena *arena, const char *what, struct text name)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, what, name);
	return json_finish(&json);
}

static enum fault say(struct change *change, const char *verb, struct organization_id id, struct text before, struct text after)
{
	return journal_append(change, &(struct journal_entry){ verb, "organization", id.v, before, after });
}

static enum fault prepare(struct ctx *cx, struct organization_id id, struct text name, struct organization_change *c)
{
	enum fault fault = access_require(cx, ROLE_ADMINISTRATOR, (struct reach){ .organization = id });

	c->id = id;
	if (fault == FAULT_NONE)
		fault = name_clean(cx, name, &c->name);
	if (fault == FAULT_NONE)
		c->key = name_key(cx->arena, c->name);
	return fault;
}

static enum fault refuse_namesake(struct change *change, const struct organization_change *c, struct body_id body)
{
	struct organization_row there;
	enum fault fault = sql_organization_by_key(tx_db(change->tx), change->cx->arena, body, c->key, &there);

	if (fault == FAULT_NONE && there.id.v != c->id.v)
		return refuse_with(&change->cx->why, FAULT_CONFLICT, N_("There is a committee called %s already"), "%.*s",
			TEXT_ARG(there.name));
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum fault add_body(struct change *change, void *what)
{
	struct organization_change *c = what;
	enum fault fault = refuse_namesake(change, c, c->body);

	if (fault == FAULT_NONE)
		fault = slug_free(change->cx, c->name, sql_organization_slug_taken, &c->slug);
	if (fault == FAULT_NONE)
		fault = sql_organization_insert(change->tx, c->body, c->name, c->key, c->slug, TEXT_NONE, &c->id);
	return fault != FAULT_NONE ? fault : say(change, "add", c->id, TEXT_NONE, name_json(change->cx->arena, "name", c->name));
}

enum fault organization_add(struct ctx *cx, struct body_id body, struct text name, struct text *ret_slug)
{
	struct organization_change c = { .body = body };
	struct body_row row;
	enum fault fault = prepare(cx, (struct organization_id){ 0 }, name, &c);

	if (fault == FAULT_NONE)
		fault = body_by_id(cx, body, &row);
	if (fault == FAULT_NONE)
		fault = change_make(cx, add_body, &c);
	if (fault == FAULT_NONE)
		*ret_slug = c.slug;
	return fault;
}

static enum fault rename_body(struct change *change, void *what)
{
	struct organization_change *c = what;
	struct arena *arena = change->cx->arena;
	struct organization_row old;
	int64_t changed;
	enum fault fault = sql_organization_by_id(tx_db(change->tx), arena, c->id, &old);

	change->nothing = fault == FAULT_NONE && text_eq(old.name, c->name);
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	fault = refuse_namesake(change, c, old.body);
	if (fault == FAULT_NONE)
		fault = sql_organization_name_delete(change->tx, c->id, c->key, &changed);
	if (fault == FAULT_NONE)
		fault = sql_organization_rename(change->tx, c->id, c->name, c->key, &changed);
	if (fault == FAULT_NONE && !text_eq(name_key(arena, old.name), c->key))
		fault = sql_organization_name_insert(change->tx, old.body, name_key(arena, old.name), old.name, c->id, &changed);
	return fault != FAULT_NONE ? fault :
		say(change, "rename", c->id, name_json(arena, "name", old.name), name_json(arena, "name", c->name));
}

enum fault organization_rename(struct ctx *cx, struct organization_id id, struct text name)
{
	struct organization_change c = { .id = id };
	enum fault fault = prepare(cx, id, name, &c);

	return fault != FAULT_NONE ? fault : change_make(cx, rename_body, &c);
}

static enum fault also_body(struct change *change, void *what)
{
	struct organization_change *c = what;
	struct arena *arena = change->cx->arena;
	struct organization_row row;
	int64_t changed = 0;
	enum fault fault = sql_organization_by_id(tx_db(change->tx), arena, c->id, &row);

	if (fault == FAULT_NONE)
		fault = refuse_namesake(change, c, row.body);
	if (fault == FAULT_NONE && !text_eq(name_key(arena, row.name), c->key))
		fault = sql_organization_name_insert(change->tx, row.body, c->key, c->name, c->id, &changed);
	change->nothing = changed == 0;
	return fault != FAULT_NONE || change->nothing ? fault :
		say(change, "name", c->id, TEXT_NONE, name_json(arena, "alsoCalled", c->name));
}

enum fault organization_also_called(struct ctx *cx, struct organization_id id, struct text name)
{
	struct organization_change c = { .id = id };
	enum fault fault = prepare(cx, id, name, &c);

	return fault != FAULT_NONE ? fault : change_make(cx, also_body, &c);
}

static enum fault no_more_body(struct change *change, void *what)
{
	struct organization_change *c = what;
	int64_t changed;
	enum fault fault = sql_organization_name_delete(change->tx, c->id, c->key, &changed);

	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_NOT_FOUND, N_("That name cannot be taken away"));
	return fault != FAULT_NONE ? fault :
		say(change, "unname", c->id, name_json(change->cx->arena, "alsoCalled", c->name), TEXT_NONE);
}

enum fault organization_no_more_called(struct ctx *cx, struct organization_id id, struct text key)
{
	struct organization_change c = { .id = id };
	enum fault fault = prepare(cx, id, key, &c);

	return fault != FAULT_NONE ? fault : change_make(cx, no_more_body, &c);
}

/* --- Its end --- */

static struct text end_json(struct arena *arena, struct date last)
{
	return name_json(arena, "to", date_text(arena, last));
}

/* Everybody who would sit there longer leaves on the last day. */
static enum fault end_memberships(struct change *change, const struct organization_change *c)
{
	struct membership_row *rows;
	size_t n;
	enum fault fault = sql_memberships_of(tx_db(change->tx), change->cx->arena, c->id, no_end, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		if (date_compare(rows[i].from_day, c->last) > 0)
			return refuse_with(&change->cx->why, FAULT_CONFLICT, N_("Somebody begins to sit there after that day: %s"),
				"%.*s", TEXT_ARG(rows[i].person_name));
		if (!membership_is_over(&rows[i], date_add(c->last, 1)))
			fault = membership_end_within(change, &rows[i], c->last);
	}
	return fault;
}

static enum fault end_body(struct change *change, void *what)
{
	struct organization_change *c = what;
	struct arena *arena = change->cx->arena;
	struct organization_row row;
	int64_t changed;
	enum fault fault = sql_organization_by_id(tx_db(change->tx), arena, c->id, &row);

	change->nothing = fault == FAULT_NONE && date_compare(row.to_day, c->last) == 0;
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	fault = date_known(c->last) ? end_memberships(change, c) : FAULT_NONE;
	if (fault == FAULT_NONE)
		fault = sql_organization_set_end(change->tx, c->id, c->last, &changed);
	return fault != FAULT_NONE ? fault : say(change, date_known(c->last) ? "end" : "reopen", c->id, end_json(arena, row.to_day),
		end_json(arena, c->last));
}

enum fault organization_end_within(struct change *change, struct organization_id id, struct date last)
{
	struct organization_change c = { .id = id, .last = last };

	return end_body(change, &c);
}

enum fault organization_end(struct ctx *cx, struct organization_id id, struct date last)
{
	struct organization_change c = { .id = id, .last = last };
	enum fault fault = access_require(cx, ROLE_ADMINISTRATOR, (struct reach){ .organization = id });

	if (fault == FAULT_NONE && !date_valid(last))
		return refuse(&cx->why, FAULT_INVALID, N_("The last day is missing"));
	return fault != FAULT_NONE ? fault : change_make(cx, end_body, &c);
}

enum fault organization_reopen(struct ctx *cx, struct organization_id id)
{
	struct organization_change c = { .id = id };
	enum fault fault = access_require(cx, ROLE_ADMINISTRATOR, (struct reach){ .organization = id });

	return fault != FAULT_NONE ? fault : change_make(cx, end_body, &c);
}
