#include "domain/draft_facts.h"

#include "domain/line.h"
#include "markup/json.h"
#include "query/draft.h"
#include "query/matter.h"

/* --- What may stand there --- */

enum fault draft_check_department(struct ctx *cx, struct organization_id organization, struct department_id department)
{
	bool fits = true;
	enum fault fault = FAULT_NONE;

	if (department.v != 0)
		fault = sql_department_fits(cx->db, department, organization, &fits);
	if (fault == FAULT_NONE && !fits)
		return refuse(&cx->why, FAULT_INVALID, N_("There is no such department"));
	return fault;
}

enum fault draft_check_officer(struct ctx *cx, struct account_id officer, struct reach reach)
{
	bool reaches = true;
	enum fault fault = FAULT_NONE;

	if (officer.v != 0)
		fault = sql_account_reaches(cx->db, officer, reach.organization, reach.department, &reaches);
	if (fault == FAULT_NONE && !reaches)
		return refuse(&cx->why, FAULT_INVALID,
			N_("The officer has no right to write for this committee and department"));
	return fault;
}

static enum fault check_matter(struct ctx *cx, struct matter_id matter)
{
	struct matter_row row;
	enum fault fault = matter.v != 0 ? sql_matter_by_id(cx->db, cx->arena, matter, &row) : FAULT_NONE;

	return fault == FAULT_NOT_FOUND ? refuse(&cx->why, FAULT_INVALID, N_("There is no such case")) : fault;
}

static enum fault check_ground(struct ctx *cx, struct ground_id ground)
{
	struct ground_row row;
	enum fault fault = ground.v != 0 ? sql_ground_by_id(cx->db, cx->arena, ground, &row) : FAULT_NONE;

	return fault == FAULT_NOT_FOUND ? refuse(&cx->why, FAULT_INVALID, N_("There is no such paragraph to close by"))
					: fault;
}

static enum fault tidy_facts(struct ctx *cx, struct draft_facts *f)
{
	enum fault fault = lines_tidy(cx, f->guests, DRAFT_GUESTS_MAX, &f->guests);

	if (fault == FAULT_NONE && (f->minutes < 0 || f->minutes > DRAFT_MINUTES_MAX))
		return refuse_with(
			&cx->why, FAULT_INVALID, N_("An item takes at most %s minutes"), "%d", DRAFT_MINUTES_MAX);
	if (fault == FAULT_NONE)
		fault = line_tidy(cx, f->public_title, DRAFT_LINE_MAX, &f->public_title);
	if (fault == FAULT_NONE)
		fault = lines_tidy(cx, f->public_reason, DRAFT_REASON_MAX, &f->public_reason);
	if (f->circle == CIRCLE_PUBLIC) {
		f->ground = (struct ground_id){ 0 };
		f->public_title = f->public_reason = TEXT_NONE;
		f->reconsider_on = (struct date){ 0 };
	}
	return fault;
}

static enum fault check_facts(struct ctx *cx, const struct draft_row *draft, const struct draft_facts *f)
{
	enum fault fault = draft_check_department(cx, draft->organization, f->department);

	if (fault == FAULT_NONE && f->department.v != draft->department.v)
		fault = draft_require_writer(cx, (struct reach){ draft->organization, f->department });
	if (fault == FAULT_NONE && (f->officer.v != draft->officer.v || f->department.v != draft->department.v))
		fault = draft_check_officer(cx, f->officer, (struct reach){ draft->organization, f->department });
	if (fault == FAULT_NONE)
		fault = check_matter(cx, f->matter);
	if (fault == FAULT_NONE)
		fault = check_ground(cx, f->ground);
	if (fault == FAULT_NONE && f->circle != CIRCLE_PUBLIC && f->ground.v == 0 && !text_is(draft->state, "draft") &&
		!text_is(draft->state, "returned"))
		return refuse(
			&cx->why, FAULT_INVALID, N_("A closed item needs the paragraph by which it may be closed"));
	return fault;
}

/* --- The change --- */

struct draft_facts draft_facts_of(const struct draft_row *draft)
{
	int circle = circle_from(draft->circle);

	return (struct draft_facts){
		.matter = draft->matter,
		.department = draft->department,
		.officer = draft->officer,
		.circle = circle < 0 ? CIRCLE_NAMED : (enum circle)circle,
		.public_title = draft->public_title,
		.ground = draft->ground,
		.public_reason = draft->public_reason,
		.reconsider_on = draft->reconsider_on,
		.minutes = draft->minutes,
		.guests = draft->guests,
	};
}

static void say_text(struct json *json, const char *key, struct text one, struct text other, bool *differs)
{
	if (text_eq(one, other))
		return;
	json_key_text(json, key, one);
	*differs = true;
}

