#include "markup/json_read.h"

#include <jansson.h>

/* Brackets that are open at once, strings left out: jansson's own maximum is far above ours. */
static bool is_shallow(struct text t)
{
	int depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < t.n; i++) {
		char c = t.s[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '[' || c == '{'))
			depth++;
		else if (!quoted && (c == ']' || c == '}'))
			depth--;
		if (depth > JSON_READ_DEPTH_MAX)
			return false;
	}
	return true;
}

static bool copy(struct arena *arena, json_t *from, struct json_value *to);

static bool copy_children(struct arena *arena, json_t *from, struct json_value *to)
{
	struct json_value **link = &to->child;
	const char *key;
	json_t *child;
	size_t i;

	if (to->kind == JSON_KIND_ARRAY) {
		json_array_foreach(from, i, child) {
			*link = arena_new(arena, struct json_value, 1);
			if (!copy(arena, child, *link))
				return false;
			link = &(*link)->next;
			to->n++;
		}
		return true;
	}
	json_object_foreach(from, key, child) {
		*link = arena_new(arena, struct json_value, 1);
		(*link)->key = text_copy(arena, text_from(key));
		if (!copy(arena, child, *link))
			return false;
		link = &(*link)->next;
		to->n++;
	}
	return true;
}

static bool copy(struct arena *arena, json_t *from, struct json_value *to)
{
	switch (json_typeof(from)) {
	case JSON_NULL:
		to->kind = JSON_KIND_NULL;
		return true;
	case JSON_TRUE:
	case JSON_FALSE:
		to->kind = JSON_KIND_BOOL;
		to->number = json_is_true(from);
		return true;
	case JSON_INTEGER:
		to->kind = JSON_KIND_INT;
		to->number = json_integer_value(from);
		return true;
	case JSON_STRING:
		to->kind = JSON_KIND_TEXT;
		to->text = text_copy(arena, (struct text){ json_string_value(from), json_string_length(from) });
		return text_valid(to->text);
	case JSON_ARRAY:
	case JSON_OBJECT:
		to->kind = json_is_array(from) ? JSON_KIND_ARRAY : JSON_KIND_OBJECT;
		return copy_children(arena, from, to);
	case JSON_REAL:
		to->kind = JSON_KIND_REAL;
		return true;
	}
	return false;
}

const struct json_value *json_member(const struct json_value *object, struct text key)
{
	if (object == NULL || object->kind != JSON_KIND_OBJECT)
		return NULL;
	for (const struct json_value *v = object->child; v != NULL; v = v->next)
		if (text_eq(v->key, key))
			return v;
	return NULL;
}

struct text json_member_text(const struct json_value *object, const char *key)
{
	const struct json_value *v = json_member(object, text_from(key));

	return v != NULL && v->kind == JSON_KIND_TEXT ? v->text : TEXT_NONE;
}

enum fault json_read(struct arena *arena, struct text bytes, struct refusal *why, struct json_value **ret)
{
	struct json_value *value = arena_new(arena, struct json_value, 1);
	json_error_t error;
	json_t *tree;
	bool good;

	if (bytes.n > JSON_READ_MAX || !is_shallow(bytes))
		return refuse(why, FAULT_LIMIT, N_("The JSON is too large."));
	tree = json_loadb(bytes.s != NULL ? bytes.s : "", bytes.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (tree == NULL)
		return refuse_with(why, FAULT_INVALID, N_("The JSON is not well-formed: %s"), "%s", error.text);
	good = copy(arena, tree, value);
	json_decref(tree);
	if (!good)
		return refuse(why, FAULT_INVALID, N_("The JSON holds what is not understood here."));
	*ret = value;
	return FAULT_NONE;
}
