#include "mail/send.h"

#include "tap.h"

TEST(mail_server_that_is_one)
{
	static const struct {
		const char *written, *url, *user, *password;
	} cases[] = {
		{ "smtp://mail.example", "smtp://mail.example/", NULL, NULL },
		{ "smtps://mail.example:465", "smtps://mail.example:465/", NULL, NULL },
		{ "smtp://127.0.0.1:2525/portal.example", "smtp://127.0.0.1:2525/portal.example", NULL, NULL },
		{ "smtp://[::1]:2525", "smtp://[::1]:2525/", NULL, NULL },
		{ "smtp://anne%40solbaek.example:p%3Aa%2F@mail.example", "smtp://mail.example/", "anne@solbaek.example", "p:a/" },
		{ "SMTPS://u@mail.example", "smtps://mail.example/", "u", NULL },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct mail_server server = { 0 };

		CHECK_INT(mail_server_parse(arena, text_from(cases[i].written), NULL, &server), FAULT_NONE);
		CHECK_TEXT(server.url, cases[i].url);
		CHECK(text_eq(server.user, text_from(cases[i].user)));
		CHECK(text_eq(server.password, text_from(cases[i].password)));
	}
}

TEST(mail_server_that_is_none_and_whose_password_is_not_told)
{
	static const char *const cases[] = { "", "mail.example", "http://mail.example", "file:///etc/passwd", "smtp://",
		"smtp://a b", "smtp://mail.example\r\nRSET", "smtp://u:secret@mail.example:99999999", "smtp://u:secret%0D%0A@mail.example",
		"smtp://mail.example?x=secret" };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct refusal why = REFUSAL_INIT;
		struct mail_server server;

		CHECK_INT(mail_server_parse(arena, text_from(cases[i]), &why, &server), FAULT_INVALID);
		CHECK(strstr(why.detail, "secret") == NULL);
	}
}

TEST(mail_to_no_address_is_not_sent)
{
	struct mail_server server;

	CHECK_INT(mail_server_parse(arena, TEXT("smtp://127.0.0.1:1"), NULL, &server), FAULT_NONE);
	CHECK_INT(mail_send(&server, TEXT("a@b.example"), TEXT("c@d.example>\r\nDATA"), TEXT("x"), NULL, NULL, NULL), FAULT_INVALID);
	CHECK_INT(mail_send(&server, TEXT("a"), TEXT("c@d.example"), TEXT("x"), NULL, NULL, NULL), FAULT_INVALID);
}

static bool never(void *what)
{
	++*(int *)what;
	return false;
}

TEST(mail_server_that_is_not_there_is_tried_again)
{
	struct refusal why = REFUSAL_INIT;
	struct mail_server server;
	int asked = 0;

	CHECK_INT(mail_server_parse(arena, TEXT("smtp://127.0.0.1:1"), NULL, &server), FAULT_NONE);
	CHECK_INT(mail_send(&server, TEXT("a@b.example"), TEXT("c@d.example"), TEXT("x"), NULL, NULL, &why), FAULT_BUSY);
	CHECK(why.message != NULL);
	CHECK_INT(mail_send(&server, TEXT("a@b.example"), TEXT("c@d.example"), TEXT("x"), never, &asked, &why), FAULT_BUSY);
}
