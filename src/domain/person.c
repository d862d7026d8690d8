#include "domain/person.h"

#include "domain/body.h"
#include "domain/membership.h"
#include "domain/slug.h"
#include "language/language.h"
#include "markup/json.h"
#include "query/account.h"
#include "query/membership.h"
#include "query/person.h"

enum fault person_by_slug(struct ctx *cx, struct text slug, struct person_row *ret, struct person_course *ret_course)
{
	struct person_course course;
	struct person_row row;
	enum fault fault = sql_person_by_slug(cx->db, cx->arena, slug, &row);

	if (fault == FAULT_NONE)
		fault = person_course(cx, row.id, &course);
	if (fault != FAULT_NONE)
		return fault;
	if (course.seats_n == 0 && course.visits_n == 0 && course.memberships_n == 0)
		return FAULT_NOT_FOUND;
	*ret = row;
	*ret_course = course;
	return FAULT_NONE;
}

enum fault person_list(struct ctx *cx, int64_t most, int64_t skip, struct person_summary_row **ret, size_t *ret_n)
{
	return sql_persons(cx->db, cx->arena, cx->viewer, membership_today(cx), most, skip, ret, ret_n);
}

enum fault person_count(struct ctx *cx, int64_t *ret)
{
	return sql_person_count(cx->db, cx->viewer, membership_today(cx), ret);
}

/* Keys are compared by bytes, and U+10FFFF is in no name: what begins with the words comes before words + U+10FFFF. */
static struct text past_all(struct arena *arena, struct text start)
{
	return text_join(arena, start, TEXT(""), TEXT("\xf4\x8f\xbf\xbf"));
}

enum fault person_named(struct ctx *cx, struct text words, int64_t most, struct person_row **ret, size_t *ret_n)
{
	struct text start = language_fold(cx->arena, text_trim(words));

	*ret = NULL;
	*ret_n = 0;
	if (start.n == 0)
		return FAULT_NONE;
	return sql_persons_named(cx->db, cx->arena, cx->viewer, membership_today(cx), start, past_all(cx->arena, start), most,
		ret, ret_n);
}

enum fault person_course(struct ctx *cx, struct person_id id, struct person_course *ret)
{
	struct person_course course;
	enum fault fault = sql_person_seats(cx->db, cx->arena, id, &course.seats, &course.seats_n);

	if (fault == FAULT_NONE)
		fault = sql_person_attendance(cx->db, cx->arena, id, PERSON_MEETINGS_MAX, &course.attendance,
			&course.attendance_n);
	if (fault == FAULT_NONE)
		fault = sql_person_visits(cx->db, cx->arena, cx->viewer, id, PERSON_MEETINGS_MAX, &course.visits,
			&course.visits_n);
	if (fault == FAULT_NONE)
		fault = membership_of_person(cx, id, &course.memberships, &course.memberships_n);
	if (fault == FAULT_NONE)
		*ret = course;
	return fault;
}

/* --- The desk --- */

enum fault person_at_desk(struct ctx *cx, struct text slug, struct person_row *ret)
{
	enum fault fault = access_govern_somewhere(cx);

	return fault != FAULT_NONE ? fault : sql_person_by_slug(cx->db, cx->arena, slug, ret);
}

static struct text first_key(struct ctx *cx, struct text words)
{
	return text_known(words) ? name_key(cx->arena, words) : TEXT("");
}

enum fault person_desk_list(struct ctx *cx, struct text words, int64_t most, int64_t skip, struct person_desk_row **ret,
	size_t *ret_n)
{
	struct text start = first_key(cx, words);
	enum fault fault = access_govern_somewhere(cx);

	return fault != FAULT_NONE ? fault : sql_persons_at_desk(cx->db, cx->arena, membership_today(cx), start,
		past_all(cx->arena, start), most, skip, ret, ret_n);
}

enum fault person_desk_count(struct ctx *cx, struct text words, int64_t *ret)
{
	struct text start = first_key(cx, words);
	enum fault fault = access_govern_somewhere(cx);

	return fault != FAULT_NONE ? fault : sql_persons_at_desk_count(cx->db, start, past_all(cx->arena, start), ret);
}

enum fault person_find(struct ctx *cx, struct text typed, struct person_row *ret)
{
	struct person_row *rows;
	struct text name;
	size_t n = 0;
	enum fault fault = access_govern_somewhere(cx);

