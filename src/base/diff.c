#include "base/diff.h"

/* Tokens stand in the order of the text without a gap: a stretch of them is a slice of it. */
struct tokens {
	struct text *v;
	uint64_t *hash;
	size_t n, room, hash_room;
};

struct diffing {
	struct arena *arena;
	struct diff_run *runs;
	size_t n, room;
};

static uint64_t hash_of_token(struct text t)
{
	uint64_t h = 1469598103934665603u; /* FNV-1a; equal bytes are still compared */

	for (size_t i = 0; i < t.n; i++)
		h = (h ^ (unsigned char)t.s[i]) * 1099511628211u;
	return h;
}

static void add_token(struct arena *arena, struct tokens *tokens, struct text token)
{
	size_t n = tokens->n;

	arena_grow(arena, tokens->v, n, &tokens->room);
	arena_grow(arena, tokens->hash, n, &tokens->hash_room);
	tokens->v[n] = token;
	tokens->hash[n] = hash_of_token(token);
	tokens->n++;
}

static struct tokens lines_of(struct arena *arena, struct text t)
{
	struct tokens tokens = { .n = 0 };

	while (t.n > 0) {
		size_t end = text_find_byte(t, '\n');
		struct text line = text_from_to(t, 0, end + 1);

		add_token(arena, &tokens, line);
		t = text_after(t, line.n);
	}
	return tokens;
}

enum class { CLASS_WORD, CLASS_SPACE, CLASS_MARK };

static enum class class_of(char c)
{
	if (strchr(" \t\n\r\f", c) != NULL && c != '\0')
		return CLASS_SPACE;
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80 ? CLASS_WORD :
														  CLASS_MARK;
}

/* Words, stretches of white space, and marks one by one. */
static struct tokens words_of(struct arena *arena, struct text t)
{
	struct tokens tokens = { .n = 0 };

	while (t.n > 0) {
		enum class class = class_of(t.s[0]);
		size_t n = 1;

		while (class != CLASS_MARK && n < t.n && class_of(t.s[n]) == class)
			n++;
		add_token(arena, &tokens, text_from_to(t, 0, n));
		t = text_after(t, n);
	}
	return tokens;
}

/* --- Myers' algorithm --- */

/* A stretch of both, and what became of it: keep[i] says that token i of the old one is in the new one too. */
struct stretch {
	const struct tokens *a, *b;
	size_t a_from, a_to, b_from, b_to;
};

static bool same_token(const struct stretch *s, size_t i, size_t k)
{
	return s->a->hash[i] == s->b->hash[k] && text_eq(s->a->v[i], s->b->v[k]);
}

/* How far each diagonal reaches with d changes; one such row per d, to find the way back. */
struct reach_row {
	int32_t *x; /* by diagonal -d, -d + 2, ... d */
};

static int32_t reached(const struct reach_row *rows, int32_t d, int32_t diagonal)
{
	return rows[d].x[(diagonal + d) / 2];
}

/* Whether the best way to a diagonal with d changes comes from above: something put in. */
static bool from_above(const struct reach_row *rows, int32_t d, int32_t diagonal)
{
	return diagonal == -d || (diagonal != d && reached(rows, d - 1, diagonal - 1) < reached(rows, d - 1, diagonal + 1));
}

static int32_t start_of(const struct reach_row *rows, int32_t d, int32_t diagonal)
{
	if (d == 0)
		return 0;
	return from_above(rows, d, diagonal) ? reached(rows, d - 1, diagonal + 1) : reached(rows, d - 1, diagonal - 1) + 1;
}

/* The ways back: keep[i] of the old tokens is set to which new one it is, counted from 1. */
static void trace_back(const struct stretch *s, const struct reach_row *rows, int32_t changes, size_t *keep)
{
	int32_t x = (int32_t)(s->a_to - s->a_from), y = (int32_t)(s->b_to - s->b_from);

	for (int32_t d = changes; d >= 0; d--) {
		int32_t diagonal = x - y, start = start_of(rows, d, diagonal);

		for (; x > start; x--, y--)
			keep[s->a_from + (size_t)x - 1] = s->b_from + (size_t)y;
		if (d > 0 && from_above(rows, d, diagonal))
			y--;
		else
			x--;
	}
}

/* Every diagonal goes as far as d changes let it; true when the end is reached.  Beyond the edge of the stretch a diagonal has
 * reached its own end before, so that what lies there is never on the way back. */
static bool advance(const struct stretch *s, struct reach_row *rows, int32_t d)
{
	int32_t n = (int32_t)(s->a_to - s->a_from), m = (int32_t)(s->b_to - s->b_from);

	for (int32_t diagonal = -d; diagonal <= d; diagonal += 2) {
		int32_t x = start_of(rows, d, diagonal), y = x - diagonal;

		while (x < n && y < m && same_token(s, s->a_from + (size_t)x, s->b_from + (size_t)y)) {
			x++;
			y++;
		}
		rows[d].x[(diagonal + d) / 2] = x;
		if (diagonal == n - m && x >= n)
			return true;
	}
	return false;
}

