#include "mail/message.h"

#include "reading.h"
#include "tap.h"

static struct message plain(void)
{
	return (struct message){
		.from = { TEXT("Solb\xc3\xa6k Kommune"), TEXT("portal@solbaek.example") },
		.to = { TEXT("Anne, Holm"), TEXT("anne@solbaek.example") },
		.subject = TEXT("Hello"),
		.text = TEXT("Line one\n\nLine two\n"),
		.language = TEXT("da"),
		.key = TEXT("0123abcd"),
		.date = (int64_t)1700000000 * MICROSECONDS,
	};
}

static struct text written(struct arena *arena, const struct message *m)
{
	struct text mail = TEXT("");
	struct refusal why = REFUSAL_INIT;

	CHECK_INT(message_write(arena, m, &why, &mail), FAULT_NONE);
	CHECK(reading_is_clean(mail, 76));
	return mail;
}

TEST(message_as_it_goes_out)
{
	struct message m = plain();

	CHECK_TEXT(written(arena, &m),
		"Date: Tue, 14 Nov 2023 23:13:20 +0100\r\n"
		"From: =?utf-8?B?U29sYsOmayBLb21tdW5l?=\r\n <portal@solbaek.example>\r\n"
		"To: \"Anne, Holm\"\r\n <anne@solbaek.example>\r\n"
		"Subject: Hello\r\n"
		"Message-ID: <0123abcd@solbaek.example>\r\n"
		"MIME-Version: 1.0\r\nContent-Language: da\r\nAuto-Submitted: auto-generated\r\n"
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
		"Line one\r\n\r\nLine two\r\n");
}

TEST(message_names_come_back_as_they_were)
{
	static const char *const names[] = { "Anne \"A\" Holm", "Anne \\", "S\xc3\xb8ren", "=?x?=" };

	for (size_t i = 0; i < LENGTH_OF(names); i++) {
		struct message m = plain();
		struct text field;

		m.to.name = text_from(names[i]);
		field = reading_words(arena, reading_field(arena, written(arena, &m), "To"));
		CHECK_TEXT(field, arena_format(arena, "%s <anne@solbaek.example>", names[i]));
	}
}