static void say_int(struct json *json, const char *key, int64_t one, int64_t other, bool *differs)
{
	if (one == other)
		return;
	json_key_int(json, key, one);
	*differs = true;
}

/* What stands in one of them and not in the other. */
static struct text facts_json(
	struct arena *arena, const struct draft_facts *one, const struct draft_facts *other, bool *ret_differs)
{
	struct json json = json_in(arena, false);

	*ret_differs = false;
	json_begin_object(&json);
	say_int(&json, "matter", one->matter.v, other->matter.v, ret_differs);
	say_int(&json, "department", one->department.v, other->department.v, ret_differs);
	say_int(&json, "officer", one->officer.v, other->officer.v, ret_differs);
	say_text(&json, "circle", text_from(circle_name(one->circle)), text_from(circle_name(other->circle)),
		ret_differs);
	say_text(&json, "public_title", one->public_title, other->public_title, ret_differs);
	say_int(&json, "ground", one->ground.v, other->ground.v, ret_differs);
	say_text(&json, "public_reason", one->public_reason, other->public_reason, ret_differs);
	say_text(&json, "reconsider_on", date_text(arena, one->reconsider_on), date_text(arena, other->reconsider_on),
		ret_differs);
	say_int(&json, "minutes", one->minutes, other->minutes, ret_differs);
	say_text(&json, "guests", one->guests, other->guests, ret_differs);
	json_end(&json);
	return json_finish(&json);
}

static enum fault move_circle(struct change *change, struct draft_id id, enum circle before, enum circle after)
{
	int64_t changed;
	enum fault fault = sql_draft_threads_move(
		change->tx, id, text_from(circle_name(before)), text_from(circle_name(after)), &changed);

	if (fault == FAULT_NONE)
		fault = sql_draft_files_move(
			change->tx, id, text_from(circle_name(before)), text_from(circle_name(after)), &changed);
	if (fault == FAULT_NONE && after == CIRCLE_NAMED && change->cx->viewer.v != VIEWER_OPERATOR)
		fault = sql_named_insert(change->tx, id, change->cx->viewer, &changed);
	return fault;
}

struct setting {
	struct draft_id id;
	int64_t changes;
	struct draft_facts facts;
};

static enum fault set_body(struct change *change, void *what)
{
	const struct setting *s = what;
	const struct draft_facts *f = &s->facts;
	struct ctx *cx = change->cx;
	struct draft_facts before;
	struct draft_row draft;
	struct text was, is;
	bool differs;
	int64_t changed;
	enum fault fault = draft_get(cx, s->id, &draft);

	if (fault == FAULT_NONE)
		fault = draft_require_editor(cx, &draft);
	if (fault == FAULT_NONE && draft.changes != s->changes)
		return refuse(&cx->why, FAULT_CONFLICT, N_("Somebody else has changed the item since you began"));
	if (fault == FAULT_NONE)
		fault = check_facts(cx, &draft, f);
	if (fault != FAULT_NONE)
		return fault;
	before = draft_facts_of(&draft);
	was = facts_json(cx->arena, &before, f, &differs);
	is = facts_json(cx->arena, f, &before, &differs);
	change->nothing = !differs;
	if (!differs)
		return FAULT_NONE;
	fault = sql_draft_set_facts(change->tx, s->id, s->changes, f->matter, f->department, f->officer,
		text_from(circle_name(f->circle)), f->public_title, f->ground, f->public_reason, f->reconsider_on,
		f->minutes, f->guests, &changed);
	if (fault == FAULT_NONE && before.circle != f->circle)
		fault = move_circle(change, s->id, before.circle, f->circle);
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(
		change, &(struct journal_entry){
				.verb = "facts", .noun = "draft", .noun_id = s->id.v, .before = was, .after = is });
}

enum fault draft_set_facts(struct ctx *cx, struct draft_id id, int64_t changes, const struct draft_facts *facts)
{
	struct setting s = { id, changes, *facts };
	enum fault fault = tidy_facts(cx, &s.facts);

	return fault != FAULT_NONE ? fault : change_make(cx, set_body, &s);
}

/* --- One section --- */

struct sectioning {
	struct draft_id id;
	int64_t thread;
	enum circle circle;
};

static struct text section_json(struct arena *arena, int64_t thread, struct text circle)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "section", thread);
	json_key_text(&json, "circle", circle);
	json_end(&json);
	return json_finish(&json);
}

static enum fault section_body(struct change *change, void *what)
{
	const struct sectioning *s = what;
	struct ctx *cx = change->cx;
	struct text before, after = text_from(circle_name(s->circle));
	struct draft_row draft;
	int64_t changed;
	enum fault fault = draft_get(cx, s->id, &draft);

