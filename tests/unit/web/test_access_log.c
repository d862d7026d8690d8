#include "web/access_log.h"

#include <netinet/in.h>
#include <unistd.h>
#include <fcntl.h>

#include "tap.h"

static const int64_t nine = 1795420800000000; /* 2026-11-23T08:00Z */

static struct text read_all(struct arena *arena, int fd)
{
	char *s = arena_alloc(arena, 1, 64 << 10);
	ssize_t n = read(fd, s, 64 << 10);

	return (struct text){ s, n > 0 ? (size_t)n : 0 };
}

static struct access visit(struct text target)
{
	return (struct access){ .instant = nine, .address = TEXT("192.0.2.77"), .method = TEXT("GET"), .target = target,
		.status = 200, .bytes = 18723, .microseconds = 152 };
}

static struct text logged(struct arena *arena, struct access_log log, struct access access)
{
	int ends[2];

	CHECK_INT(pipe2(ends, O_NONBLOCK), 0);
	log.fd = ends[1];
	access_log_add(&log, &access);
	access_log_flush(&log);
	close(ends[1]);
	struct text got = read_all(arena, ends[0]);
	close(ends[0]);
	return got;
}

TEST(access_log_writes_a_line)
{
	CHECK_TEXT(logged(arena, (struct access_log){ .worker = 3 }, visit(TEXT("/udvalg?q=1"))),
		"2026-11-23T09:00:00+01:00 192.0.2.77 GET /udvalg?q=1 200 18723 152us w3\n");
}

TEST(access_log_says_when_an_answer_was_cut)
{
	struct access access = visit(TEXT("/"));

	access.cut = true;
	CHECK(text_ends(logged(arena, (struct access_log){ 0 }, access), TEXT(" w0 cut\n")));
}

TEST(access_log_cannot_be_forged)
{
	struct access access = visit(TEXT("/a b\n2026-11-23T09:00:00+01:00 192.0.2.1 GET / 200 1 1us w0\x1b[2J\xc3\xb8"));
	struct text line;

	access.method = TEXT("GET\nX");
	line = logged(arena, (struct access_log){ 0 }, access);
	CHECK_INT(text_find_byte(line, '\n'), line.n - 1);
	CHECK_INT(text_find_byte(line, '\x1b'), line.n);
	CHECK(text_find(line, TEXT("GET\\x0aX /a\\x20b\\x0a2026")) < line.n);
	access = visit(TEXT(""));
	access.method = TEXT("");
	CHECK(text_find(logged(arena, (struct access_log){ 0 }, access), TEXT(" - - 200 ")) < 100);
}

TEST(access_log_bounds_a_line)
{
	char *target = arena_alloc(arena, 1, 20000);
	struct text line;

	memset(target, '\xff', 20000);
	line = logged(arena, (struct access_log){ 0 }, visit((struct text){ target, 20000 }));
	CHECK(line.n > 1000 && line.n <= ACCESS_LOG_BLOCK);
	CHECK(text_ends(line, TEXT(" 200 18723 152us w0\n")));
}

TEST(access_log_writes_blocks_of_whole_lines)
{
	int ends[2];
	struct access_log log = { 0 };
	struct access access = visit(TEXT("/udvalg/oekonomiudvalget"));
	struct text got;

	CHECK_INT(pipe2(ends, O_NONBLOCK), 0);
	log.fd = ends[1];
	for (int i = 0; i < 60; i++)
		access_log_add(&log, &access);
	got = read_all(arena, ends[0]);
	CHECK(got.n > 0 && got.n <= ACCESS_LOG_BLOCK);
	CHECK_INT(got.s[got.n - 1], '\n');
	access_log_flush(&log);
	CHECK(read_all(arena, ends[0]).n > 0);
	close(ends[0]);
	close(ends[1]);
}

TEST(access_log_does_not_wait_for_a_reader)
{
	int ends[2];
	struct access_log log = { 0 };
	struct access access = visit(TEXT("/"));
	struct text got;

	CHECK_INT(pipe2(ends, 0), 0); /* one that would block */
	log.fd = ends[1];
	for (int i = 0; i < 5000; i++)
		access_log_add(&log, &access);
	access_log_flush(&log);
	CHECK_INT(log.n, 0);
	CHECK(log.lost > 0);
	got = read_all(arena, ends[0]);
	CHECK(got.n > 0);
	while (got.n == 64 << 10)
		got = read_all(arena, ends[0]);
	access_log_add(&log, &access);
	access_log_flush(&log);
	got = read_all(arena, ends[0]);
	CHECK(text_find(got, TEXT(" lines lost\n")) < got.n);
	CHECK_INT(log.lost, 0);
	close(ends[0]);
	close(ends[1]);
}

TEST(access_log_shortens_addresses)
{
	char to[INET6_ADDRSTRLEN];
	struct access_log log = { .shorten = true };

	CHECK_TEXT(address_shorten(TEXT("192.0.2.77"), to), "192.0.2.0");
	CHECK_TEXT(address_shorten(TEXT("2001:db8:1:2::3"), to), "2001:db8:1::");
	CHECK_TEXT(address_shorten(TEXT("unix"), to), "unix");
	CHECK(text_find(logged(arena, log, visit(TEXT("/"))), TEXT(" 192.0.2.0 ")) < 100);
}

TEST(access_log_keeps_no_link_that_opens_a_door)
{
	struct text line = logged(arena, (struct access_log){ 0 },
		visit(TEXT("/adgang/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA?lang=en")));

	CHECK(text_find(line, TEXT("GET /adgang/ 200 ")) < line.n);
	CHECK_INT(text_find(line, TEXT("AAA")), line.n);
}
