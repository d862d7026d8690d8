#include "domain/department.h"

#include "domain/body.h"
#include "domain/change.h"
#include "domain/slug.h"
#include "markup/json.h"
#include "query/department.h"

struct department_change {
	struct department_row row; /* as it was */
	struct department_id id;
	struct body_id body;
	struct text slug, name, key;
	bool ended;
};

enum fault department_list(struct ctx *cx, struct department_row **ret, size_t *ret_n)
{
	return sql_departments(cx->db, cx->arena, DEPARTMENTS_MOST, ret, ret_n);
}

enum fault department_by_slug(struct ctx *cx, struct text slug, struct department_row *ret)
{
	return sql_department_by_slug(cx->db, cx->arena, slug, ret);
}

static struct text facts_json(struct arena *arena, struct text name, bool ended)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, "name", name);
	json_key_bool(&json, "ended", ended);
	return json_finish(&json);
}

static enum fault say(struct change *change, const char *verb, struct department_id id, struct text before, struct text after)
{
	return journal_append(change, &(struct journal_entry){ verb, "department", id.v, before, after });
}

static enum fault refuse_namesake(struct change *change, const struct department_change *c, struct body_id body)
{
	struct department_row there;
	enum fault fault = sql_department_by_key(tx_db(change->tx), change->cx->arena, body, c->key, &there);

	if (fault == FAULT_NONE && there.id.v != c->row.id.v)
		return refuse_with(&change->cx->why, FAULT_CONFLICT, N_("There is a department called %s already"), "%.*s",
			TEXT_ARG(there.name));
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum fault prepare_name(struct ctx *cx, struct text name, struct department_change *c)
{
	enum fault fault = name_clean(cx, name, &c->name);

	if (fault == FAULT_NONE)
		c->key = name_key(cx->arena, c->name);
	return fault;
}

static enum fault add_department(struct change *change, void *what)
{
	struct department_change *c = what;
	struct text slug;
	enum fault fault = refuse_namesake(change, c, c->body);

	if (fault == FAULT_NONE)
		fault = slug_free(change->cx, c->name, sql_department_slug_taken, &slug);
	if (fault == FAULT_NONE)
		fault = sql_department_insert(change->tx, c->body, c->name, c->key, slug, &c->id);
	return fault != FAULT_NONE ? fault :
		say(change, "add", c->id, TEXT_NONE, facts_json(change->cx->arena, c->name, false));
}

enum fault department_add(struct ctx *cx, struct body_id body, struct text name, struct department_id *ret)
{
	struct department_change c = { .body = body };
	struct body_row row;
	enum fault fault = access_govern(cx, (struct organization_id){ 0 });

	if (fault == FAULT_NONE)
		fault = prepare_name(cx, name, &c);
	if (fault == FAULT_NONE)
		fault = body_by_id(cx, body, &row);
	if (fault == FAULT_NONE)
		fault = change_make(cx, add_department, &c);
	if (fault == FAULT_NONE)
		*ret = c.id;
	return fault;
}

static enum fault rename_department(struct change *change, void *what)
{
	struct department_change *c = what;
	struct arena *arena = change->cx->arena;
	int64_t changed;
	enum fault fault = sql_department_by_slug(tx_db(change->tx), arena, c->slug, &c->row);

	change->nothing = fault == FAULT_NONE && text_eq(c->row.name, c->name);
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	fault = refuse_namesake(change, c, c->row.body);
	if (fault == FAULT_NONE)
		fault = sql_department_rename(change->tx, c->row.id, c->name, c->key, &changed);
	return fault != FAULT_NONE ? fault : say(change, "rename", c->row.id, facts_json(arena, c->row.name, c->row.ended),
		facts_json(arena, c->name, c->row.ended));
}

enum fault department_rename(struct ctx *cx, struct text slug, struct text name)
{
	struct department_change c = { .slug = slug };
	enum fault fault = access_govern(cx, (struct organization_id){ 0 });

	if (fault == FAULT_NONE)
		fault = prepare_name(cx, name, &c);
	return fault != FAULT_NONE ? fault : change_make(cx, rename_department, &c);
}

static enum fault end_department(struct change *change, void *what)
{
	struct department_change *c = what;
	struct arena *arena = change->cx->arena;
	int64_t changed = 0;
	enum fault fault = sql_department_by_slug(tx_db(change->tx), arena, c->slug, &c->row);

	if (fault == FAULT_NONE)
		fault = sql_department_set_ended(change->tx, c->row.id, c->ended, &changed);
	change->nothing = changed == 0;
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	return say(change, c->ended ? "end" : "reopen", c->row.id, facts_json(arena, c->row.name, c->row.ended),
		facts_json(arena, c->row.name, c->ended));
}

enum fault department_end(struct ctx *cx, struct text slug, bool ended)
{
	struct department_change c = { .slug = slug, .ended = ended };
	enum fault fault = access_govern(cx, (struct organization_id){ 0 });

	return fault != FAULT_NONE ? fault : change_make(cx, end_department, &c);
}
