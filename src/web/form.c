#include "web/form.h"

#include <assert.h>
#include <inttypes.h>

#include "markup/percent.h"

struct reading {
	struct arena *arena;
	enum form_source source;
	struct form_values *values;
};

static void problem(struct reading *r, const struct field *field, const char *message, struct text detail)
{
	struct form_values *values = r->values;

	if (values->problems_n < LENGTH_OF(values->problems))
		values->problems[values->problems_n++] = (struct form_problem){
			.field = field != NULL ? field->name : NULL,
			.label = field != NULL ? field->label : NULL,
			.message = message,
			.detail = detail,
		};
}

static struct text number_words(struct arena *arena, int64_t number)
{
	return text_from(arena_format(arena, "%" PRId64, number));
}

static void read_text(struct reading *r, const struct field *field, struct text t, struct form_value *ret)
{
	if (t.n > (size_t)field->most)
		problem(r, field, N_("is too long; at most %s characters"), number_words(r->arena, field->most));
	else
		*ret = (struct form_value){ .given = true, .text = t };
}

static void read_number(struct reading *r, const struct field *field, struct text t, struct form_value *ret)
{
	int64_t number;

	if (!text_number(t, &number))
		problem(r, field, N_("must be a whole number"), TEXT_NONE);
	else if (number < field->least)
		problem(r, field, N_("must be at least %s"), number_words(r->arena, field->least));
	else if (number > field->most)
		problem(r, field, N_("must be at most %s"), number_words(r->arena, field->most));
	else
		*ret = (struct form_value){ .given = true, .text = t, .number = number };
}

static void read_date(struct reading *r, const struct field *field, struct text t, struct form_value *ret)
{
	struct date date;

	if (!date_parse(t, &date))
		problem(r, field, N_("must be a date, for example 2026-03-24"), TEXT_NONE);
	else
		*ret = (struct form_value){ .given = true, .text = t, .date = date };
}

static void read_choice(struct reading *r, const struct field *field, struct text t, struct form_value *ret)
{
	for (int64_t i = 0; field->choices[i] != NULL; i++)
		if (text_is(t, field->choices[i])) {
			*ret = (struct form_value){ .given = true, .text = t, .number = i };
			return;
		}
	problem(r, field, N_("is not one of the choices"), TEXT_NONE);
}

static void read_value(struct reading *r, size_t index, struct text t)
{
	static void (*const readers[])(struct reading *, const struct field *, struct text, struct form_value *) = {
		[FIELD_TEXT] = read_text,
		[FIELD_NUMBER] = read_number,
		[FIELD_DATE] = read_date,
		[FIELD_CHOICE] = read_choice,
	};
	const struct field *field = &r->values->form->fields[index];

	readers[field->type](r, field, t, &r->values->value[index]);
}

/* One more of a field that may come more than once. */
static void add_text(struct reading *r, size_t index, struct text t)
{
	const struct field *field = &r->values->form->fields[index];
	struct form_value *value = &r->values->value[index];

	if (value->texts_n == field->times)
		problem(r, field, N_("was given more than %s times"), number_words(r->arena, (int64_t)field->times));
	else if (t.n > (size_t)field->most)
		problem(r, field, N_("is too long; at most %s characters"), number_words(r->arena, field->most));
	if (value->texts_n == field->times || t.n > (size_t)field->most)
		return;
	arena_grow(r->arena, value->texts, value->texts_n, &value->texts_room);
	value->texts[value->texts_n++] = t;
	value->given = true;
}

static void read_pair(struct reading *r, struct text pair, bool seen[FORM_FIELDS_MAX])
{
	const struct form *form = r->values->form;
	size_t equals = text_find_byte(pair, '='), i = 0;
	struct text name, value;

	if (percent_decode(r->arena, text_from_to(pair, 0, equals), PERCENT_FORM, &name) != FAULT_NONE ||
	    percent_decode(r->arena, text_after(pair, equals + 1), PERCENT_FORM, &value) != FAULT_NONE) {
		problem(r, NULL, N_("The address or form holds something that cannot be read."), TEXT_NONE);
		return;
	}
	while (i < form->fields_n && !text_is(name, form->fields[i].name))
		i++;
	if (i == form->fields_n && r->source == FORM_BODY && text_is(name, "token")) {
		r->values->token = value;
		return;
	}
	if (i == form->fields_n) {
		if (r->source == FORM_BODY)
			problem(r, NULL, N_("The form holds a field that is not known here."), TEXT_NONE);
		return;
	}
	if (form->fields[i].times > 0)
		add_text(r, i, value);
	else if (seen[i])
		problem(r, &form->fields[i], N_("was given twice"), TEXT_NONE);
	else if (!text_empty(value))
		read_value(r, i, value);
	seen[i] = true;
}

static bool has_problem(const struct form_values *values, const struct field *field)
{
	for (size_t i = 0; i < values->problems_n; i++)
		if (values->problems[i].field == field->name)
			return true;
	return false;
}

enum fault form_read(struct arena *arena, const struct form *form, enum form_source source, struct text encoded,
	struct form_values *ret)
{
	struct reading r = { .arena = arena, .source = source, .values = ret };
	bool seen[FORM_FIELDS_MAX] = { false };
	struct text pair;

	assert(form->fields_n <= FORM_FIELDS_MAX);
	*ret = (struct form_values){ .form = form };
	while (text_split(&encoded, '&', &pair))
		if (!text_empty(pair))
			read_pair(&r, pair, seen);
	for (size_t i = 0; i < form->fields_n; i++)
		if (form->fields[i].required && !ret->value[i].given && !has_problem(ret, &form->fields[i]))
			problem(&r, &form->fields[i], N_("must be filled in"), TEXT_NONE);
	return ret->problems_n > 0 ? FAULT_INVALID : FAULT_NONE;
}

struct text form_text(const struct form_values *values, size_t field)
{
	assert(field < values->form->fields_n);
	return values->value[field].given ? values->value[field].text : TEXT_NONE;
}

int64_t form_number(const struct form_values *values, size_t field, int64_t fallback)
{
	assert(field < values->form->fields_n);
	return values->value[field].given ? values->value[field].number : fallback;
}

struct date form_date(const struct form_values *values, size_t field)
{
	assert(field < values->form->fields_n);
	return values->value[field].date;
}
