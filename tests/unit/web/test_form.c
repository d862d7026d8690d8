#include "web/form.h"

#include "tap.h"

enum { WORDS, COUNT, DAY, KIND };

static const char *const kinds[] = { "agenda", "minutes", NULL };
static const struct field fields[] = {
	[WORDS] = { .name = "q", .label = "Words", .type = FIELD_TEXT, .required = true, .most = 10 },
	[COUNT] = { .name = "n", .label = "Count", .type = FIELD_NUMBER, .least = 1, .most = 100 },
	[DAY] = { .name = "day", .label = "Day", .type = FIELD_DATE },
	[KIND] = { .name = "kind", .label = "Kind", .type = FIELD_CHOICE, .choices = kinds },
};
static const struct form form = { fields, LENGTH_OF(fields), 1000 };

TEST(form_reads_typed_values)
{
	struct form_values values;

	CHECK_INT(form_read(arena, &form, FORM_QUERY, TEXT("q=a+%C3%A6&n=42&day=2024-02-29&kind=minutes&utm=x"), &values),
		FAULT_NONE);
	CHECK_TEXT(form_text(&values, WORDS), "a \xc3\xa6");
	CHECK_INT(form_number(&values, COUNT, 0), 42);
	CHECK_INT(form_date(&values, DAY).day, 29);
	CHECK_INT(values.value[KIND].number, 1);
}

TEST(form_takes_some_fields_more_than_once)
{
	static const struct field days[] = { { .name = "day", .label = "Day", .most = 10, .times = 3 } };
	static const struct form many = { days, 1, 1000 };
	struct form_values values;

	CHECK_INT(form_read(arena, &many, FORM_BODY, TEXT("day=a&day=&day=c"), &values), FAULT_NONE);
	CHECK_INT(values.value[0].texts_n, 3);
	CHECK_TEXT(values.value[0].texts[1], "");
	CHECK_TEXT(values.value[0].texts[2], "c");
	CHECK_INT(form_read(arena, &many, FORM_BODY, TEXT("day=a&day=b&day=c&day=d"), &values), FAULT_INVALID);
	CHECK_INT(form_read(arena, &many, FORM_BODY, TEXT("day=12345678901"), &values), FAULT_INVALID);
}

TEST(form_treats_empty_as_not_given)
{
	struct form_values values;

	CHECK_INT(form_read(arena, &form, FORM_QUERY, TEXT("&&q=x&n=&day=&kind"), &values), FAULT_NONE);
	CHECK_INT(form_number(&values, COUNT, 7), 7);
	CHECK(!date_known(form_date(&values, DAY)));
	CHECK(!values.value[KIND].given);
}

TEST(form_collects_every_problem)
{
	static const struct {
		const char *encoded;
		enum form_source source;
		const char *fields[4]; /* of the problems; "" for one about the whole */
	} cases[] = {
		{ "", FORM_QUERY, { "q" } },
		{ "q=12345678901", FORM_QUERY, { "q" } },
		{ "q=x&n=0", FORM_QUERY, { "n" } },
		{ "q=x&n=101", FORM_QUERY, { "n" } },
		{ "q=x&n=-1", FORM_QUERY, { "n" } },
		{ "q=x&n=1e3", FORM_QUERY, { "n" } },
		{ "q=x&n=99999999999999999999", FORM_QUERY, { "n" } },
		{ "q=x&day=2023-02-29", FORM_QUERY, { "day" } },
		{ "q=x&kind=Agenda", FORM_QUERY, { "kind" } },
		{ "q=x&q=y", FORM_QUERY, { "q" } },
		{ "q=%zz", FORM_QUERY, { "", "q" } },
		{ "q=x&a=b", FORM_BODY, { "" } },
		{ "n=x&day=x&kind=x", FORM_QUERY, { "n", "day", "kind", "q" } },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct form_values values;
		size_t n = 0;

		CHECK_INT(form_read(arena, &form, cases[i].source, text_from(cases[i].encoded), &values), FAULT_INVALID);
		for (; n < LENGTH_OF(cases[i].fields) && cases[i].fields[n] != NULL; n++) {
			const struct form_problem *problem = &values.problems[n];

			CHECK_TEXT(text_from(problem->field != NULL ? problem->field : ""), cases[i].fields[n]);
			CHECK(problem->message != NULL);
		}
		CHECK_INT(values.problems_n, n);
	}
}

TEST(form_bears_a_thousand_problems)
{
	struct buffer b = buffer_in(arena, 1 << 20);
	struct form_values values;

	for (int i = 0; i < 1000; i++)
		buffer_add_string(&b, "n=x&");
	CHECK_INT(form_read(arena, &form, FORM_BODY, buffer_text(&b), &values), FAULT_INVALID);
	CHECK_INT(values.problems_n, LENGTH_OF(values.problems));
}
