#include "minutes/record_from_json.h"

#include "doc/doc.h"
#include "markup/json_read.h"

/* Sticky: the first value that is not what it must be is remembered, and the rest comes out empty. */
struct reading {
	struct arena *arena;
	const char *wrong; /* the key */
};

static void wrong(struct reading *r, const char *key)
{
	if (r->wrong == NULL)
		r->wrong = key;
}

static const struct json_value nothing = { .kind = JSON_KIND_NULL };

/* The keys that an object must have, no more and no less. */
static const struct json_value *object(struct reading *r, const struct json_value *v, const char *key, size_t keys)
{
	if (v->kind == JSON_KIND_OBJECT && v->n == keys)
		return v;
	wrong(r, key);
	return &nothing;
}

static const struct json_value *member(struct reading *r, const struct json_value *object, const char *key)
{
	for (const struct json_value *v = object->child; v != NULL; v = v->next)
		if (text_is(v->key, key))
			return v;
	wrong(r, key);
	return &nothing;
}

static struct text text_member(struct reading *r, const struct json_value *object, const char *key, size_t max)
{
	const struct json_value *v = member(r, object, key);

	if (v->kind == JSON_KIND_NULL)
		return TEXT_NONE;
	if (v->kind != JSON_KIND_TEXT || v->text.n > max)
		wrong(r, key);
	return v->text;
}

static struct text field(struct reading *r, const struct json_value *object, const char *key)
{
	return text_member(r, object, key, RECORD_FIELD_MAX);
}

static struct text body(struct reading *r, const struct json_value *object, const char *key)
{
	return text_member(r, object, key, DOC_MARKDOWN_MAX);
}

static struct text known_field(struct reading *r, const struct json_value *object, const char *key)
{
	struct text t = field(r, object, key);

	if (!text_known(t))
		wrong(r, key);
	return t;
}

static int64_t int_member(struct reading *r, const struct json_value *object, const char *key)
{
	const struct json_value *v = member(r, object, key);

	if (v->kind != JSON_KIND_INT || v->number < 0 || v->number > INT32_MAX)
		wrong(r, key);
	return v->kind == JSON_KIND_INT ? v->number : 0;
}

static bool bool_member(struct reading *r, const struct json_value *object, const char *key)
{
	const struct json_value *v = member(r, object, key);

	if (v->kind != JSON_KIND_BOOL)
		wrong(r, key);
	return v->number != 0;
}

static struct date date_member(struct reading *r, const struct json_value *object, const char *key)
{
	struct text t = field(r, object, key);
	struct date date = { .year = 0 };

	if (text_known(t) && !date_parse(t, &date))
		wrong(r, key);
	return date;
}

static struct moment moment_member(struct reading *r, const struct json_value *object, const char *key)
{
	struct text t = field(r, object, key);
	struct moment moment = MOMENT_NONE;

	if (text_known(t) && !moment_parse(t, &moment))
		wrong(r, key);
	return moment;
}

/* A name of a closed set. */
static int name_member(struct reading *r, const struct json_value *object, const char *key, int (*from)(struct text))
{
	int n = from(known_field(r, object, key));

	if (n < 0)
		wrong(r, key);
	return n < 0 ? 0 : n;
}

static const struct json_value *array(struct reading *r, const struct json_value *object, const char *key, size_t max)
{
	const struct json_value *v = member(r, object, key);

	if (v->kind == JSON_KIND_ARRAY && v->n <= max)
		return v;
	wrong(r, key);
	return &nothing;
}

static struct text *texts(struct reading *r, const struct json_value *object, const char *key, size_t *ret_n)
{
	const struct json_value *v = array(r, object, key, RECORD_LIST_MAX);
	struct text *list = arena_new(r->arena, struct text, v->n);
	size_t n = 0;

	for (const struct json_value *t = v->child; t != NULL; t = t->next) {
		if (t->kind != JSON_KIND_TEXT || t->text.n > RECORD_FIELD_MAX)
			wrong(r, key);
		list[n++] = t->text;
	}
	*ret_n = n;
	return list;
}

static void read_source(struct reading *r, const struct json_value *v, struct record_source *source)
{
	v = object(r, member(r, v, "source"), "source", 3);
	source->name = field(r, v, "name");
	source->sha256 = field(r, v, "sha256");
	source->words = int_member(r, v, "words");
}

static void read_participants(struct reading *r, const struct json_value *v, struct record *record)
{
	v = array(r, v, "participants", RECORD_LIST_MAX);
	record->participants = arena_new(r->arena, struct record_participant, v->n);
	for (const struct json_value *p = v->child; p != NULL; p = p->next) {
		const struct json_value *o = object(r, p, "participants", 6);

		record->participants[record->participants_n++] = (struct record_participant){
			.name = known_field(r, o, "name"),
			.status = (enum participant_status)name_member(r, o, "status", participant_status_from),
			.role = field(r, o, "role"),
			.party = field(r, o, "party"),
			.substitute_for = field(r, o, "substituteFor"),
			.remark = field(r, o, "remark"),
		};
	}
}