static void match(struct arena *arena, struct stretch s, size_t *keep)
{
	struct arena_mark mark;
	struct reach_row *rows;

	while (s.a_from < s.a_to && s.b_from < s.b_to && same_token(&s, s.a_from, s.b_from))
		keep[s.a_from++] = ++s.b_from;
	while (s.a_from < s.a_to && s.b_from < s.b_to && same_token(&s, s.a_to - 1, s.b_to - 1)) {
		keep[--s.a_to] = s.b_to;
		s.b_to--;
	}
	if (s.a_from == s.a_to || s.b_from == s.b_to)
		return;
	mark = arena_mark(arena);
	rows = arena_new(arena, struct reach_row, DIFF_CHANGES_MAX + 1);
	for (int32_t d = 0; d <= DIFF_CHANGES_MAX; d++) {
		rows[d].x = arena_new(arena, int32_t, (size_t)d + 1);
		if (advance(&s, rows, d)) {
			trace_back(&s, rows, d, keep);
			break;
		}
	}
	arena_rewind(arena, mark);
}

/* --- The runs --- */

static void add_run(struct diffing *d, enum diff_kind kind, struct text text)
{
	if (text.n == 0)
		return;
	if (d->n > 0 && d->runs[d->n - 1].kind == kind) {
		d->runs[d->n - 1].text.n += text.n; /* they stand side by side in the text */
		return;
	}
	arena_grow(d->arena, d->runs, d->n, &d->room);
	d->runs[d->n++] = (struct diff_run){ kind, text };
}

static struct text slice(const struct tokens *tokens, size_t from, size_t to)
{
	if (from == to)
		return TEXT("");
	return (struct text){ tokens->v[from].s,
		(size_t)(tokens->v[to - 1].s - tokens->v[from].s) + tokens->v[to - 1].n };
}

/* Whether what two changes have between them holds them apart. */
static bool holds_apart(const struct tokens *tokens, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (class_of(tokens->v[i].s[0]) == CLASS_WORD || text_find_byte(tokens->v[i], '\n') < tokens->v[i].n)
			return true;
	return false;
}

/* Past a stretch that is kept; *i and *k stand behind it then. */
static void take_same(const struct tokens *a, const size_t *keep, size_t *i, size_t *k)
{
	while (*i < a->n && keep[*i] == *k + 1) {
		++*i;
		++*k;
	}
}

static void take_change(const struct tokens *a, const struct tokens *b, const size_t *keep, size_t *i, size_t *k)
{
	while (*i < a->n && keep[*i] == 0)
		++*i;
	*k = *i < a->n ? keep[*i] - 1 : b->n;
}

/* A space or a comma between two changes belongs to them: "blå bil" for "rød cykel" is one change, and not two. */
static void add_words(struct diffing *d, struct text before, struct text after)
{
	struct tokens a = words_of(d->arena, before), b = words_of(d->arena, after);
	size_t *keep = arena_new(d->arena, size_t, a.n + 1), i = 0, k = 0;

	match(d->arena, (struct stretch){ &a, &b, 0, a.n, 0, b.n }, keep);
	while (i < a.n || k < b.n) {
		size_t from_i = i, from_k = k, same_i = i, same_k = k;

		take_same(&a, keep, &i, &k);
		add_run(d, DIFF_SAME, slice(&a, from_i, i));
		from_i = same_i = i;
		from_k = same_k = k;
		do {
			take_change(&a, &b, keep, &i, &k);
			same_i = i;
			same_k = k;
			take_same(&a, keep, &i, &k);
		} while ((i < a.n || k < b.n) && i > same_i && !holds_apart(&a, same_i, i));
		i = same_i;
		k = same_k;
		add_run(d, DIFF_OUT, slice(&a, from_i, i));
		add_run(d, DIFF_IN, slice(&b, from_k, k));
	}
}

void diff_words(struct arena *arena, struct text before, struct text after, struct diff_run **ret, size_t *ret_n)
{
	struct diffing d = { .arena = arena };
	struct tokens a = lines_of(arena, before), b = lines_of(arena, after);
	size_t *keep = arena_new(arena, size_t, a.n + 1), i = 0, k = 0;

	match(arena, (struct stretch){ &a, &b, 0, a.n, 0, b.n }, keep);
	while (i < a.n || k < b.n) {
		size_t from_i = i, from_k = k;

		take_same(&a, keep, &i, &k);
		add_run(&d, DIFF_SAME, slice(&a, from_i, i));
		from_i = i;
		from_k = k;
		take_change(&a, &b, keep, &i, &k);
		add_words(&d, slice(&a, from_i, i), slice(&b, from_k, k));
	}
	*ret = d.runs;
	*ret_n = d.n;
}
