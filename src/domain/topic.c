#include "domain/topic.h"

#include "domain/draft_text.h"
#include "domain/line.h"
#include "markup/json.h"
#include "query/agenda.h"

enum fault topic_list(struct ctx *cx, struct organization_id organization, struct topic_row **ret, size_t *ret_n)
{
	return sql_topics(cx->db, cx->arena, cx->viewer, organization, ret, ret_n);
}

static struct text topic_json(struct arena *arena, struct topic_id id, struct text title, struct draft_id draft)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "topic", id.v);
	if (text_known(title))
		json_key_text(&json, "title", title);
	if (draft.v != 0)
		json_key_int(&json, "draft", draft.v);
	json_end(&json);
	return json_finish(&json);
}

static enum fault say(struct change *change, const char *verb, struct organization_id organization, struct text after)
{
	return journal_append(change, &(struct journal_entry){ .verb = verb, .noun = "organization", .noun_id = organization.v,
		.after = after });
}

struct adding {
	struct organization_id organization;
	struct topic topic;
	struct topic_id id;
};

static enum fault add_body(struct change *change, void *what)
{
	struct adding *a = what;
	const struct topic *t = &a->topic;
	struct ctx *cx = change->cx;
	enum fault fault = access_require(cx, ROLE_CLERK, (struct reach){ .organization = a->organization });

	if (fault == FAULT_NONE)
		fault = sql_topic_insert(change->tx, a->organization, t->title, t->note, t->wished_by, t->meeting, cx->viewer, cx->now, &a->id);
	return fault != FAULT_NONE ? fault : say(change, "topic", a->organization, topic_json(cx->arena, a->id, t->title, (struct draft_id){ 0 }));
}

enum fault topic_add(struct ctx *cx, struct organization_id organization, const struct topic *topic, struct topic_id *ret)
{
	struct adding a = { .organization = organization, .topic = *topic };
	enum fault fault = line_tidy(cx, topic->title, TOPIC_TITLE_MAX, &a.topic.title);

	if (fault == FAULT_NONE && !text_known(a.topic.title))
		return refuse(&cx->why, FAULT_INVALID, N_("Say in a few words what the committee wants to take up"));
	if (fault == FAULT_NONE)
		fault = lines_tidy(cx, topic->note, TOPIC_NOTE_MAX, &a.topic.note);
	if (fault == FAULT_NONE)
		fault = line_tidy(cx, topic->wished_by, TOPIC_WHO_MAX, &a.topic.wished_by);
	if (fault == FAULT_NONE)
		fault = change_make(cx, add_body, &a);
	if (fault == FAULT_NONE)
		*ret = a.id;
	return fault;
}

struct ending {
	struct topic_id id;
	struct meeting_id meeting;
	int64_t changes;
};

static enum fault drop_body(struct change *change, void *what)
{
	const struct ending *e = what;
	struct ctx *cx = change->cx;
	struct organization_id organization;
	int64_t changed;
	enum fault fault = sql_topic_organization(tx_db(change->tx), cx->viewer, e->id, &organization);

	if (fault == FAULT_NONE)
		fault = access_require(cx, ROLE_CLERK, (struct reach){ .organization = organization });
	if (fault == FAULT_NONE)
		fault = sql_topic_go(change->tx, e->id, (struct draft_id){ 0 }, cx->now, &changed);
	if (fault != FAULT_NONE)
		return fault;
	change->nothing = changed == 0;
	return changed == 0 ? FAULT_NONE : say(change, "no-topic", organization, topic_json(cx->arena, e->id, TEXT_NONE, (struct draft_id){ 0 }));
}

enum fault topic_drop(struct ctx *cx, struct topic_id id)
{
	return change_make(cx, drop_body, &(struct ending){ .id = id });
}

static enum fault take_up_body(struct change *change, void *what)
{
	const struct ending *e = what;
	struct ctx *cx = change->cx;
	struct draft_part part = { .role = SECTION_PRESENTATION, .heading = TEXT("Sagsfremstilling") };
	struct draft_new draft = { .kind = DRAFT_DISCUSSION, .parts = &part, .parts_n = 1 };
	struct plan_row meeting;
	struct topic_row row;
	struct draft_id id;
	int64_t changed;
	enum fault fault = agenda_begin(change, e->meeting, e->changes, &meeting);

	if (fault == FAULT_NONE)
		fault = sql_topic_organization(tx_db(change->tx), cx->viewer, e->id, &draft.organization);
	if (fault == FAULT_NONE && draft.organization.v != meeting.organization.v)
		fault = FAULT_NOT_FOUND;
	if (fault == FAULT_NONE)
		fault = sql_topic_by_id(tx_db(change->tx), cx->arena, cx->viewer, e->id, &row);
	if (fault != FAULT_NONE)
		return fault;
	draft.title = row.title;
	part.text = text_known(row.note) ? row.note : TEXT("");
	fault = draft_create_within(change, &draft, &id);
	if (fault == FAULT_NONE)
		fault = sql_topic_go(change->tx, e->id, id, cx->now, &changed);
	if (fault == FAULT_NONE)
		fault = say(change, "topic-taken-up", meeting.organization, topic_json(cx->arena, e->id, TEXT_NONE, id));
	return fault != FAULT_NONE ? fault : agenda_place_within(change, &meeting, id);
}

enum fault topic_take_up(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct topic_id id)
{
	return change_make(cx, take_up_body, &(struct ending){ id, meeting, changes });
}
