#include "pdf_check.h"

#include <libdeflate.h>
#include <stdlib.h>

enum { UNPACKED_MAX = 256 << 20 };

struct place {
	int kind; /* 0 free, 1 in the file, 2 in an object stream */
	size_t at, index;
};

struct check {
	struct arena *arena;
	struct text pdf;
	struct place *places;
	size_t n;
	struct buffer contents, objects;
	const char *wrong;
};

static bool fail(struct check *c, const char *wrong)
{
	if (c->wrong == NULL)
		c->wrong = wrong;
	return false;
}

static size_t number_after(struct text t, const char *key)
{
	size_t at = text_find(t, text_from(key));

	return at == t.n ? 0 : (size_t)strtoul(t.s + at + strlen(key), NULL, 10);
}

static bool unpack(struct check *c, struct text packed, struct text *ret)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	size_t room = packed.n * 4 + 4096, n = 0;
	char *s = NULL;

	while (result == LIBDEFLATE_INSUFFICIENT_SPACE && room < UNPACKED_MAX) {
		room *= 4;
		s = arena_new(c->arena, char, room);
		result = libdeflate_zlib_decompress(d, packed.s, packed.n, s, room, &n);
	}
	libdeflate_free_decompressor(d);
	*ret = (struct text){ s, n };
	return result == LIBDEFLATE_SUCCESS || fail(c, "a stream does not unpack");
}

/* The object at that byte: its dictionary, and its stream's bytes, unpacked. */
static bool read_object(struct check *c, size_t at, size_t number, struct text *ret_dictionary, struct text *ret_stream)
{
	struct text t = text_after(c->pdf, at), head = text_from(arena_format(c->arena, "%zu 0 obj\n", number)), bytes;
	size_t from, length;

	if (!text_starts(t, head))
		return fail(c, "an object is not where the cross reference says");
	t = text_after(t, head.n);
	from = text_find(t, TEXT("stream\n"));
	if (from == t.n)
		return fail(c, "an object in the file is no stream");
	*ret_dictionary = text_from_to(t, 0, from);
	length = number_after(*ret_dictionary, "/Length ");
	t = text_after(t, from + strlen("stream\n"));
	if (length > t.n || !text_starts(text_after(t, length), TEXT("\nendstream\nendobj\n")))
		return fail(c, "a stream is not as long as it says");
	bytes = text_from_to(t, 0, length);
	if (text_find(*ret_dictionary, TEXT("/FlateDecode")) == ret_dictionary->n) {
		*ret_stream = bytes;
		return true;
	}
	return unpack(c, bytes, ret_stream);
}

static size_t big_endian(const char *s, int bytes)
{
	size_t value = 0;

	for (int i = 0; i < bytes; i++)
		value = value << 8 | (unsigned char)s[i];
	return value;
}

static bool read_places(struct check *c)
{
	struct text dictionary, table, t = c->pdf;
	size_t last, at, number;
	char row[7] = { 0 };

	for (last = t.n; last > 0 && !text_starts(text_after(t, last), TEXT("startxref\n")); last--)
		;
	at = (size_t)strtoul(arena_string(c->arena, t.s + last, t.n - last) + strlen("startxref\n"), NULL, 10);
	if (last == 0 || at >= t.n || !text_ends(t, TEXT("\n%%EOF\n")))
		return fail(c, "there is no end");
	number = (size_t)strtoul(t.s + at, NULL, 10);
	if (!read_object(c, at, number, &dictionary, &table))
		return false;
	c->n = number_after(dictionary, "/Size ");
	if (c->n == 0 || table.n != c->n * 8)
		return fail(c, "the cross reference is not as long as it says");
	c->places = arena_new(c->arena, struct place, c->n);
	for (size_t i = 0; i < c->n; i++) {
		if (table.s[i * 8] != 2)
			return fail(c, "the cross reference has another predictor");
		for (int k = 0; k < 7; k++)
			row[k] = (char)(row[k] + table.s[i * 8 + 1 + (size_t)k]);
		c->places[i] = (struct place){ row[0], big_endian(row + 1, 4), big_endian(row + 5, 2) };
	}
	buffer_add(&c->objects, dictionary);
	return true;
}

/* Every "12 0 R" leads to an object. */
static void check_references(struct check *c, struct text t)
{
	for (size_t at = 0; at + 4 < t.n; at++) {
		size_t from = at;

		if (memcmp(t.s + at, " 0 R", 4) != 0)
			continue;
		while (from > 0 && t.s[from - 1] >= '0' && t.s[from - 1] <= '9')
			from--;
		if (from < at) {
			size_t number = (size_t)strtoul(t.s + from, NULL, 10);

			if (number == 0 || number >= c->n || c->places[number].kind == 0)
				fail(c, "a reference leads nowhere");
		}
	}
}

