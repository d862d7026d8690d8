#include "markup/json.h"

#include <inttypes.h>

struct json json_in(struct arena *arena, bool indented)
{
	return (struct json){ .out = buffer_in(arena, JSON_BYTES_MAX), .indented = indented, .first = true };
}

static void new_line(struct json *json)
{
	if (!json->indented)
		return;
	buffer_add_byte(&json->out, '\n');
	for (int i = 0; i < json->depth; i++)
		buffer_add_string(&json->out, "  ");
}

/* What stands between the value before and this one. */
static void before_value(struct json *json)
{
	if (json->keyed) {
		json->keyed = false;
		return;
	}
	if (!json->first)
		buffer_add_byte(&json->out, ',');
	if (json->depth > 0)
		new_line(json);
	json->first = false;
}

static void open_value(struct json *json, char opening, char closing)
{
	before_value(json);
	if (json->depth == JSON_DEPTH_MAX) {
		json->dropped = true;
		return;
	}
	buffer_add_byte(&json->out, opening);
	json->open[json->depth++] = (unsigned char)closing;
	json->first = true;
}

void json_begin_object(struct json *json)
{
	open_value(json, '{', '}');
}

void json_begin_array(struct json *json)
{
	open_value(json, '[', ']');
}

void json_end(struct json *json)
{
	bool empty = json->first;

	if (json->depth == 0)
		return;
	json->depth--;
	if (!empty)
		new_line(json);
	buffer_add_byte(&json->out, (char)json->open[json->depth]);
	json->first = false;
	json->keyed = false;
}

static void add_escaped(struct buffer *out, struct text text)
{
	size_t from = 0, at = 0;

	buffer_add_byte(out, '"');
	while (at < text.n) {
		size_t here = at;
		uint32_t rune = text_rune(text, &at);

		if (rune >= 0x20 && rune != '"' && rune != '\\' && rune != '<' && rune != 0x2028 && rune != 0x2029 &&
			rune != 0xfffd)
			continue;
		buffer_add(out, text_from_to(text, from, here));
		from = at;
		if (rune == '"' || rune == '\\')
			buffer_format(out, "\\%c", (char)rune);
		else if (rune == '\n')
			buffer_add_string(out, "\\n");
		else if (rune == 0xfffd)
			buffer_add_rune(out, rune);
		else
			buffer_format(out, "\\u%04" PRIx32, rune);
	}
	buffer_add(out, text_after(text, from));
	buffer_add_byte(out, '"');
}

void json_key(struct json *json, const char *key)
{
	before_value(json);
	add_escaped(&json->out, text_from(key));
	buffer_add_string(&json->out, json->indented ? ": " : ":");
	json->keyed = true;
}

void json_text(struct json *json, struct text text)
{
	if (!text_known(text)) {
		json_unknown(json);
		return;
	}
	before_value(json);
	add_escaped(&json->out, text);
}

void json_int(struct json *json, int64_t number)
{
	before_value(json);
	buffer_format(&json->out, "%" PRId64, number);
}

void json_bool(struct json *json, bool truth)
{
	before_value(json);
	buffer_add_string(&json->out, truth ? "true" : "false");
}

void json_unknown(struct json *json)
{
	before_value(json);
	buffer_add_string(&json->out, "null");
}

void json_key_text(struct json *json, const char *key, struct text text)
{
	json_key(json, key);
	json_text(json, text);
}

void json_key_int(struct json *json, const char *key, int64_t number)
{
	json_key(json, key);
	json_int(json, number);
}

void json_key_bool(struct json *json, const char *key, bool truth)
{
	json_key(json, key);
	json_bool(json, truth);
}

struct text json_finish(struct json *json)
{
	while (json->depth > 0)
		json_end(json);
	return json->out.full || json->dropped ? TEXT_NONE : buffer_text(&json->out);
}