static void read_sections(struct reading *r, const struct json_value *v, struct record_item *item)
{
	v = array(r, v, "sections", RECORD_LIST_MAX);
	item->sections = arena_new(r->arena, struct record_section, v->n);
	for (const struct json_value *s = v->child; s != NULL; s = s->next) {
		const struct json_value *o = object(r, s, "sections", 4);

		item->sections[item->sections_n++] = (struct record_section){
			.role = (enum section_role)name_member(r, o, "role", section_role_from),
			.heading = field(r, o, "heading"),
			.date = date_member(r, o, "date"),
			.text = body(r, o, "text"),
		};
	}
}

static void read_earlier(struct reading *r, const struct json_value *v, struct record_item *item)
{
	v = array(r, v, "earlier", RECORD_LIST_MAX);
	item->earlier = arena_new(r->arena, struct record_earlier, v->n);
	for (const struct json_value *e = v->child; e != NULL; e = e->next) {
		const struct json_value *o = object(r, e, "earlier", 4);

		item->earlier[item->earlier_n++] = (struct record_earlier){
			.date = date_member(r, o, "date"),
			.organization = field(r, o, "organization"),
			.released = bool_member(r, o, "released"),
			.text = body(r, o, "text"),
		};
	}
}

static void read_items(struct reading *r, const struct json_value *v, struct record *record)
{
	v = array(r, v, "items", RECORD_ITEMS_MAX);
	record->items = arena_new(r->arena, struct record_item, v->n);
	for (const struct json_value *i = v->child; i != NULL && r->wrong == NULL; i = i->next) {
		const struct json_value *o = object(r, i, "items", 9);
		struct record_item *item = &record->items[record->items_n++];

		item->number = field(r, o, "number");
		item->order = (int)int_member(r, o, "order");
		item->title = field(r, o, "title");
		item->is_public = bool_member(r, o, "public");
		item->matter = field(r, o, "matter");
		read_sections(r, o, item);
		item->files = texts(r, o, "files", &item->files_n);
		item->guests = texts(r, o, "guests", &item->guests_n);
		read_earlier(r, o, item);
	}
}

static void read_set_aside(struct reading *r, const struct json_value *v, struct record *record)
{
	v = array(r, v, "setAside", RECORD_LIST_MAX);
	record->set_aside = arena_new(r->arena, struct record_set_aside, v->n);
	for (const struct json_value *a = v->child; a != NULL; a = a->next) {
		const struct json_value *o = object(r, a, "setAside", 3);

		record->set_aside[record->set_aside_n++] = (struct record_set_aside){
			.line = (size_t)int_member(r, o, "line"),
			.text = body(r, o, "text"),
			.why = text_string(r->arena, known_field(r, o, "why")),
		};
	}
}

static void read_findings(struct reading *r, const struct json_value *v, struct record *record)
{
	v = array(r, v, "findings", RECORD_LIST_MAX);
	record->findings = arena_new(r->arena, struct record_finding, v->n);
	for (const struct json_value *f = v->child; f != NULL; f = f->next) {
		const struct json_value *o = object(r, f, "findings", 3);

		record->findings[record->findings_n++] = (struct record_finding){
			.code = text_string(r->arena, known_field(r, o, "code")),
			.line = (size_t)int_member(r, o, "line"),
			.message = known_field(r, o, "message"),
		};
	}
}

enum fault record_from_json(struct arena *arena, struct text json, struct refusal *why, struct record **ret)
{
	struct reading r = { .arena = arena };
	struct record *record = arena_new(arena, struct record, 1);
	const struct json_value *v, *organization;
	struct json_value *tree;
	enum fault fault = json_read(arena, json, why, &tree);

	if (fault != FAULT_NONE)
		return fault;
	v = object(&r, tree, "record", 13);
	read_source(&r, v, &record->source);
	record->kind = (enum record_kind)name_member(&r, v, "kind", record_kind_from);
	record->kind_stated = bool_member(&r, v, "kindStated");
	organization = object(&r, member(&r, v, "organization"), "organization", 2);
	record->organization = field(&r, organization, "name");
	record->classification = field(&r, organization, "classification");
	record->start = moment_member(&r, v, "start");
	record->end = moment_member(&r, v, "end");
	record->location = field(&r, v, "location");
	record->remark = field(&r, v, "remark");
	read_participants(&r, v, record);
	read_items(&r, v, record);
	record->next_meeting = date_member(&r, v, "nextMeeting");
	read_set_aside(&r, v, record);
	read_findings(&r, v, record);
	if (r.wrong != NULL)
		return refuse_with(why, FAULT_INVALID, N_("The record is not as it must be: %s"), "%s", r.wrong);
	*ret = record;
	return FAULT_NONE;
}
