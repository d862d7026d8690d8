#include "net/mail.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

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

static struct mail_line *line_to(struct arena *arena, const char *url)
{
	struct mail_server server;
	struct mail_line *line = NULL;

	CHECK_INT(mail_server_parse(arena, text_from(url), NULL, &server), FAULT_NONE);
	CHECK_INT(mail_line_open(arena, &server, NULL, &line), FAULT_NONE);
	return line;
}

TEST(mail_to_no_address_is_not_sent)
{
	struct mail_line *line = line_to(arena, "smtp://127.0.0.1:1");
	struct mail_watch watch = { .go_on = NULL };

	CHECK_INT(mail_send(line, TEXT("a@b.example"), TEXT("c@d.example>\r\nDATA"), TEXT("x"), &watch, NULL), FAULT_INVALID);
	CHECK_INT(mail_send(line, TEXT("a"), TEXT("c@d.example"), TEXT("x"), &watch, NULL), FAULT_INVALID);
}

static bool never(void *what)
{
	++*(int *)what;
	return false;
}

TEST(mail_server_that_is_not_there_is_tried_again)
{
	struct mail_line *line = line_to(arena, "smtp://127.0.0.1:1");
	struct refusal why = REFUSAL_INIT;
	int asked = 0, handed = 0;
	struct mail_watch indifferent = { .go_on = NULL }, impatient = { .go_on = never, .what = &asked },
		unready = { .hand_over = never, .what = &handed };

	CHECK_INT(mail_send(line, TEXT("a@b.example"), TEXT("c@d.example"), TEXT("x"), &indifferent, &why), FAULT_BUSY);
	CHECK(why.message != NULL);
	CHECK_INT(mail_send(line, TEXT("a@b.example"), TEXT("c@d.example"), TEXT("x"), &impatient, &why), FAULT_BUSY);
	CHECK_INT(mail_send(line, TEXT("a@b.example"), TEXT("c@d.example"), TEXT("x"), &unready, &why), FAULT_BUSY);
	CHECK_INT(handed, 0);
}

/* A server in a child.  It believes that a mail has come when its end has. */
struct office {
	pid_t child;
	const char *url;
	struct { int connections, mails; } *seen; /* shared with it */
};

enum { COMMAND_MAX = 1024 };

static void say(int fd, const char *words)
{
	if (write(fd, words, strlen(words)) < 0)
		_exit(1);
}

static void serve_one(int fd, struct office *office)
{
	FILE *in = fdopen(fd, "r");
	char line[COMMAND_MAX];
	bool data = false;

	say(fd, "220 here\r\n");
	while (in != NULL && fgets(line, sizeof(line), in) != NULL) {
		if (data && strcmp(line, ".\r\n") != 0)
			continue;
		office->seen->mails += data;
		if (data && office->seen->mails == 2)
			break; /* it has the mail, and says nothing */
		data = strncmp(line, "DATA", 4) == 0;
		say(fd, data ? "354 go on\r\n" : strstr(line, "refused@") != NULL ? "550 no\r\n" : "250 ok\r\n");
	}
	if (in != NULL)
		fclose(in);
}

static struct office office_open(struct arena *arena)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t size = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM, 0), fd;
	struct office office = { .seen = mmap(NULL, sizeof(*office.seen), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) };

	if (office.seen == MAP_FAILED || bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 5) != 0 ||
		getsockname(listener, (struct sockaddr *)&address, &size) != 0)
		abort();
	office.child = fork();
	while (office.child == 0 && (fd = accept(listener, NULL, NULL)) >= 0) {
		office.seen->connections++;
		serve_one(fd, &office);
	}
	close(listener);
	office.url = arena_format(arena, "smtp://127.0.0.1:%d", ntohs(address.sin_port));
	return office;
}

static bool count(void *what)
{
	++*(int *)what;
	return true;
}

TEST(mail_is_handed_over_once_it_is_given_and_before_it_ends)
{
	struct office office = office_open(arena);
	struct mail_line *line = line_to(arena, office.url);
	struct refusal why = REFUSAL_INIT;
	int handed = 0, kept_back = 0;
	struct mail_watch counted = { .hand_over = count, .what = &handed }, held = { .hand_over = never, .what = &kept_back };
	struct text from = TEXT("a@b.example"), to = TEXT("c@d.example"), bytes = TEXT("Subject: x\r\n\r\nx\r\n");

	CHECK_INT(mail_send(line, from, to, bytes, &counted, &why), FAULT_NONE);
	CHECK_INT(handed, 1);
	CHECK_INT(mail_send(line, from, to, bytes, &held, &why), FAULT_BUSY);
	CHECK_INT(kept_back, 1);
	CHECK_INT(office.seen->mails, 1); /* without its end it is none */
	CHECK_INT(mail_send(line, from, TEXT("refused@d.example"), bytes, &counted, &why), FAULT_INVALID);
	CHECK_INT(handed, 1);
	CHECK_INT(mail_send(line, from, to, bytes, &counted, &why), FAULT_UNCERTAIN);
	CHECK_INT(handed, 2);
	CHECK_INT(office.seen->mails, 2);
	CHECK_INT(mail_send(line, from, to, bytes, &counted, &why), FAULT_NONE);
	for (int before = office.seen->connections, i = 0; i < 3; i++) {
		CHECK_INT(mail_send(line, from, to, bytes, &counted, &why), FAULT_NONE);
		CHECK_INT(office.seen->connections, before); /* the same one */
	}
	kill(office.child, SIGKILL);
	waitpid(office.child, NULL, 0);
}
