#include "openid/claims.h"

#include "tap.h"

static struct json_value *json(struct arena *arena, const char *s)
{
	struct json_value *v = NULL;

	CHECK_INT(json_read(arena, text_from(s), NULL, &v), FAULT_NONE);
	return v;
}

TEST(claims_are_found_by_name_or_pointer)
{
	struct json_value *v = json(arena, "{\"groups\":[\"a\"],\"realm\":{\"roles\":[\"b\"],\"x/y\":{\"~\":\"c\"}},\"https://solbaek.example/r\":\"d\"}");

	CHECK_TEXT(claims_find(arena, v, TEXT("groups"))->child->text, "a");
	CHECK_TEXT(claims_find(arena, v, TEXT("/groups"))->child->text, "a");
	CHECK_TEXT(claims_find(arena, v, TEXT("/realm/roles"))->child->text, "b");
	CHECK_TEXT(claims_find(arena, v, TEXT("/realm/x~1y/~0"))->text, "c");
	CHECK_TEXT(claims_find(arena, v, TEXT("https://solbaek.example/r"))->text, "d");
	CHECK(claims_find(arena, v, TEXT("realm/roles")) == NULL);
	CHECK(claims_find(arena, v, TEXT("/realm/roles/0")) == NULL);
	CHECK(claims_find(arena, v, TEXT("/realm/none/at/all")) == NULL);
	CHECK(claims_find(arena, v, TEXT_NONE) == NULL);
	CHECK(claims_find(arena, NULL, TEXT("groups")) == NULL);
}

TEST(claims_of_the_token_alone)
{
	struct json_value *token = json(arena, "{\"sub\":\"1\",\"email\":\"anne@solbaek.example\",\"email_verified\":true,\"name\":\" Anne Holm \","
		"\"groups\":[\"a\",7,\"b\",null]}");
	struct claims c = claims_read(arena, token, NULL, TEXT("groups"));

	CHECK(!claims_lack(arena, token, TEXT("groups")));
	CHECK(claims_lack(arena, token, TEXT("roles")));
	CHECK_TEXT(c.subject, "1");
	CHECK_TEXT(c.email, "anne@solbaek.example");
	CHECK(c.email_verified && !c.email_denied);
	CHECK_TEXT(c.name, "Anne Holm");
	CHECK_INT(c.values_n, 2);
	CHECK_TEXT(c.values[1], "b");
}

TEST(claims_what_the_token_leaves_open_is_told_of_the_user)
{
	struct json_value *token = json(arena, "{\"sub\":\"1\",\"roles\":\"x\"}");
	struct json_value *info = json(arena, "{\"sub\":\"1\",\"email\":\"a@b.example\",\"email_verified\":\"true\",\"given_name\":\"Anne\","
		"\"family_name\":\"Holm\",\"roles\":[\"y\"]}");
	struct claims c = claims_read(arena, token, info, TEXT("roles"));

	CHECK(claims_lack(arena, token, TEXT("roles")));
	CHECK(c.email_verified);
	CHECK_TEXT(c.name, "Anne Holm");
	CHECK_INT(c.values_n, 1);
	CHECK_TEXT(c.values[0], "x"); /* the token's count first */
}

/* That one place calls an address verified says nothing of the address of the other. */
TEST(claims_an_address_is_verified_where_it_stands)
{
	struct claims c = claims_read(arena, json(arena, "{\"sub\":\"1\",\"email\":\"a@b.example\",\"email_verified\":false}"),
		json(arena, "{\"sub\":\"1\",\"email\":\"a@b.example\",\"email_verified\":true}"), TEXT("roles"));

	CHECK(!c.email_verified && c.email_denied);
	c = claims_read(arena, json(arena, "{\"sub\":\"1\",\"email\":\"a@b.example\"}"),
		json(arena, "{\"sub\":\"1\",\"email_verified\":true}"), TEXT("roles"));
	CHECK_TEXT(c.email, "a@b.example");
	CHECK(!c.email_verified && !c.email_denied);
	c = claims_read(arena, json(arena, "{\"sub\":\"1\",\"email_verified\":true}"),
		json(arena, "{\"sub\":\"1\",\"email\":\"a@b.example\"}"), TEXT("roles"));
	CHECK_TEXT(c.email, "a@b.example");
	CHECK(!c.email_verified);
	c = claims_read(arena, json(arena, "{\"sub\":\"1\",\"email\":\"a@b.example\",\"email_verified\":1}"), NULL, TEXT("roles"));
	CHECK(!c.email_verified);
	c = claims_read(arena, json(arena, "{\"sub\":\"1\",\"email\":[\"a@b.example\"],\"email_verified\":true}"), NULL, TEXT("roles"));
	CHECK(!text_known(c.email));
}

TEST(claims_have_a_most)
{
	struct buffer b = buffer_in(arena, 1 << 20);
	struct claims c;

	buffer_add_string(&b, "{\"sub\":\"1\",\"roles\":[\"0\"");
	for (int i = 1; i <= CLAIMS_VALUES_MAX; i++)
		buffer_format(&b, ",\"%d\"", i);
	buffer_add_string(&b, "]}");
	buffer_add_byte(&b, '\0');
	c = claims_read(arena, json(arena, b.s), NULL, TEXT("roles"));
	CHECK_INT(c.values_n, CLAIMS_VALUES_MAX);
}