	if (fault == FAULT_NONE)
		fault = name_clean(cx, typed, &name);
	if (fault == FAULT_NONE)
		fault = sql_person_by_slug(cx->db, cx->arena, name, ret);
	if (fault != FAULT_NOT_FOUND)
		return fault;
	fault = sql_persons_called(cx->db, cx->arena, name_key(cx->arena, name), 2, &rows, &n);
	if (fault == FAULT_NONE && n == 0)
		return refuse_with(&cx->why, FAULT_NOT_FOUND, N_("There is nobody called %s"), "%.*s", TEXT_ARG(name));
	if (fault == FAULT_NONE && n > 1)
		return refuse_with(&cx->why, FAULT_CONFLICT,
			N_("More than one is called %s: type the last part of the person's address"), "%.*s", TEXT_ARG(name));
	if (fault == FAULT_NONE)
		*ret = rows[0];
	return fault;
}

enum fault person_other_names(struct ctx *cx, struct person_id id, struct person_name_row **ret, size_t *ret_n)
{
	enum fault fault = access_govern_somewhere(cx);

	return fault != FAULT_NONE ? fault : sql_person_names(cx->db, cx->arena, id, ret, ret_n);
}

/* --- Changes --- */

struct person_change {
	struct person_id id, into;
	struct body_id body;
	struct text name, key, slug;
};

static struct text name_json(struct arena *arena, const char *what, struct text name)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_text(&json, what, name);
	return json_finish(&json);
}

static enum fault say(struct change *change, const char *verb, struct person_id id, struct text before, struct text after)
{
	return journal_append(change, &(struct journal_entry){ verb, "person", id.v, before, after });
}

static enum fault prepare(struct ctx *cx, struct text name, struct person_change *c)
{
	enum fault fault = access_govern(cx, (struct organization_id){ 0 });

	if (fault == FAULT_NONE)
		fault = name_clean(cx, name, &c->name);
	if (fault == FAULT_NONE)
		c->key = name_key(cx->arena, c->name);
	return fault;
}

/* FAULT_CONFLICT when the name is somebody's who is not this person. */
static enum fault refuse_namesake(struct change *change, const struct person_change *c, struct body_id body)
{
	struct person_row there;
	enum fault fault = sql_person_by_key(tx_db(change->tx), change->cx->arena, body, c->key, &there);

	if (fault == FAULT_NONE && there.id.v != c->id.v)
		return refuse_with(&change->cx->why, FAULT_CONFLICT, N_("Somebody is called %s already"), "%.*s",
			TEXT_ARG(there.name));
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum fault insert(struct change *change, struct body_id body, struct text name, struct text *ret_slug,
	struct person_id *ret)
{
	enum fault fault = slug_free(change->cx, name, sql_person_slug_taken, ret_slug);

	return fault != FAULT_NONE ? fault :
		sql_person_insert(change->tx, body, name, name_key(change->cx->arena, name), *ret_slug, ret);
}

static enum fault add_body(struct change *change, void *what)
{
	struct person_change *c = what;
	enum fault fault = refuse_namesake(change, c, c->body);

	if (fault == FAULT_NONE)
		fault = insert(change, c->body, c->name, &c->slug, &c->id);
	return fault != FAULT_NONE ? fault : say(change, "add", c->id, TEXT_NONE, name_json(change->cx->arena, "name", c->name));
}

enum fault person_add(struct ctx *cx, struct body_id body, struct text name, struct text *ret_slug)
{
	struct person_change c = { .body = body };
	struct body_row row;
	enum fault fault = prepare(cx, name, &c);

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
	struct person_change *c = what;
	struct arena *arena = change->cx->arena;
	struct person_row old;
	int64_t changed;
	enum fault fault = sql_person_by_id(tx_db(change->tx), arena, c->id, &old);

	change->nothing = fault == FAULT_NONE && text_eq(old.name, c->name);
	if (fault != FAULT_NONE || change->nothing)
		return fault;
	fault = refuse_namesake(change, c, old.body);
	if (fault == FAULT_NONE)
		fault = sql_person_name_delete(change->tx, c->id, c->key, &changed);
	if (fault == FAULT_NONE)
		fault = sql_person_rename(change->tx, c->id, c->name, c->key, &changed);
	if (fault == FAULT_NONE && !text_eq(name_key(arena, old.name), c->key))
		fault = sql_person_name_insert(change->tx, old.body, name_key(arena, old.name), old.name, c->id, TEXT_NONE, &changed);
	return fault != FAULT_NONE ? fault :
		say(change, "rename", c->id, name_json(arena, "name", old.name), name_json(arena, "name", c->name));
}

enum fault person_rename(struct ctx *cx, struct person_id id, struct text name)
{
	struct person_change c = { .id = id };
	enum fault fault = prepare(cx, name, &c);

