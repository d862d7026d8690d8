#include "web/answer.h"

#include <libdeflate.h>

#include "tap.h"

enum { BODY_BYTES = 5000 };

static struct text words(struct arena *arena)
{
	struct buffer b = buffer_in(arena, BODY_BYTES);

	while (!b.full && b.n + 20 < BODY_BYTES)
		buffer_add_string(&b, "M\xc3\xb8""de i udvalget. ");
	return buffer_text(&b);
}

static const char *field(const struct response *response, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < response->headers_n; i++)
		if (strcmp(response->headers[i].name, name) == 0)
			value = response->headers[i].value;
	return value;
}

static struct response page(struct arena *arena)
{
	return (struct response){ .status = 200, .type = "text/html; charset=utf-8", .body = words(arena), .keep = KEEP_CHECKED,
		.varies = true };
}

TEST(answer_compresses_and_names_both_forms)
{
	struct wardrobe *wardrobe = wardrobe_open(arena, false);
	struct response plain = page(arena), small = page(arena);
	struct libdeflate_decompressor *gunzip = libdeflate_alloc_decompressor();
	char back[BODY_BYTES];
	size_t n = 0;

	answer_dress(wardrobe, arena, false, &plain);
	answer_dress(wardrobe, arena, true, &small);
	CHECK_TEXT(text_from(field(&small, "Content-Encoding")), "gzip");
	CHECK(field(&plain, "Content-Encoding") == NULL);
	CHECK_TEXT(text_from(field(&plain, "Vary")), "Accept-Encoding, Accept-Language");
	CHECK(strcmp(field(&plain, "ETag"), field(&small, "ETag")) != 0);
	CHECK(small.body.n < plain.body.n / 4);
	CHECK_INT(libdeflate_gzip_decompress(gunzip, small.body.s, small.body.n, back, sizeof(back), &n), LIBDEFLATE_SUCCESS);
	CHECK(text_eq((struct text){ back, n }, plain.body));
	libdeflate_free_decompressor(gunzip);
}

TEST(answer_never_compresses_a_secret_or_next_to_nothing)
{
	struct wardrobe *wardrobe = wardrobe_open(arena, false);
	struct response secret = page(arena), tiny = page(arena), picture = page(arena);

	secret.secret = true;
	tiny.body = text_from_to(tiny.body, 0, ANSWER_GZIP_LEAST - 1);
	picture.type = "image/png";
	answer_dress(wardrobe, arena, true, &secret);
	answer_dress(wardrobe, arena, true, &tiny);
	answer_dress(wardrobe, arena, true, &picture);
	CHECK(field(&secret, "Content-Encoding") == NULL);
	CHECK(field(&tiny, "Content-Encoding") == NULL);
	CHECK(field(&picture, "Content-Encoding") == NULL);
}

TEST(answer_says_what_may_be_kept)
{
	static const struct {
		enum keep keep;
		int status;
		const char *control;
		bool tagged;
	} cases[] = {
		{ KEEP_CHECKED, 200, "no-cache", true },
		{ KEEP_FOREVER, 200, "public, max-age=31536000, immutable", true },
		{ KEEP_NEVER, 200, "no-store", false },
		{ KEEP_CHECKED, 404, "no-cache", false },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct response response = page(arena);

		response.keep = cases[i].keep;
		response.status = cases[i].status;
		answer_dress(wardrobe_open(arena, false), arena, false, &response);
		CHECK_TEXT(text_from(field(&response, "Cache-Control")), cases[i].control);
		CHECK_INT(field(&response, "ETag") != NULL, cases[i].tagged);
	}
}

TEST(answer_guards_every_page)
{
	static const char *const names[] = { "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
		"Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy" };
	struct response open = page(arena), tls = page(arena);

	answer_dress(wardrobe_open(arena, false), arena, false, &open);
	answer_dress(wardrobe_open(arena, true), arena, false, &tls);
	for (size_t i = 0; i < LENGTH_OF(names); i++)
		CHECK(field(&open, names[i]) != NULL);
	CHECK(strstr(field(&open, "Content-Security-Policy"), "unsafe") == NULL);
	CHECK(field(&open, "Strict-Transport-Security") == NULL);
	CHECK(field(&tls, "Strict-Transport-Security") != NULL);
}

static struct response fitted(struct arena *arena, enum method method, const char *name, const char *value, bool ranges)
{
	struct request rq = { .arena = arena, .method = method, .headers_n = 1,
		.headers = { { text_from(name), text_from(value) } } };
	struct response response = page(arena);

	response.tag = TEXT("\"tag\"");
	response.ranges = ranges;
	answer_dress(wardrobe_open(arena, false), arena, false, &response);
	answer_fit(&rq, &response);
	return response;
}

TEST(answer_fits_what_was_asked_for)
{
	static const struct {
		enum method method;
		const char *name, *value;
		bool ranges;
		int status;
		int64_t bytes; /* -1: all */
		const char *range;
	} cases[] = {
		{ METHOD_GET, "If-None-Match", "\"tag\"", false, 304, 0, NULL },
		{ METHOD_HEAD, "If-None-Match", "\"tag\"", false, 304, 0, NULL },
		{ METHOD_GET, "If-None-Match", "\"other\"", false, 200, -1, NULL },
		{ METHOD_POST, "If-None-Match", "\"tag\"", false, 200, -1, NULL },
		{ METHOD_GET, "Range", "bytes=0-9", false, 200, -1, NULL },
		{ METHOD_GET, "Range", "bytes=10-19", true, 206, 10, "bytes 10-19/4986" },
		{ METHOD_GET, "Range", "bytes=99999-", true, 416, 0, "bytes */4986" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct response response = fitted(arena, cases[i].method, cases[i].name, cases[i].value, cases[i].ranges);

		CHECK_INT(response.status, cases[i].status);
		CHECK_INT(response.body.n, cases[i].bytes < 0 ? (int64_t)words(arena).n : cases[i].bytes);
		CHECK_TEXT(text_from(field(&response, "Content-Range")), cases[i].range);
	}
	CHECK_INT(words(arena).n, 4986);
}

TEST(answer_tags_tell_bytes_apart)
{
	char bytes[64] = { 0 };
	struct text tags[sizeof(bytes) + 1];

	for (size_t i = 0; i <= sizeof(bytes); i++)
		tags[i] = answer_tag(arena, (struct text){ bytes, i }, "");
	for (size_t i = 0; i <= sizeof(bytes); i++)
		for (size_t k = 0; k < i; k++)
			CHECK(!text_eq(tags[i], tags[k]));
	CHECK(text_eq(answer_tag(arena, TEXT("abc"), ""), answer_tag(arena, TEXT("abc"), "")));
	CHECK(!text_eq(answer_tag(arena, TEXT("abc"), ""), answer_tag(arena, TEXT("abd"), "")));
}