TEST(message_to_many_says_how_to_leave)
{
	struct message m = plain();
	struct text mail;

	m.list = TEXT("dagsordener.solbaek.example");
	m.unsubscribe = TEXT("https://portal.example/afmeld/1");
	mail = written(arena, &m);
	CHECK_TEXT(reading_field(arena, mail, "List-Id"), "<dagsordener.solbaek.example>");
	CHECK_TEXT(reading_field(arena, mail, "List-Unsubscribe"), "<https://portal.example/afmeld/1>");
	CHECK_TEXT(reading_field(arena, mail, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
}

TEST(message_head_comes_back_as_it_was)
{
	static const char *const subjects[] = { "", "Hello", " led by a space", "ends in one ", "=?utf-8?B?SGVq?=",
		"R\xc3\xb8""dgr\xc3\xb8""d med fl\xc3\xb8""de p\xc3\xa5 \xc3\xb8""en, og det skal v\xc3\xa6re i dag, for i morgen er det for sent at sp\xc3\xb8rge om lov",
		"A subject in plain letters that is so long that it would not stand on one line of the head of a mail",
		("\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"
		 "\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80") };

	for (size_t i = 0; i < LENGTH_OF(subjects); i++) {
		struct message m = plain();
		struct text mail, field, body;

		m.subject = text_from(subjects[i]);
		mail = written(arena, &m);
		field = reading_words(arena, reading_field(arena, mail, "Subject"));
		CHECK_TEXT(text_known(field) ? field : TEXT(""), subjects[i]);
		CHECK_INT(reading_fields(mail, &body), 10);
		for (struct text rest = mail, word; text_word(&rest, &word);) /* each encoded word holds whole letters */
			if (text_starts(word, TEXT("=?")))
				CHECK(word.n <= 75 && text_valid(reading_words(arena, word)));
	}
}

TEST(message_body_comes_back_as_it_was)
{
	static const char *const texts[] = { "", "\n", "a", "a\n", "a \n", "a\t\nb", ".\n..\n", "--=_0123abcd\n", "=3D=\n", "\r\n",
		"Punkt 1: K\xc3\xb8""b af stole\n\n\xe2\x80\x93 20 stk.\n",
		"123456789012345678901234567890123456789012345678901234567890123456789012345\n",
		"1234567890123456789012345678901234567890123456789012345678901234567890123456\n",
		"12345678901234567890123456789012345678901234567890123456789012345678901234567\n",
		"123456789012345678901234567890123456789012345678901234567890123456789012345 \n",
		"12345678901234567890123456789012345678901234567890123456789012345678901234\xc3\xa6\n",
		"123456789012345678901234567890123456789012345678901234567890123456789012\xc3\xa6\n" };

	for (size_t i = 0; i < LENGTH_OF(texts); i++) {
		struct message m = plain();
		struct text mail, body, back;
		size_t n = strlen(texts[i]);

		m.text = text_from(texts[i]);
		mail = written(arena, &m);
		reading_fields(mail, &body);
		back = reading_quoted(arena, body);
		CHECK(text_starts(back, m.text) && back.n <= n + 1);
		m.html = text_from(arena_format(arena, "<p>%s</p>\n", texts[i]));
		mail = written(arena, &m);
		reading_fields(mail, &body);
		CHECK_TEXT(reading_field(arena, mail, "Content-Type"), "multipart/alternative; boundary=\"=_0123abcd\"");
		CHECK(text_starts(reading_quoted(arena, reading_part(arena, body, TEXT("=_0123abcd"), 0)), m.text) || n == 0);
		CHECK(text_starts(reading_quoted(arena, reading_part(arena, body, TEXT("=_0123abcd"), 1)),
			text_from_to(m.html, 0, m.html.n - 1)));
		CHECK(text_ends(body, TEXT("--=_0123abcd--\r\n")));
	}
}

TEST(message_that_would_write_a_line_of_the_head_is_refused)
{
	static const char *const words[] = { "a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\tb", "\x01", "\x7f", "\xff" };
	static const char *const inner[] = { "", "a b", "a>", "a\r\nb", "<", "\xc3\xa6" };
	struct message m;
	struct text mail;

	for (size_t i = 0; i < LENGTH_OF(words); i++) {
		struct text t = text_from(words[i]);

		m = plain(), m.subject = t;
		CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
		m = plain(), m.to.name = t;
		CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
		m = plain(), m.from.name = t;
		CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
		m = plain(), m.to.address = t;
		CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
		m = plain(), m.key = t;
		CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
		m = plain(), m.language = t;
		CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
	}
	for (size_t i = 0; i < LENGTH_OF(inner); i++) {
		m = plain(), m.list = text_from(inner[i]);
		CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
		m = plain(), m.unsubscribe = text_from(inner[i]);
		CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
	}
	m = plain(), m.text = TEXT("\xff");
	CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_INVALID);
}

TEST(message_that_is_too_long_is_refused)
{
	struct message m = plain();
	struct text mail;
	char *s = arena_alloc(arena, 1, MESSAGE_PART_MAX + 1);

	memset(s, 1, MESSAGE_PART_MAX + 1);
	memset(s, 'a', MESSAGE_PART_MAX + 1);
	m.text = (struct text){ s, MESSAGE_PART_MAX + 1 };
	CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_LIMIT);
	for (size_t i = 0; i + 1 < MESSAGE_PART_MAX; i += 2)
		memcpy(s + i, "\xc3\xa6", 2);
	m.text.n--;
	m.html = m.text;
	CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_NONE); /* the longest that may be */
	m = plain();
	m.subject = (struct text){ s, MESSAGE_SUBJECT_MAX + 2 };
	CHECK_INT(message_write(arena, &m, NULL, &mail), FAULT_LIMIT);
}
