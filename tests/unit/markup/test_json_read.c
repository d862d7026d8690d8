#include "tap.h"

#include "markup/json_read.h"

static enum fault fault_of(struct arena *arena, const char *s)
{
	struct refusal why = REFUSAL_INIT;
	struct json_value *v;

	return json_read(arena, text_from(s), &why, &v);
}

TEST(json_is_read_as_a_tree)
{
	struct refusal why = REFUSAL_INIT;
	struct json_value *v = NULL;

	CHECK_INT(json_read(arena, TEXT("{\"a\":[1,true,null],\"b\":\"\\u00e6\"}"), &why, &v), FAULT_NONE);
	if (v == NULL)
		return;
	CHECK_INT(v->kind, JSON_KIND_OBJECT);
	CHECK_INT(v->n, 2);
	CHECK_TEXT(v->child->key, "a");
	CHECK_INT(v->child->n, 3);
	CHECK_INT(v->child->child->number, 1);
	CHECK_INT(v->child->child->next->kind, JSON_KIND_BOOL);
	CHECK_INT(v->child->child->next->next->kind, JSON_KIND_NULL);
	CHECK_TEXT(v->child->next->text, "\xc3\xa6");
}

TEST(json_that_is_not_strict_is_refused)
{
	static const char *const bad[] = { "", "{", "[1,]", "{\"a\":1,\"a\":2}", "\"\\u0000\"", "nul", "{} x", "'a'",
		"[1] [2]", "\"\xff\"" };

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK_INT(fault_of(arena, bad[i]), FAULT_INVALID);
}

TEST(json_number_that_is_no_integer_is_told_from_one)
{
	struct refusal why = REFUSAL_INIT;
	struct json_value *v = NULL;

	CHECK_INT(json_read(arena, TEXT("{\"a\":1.5,\"b\":\"x\",\"c\":7}"), &why, &v), FAULT_NONE);
	if (v == NULL)
		return;
	CHECK_INT(json_member(v, TEXT("a"))->kind, JSON_KIND_REAL);
	CHECK_INT(json_member(v, TEXT("c"))->number, 7);
	CHECK_TEXT(json_member_text(v, "b"), "x");
	CHECK(!text_known(json_member_text(v, "c")));
	CHECK(json_member(v, TEXT("d")) == NULL && json_member(v->child, TEXT("a")) == NULL);
}

TEST(json_has_a_depth)
{
	struct buffer b = buffer_in(arena, 1 << 20);

	for (int i = 0; i < JSON_READ_DEPTH_MAX; i++)
		buffer_add_byte(&b, '[');
	for (int i = 0; i < JSON_READ_DEPTH_MAX; i++)
		buffer_add_byte(&b, ']');
	buffer_add_byte(&b, '\0');
	CHECK_INT(fault_of(arena, b.s), FAULT_NONE);
	CHECK_INT(fault_of(arena, "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]"), FAULT_LIMIT);
	CHECK_INT(fault_of(arena, "\"[[[[[[[[[[[[[[[[[[[[[[\""), FAULT_NONE);
}