	return fault != FAULT_NONE ? fault : change_make(cx, rename_body, &c);
}

static enum fault also_body(struct change *change, void *what)
{
	struct person_change *c = what;
	struct arena *arena = change->cx->arena;
	struct person_row row;
	int64_t changed = 0;
	enum fault fault = sql_person_by_id(tx_db(change->tx), arena, c->id, &row);

	if (fault == FAULT_NONE)
		fault = refuse_namesake(change, c, row.body);
	if (fault == FAULT_NONE && !text_eq(name_key(arena, row.name), c->key))
		fault = sql_person_name_insert(change->tx, row.body, c->key, c->name, c->id, TEXT_NONE, &changed);
	change->nothing = changed == 0;
	return fault != FAULT_NONE || change->nothing ? fault :
		say(change, "name", c->id, TEXT_NONE, name_json(arena, "alsoCalled", c->name));
}

enum fault person_also_called(struct ctx *cx, struct person_id id, struct text name)
{
	struct person_change c = { .id = id };
	enum fault fault = prepare(cx, name, &c);

	return fault != FAULT_NONE ? fault : change_make(cx, also_body, &c);
}

static enum fault no_more_body(struct change *change, void *what)
{
	struct person_change *c = what;
	int64_t changed;
	enum fault fault = sql_person_name_delete_plain(change->tx, c->id, c->key, &changed);

	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_NOT_FOUND, N_("That name cannot be taken away"));
	return fault != FAULT_NONE ? fault :
		say(change, "unname", c->id, name_json(change->cx->arena, "alsoCalled", c->key), TEXT_NONE);
}

enum fault person_no_more_called(struct ctx *cx, struct person_id id, struct text key)
{
	struct person_change c = { .id = id };
	enum fault fault = prepare(cx, key, &c);

	return fault != FAULT_NONE ? fault : change_make(cx, no_more_body, &c);
}

/* --- Two who are one --- */

static enum fault refuse_two(struct change *change, const struct person_change *c)
{
	struct ctx *cx = change->cx;
	struct db *db = tx_db(change->tx);
	struct text first, second;
	bool met, acted = false;
	enum fault fault = sql_persons_met(db, c->id, c->into, &met);

	if (fault == FAULT_NONE)
		fault = sql_person_acted(db, c->id, &acted);
	if (fault == FAULT_NONE && acted)
		return refuse(&cx->why, FAULT_CONFLICT,
			N_("The person has taken part in a meeting or an item that was prepared here, and that stays: keep this one, and let the other become it"));
	if (fault == FAULT_NONE && met)
		return refuse(&cx->why, FAULT_CONFLICT, N_("One document names them both as present or absent: they are two"));
	if (fault == FAULT_NONE)
		fault = sql_account_of_person(db, cx->arena, c->id, &first);
	if (fault == FAULT_NONE)
		fault = sql_account_of_person(db, cx->arena, c->into, &second);
	if (fault == FAULT_NONE)
		return refuse_with(&cx->why, FAULT_CONFLICT, N_("Both have an account: undo the tie of %s first"), "%.*s",
			TEXT_ARG(first));
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

/* What the first is in a committee while the second is something there too. */
static enum fault refuse_double_seats(struct change *change, const struct person_change *c)
{
	static const struct date last = { 9999, 12, 31 };
	struct ctx *cx = change->cx;
	struct db *db = tx_db(change->tx);
	struct membership_row *rows, *others;
	size_t n, others_n;
	enum fault fault = sql_memberships_of_person(db, cx->arena, c->id, last, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		fault = sql_membership_overlaps(db, cx->arena, rows[i].organization, c->into, rows[i].from_day,
			date_known(rows[i].to_day) ? rows[i].to_day : last, (struct membership_id){ 0 }, &others, &others_n);
		if (fault == FAULT_NONE && others_n > 0)
			return refuse_with(&cx->why, FAULT_CONFLICT, N_("Both sit in the same committee at the same time: %s"), "%.*s",
				TEXT_ARG(rows[i].organization_name));
	}
	return fault;
}

static enum fault move_all(struct change *change, const struct person_change *c)
{
	static enum fault (*const moves[])(struct tx *, struct person_id, struct person_id, int64_t *) = {
		sql_person_merge_participants, sql_person_merge_guests, sql_person_merge_memberships,
		sql_person_merge_substitutes, sql_person_merge_account, sql_person_merge_names,
	};
	enum fault fault = FAULT_NONE;
	int64_t changed;

