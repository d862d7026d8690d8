#include "web/gate.h"

#include "tap.h"

/* A head in pieces, as a server would hand it over: the request line, then "Name: value" each. */
static struct gate_answer check(const char *method, const char *target, const char *version, const char *fields,
	struct admission *ret)
{
	static struct header headers[HEADERS_MAX + 8];
	struct text rest = text_from(fields), line;
	struct head head = { .method = text_from(method), .target = text_from(target), .version = text_from(version),
		.headers = headers, .bytes = 200, .exact = true };

	while (text_line(&rest, &line)) {
		size_t colon = text_find_byte(line, ':');

		headers[head.headers_n++] = (struct header){ text_from_to(line, 0, colon), text_after(line, colon + 2) };
	}
	return gate_check(&head, ret);
}

static int status_of(const char *method, const char *target, const char *fields)
{
	struct admission admission;
	struct gate_answer answer = check(method, target, "HTTP/1.1", fields, &admission);

	CHECK((answer.status == 0) == (answer.why == NULL));
	return answer.status;
}

TEST(gate_lets_in_what_it_should)
{
	struct admission admission;

	CHECK_INT(check("GET", "/udvalg?q=a%20b", "HTTP/1.1", "Host: portal:8080\nAccept: */*\n", &admission).status, 0);
	CHECK_TEXT(admission.target, "/udvalg?q=a%20b");
	CHECK_TEXT(admission.host, "portal:8080");
	CHECK_INT(admission.body_n, 0);
	CHECK_INT(check("POST", "/", "HTTP/1.1", "host: [::1]\nContent-Length: 17\n", &admission).status, 0);
	CHECK_INT(admission.body_n, 17);
	CHECK_INT(check("GET", "/", "HTTP/1.0", "", &admission).status, 0);
	CHECK(!text_known(admission.host));
	CHECK_INT(check("GET", "http://Portal/x", "HTTP/1.1", "Host: portal\n", &admission).status, 0);
	CHECK_TEXT(admission.target, "/x");
	CHECK_INT(check("GET", "HTTP://portal", "HTTP/1.1", "Host: portal\n", &admission).status, 0);
	CHECK_TEXT(admission.target, "/");
	CHECK_INT(check("OPTIONS", "*", "HTTP/1.1", "Host: portal\n", &admission).status, 0);
	CHECK_TEXT(admission.target, "*");
	CHECK_INT(status_of("POST", "/", "Host: a\nContent-Length: 5\nExpect: 100-Continue\n"), 0);
	CHECK_INT(status_of("GET", "/", "Host: a\nContent-Length: 0\n"), 0);
}

TEST(gate_refuses_every_way_to_tell_a_length_twice)
{
	CHECK_INT(status_of("POST", "/", "Host: a\nContent-Length: 1\nContent-Length: 1\n"), 400);
	CHECK_INT(status_of("POST", "/", "Host: a\nContent-Length: 1\ncontent-length: 2\n"), 400);
	CHECK_INT(status_of("POST", "/", "Host: a\nContent-Length: 1\nTransfer-Encoding: chunked\n"), 400);
	CHECK_INT(status_of("POST", "/", "Host: a\nTRANSFER-ENCODING: chunked\nContent-Length: 1\n"), 400);
	CHECK_INT(status_of("POST", "/", "Host: a\nTransfer-Encoding: chunked\nTransfer-Encoding: chunked\n"), 400);
	CHECK_INT(status_of("POST", "/", "Host: a\nTransfer-Encoding: chunked\n"), 411);
	CHECK_INT(status_of("POST", "/", "Host: a\nTransfer-Encoding: Chunked \n"), 411);
	CHECK_INT(status_of("POST", "/", "Host: a\nTransfer-Encoding: gzip, chunked\n"), 501);
	CHECK_INT(status_of("POST", "/", "Host: a\nTransfer-Encoding: \n"), 501);
}

TEST(gate_reads_lengths_that_are_nothing_but_digits)
{
	static const char *const bad[] = { "", "+1", "-1", "0x10", "1 1", "1,1", "1.0", "1e3", "\xef\xbc\x91" };

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK_INT(status_of("POST", "/", arena_format(arena, "Host: a\nContent-Length: %s\n", bad[i])), 400);
	CHECK_INT(status_of("POST", "/", "Host: a\nContent-Length: 999999999999999\n"), 0);
	CHECK_INT(status_of("POST", "/", "Host: a\nContent-Length: 1000000000000000\n"), 413);
	CHECK_INT(status_of("GET", "/", "Host: a\nContent-Length: 1\n"), 400);
	CHECK_INT(status_of("DELETE", "/", "Host: a\nContent-Length: 1\n"), 400);
}