struct content {
	int marks, strings;
	bool text, array;
};

static void check_operator(struct check *c, struct content *k, struct text word)
{
	if (text_is(word, "BDC")) {
		k->marks++;
	} else if (text_is(word, "EMC")) {
		if (k->marks-- == 0)
			fail(c, "marked content ends that did not begin");
	} else if (text_is(word, "BT") || text_is(word, "ET")) {
		if (k->text == text_is(word, "BT"))
			fail(c, "text objects do not take turns");
		k->text = text_is(word, "BT");
	} else if (text_is(word, "TJ") || text_is(word, "f") || text_is(word, "Do")) {
		if (k->marks == 0)
			fail(c, "something is shown outside marked content");
		if (k->text != text_is(word, "TJ"))
			fail(c, "words stand outside text, or something else within");
	}
}

static size_t string_end(struct text t, size_t at)
{
	for (at++; at < t.n && t.s[at] != ')'; at++)
		at += t.s[at] == '\\';
	return at + 1;
}

static void check_content(struct check *c, struct text t)
{
	struct content k = { 0 };

	for (size_t at = 0, to; at < t.n && c->wrong == NULL; at = to) {
		to = at + 1;
		if (t.s[at] == '(') {
			to = string_end(t, at);
		} else if (t.s[at] == '<' && at + 1 < t.n && t.s[at + 1] != '<' && t.s[at - 1] != '<') {
			while (to < t.n && t.s[to] != '>')
				to++;
		} else if (t.s[at] == '[' || t.s[at] == ']') {
			if (k.array == (t.s[at] == '['))
				fail(c, "arrays do not take turns");
			k.array = t.s[at] == '[';
		} else if ((t.s[at] >= 'A' && t.s[at] <= 'Z') || (t.s[at] >= 'a' && t.s[at] <= 'z') || t.s[at] == '/') {
			while (to < t.n && strchr(" \n/<>[]()", t.s[to]) == NULL)
				to++;
			check_operator(c, &k, text_from_to(t, at, to));
		}
	}
	if (k.marks != 0 || k.text || k.array)
		fail(c, "a page ends in the middle of something");
}

static void check_packed(struct check *c, size_t stream, struct text dictionary, struct text bytes)
{
	size_t first = number_after(dictionary, "/First "), n = number_after(dictionary, "/N ");
	const char *s = arena_string(c->arena, bytes.s, bytes.n);
	char *next = (char *)(uintptr_t)s;

	for (size_t i = 0; i < n; i++) {
		size_t number = strtoul(next, &next, 10);

		strtoul(next, &next, 10);
		if (number >= c->n || c->places[number].kind != 2 || c->places[number].at != stream ||
			c->places[number].index != i) {
			fail(c, "a packed object is not where the cross reference says");
			return;
		}
	}
	check_references(c, text_after(bytes, first));
	buffer_add(&c->objects, text_after(bytes, first));
}

static bool look(struct check *c)
{
	if (!text_starts(c->pdf, TEXT("%PDF-1.7\n")))
		return fail(c, "there is no head");
	if (!read_places(c))
		return false;
	for (size_t i = 1; i < c->n && c->wrong == NULL; i++) {
		struct text dictionary, stream;

		if (c->places[i].kind == 0)
			fail(c, "an object was promised and not written");
		if (c->places[i].kind != 1 || !read_object(c, c->places[i].at, i, &dictionary, &stream))
			continue;
		check_references(c, dictionary);
		if (text_find(dictionary, TEXT("/ObjStm")) < dictionary.n) {
			check_packed(c, i, dictionary, stream);
		} else if (text_find(stream, TEXT(">>BDC\n")) < stream.n) {
			check_content(c, stream);
			buffer_add(&c->contents, stream);
		}
	}
	return c->wrong == NULL;
}

static struct check begin(struct arena *arena, struct text pdf)
{
	return (struct check){ .arena = arena, .pdf = pdf, .contents = buffer_in(arena, UNPACKED_MAX),
		.objects = buffer_in(arena, UNPACKED_MAX) };
}

const char *pdf_check(struct arena *arena, struct text pdf)
{
	struct check c = begin(arena, pdf);

	look(&c);
	return c.wrong;
}

struct text pdf_contents(struct arena *arena, struct text pdf)
{
	struct check c = begin(arena, pdf);

	look(&c);
	return buffer_text(&c.contents);
}

struct text pdf_objects(struct arena *arena, struct text pdf)
{
	struct check c = begin(arena, pdf);

	look(&c);
	return buffer_text(&c.objects);
}