	for (size_t i = 0; i < LENGTH_OF(moves) && fault == FAULT_NONE; i++)
		fault = moves[i](change->tx, c->id, c->into, &changed);
	return fault;
}

static enum fault merge_body(struct change *change, void *what)
{
	struct person_change *c = what;
	struct arena *arena = change->cx->arena;
	struct db *db = tx_db(change->tx);
	struct person_row one, into;
	int64_t changed;
	enum fault fault = sql_person_by_id(db, arena, c->id, &one);

	if (fault == FAULT_NONE)
		fault = sql_person_by_id(db, arena, c->into, &into);
	if (fault == FAULT_NONE && (one.id.v == into.id.v || one.body.v != into.body.v))
		return refuse(&change->cx->why, FAULT_INVALID, N_("Choose another person of the same authority"));
	if (fault == FAULT_NONE)
		fault = refuse_two(change, c);
	if (fault == FAULT_NONE)
		fault = refuse_double_seats(change, c);
	if (fault == FAULT_NONE)
		fault = move_all(change, c);
	if (fault == FAULT_NONE)
		fault = sql_person_delete(change->tx, c->id, &changed);
	if (fault == FAULT_NONE)
		fault = sql_person_name_insert(change->tx, into.body, name_key(arena, one.name), one.name, c->into, one.slug, &changed);
	return fault != FAULT_NONE ? fault :
		say(change, "merge", c->id, name_json(arena, "name", one.name), name_json(arena, "into", into.name));
}

enum fault person_merge(struct ctx *cx, struct person_id one, struct person_id into)
{
	struct person_change c = { .id = one, .into = into };
	enum fault fault = access_govern(cx, (struct organization_id){ 0 });

	return fault != FAULT_NONE ? fault : change_make(cx, merge_body, &c);
}

/* --- Parts --- */

enum fault person_of_name(struct change *change, struct body_id body, struct text name, struct person_id *ret, bool *ret_made)
{
	struct ctx *cx = change->cx;
	struct person_row row;
	struct text slug;
	enum fault fault = sql_person_by_key(tx_db(change->tx), cx->arena, body, name_key(cx->arena, name), &row);

	*ret_made = fault == FAULT_NOT_FOUND;
	if (fault == FAULT_NONE)
		*ret = row.id;
	return fault != FAULT_NOT_FOUND ? fault : insert(change, body, name, &slug, ret);
}

/* The last part of an address has no blank in it, and no capital letter. */
static enum fault chosen_by_address(struct change *change, struct body_id body, struct text name, struct person_id *ret)
{
	struct person_row row;
	enum fault fault = sql_person_by_slug(tx_db(change->tx), change->cx->arena, name, &row);

	if (fault == FAULT_NONE && row.body.v != body.v)
		return FAULT_NOT_FOUND;
	if (fault == FAULT_NONE)
		*ret = row.id;
	return fault;
}

enum fault person_chosen(struct change *change, struct body_id body, struct text typed, bool may_be_new, struct person_id *ret)
{
	struct ctx *cx = change->cx;
	struct text name;
	bool made = false;
	enum fault fault = name_clean(cx, typed, &name);

	if (fault == FAULT_NONE)
		fault = chosen_by_address(change, body, name, ret);
	if (fault != FAULT_NOT_FOUND)
		return fault;
	fault = person_of_name(change, body, name, ret, &made);
	if (fault == FAULT_NONE && made && !may_be_new)
		return refuse_with(&cx->why, FAULT_INVALID,
			N_("Nobody is called %s here so far. If the name is right, say that the person is new."), "%.*s", TEXT_ARG(name));
	return fault != FAULT_NONE || !made ? fault : say(change, "add", *ret, TEXT_NONE, name_json(cx->arena, "name", name));
}
