#include "base/text.h"

#include <endian.h>
#include <stdarg.h>
#include <stdio.h>

bool text_eq(struct text a, struct text b)
{
	if ((a.s == NULL) != (b.s == NULL) || a.n != b.n)
		return false;
	return a.n == 0 || memcmp(a.s, b.s, a.n) == 0;
}

bool text_is(struct text t, const char *word)
{
	return text_eq(t, text_from(word));
}

int text_compare(struct text a, struct text b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.s, b.s, n) : 0;

	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool text_starts(struct text t, struct text prefix)
{
	return t.n >= prefix.n && (prefix.n == 0 || memcmp(t.s, prefix.s, prefix.n) == 0);
}

bool text_ends(struct text t, struct text suffix)
{
	return t.n >= suffix.n && (suffix.n == 0 || memcmp(t.s + t.n - suffix.n, suffix.s, suffix.n) == 0);
}

size_t text_find(struct text t, struct text needle)
{
	const char *hit;

	if (needle.n == 0)
		return 0;
	if (t.n < needle.n)
		return t.n;
	hit = memmem(t.s, t.n, needle.s, needle.n);
	return hit != NULL ? (size_t)(hit - t.s) : t.n;
}

size_t text_find_byte(struct text t, char byte)
{
	const char *hit = t.n > 0 ? memchr(t.s, byte, t.n) : NULL;

	return hit != NULL ? (size_t)(hit - t.s) : t.n;
}

struct text text_from_to(struct text t, size_t from, size_t to)
{
	if (to > t.n)
		to = t.n;
	if (from > to)
		from = to;
	return (struct text){ t.s != NULL ? t.s + from : NULL, to - from };
}

struct text text_after(struct text t, size_t from)
{
	return text_from_to(t, from, t.n);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct text text_trim(struct text t)
{
	const struct text nbsp = TEXT("\xc2\xa0");

	for (;;) {
		if (t.n > 0 && is_space(t.s[0]))
			t = text_after(t, 1);
		else if (text_starts(t, nbsp))
			t = text_after(t, nbsp.n);
		else
			break;
	}
	for (;;) {
		if (t.n > 0 && is_space(t.s[t.n - 1]))
			t.n--;
		else if (text_ends(t, nbsp))
			t.n -= nbsp.n;
		else
			break;
	}
	return t;
}

bool text_split(struct text *rest, char separator, struct text *ret_part)
{
	size_t at;

	if (rest->s == NULL)
		return false;
	at = text_find_byte(*rest, separator);
	*ret_part = text_from_to(*rest, 0, at);
	*rest = at < rest->n ? text_after(*rest, at + 1) : TEXT_NONE;
	return true;
}

bool text_line(struct text *rest, struct text *ret_line)
{
	size_t at;

	if (rest->n == 0)
		return false;
	at = text_find_byte(*rest, '\n');
	at = text_find_byte(text_from_to(*rest, 0, at), '\f');
	*ret_line = text_from_to(*rest, 0, at);
	*rest = text_after(*rest, at + 1);
	if (ret_line->n > 0 && ret_line->s[ret_line->n - 1] == '\r')
		ret_line->n--;
	return true;
}

bool text_word(struct text *rest, struct text *ret_word)
{
	struct text t = text_trim(*rest);
	size_t at = 0;

	if (t.n == 0)
		return false;
	while (at < t.n && !is_space(t.s[at]) && !text_starts(text_after(t, at), TEXT("\xc2\xa0")))
		at++;
	*ret_word = text_from_to(t, 0, at);
	*rest = text_after(t, at);
	return true;
}

struct text text_copy(struct arena *arena, struct text t)
{
	if (t.s == NULL)
		return t;
	return (struct text){ arena_string(arena, t.s, t.n), t.n };
}

struct text text_join(struct arena *arena, struct text a, struct text between, struct text b)
{
	size_t n = a.n + between.n + b.n;
	char *s = arena_room(arena, n + 1);

	s[n] = '\0';
	if (a.n > 0)
		memcpy(s, a.s, a.n);
	if (between.n > 0)
		memcpy(s + a.n, between.s, between.n);
	if (b.n > 0)
		memcpy(s + a.n + between.n, b.s, b.n);
	return (struct text){ s, n };
}

struct text text_numbered(struct arena *arena, struct text before, uint64_t number)
{
	char digits[20]; /* of the largest */
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	return text_join(arena, before, TEXT(""), (struct text){ digits + at, sizeof(digits) - at });
}

char *text_string(struct arena *arena, struct text t)
{
	return arena_string(arena, t.s, t.n);
}

bool text_number(struct text t, int64_t *ret)
{
	int64_t value = 0;

	if (t.n == 0)
		return false;
	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] < '0' || t.s[i] > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, t.s[i] - '0', &value))
			return false;
	}
	*ret = value;
	return true;
}

/* Length of the well-formed sequence at s (RFC 3629), or 0. */
static size_t sequence_length(const unsigned char *s, size_t n)
{
	size_t length = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;

	if (length == 0 || length > n)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if (s[0] == 0xe0 && s[1] < 0xa0)
		return 0;
	if (s[0] == 0xed && s[1] > 0x9f)
		return 0; /* surrogates */
	if (s[0] == 0xf0 && s[1] < 0x90)
		return 0;
	if (s[0] == 0xf4 && s[1] > 0x8f)
		return 0; /* past U+10FFFF */
	return length;
}

