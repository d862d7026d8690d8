#include "minutes/plain.h"

enum {
	LINKS_MAX = 1000,   /* open brackets at once: more are text */
	ADDRESS_MAX = 8192, /* bytes: no address is longer, and looking on would be square */
};

static bool is_letter(struct text t, size_t i)
{
	unsigned char c = i < t.n ? (unsigned char)t.s[i] : ' ';

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

static bool is_escape(struct text t, size_t i)
{
	return t.s[i] == '\\' && i + 1 < t.n && t.s[i + 1] > ' ' && !is_letter(t, i + 1);
}

/* The end of "](href)" that begins at i; i when none does. */
static size_t address_end(struct text t, size_t i)
{
	bool angle = i + 2 < t.n && t.s[i + 2] == '<';
	int open = 0;

	if (i + 1 >= t.n || t.s[i] != ']' || t.s[i + 1] != '(')
		return i;
	for (size_t at = i + 2; at < t.n && at < i + ADDRESS_MAX && t.s[at] != '\n'; at++) {
		if (is_escape(t, at)) {
			at++;
			continue;
		}
		if (angle ? t.s[at] == '>' && at + 1 < t.n && t.s[at + 1] == ')' : t.s[at] == ')' && open == 0)
			return at + (angle ? 2 : 1);
		open += (t.s[at] == '(') - (t.s[at] == ')');
	}
	return i;
}

/* Marks the brackets that open and close a link. */
static bool *link_brackets(struct arena *arena, struct text t)
{
	bool *of_link = arena_new(arena, bool, t.n + 1);
	size_t *stack = arena_new(arena, size_t, LINKS_MAX), depth = 0;

	for (size_t i = 0; i < t.n; i++) {
		if (is_escape(t, i))
			i++;
		else if (t.s[i] == '[' && depth < LINKS_MAX)
			stack[depth++] = i;
		else if (t.s[i] == ']' && depth-- > 0)
			of_link[stack[depth]] = of_link[i] = address_end(t, i) > i;
		else if (t.s[i] == ']' || (t.s[i] == '\n' && !(i > 0 && t.s[i - 1] == '\\')))
			depth = 0; /* no link goes over a line's end but a break that is meant */
	}
	return of_link;
}

/* "&#248;" at i: adds the letter, and gives the end; i when there is none. */
static size_t add_numbered(struct buffer *b, struct text t, size_t i)
{
	uint32_t rune = 0;
	size_t at = i + 2;

	if (!text_starts(text_after(t, i), TEXT("&#")))
		return i;
	for (; at < t.n && at < i + 10 && t.s[at] >= '0' && t.s[at] <= '9'; at++)
		rune = rune * 10 + (uint32_t)(t.s[at] - '0');
	if (at == i + 2 || at >= t.n || t.s[at] != ';')
		return i;
	buffer_add_rune(b, rune);
	return at + 1;
}

/* What stands at i without being a word of its own: gives its end, and i when there is nothing. */
static size_t skip_mark(struct buffer *b, struct text t, size_t i, const bool *of_link)
{
	if (is_escape(t, i)) {
		buffer_add_byte(b, t.s[i + 1]);
		return i + 2;
	}
	if (t.s[i] == '*' && i + 1 < t.n && t.s[i + 1] == '*')
		return i + 2;
	if ((t.s[i] == '_' && !(i > 0 && is_letter(t, i - 1) && is_letter(t, i + 1))) || (t.s[i] == '[' && of_link[i]))
		return i + 1;
	return of_link[i] ? address_end(t, i) : add_numbered(b, t, i);
}

static bool is_plain(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (strchr("*_[&\\", t.s[i]) != NULL)
			return false;
	return true;
}

struct text plain_of(struct arena *arena, struct text markdown)
{
	struct buffer b = buffer_in(arena, markdown.n + 1);
	const bool *of_link;

	if (is_plain(markdown))
		return markdown;
	of_link = link_brackets(arena, markdown);
	for (size_t i = 0; i < markdown.n;) {
		size_t end = skip_mark(&b, markdown, i, of_link);

		if (end == i)
			buffer_add_byte(&b, markdown.s[end++]);
		i = end;
	}
	return buffer_text(&b);
}
