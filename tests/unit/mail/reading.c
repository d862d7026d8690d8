#include "reading.h"

bool reading_is_clean(struct text mail, size_t most)
{
	size_t column = 0;

	for (size_t i = 0; i < mail.n; i++) {
		unsigned char c = (unsigned char)mail.s[i];

		if (c == '\r' && i + 1 < mail.n && mail.s[i + 1] == '\n') {
			i++;
			column = 0;
			continue;
		}
		if ((c < ' ' && c != '\t') || c >= 0x7f || ++column > most)
			return false;
	}
	return column == 0;
}

size_t reading_fields(struct text mail, struct text *ret_body)
{
	struct text end = TEXT("\r\n");
	size_t n = 0;

	while (!text_starts(mail, end)) {
		size_t at = text_find(mail, end);

		if (at == mail.n)
			break;
		n += mail.s[0] != ' ' && mail.s[0] != '\t';
		mail = text_after(mail, at + 2);
	}
	*ret_body = text_after(mail, 2);
	return n;
}

struct text reading_field(struct arena *arena, struct text mail, const char *name)
{
	struct text end = TEXT("\r\n"), start = text_from(arena_format(arena, "%s:", name));
	struct buffer b = buffer_in(arena, 1 << 20);

	while (mail.n > 0 && !text_starts(mail, end)) {
		size_t at = text_find(mail, end);
		bool ours = text_starts(mail, start);

		if (ours)
			buffer_add(&b, text_from_to(mail, start.n, at));
		mail = text_after(mail, at + 2);
		while (ours && text_starts(mail, TEXT(" "))) {
			at = text_find(mail, end);
			buffer_add(&b, text_from_to(mail, 0, at));
			mail = text_after(mail, at + 2);
		}
		if (ours)
			return text_trim(text_copy(arena, buffer_text(&b)));
	}
	return TEXT_NONE;
}

static int digit64(char c)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(letters, c) : NULL;

	return at != NULL ? (int)(at - letters) : -1;
}

static void decode64(struct buffer *b, struct text t)
{
	uint32_t bits = 0;
	int n = 0;

	for (size_t i = 0; i < t.n && digit64(t.s[i]) >= 0; i++) {
		bits = bits << 6 | (uint32_t)digit64(t.s[i]);
		n += 6;
		if (n >= 8) {
			n -= 8;
			buffer_add_byte(b, (char)(bits >> n & 255));
		}
	}
}

struct text reading_words(struct arena *arena, struct text t)
{
	struct buffer b = buffer_in(arena, 1 << 20);
	struct text start = TEXT("=?utf-8?B?");

	while (t.n > 0) {
		if (text_starts(t, start)) {
			size_t end = text_find(t, TEXT("?="));

			decode64(&b, text_from_to(t, start.n, end));
			t = text_after(t, end + 2);
			if (text_starts(t, TEXT(" =?utf-8?B?")))
				t = text_after(t, 1);
			continue;
		}
		buffer_add_byte(&b, t.s[0]);
		t = text_after(t, 1);
	}
	return text_copy(arena, buffer_text(&b));
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct text reading_quoted(struct arena *arena, struct text t)
{
	struct buffer b = buffer_in(arena, 8 << 20);

	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == '\r' && i + 1 < t.n && t.s[i + 1] == '\n') {
			buffer_add_byte(&b, '\n');
			i++;
		} else if (t.s[i] != '=') {
			buffer_add_byte(&b, t.s[i]);
		} else if (i + 2 < t.n && t.s[i + 1] == '\r' && t.s[i + 2] == '\n') {
			i += 2;
		} else if (i + 2 < t.n && hex(t.s[i + 1]) >= 0 && hex(t.s[i + 2]) >= 0) {
			buffer_add_byte(&b, (char)(hex(t.s[i + 1]) << 4 | hex(t.s[i + 2])));
			i += 2;
		} else {
			return TEXT_NONE;
		}
	}
	return text_copy(arena, buffer_text(&b));
}

struct text reading_part(struct arena *arena, struct text body, struct text boundary, size_t number)
{
	struct text line = text_from(arena_format(arena, "--%.*s\r\n", TEXT_ARG(boundary)));
	struct text next = text_from(arena_format(arena, "\r\n--%.*s", TEXT_ARG(boundary))), part;

	for (size_t i = 0; i <= number; i++)
		body = text_after(body, text_find(body, line) + line.n);
	part = text_from_to(body, 0, text_find(body, next));
	return text_after(part, text_find(part, TEXT("\r\n\r\n")) + 4);
}
