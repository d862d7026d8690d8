#include "net/fetch.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tap.h"

TEST(fetch_url_that_is_taken)
{
	static const char *const urls[][2] = { { "https://login.example", "login.example" },
		{ "https://login.example:8443/a/b?x=1", "login.example:8443" }, { "http://127.0.0.1:90/", "127.0.0.1:90" },
		{ "http://127.8.9.255", "127.8.9.255" }, { "http://localhost:90/x", "localhost:90" }, { "http://[::1]:90", "[::1]:90" } };

	for (size_t i = 0; i < LENGTH_OF(urls); i++) {
		struct text host = TEXT_NONE;

		CHECK(fetch_url_valid(arena, text_from(urls[i][0]), &host));
		CHECK_TEXT(host, urls[i][1]);
	}
}

TEST(fetch_url_that_is_not_safe)
{
	static const char *const urls[] = { "", "login.example", "http://login.example/", "http://127.0.0.1.evil.example/",
		"http://127.0.0/", "http://127.0.0.1.1/", "http://127.evil.example", "http://localhost.evil.example", "http://[::2]/",
		"http://0.0.0.0/", "ftp://login.example/", "file:///etc/passwd", "https://", "https://user@login.example/",
		"https://user:password@login.example/", "https://login.example/#part", "https://login.example/a b",
		"https://login.example/\r\nX: y", "https://login.example/<", "HTTPS://login.example/", "//login.example", "https:login.example" };
	struct text host;

	for (size_t i = 0; i < LENGTH_OF(urls); i++)
		if (fetch_url_valid(arena, text_from(urls[i]), &host)) {
			printf("# %s\n", urls[i]);
			CHECK(!"is refused");
		}
}

/* A machine that takes one connection, says what it was given and what it heard, and hangs up. */
struct machine {
	int listener, visitor;
	struct text url;
	char heard[2000];
};

static void machine_open(struct arena *arena, struct machine *m)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(address);

	*m = (struct machine){ .listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), .visitor = -1 };
	if (bind(m->listener, (struct sockaddr *)&address, n) != 0 || listen(m->listener, 8) != 0 ||
		getsockname(m->listener, (struct sockaddr *)&address, &n) != 0)
		abort();
	m->url = text_from(arena_format(arena, "http://127.0.0.1:%d/x", ntohs(address.sin_port)));
}

/* Whether all of a request is there: of these tests, a head and a short form. */
static void machine_listen(struct machine *m)
{
	size_t n = strlen(m->heard);
	ssize_t got;

	if (m->visitor < 0)
		m->visitor = accept4(m->listener, NULL, NULL, SOCK_NONBLOCK);
	got = m->visitor < 0 ? -1 : read(m->visitor, m->heard + n, sizeof(m->heard) - 1 - n);
	if (got > 0)
		m->heard[n + (size_t)got] = '\0';
}

static void machine_say(struct machine *m, const char *words, size_t n)
{
	while (n > 0) {
		ssize_t said = write(m->visitor, words, n);

		if (said < 0)
			break;
		words += said;
		n -= (size_t)said;
	}
	close(m->visitor);
	m->visitor = -1;
}

static void machine_close(struct machine *m)
{
	close(m->listener);
	if (m->visitor >= 0)
		close(m->visitor);
}

struct outcome {
	int times;
	struct fetch_answer answer;
};

static void keep(void *what, const struct fetch_answer *answer)
{
	struct outcome *outcome = what;

	outcome->times++;
	outcome->answer = *answer;
}

/* The event loop. */
static void turn(struct fetcher *fetcher)
{
	struct pollfd one = { .fd = fetcher_fd(fetcher), .events = POLLIN };

	if (poll(&one, 1, 10) > 0)
		fetcher_turn(fetcher);
}

static struct fetcher *fetcher(struct arena *arena)
{
	struct fetcher *f = NULL;

	if (fetcher_open(arena, TEXT_NONE, NULL, &f) != FAULT_NONE)
		abort();
	return f;
}

static void answer_with(struct arena *arena, struct fetcher *f, const struct fetch_request *request, struct machine *m,
	const char *ending, const char *words, size_t n, struct outcome *outcome)
{
	bool said = false;

	*outcome = (struct outcome){ 0 };
	fetch(f, arena, request, keep, outcome);
	while (outcome->times == 0) {
		turn(f);
		if (said)
			continue;
		machine_listen(m);
		if (strstr(m->heard, ending) != NULL) {
			machine_say(m, words, n);
			said = true;
		}
	}
}

