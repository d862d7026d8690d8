#include "jobs/letter.h"

#include "tap.h"

static struct url ticket_url(struct arena *arena, struct text origin, struct text token)
{
	return (struct url){ text_from(arena_format(arena, "%.*s/adgang/%.*s", TEXT_ARG(origin), TEXT_ARG(token))) };
}

static bool holds(struct text t, const char *words)
{
	return text_find(t, text_from(words)) < t.n;
}

TEST(letter_of_a_portal_without_a_name)
{
	struct mail_office office = { .from = { TEXT_NONE, TEXT("portal@solbaek.example") },
		.origin = TEXT("https://portal.example"), .ticket_url = ticket_url };
	struct letter letter = { .kind = MAIL_RESET, .lang = LANG_EN, .name = TEXT("Anne"), .email = TEXT("anne@solbaek.example"),
		.token = TEXT("TOKEN"), .key = TEXT("k1") };

	CHECK_TEXT(letter_write(arena, &letter, &office).subject, "Choose a password at portal.example");
}

TEST(letter_of_each_kind_says_what_it_must)
{
	static const struct {
		enum mail_kind kind;
		enum lang lang;
		const char *asker, *subject, *says;
	} cases[] = {
		{ MAIL_INVITATION, LANG_DA, "Bo Krogh", "Din konto hos Solb\xc3\xa6k & Co", "Bo Krogh har oprettet en konto til dig" },
		{ MAIL_INVITATION, LANG_DA, NULL, "Din konto hos Solb\xc3\xa6k & Co", "Der er oprettet en konto til dig" },
		{ MAIL_LINK, LANG_EN, "Bo Krogh", "Choose a password at Solb\xc3\xa6k & Co", "Bo Krogh sends you a link" },
		{ MAIL_LINK, LANG_EN, NULL, "Choose a password at Solb\xc3\xa6k & Co", "An administrator sends you a link" },
		{ MAIL_RESET, LANG_DA, "Bo Krogh", "V\xc3\xa6lg en adgangskode hos Solb\xc3\xa6k & Co", "formentlig dig selv" },
		{ MAIL_RESET, LANG_EN, NULL, "Choose a password at Solb\xc3\xa6k & Co", "most likely you" },
	};
	struct mail_office office = { .from = { TEXT_NONE, TEXT("portal@solbaek.example") },
		.origin = TEXT("https://portal.example"), .ticket_url = ticket_url };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct letter letter = { cases[i].kind, cases[i].lang, TEXT("Anne <b>\nHolm"), TEXT("anne@solbaek.example"),
			text_from(cases[i].asker), TEXT("Solb\xc3\xa6k & Co"), TEXT("TOKEN"), TEXT("k1"),
			(int64_t)1700000000 * MICROSECONDS, (int64_t)1699990000 * MICROSECONDS };
		struct message m = letter_write(arena, &letter, &office);
		struct text bytes;

		CHECK_INT(message_write(arena, &m, NULL, &bytes), FAULT_NONE);
		CHECK_TEXT(m.subject, cases[i].subject);
		CHECK_TEXT(m.to.address, "anne@solbaek.example");
		CHECK_TEXT(m.to.name, "Anne <b> Holm");
		CHECK(holds(m.text, cases[i].says));
		CHECK(holds(m.text, "\nhttps://portal.example/adgang/TOKEN\n"));
		CHECK(holds(m.text, "anne@solbaek.example"));
		CHECK(holds(m.text, cases[i].lang == LANG_DA ? "kl. 23.13" : "23:13"));
		CHECK(holds(m.html, cases[i].says));
		CHECK(holds(m.html, "href=\"https://portal.example/adgang/TOKEN\""));
		CHECK(holds(m.html, "Anne &lt;b&gt; Holm"));
		CHECK(holds(m.html, cases[i].lang == LANG_DA ? "<html lang=\"da\">" : "<html lang=\"en\">"));
		CHECK(!holds(m.html, "<b>"));
		CHECK(cases[i].kind != MAIL_RESET || !holds(m.text, "Bo Krogh"));
	}
}

/* Where everybody logs in by another service, an invitation holds no link that opens a door. */
TEST(letter_of_an_invitation_without_a_password)
{
	struct mail_office office = { .from = { TEXT_NONE, TEXT("portal@solbaek.example") }, .origin = TEXT("https://portal.example"),
		.ticket_url = ticket_url, .login = { TEXT("https://portal.example/log-ind") }, .service = TEXT("Solb\xc3\xa6k Kommune") };
	struct letter letter = { .kind = MAIL_INVITATION, .lang = LANG_DA, .name = TEXT("Anne"), .email = TEXT("anne@solbaek.example"),
		.token = TEXT("TOKEN"), .key = TEXT("k1") };
	struct message m = letter_write(arena, &letter, &office);

	CHECK(holds(m.text, "Log ind med Solb\xc3\xa6k Kommune"));
	CHECK(holds(m.text, "Log ind:\nhttps://portal.example/log-ind\n"));
	CHECK(holds(m.html, "href=\"https://portal.example/log-ind\""));
	CHECK(!holds(m.text, "TOKEN") && !holds(m.html, "TOKEN") && !holds(m.text, "dgangskode") && !holds(m.html, "dgangskode"));
}