TEST(gate_wants_one_host)
{
	static const char *const bad[] = { "", "a b", "a/b", "a@b", "a:b", "a:99999", "a:80:80", "[::1", "[x]", "[]", "[::1]x",
		"\xc3\xb8.dk", "a,b", "a%41" };
	static const char *const good[] = { "a", "a.dk", "a.dk:80", "192.0.2.1:1", "[2001:db8::1]:8080", "a-b_c", "a:" };

	CHECK_INT(status_of("GET", "/", ""), 400);
	CHECK_INT(status_of("GET", "/", "Host: a\nHost: a\n"), 400);
	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK_INT(status_of("GET", "/", arena_format(arena, "Host: %s\n", bad[i])), 400);
	for (size_t i = 0; i < LENGTH_OF(good); i++)
		CHECK_INT(status_of("GET", "/", arena_format(arena, "Host: %s\n", good[i])), 0);
}

TEST(gate_refuses_names_and_values_that_are_none)
{
	static const char *const bad[] = { ": a", "A B: a", "A : a", "A\t: a", " A: a", "A(: a", "\xc3\xb8: a", "A: \x01",
		"A: a\x7f", "A: a\rB: b" };

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK_INT(status_of("GET", "/", arena_format(arena, "Host: a\n%s\n", bad[i])), 400);
	CHECK_INT(status_of("GET", "/", "Host: a\nX-One: a\tb \xc3\xb8\n"), 0);
}

TEST(gate_refuses_targets_that_are_none)
{
	static const char *const bad[] = { "", "x", "*", "http://other/", "http://", "https://a/", "//\\x", "/a b", "/a#b", "/<",
		"/\"", "/\xc3\xb8", "/\x7f", "/\x01", "a:80" };

	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK_INT(status_of("GET", bad[i], "Host: a\n"), 400);
	CHECK_INT(status_of("GET", "//x/../y%2f", "Host: a\n"), 0); /* web/address decides what it means */
}

TEST(gate_has_limits)
{
	struct buffer fields = buffer_in(arena, 1 << 16);
	char *target = arena_alloc(arena, 1, GATE_TARGET_MAX + 2);
	struct head head = { .method = TEXT("GET"), .target = TEXT("/"), .version = TEXT("HTTP/1.1"), .exact = true };
	struct header host = { TEXT("Host"), TEXT("a") };
	struct admission admission;

	memset(target, '/', GATE_TARGET_MAX);
	CHECK_INT(status_of("GET", target, "Host: a\n"), 0);
	target[GATE_TARGET_MAX] = '/';
	CHECK_INT(status_of("GET", target, "Host: a\n"), 414);
	buffer_add_string(&fields, "Host: a\n");
	for (int i = 1; i < HEADERS_MAX; i++)
		buffer_add_string(&fields, "X: a\n");
	CHECK_INT(status_of("GET", "/", text_string(arena, buffer_text(&fields))), 0);
	buffer_add_string(&fields, "X: a\n");
	CHECK_INT(status_of("GET", "/", text_string(arena, buffer_text(&fields))), 431);
	head.headers = &host;
	head.headers_n = 1;
	head.bytes = GATE_HEAD_MAX;
	CHECK_INT(gate_check(&head, &admission).status, 0);
	head.bytes++;
	CHECK_INT(gate_check(&head, &admission).status, 431);
	head.bytes = 40;
	head.exact = false;
	CHECK_INT(gate_check(&head, &admission).status, 400);
}

TEST(gate_knows_methods_and_versions)
{
	struct admission admission;

	CHECK_INT(status_of("BREW", "/", "Host: a\n"), 501);
	CHECK_INT(status_of("get", "/", "Host: a\n"), 501);
	CHECK_INT(status_of("GET ", "/", "Host: a\n"), 400);
	CHECK_INT(status_of("", "/", "Host: a\n"), 400);
	CHECK_INT(status_of("PUT", "/", "Host: a\n"), 0); /* the route says 405 */
	CHECK_INT(status_of("GET", "/", "Host: a\nExpect: 200-ok\n"), 417);
	CHECK_INT(check("GET", "/", "HTTP/1.2", "Host: a\n", &admission).status, 505);
	CHECK_INT(check("GET", "/", "HTTP/2.0", "Host: a\n", &admission).status, 505);
	CHECK_INT(check("GET", "/", "http/1.1", "Host: a\n", &admission).status, 505);
	CHECK_INT(check("GET", "/", "", "Host: a\n", &admission).status, 505);
}