TEST(fetch_gives_the_answer_once)
{
	static const char words[] = "HTTP/1.1 201 OK\r\nContent-Length: 5\r\nSet-Cookie: a=b\r\nConnection: close\r\n\r\nhello";
	struct fetcher *f = fetcher(arena);
	struct machine m;
	struct outcome outcome;

	machine_open(arena, &m);
	answer_with(arena, f, &(struct fetch_request){ .url = m.url }, &m, "\r\n\r\n", words, sizeof(words) - 1, &outcome);
	CHECK_INT(outcome.answer.fault, FAULT_NONE);
	CHECK_INT(outcome.answer.status, 201);
	CHECK_TEXT(outcome.answer.body, "hello");
	CHECK(strncmp(m.heard, "GET /x HTTP/1.1\r\n", 17) == 0);
	CHECK(strstr(m.heard, "Authorization") == NULL);
	memset(m.heard, 0, sizeof(m.heard));
	answer_with(arena, f, &(struct fetch_request){ .url = m.url, .form = TEXT("a=1&b=2"), .user = TEXT("portal"),
		.password = TEXT("ord") }, &m, "a=1&b=2", words, sizeof(words) - 1, &outcome);
	CHECK(strncmp(m.heard, "POST /x HTTP/1.1\r\n", 18) == 0);
	CHECK(strstr(m.heard, "Authorization: Basic cG9ydGFsOm9yZA==\r\n") != NULL);
	CHECK(strstr(m.heard, "Cookie") == NULL); /* what it sets is not kept */
	memset(m.heard, 0, sizeof(m.heard));
	answer_with(arena, f, &(struct fetch_request){ .url = m.url, .bearer = TEXT("t0ken") }, &m, "\r\n\r\n", words,
		sizeof(words) - 1, &outcome);
	CHECK(strstr(m.heard, "Authorization: Bearer t0ken\r\n") != NULL);
	for (int i = 0; i < 3; i++)
		turn(f);
	CHECK_INT(outcome.times, 1);
	machine_close(&m);
}

TEST(fetch_does_not_follow_elsewhere)
{
	static const char words[] = "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
	struct fetcher *f = fetcher(arena);
	struct machine m;
	struct outcome outcome;

	machine_open(arena, &m);
	answer_with(arena, f, &(struct fetch_request){ .url = m.url }, &m, "\r\n\r\n", words, sizeof(words) - 1, &outcome);
	CHECK_INT(outcome.answer.fault, FAULT_NONE);
	CHECK_INT(outcome.answer.status, 302);
	CHECK_INT(outcome.answer.body.n, 0);
	machine_close(&m);
}

TEST(fetch_of_too_much_ends)
{
	struct fetcher *f = fetcher(arena);
	struct buffer b = buffer_in(arena, 1 << 20);
	struct machine m;
	struct outcome outcome;

	buffer_add_string(&b, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
	for (int i = 0; i <= FETCH_BYTES_MAX / 10; i++)
		buffer_add_string(&b, "0123456789");
	machine_open(arena, &m);
	answer_with(arena, f, &(struct fetch_request){ .url = m.url }, &m, "\r\n\r\n", b.s, b.n, &outcome);
	CHECK_INT(outcome.answer.fault, FAULT_LIMIT);
	machine_close(&m);
}

TEST(fetch_from_nobody_says_so)
{
	static const char words[] = "no HTTP at all\r\n\r\n";
	struct fetcher *f = fetcher(arena);
	struct machine m;
	struct outcome outcome;

	machine_open(arena, &m);
	answer_with(arena, f, &(struct fetch_request){ .url = m.url }, &m, "\r\n\r\n", words, sizeof(words) - 1, &outcome);
	CHECK_INT(outcome.answer.fault, FAULT_BUSY);
	CHECK(outcome.answer.trouble != NULL && outcome.answer.trouble[0] != '\0');
	machine_close(&m);
	answer_with(arena, f, &(struct fetch_request){ .url = TEXT("http://127.0.0.1:1/") }, &m, "\r\n\r\n", words, 0, &outcome);
	CHECK_INT(outcome.answer.fault, FAULT_BUSY);
}

TEST(fetch_goes_with_its_arena)
{
	struct fetcher *f = fetcher(arena);
	struct arena of_request = ARENA_INIT;
	struct outcome outcome = { 0 };
	struct machine m;

	machine_open(arena, &m);
	fetch(f, &of_request, &(struct fetch_request){ .url = m.url }, keep, &outcome);
	while (m.visitor < 0) {
		turn(f);
		machine_listen(&m);
	}
	arena_release(&of_request);
	machine_say(&m, "HTTP/1.1 200 OK\r\n\r\n", 19);
	for (int i = 0; i < 10; i++)
		turn(f);
	CHECK_INT(outcome.times, 0);
	machine_close(&m);
}

TEST(fetch_of_more_than_can_be_held_is_refused_at_once)
{
	struct fetcher *f = fetcher(arena);
	struct outcome outcomes[FETCHES_MAX + 1] = { 0 };
	struct machine m;

	machine_open(arena, &m);
	for (size_t i = 0; i < LENGTH_OF(outcomes); i++)
		fetch(f, arena, &(struct fetch_request){ .url = m.url }, keep, &outcomes[i]);
	CHECK_INT(outcomes[FETCHES_MAX - 1].times, 0);
	CHECK_INT(outcomes[FETCHES_MAX].times, 1);
	CHECK_INT(outcomes[FETCHES_MAX].answer.fault, FAULT_BUSY);
	machine_close(&m);
}