	if (fault == FAULT_NONE)
		fault = draft_require_editor(cx, &draft);
	if (fault == FAULT_NONE)
		fault = sql_draft_thread_circle(tx_db(change->tx), cx->arena, cx->viewer, s->id, s->thread, &before);
	if (fault != FAULT_NONE)
		return fault;
	change->nothing = text_eq(before, after);
	if (change->nothing)
		return FAULT_NONE;
	fault = sql_draft_thread_set_circle(change->tx, s->id, s->thread, after, &changed);
	if (fault == FAULT_NONE && s->circle == CIRCLE_NAMED && cx->viewer.v != VIEWER_OPERATOR)
		fault = sql_named_insert(change->tx, s->id, cx->viewer, &changed);
	if (fault != FAULT_NONE)
		return fault;
	return journal_append(change, &(struct journal_entry){ .verb = "section-circle",
					      .noun = "draft",
					      .noun_id = s->id.v,
					      .before = section_json(cx->arena, s->thread, before),
					      .after = section_json(cx->arena, s->thread, after) });
}

enum fault draft_set_section_circle(struct ctx *cx, struct draft_id id, int64_t thread, enum circle circle)
{
	return change_make(cx, section_body, &(struct sectioning){ id, thread, circle });
}

/* --- Who is named --- */

struct naming {
	struct draft_id id;
	struct viewer_id who;
};

static enum fault say_name(struct change *change, const char *verb, const struct naming *n)
{
	struct json json = json_in(change->cx->arena, false);

	json_begin_object(&json);
	json_key_int(&json, "viewer", n->who.v);
	json_end(&json);
	return journal_append(
		change, &(struct journal_entry){
				.verb = verb, .noun = "draft", .noun_id = n->id.v, .after = json_finish(&json) });
}

static enum fault require_draft(struct change *change, struct draft_id id, struct draft_row *ret)
{
	enum fault fault = draft_get(change->cx, id, ret);

	return fault != FAULT_NONE ? fault : draft_require_editor(change->cx, ret);
}

static enum fault name_body(struct change *change, void *what)
{
	const struct naming *n = what;
	struct ctx *cx = change->cx;
	struct draft_row draft;
	struct text name;
	int64_t changed = 0;
	enum fault fault = require_draft(change, n->id, &draft);

	if (fault != FAULT_NONE)
		return fault;
	fault = sql_viewer_name(tx_db(change->tx), cx->arena, n->who, &name);
	if (fault == FAULT_NOT_FOUND)
		return refuse(&cx->why, FAULT_INVALID, N_("There is nobody like that to name"));
	if (fault == FAULT_NONE)
		fault = sql_named_insert(change->tx, n->id, n->who, &changed);
	change->nothing = changed == 0;
	return fault != FAULT_NONE || changed == 0 ? fault : say_name(change, "name", n);
}

static enum fault unname_body(struct change *change, void *what)
{
	const struct naming *n = what;
	struct ctx *cx = change->cx;
	struct draft_row draft;
	struct named_row *named;
	size_t named_n;
	int64_t changed;
	enum fault fault = require_draft(change, n->id, &draft);

	if (fault == FAULT_NONE)
		fault = sql_named_delete(change->tx, n->id, n->who, &changed);
	if (fault != FAULT_NONE)
		return fault;
	change->nothing = changed == 0;
	if (changed == 0)
		return FAULT_NONE;
	fault = say_name(change, "unname", n);
	if (fault != FAULT_NONE || !text_is(draft.circle, circle_name(CIRCLE_NAMED)))
		return fault;
	/* Asked as whoever is left sees it: when nobody is, nobody does. */
	fault = sql_draft_named(tx_db(change->tx), cx->arena, cx->viewer, n->id, &named, &named_n);
	if (fault == FAULT_NONE && named_n == 0)
		return refuse(&cx->why, FAULT_CONFLICT,
			N_("You are among those for whom the item is: somebody else takes you away"));
	return fault;
}

enum fault draft_named(struct ctx *cx, struct draft_id id, struct named_row **ret, size_t *ret_n)
{
	return sql_draft_named(cx->db, cx->arena, cx->viewer, id, ret, ret_n);
}

enum fault draft_name(struct ctx *cx, struct draft_id id, struct viewer_id who)
{
	return change_make(cx, name_body, &(struct naming){ id, who });
}

enum fault draft_unname(struct ctx *cx, struct draft_id id, struct viewer_id who)
{
	return change_make(cx, unname_body, &(struct naming){ id, who });
}

enum fault draft_grounds(struct ctx *cx, struct ground_row **ret, size_t *ret_n)
{
	return sql_grounds(cx->db, cx->arena, ret, ret_n);
}
