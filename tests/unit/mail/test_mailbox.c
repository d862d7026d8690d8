#include "mail/mailbox.h"

#include "tap.h"

TEST(mailbox_that_is_one)
{
	static const struct {
		const char *written, *name, *address;
	} cases[] = {
		{ "a@b.example", NULL, "a@b.example" },
		{ " <a@b.example> ", NULL, "a@b.example" },
		{ "Solb\xc3\xa6k Kommune <portal@solbaek.example>", "Solb\xc3\xa6k Kommune", "portal@solbaek.example" },
		{ "\"Kommune, \\\"S\\\\\" <x.y+z@a-b.example>", "Kommune, \"S\\", "x.y+z@a-b.example" },
		{ "\"a <b@c.example>\" <d@e.example>", "a <b@c.example>", "d@e.example" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct mailbox box = { 0 };

		CHECK_INT(mailbox_parse(arena, text_from(cases[i].written), NULL, &box), FAULT_NONE);
		CHECK(text_eq(box.name, text_from(cases[i].name)));
		CHECK_TEXT(box.address, cases[i].address);
	}
}

TEST(mailbox_that_is_none)
{
	static const char *const cases[] = { "", "a", "@", "a@", "@b.example", "a@b@c.example", "a b@c.example", "a@b..example",
		".a@b.example", "a.@b.example", "a@-b.example", "a@.example", "a@b.example>", "<a@b.example", "a\n@b.example",
		"a@b.example\r\nBcc: c@d.example", "N\r\nBcc: c@d.example <a@b.example>", "N\nM <a@b.example>", "a, b <a@b.example>",
		"\"a <a@b.example>", "\"a\"b\" <a@b.example>", "\"a\\\" <a@b.example>", "a:b <a@b.example>", "b\xc3\xb8@c.example",
		"a@b\xc3\xb8.example", "x\x01y <a@b.example>", "\xff <a@b.example>", "<<a@b.example>>" };
	char long_one[400];

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct refusal why = REFUSAL_INIT;
		struct mailbox box;

		CHECK_INT(mailbox_parse(arena, text_from(cases[i]), &why, &box), FAULT_INVALID);
		CHECK(why.message != NULL);
	}
	memset(long_one, 'a', sizeof(long_one));
	memcpy(long_one + 65, "@b.example", 11);
	CHECK(!mail_address_valid(text_from(long_one)));
	CHECK(mail_address_valid(text_from(long_one + 1)));
	memset(long_one, 'a', sizeof(long_one));
	long_one[1] = '@';
	long_one[MAIL_ADDRESS_MAX + 1] = '\0';
	CHECK(!mail_address_valid(text_from(long_one)));
	long_one[MAIL_ADDRESS_MAX] = '\0';
	CHECK(mail_address_valid(text_from(long_one)));
}
