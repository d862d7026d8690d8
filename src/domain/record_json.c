#include "domain/record_json.h"

static void write_source(struct json *json, const struct record_source *source)
{
	json_key(json, "source");
	json_begin_object(json);
	json_key_text(json, "name", source->name);
	json_key_text(json, "sha256", source->sha256);
	json_key_int(json, "words", source->words);
	json_end(json);
}

static void write_organization(struct json *json, const struct record *record)
{
	json_key(json, "organization");
	json_begin_object(json);
	json_key_text(json, "name", record->organization);
	json_key_text(json, "classification", record->classification);
	json_end(json);
}

static void write_participants(struct json *json, const struct record *record)
{
	json_key(json, "participants");
	json_begin_array(json);
	for (size_t i = 0; i < record->participants_n; i++) {
		const struct record_participant *p = &record->participants[i];

		json_begin_object(json);
		json_key_text(json, "name", p->name);
		json_key_text(json, "status", text_from(participant_status_name(p->status)));
		json_key_text(json, "role", p->role);
		json_key_text(json, "party", p->party);
		json_key_text(json, "substituteFor", p->substitute_for);
		json_key_text(json, "remark", p->remark);
		json_end(json);
	}
	json_end(json);
}

static void write_sections(struct json *json, const struct record_item *item)
{
	json_key(json, "sections");
	json_begin_array(json);
	for (size_t i = 0; i < item->sections_n; i++) {
		const struct record_section *s = &item->sections[i];

		json_begin_object(json);
		json_key_text(json, "role", text_from(section_role_name(s->role)));
		json_key_text(json, "heading", s->heading);
		json_key_text(json, "date", date_text(json->out.arena, s->date));
		json_key_text(json, "text", s->text);
		json_end(json);
	}
	json_end(json);
}

static void write_texts(struct json *json, const char *key, const struct text *texts, size_t n)
{
	json_key(json, key);
	json_begin_array(json);
	for (size_t i = 0; i < n; i++)
		json_text(json, texts[i]);
	json_end(json);
}

static void write_earlier(struct json *json, const struct record_item *item)
{
	json_key(json, "earlier");
	json_begin_array(json);
	for (size_t i = 0; i < item->earlier_n; i++) {
		const struct record_earlier *e = &item->earlier[i];

		json_begin_object(json);
		json_key_text(json, "date", date_text(json->out.arena, e->date));
		json_key_text(json, "organization", e->organization);
		json_key_bool(json, "released", e->released);
		json_key_text(json, "text", e->text);
		json_end(json);
	}
	json_end(json);
}

void record_write_item_json(struct json *json, const struct record_item *item)
{
	json_begin_object(json);
	json_key_text(json, "number", item->number);
	json_key_int(json, "order", item->order);
	json_key_text(json, "title", item->title);
	json_key_bool(json, "public", item->is_public);
	json_key_text(json, "matter", item->matter);
	write_sections(json, item);
	write_texts(json, "files", item->files, item->files_n);
	write_texts(json, "guests", item->guests, item->guests_n);
	write_earlier(json, item);
	json_end(json);
}

static void write_remarks(struct json *json, const struct record *record)
{
	json_key(json, "setAside");
	json_begin_array(json);
	for (size_t i = 0; i < record->set_aside_n; i++) {
		json_begin_object(json);
		json_key_int(json, "line", (int64_t)record->set_aside[i].line);
		json_key_text(json, "text", record->set_aside[i].text);
		json_key_text(json, "why", text_from(record->set_aside[i].why));
		json_end(json);
	}
	json_end(json);
	json_key(json, "findings");
	json_begin_array(json);
	for (size_t i = 0; i < record->findings_n; i++) {
		json_begin_object(json);
		json_key_text(json, "code", text_from(record->findings[i].code));
		json_key_int(json, "line", (int64_t)record->findings[i].line);
		json_key_text(json, "message", record->findings[i].message);
		json_end(json);
	}
	json_end(json);
}

void record_write_json(struct json *json, const struct record *record)
{
	struct arena *arena = json->out.arena;

	write_source(json, &record->source);
	json_key_text(json, "kind", text_from(record_kind_name(record->kind)));
	json_key_bool(json, "kindStated", record->kind_stated);
	write_organization(json, record);
	json_key_text(json, "start", moment_text(arena, record->start));
	json_key_text(json, "end", moment_text(arena, record->end));
	json_key_text(json, "location", record->location);
	json_key_text(json, "remark", record->remark);
	write_participants(json, record);
	json_key(json, "items");
	json_begin_array(json);
	for (size_t i = 0; i < record->items_n; i++)
		record_write_item_json(json, &record->items[i]);
	json_end(json);
	json_key_text(json, "nextMeeting", date_text(arena, record->next_meeting));
	write_remarks(json, record);
}

struct text record_to_json(struct arena *arena, const struct record *record)
{
	struct json json = json_in(arena, true);

	json_begin_object(&json);
	record_write_json(&json, record);
	return json_finish(&json);
}
