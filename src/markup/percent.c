#include "markup/percent.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The byte that begins at *at, which moves past it; -1 when it is no proper escape. */
static int next_byte(struct text t, size_t *at, enum percent_kind kind)
{
	char c = t.s[(*at)++];
	int high, low;

	if (c == '+' && kind == PERCENT_FORM)
		return ' ';
	if (c != '%')
		return (unsigned char)c;
	if (t.n - *at < 2)
		return -1;
	high = hex_digit(t.s[*at]);
	low = hex_digit(t.s[*at + 1]);
	*at += 2;
	if (high < 0 || low < 0 || (kind == PERCENT_PATH && high * 16 + low == '/'))
		return -1;
	return high * 16 + low;
}

enum fault percent_decode(struct arena *arena, struct text t, enum percent_kind kind, struct text *ret)
{
	char *s = arena_alloc(arena, 1, t.n + 1);
	size_t n = 0;

	for (size_t at = 0; at < t.n;) {
		int byte = next_byte(t, &at, kind);

		if (byte < 0 || (kind == PERCENT_PATH && byte < 0x20))
			return FAULT_INVALID;
		s[n++] = (char)byte;
	}
	if (!text_valid((struct text){ s, n }))
		return FAULT_INVALID;
	*ret = (struct text){ s, n };
	return FAULT_NONE;
}

static bool is_unreserved(unsigned char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void percent_encode(struct buffer *to, struct text t)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t from = 0;

	for (size_t at = 0; at < t.n; at++) {
		unsigned char c = (unsigned char)t.s[at];
		char escape[3];

		if (is_unreserved(c))
			continue;
		escape[0] = '%';
		escape[1] = digits[c >> 4];
		escape[2] = digits[c & 15];
		buffer_add(to, text_from_to(t, from, at));
		buffer_add(to, (struct text){ escape, sizeof(escape) });
		from = at + 1;
	}
	buffer_add(to, text_after(t, from));
}