uint32_t text_rune(struct text t, size_t *at)
{
	const unsigned char *s = (const unsigned char *)t.s + *at;
	size_t length = sequence_length(s, t.n - *at);
	uint32_t rune;

	if (length == 0) {
		(*at)++;
		return 0xfffd;
	}
	rune = length == 1 ? s[0] : s[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++)
		rune = rune << 6 | (s[i] & 0x3f);
	*at += length;
	return rune;
}

size_t text_rune_encode(uint32_t rune, char out[4])
{
	if (rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff))
		rune = 0xfffd;
	if (rune < 0x80) {
		out[0] = (char)rune;
		return 1;
	}
	if (rune < 0x800) {
		out[0] = (char)(0xc0 | rune >> 6);
		out[1] = (char)(0x80 | (rune & 0x3f));
		return 2;
	}
	if (rune < 0x10000) {
		out[0] = (char)(0xe0 | rune >> 12);
		out[1] = (char)(0x80 | (rune >> 6 & 0x3f));
		out[2] = (char)(0x80 | (rune & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | rune >> 18);
	out[1] = (char)(0x80 | (rune >> 12 & 0x3f));
	out[2] = (char)(0x80 | (rune >> 6 & 0x3f));
	out[3] = (char)(0x80 | (rune & 0x3f));
	return 4;
}

/* Marks, in its top bit, the first of eight bytes that is not plain ASCII between space and '~'; what is marked after it may be
 * plain.  The classic tricks for less, for the top bit and for 0x7f, on all of them at once. */
static uint64_t specials(uint64_t word)
{
	const uint64_t ones = UINT64_MAX / 255, tops = ones * 0x80;

	return (word | (word - ones * 0x20) | ((word ^ ones * 0x7f) - ones)) & tops;
}

static size_t after_plain(struct text t, size_t at)
{
	uint64_t word;

	for (; t.n - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, t.s + at, sizeof(word));
		word = specials(le64toh(word));
		if (word != 0)
			return at + (size_t)__builtin_ctzll(word) / 8;
	}
	return at;
}

bool text_valid(struct text t)
{
	for (size_t at = after_plain(t, 0); at < t.n; at = after_plain(t, at)) {
		size_t length = sequence_length((const unsigned char *)t.s + at, t.n - at);
		char c = t.s[at];

		if (length == 0)
			return false;
		if (((unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f)
			return false;
		if (length == 2 && (unsigned char)c == 0xc2 && (unsigned char)t.s[at + 1] < 0xa0) /* C1: terminals obey them too */
			return false;
		at += length;
	}
	return true;
}

size_t text_ascii(struct text t, size_t at)
{
	const uint64_t tops = 0x8080808080808080u;
	uint64_t word;

	for (; at < t.n && t.n - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, t.s + at, sizeof(word));
		if ((word & tops) != 0)
			break;
	}
	while (at < t.n && (unsigned char)t.s[at] < 0x80)
		at++;
	return at < t.n ? at : t.n;
}

size_t text_runes(struct text t)
{
	size_t count = 0;

	for (size_t at = 0; at < t.n; count++)
		text_rune(t, &at);
	return count;
}

struct buffer buffer_in(struct arena *arena, size_t max)
{
	return (struct buffer){ .arena = arena, .max = max };
}

static bool buffer_reserve(struct buffer *b, size_t more)
{
	size_t room = b->room > 0 ? b->room : 256;
	char *s;

	if (b->full || more > b->max - b->n) {
		b->full = true;
		return false;
	}
	if (b->n + more < b->room)
		return true;
	while (room <= b->n + more)
		room *= 2;
	s = arena_room(b->arena, room);
	if (b->n > 0)
		memcpy(s, b->s, b->n);
	b->s = s;
	b->room = room;
	return true;
}

void buffer_add(struct buffer *b, struct text t)
{
	if (t.n == 0 || !buffer_reserve(b, t.n))
		return;
	memcpy(b->s + b->n, t.s, t.n);
	b->n += t.n;
	b->s[b->n] = '\0'; /* for debuggers, and whoever prints it */
}

void buffer_add_string(struct buffer *b, const char *s)
{
	buffer_add(b, text_from(s));
}

void buffer_add_byte(struct buffer *b, char byte)
{
	buffer_add(b, (struct text){ &byte, 1 });
}

void buffer_add_rune(struct buffer *b, uint32_t rune)
{
	char bytes[4];

	buffer_add(b, (struct text){ bytes, text_rune_encode(rune, bytes) });
}

void buffer_format(struct buffer *b, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n > 0 && buffer_reserve(b, (size_t)n + 1)) {
		vsnprintf(b->s + b->n, (size_t)n + 1, format, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void buffer_cut(struct buffer *b, size_t n)
{
	if (n < b->n)
		b->n = n;
}

struct text buffer_text(const struct buffer *b)
{
	return (struct text){ b->s != NULL ? b->s : "", b->n };
}
