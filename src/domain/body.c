#include "domain/body.h"

#include "domain/change.h"
#include "domain/slug.h"
#include "markup/json.h"
#include "query/body.h"

struct body_change {
	struct body_id id;
	struct text name, key;
};

enum fault body_name(struct ctx *cx, struct text *ret)
{
	struct body_row row;
	enum fault fault = sql_body_first(cx->db, cx->arena, &row);

	if (fault == FAULT_NONE)
		*ret = row.name;
	return fault;
}

enum fault body_list(struct ctx *cx, struct body_row **ret, size_t *ret_n)
{
	return sql_bodies(cx->db, cx->arena, BODIES_MOST, ret, ret_n);
}

enum fault body_by_id(struct ctx *cx, struct body_id id, struct body_row *ret)
{
	return sql_body_by_id(cx->db, cx->arena, id, ret);
}

static enum fault say(struct change *change, const char *verb, struct body_id id, struct text before, struct text after)
{
	return journal_append(change, &(struct journal_entry){ verb, "body", id.v, before, after });
}

static struct text name_json(struct arena *arena, struct text name)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "name", name);
	return json_finish(&json);
}

/* FAULT_CONFLICT when another than this one is called so, or was. */
static enum fault refuse_namesake(struct change *change, const struct body_change *c)
{
	struct body_row there;
	enum fault fault = sql_body_by_key(tx_db(change->tx), change->cx->arena, c->key, &there);

	if (fault == FAULT_NONE && there.id.v != c->id.v)
		return refuse_with(&change->cx->why, FAULT_CONFLICT, N_("There is an authority called %s already"), "%.*s",
			TEXT_ARG(there.name));
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum fault add_body(struct change *change, void *what)
{
	struct body_change *c = what;
	enum fault fault = refuse_namesake(change, c);

	if (fault == FAULT_NONE)
		fault = sql_body_insert(change->tx, c->name, c->key, &c->id);
	return fault != FAULT_NONE ? fault : say(change, "add", c->id, TEXT_NONE, name_json(change->cx->arena, c->name));
}

enum fault body_add(struct ctx *cx, struct text name, struct body_id *ret)
{
	struct body_change c = { .id = { 0 } };
	enum fault fault = access_govern(cx, (struct organization_id){ 0 });

	if (fault == FAULT_NONE)
		fault = name_clean(cx, name, &c.name);
	if (fault != FAULT_NONE)
		return fault;
	c.key = name_key(cx->arena, c.name);
	fault = change_make(cx, add_body, &c);
	if (fault == FAULT_NONE)
		*ret = c.id;
	return fault;
}

static enum fault rename_body(struct change *change, void *what)
{
	struct body_change *c = what;
	struct arena *arena = change->cx->arena;
	struct body_row old;
	int64_t changed;
	enum fault fault = sql_body_by_id(tx_db(change->tx), arena, c->id, &old);

	change->nothing = fault == FAULT_NONE && text_eq(old.name, c->name);
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	fault = refuse_namesake(change, c);
	if (fault == FAULT_NONE)
		fault = sql_body_rename(change->tx, c->id, c->name, c->key, &changed);
	if (fault == FAULT_NONE && !text_empty(old.name))
		fault = sql_body_name_insert(change->tx, c->id, name_key(arena, old.name), old.name, &changed);
	if (fault == FAULT_NONE)
		fault = sql_body_name_delete(change->tx, c->id, c->key, &changed);
	return fault != FAULT_NONE ? fault : say(change, "rename", c->id, name_json(arena, old.name), name_json(arena, c->name));
}

enum fault body_rename(struct ctx *cx, struct body_id id, struct text name)
{
	struct body_change c = { .id = id };
	enum fault fault = access_govern(cx, (struct organization_id){ 0 });

	if (fault == FAULT_NONE)
		fault = name_clean(cx, name, &c.name);
	if (fault != FAULT_NONE)
		return fault;
	c.key = name_key(cx->arena, c.name);
	return change_make(cx, rename_body, &c);
}
