/* base/text.h: slices of UTF-8, and the one growable buffer.
 *
 * struct text borrows: it points into an arena, a literal or an input buffer, and need not end in NUL.  A text with
 * s == NULL is "unknown" (JSON null, SQL NULL); one with n == 0 and s != NULL is known and empty.
 *
 * struct buffer grows in an arena up to a maximum its owner names.  It is sticky: past the maximum it drops what comes,
 * and `full` says so; ask once at the end.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct text {
	const char *s;
	size_t n; /* bytes */
};

#define TEXT(literal) ((struct text){ "" literal, sizeof(literal) - 1 })
#define TEXT_NONE ((struct text){ NULL, 0 })
/* For printf("%.*s", TEXT_ARG(t)). */
#define TEXT_ARG(t) (int)(t).n, (t).s != NULL ? (t).s : ""

static inline struct text text_from(const char *s)
{
	return (struct text){ s, s != NULL ? strlen(s) : 0 };
}

static inline bool text_known(struct text t)
{
	return t.s != NULL;
}

static inline bool text_empty(struct text t)
{
	return t.n == 0;
}

bool text_eq(struct text a, struct text b); /* unknown equals only unknown */
bool text_is(struct text t, const char *word);
int text_compare(struct text a, struct text b); /* by bytes */
bool text_starts(struct text t, struct text prefix);
bool text_ends(struct text t, struct text suffix);
/* Index of the first needle, or t.n when there is none. */
size_t text_find(struct text t, struct text needle);
size_t text_find_byte(struct text t, char byte);

struct text text_from_to(struct text t, size_t from, size_t to); /* clamped to t */
struct text text_after(struct text t, size_t from);
struct text text_trim(struct text t); /* ASCII white space and U+00A0 at both ends */
/* Takes the part before the next separator off the front of rest; false when rest was used up. */
bool text_split(struct text *rest, char separator, struct text *ret_part);
/* The next line without its \n, \r\n or \f; false at the end. */
bool text_line(struct text *rest, struct text *ret_line);
/* The next run of non-white-space; false at the end. */
bool text_word(struct text *rest, struct text *ret_word);

struct text text_copy(struct arena *arena, struct text t); /* NUL-ended too; unknown stays unknown */
struct text text_join(struct arena *arena, struct text a, struct text between, struct text b);
struct text text_numbered(struct arena *arena, struct text before, uint64_t number); /* "punkt-" and 3: "punkt-3" */
char *text_string(struct arena *arena, struct text t); /* a C string; unknown gives "" */

/* Digits only, no sign, no overflow. */
bool text_number(struct text t, int64_t *ret);

/* Next code point of t from *at, which moves on.  Malformed bytes give U+FFFD, one byte at a time. */
uint32_t text_rune(struct text t, size_t *at);
size_t text_rune_encode(uint32_t rune, char out[4]); /* bytes written, 1..4 */
/* Well-formed UTF-8 without NUL and without control characters other than \t \n \r \f. */
bool text_valid(struct text t);
size_t text_runes(struct text t); /* how many code points */
size_t text_ascii(struct text t, size_t at); /* where the first byte past ASCII is, from at on; t.n when there is none */

struct buffer {
	struct arena *arena;
	char *s;
	size_t n, room, max;
	bool full;
};

struct buffer buffer_in(struct arena *arena, size_t max);
void buffer_add(struct buffer *b, struct text t);
void buffer_add_string(struct buffer *b, const char *s);
void buffer_add_byte(struct buffer *b, char byte);
void buffer_add_rune(struct buffer *b, uint32_t rune);
void buffer_format(struct buffer *b, const char *format, ...) printf_like(2, 3);
void buffer_cut(struct buffer *b, size_t n); /* shortens to n bytes; no effect when shorter already */
struct text buffer_text(const struct buffer *b); /* borrowed: good until the next add; always known */

#endif
