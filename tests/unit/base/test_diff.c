#include "base/diff.h"

#include <stdio.h>
#include <stdlib.h>

#include "tap.h"

/* "[-out-]{+in+}same", as other programs show it. */
static struct text shown(struct arena *arena, struct text before, struct text after)
{
	struct buffer b = buffer_in(arena, 1 << 20);
	struct diff_run *runs;
	size_t n;

	diff_words(arena, before, after, &runs, &n);
	for (size_t i = 0; i < n; i++) {
		static const char *const open[] = { "", "[-", "{+" }, *const close[] = { "", "-]", "+}" };

		buffer_add_string(&b, open[runs[i].kind]);
		buffer_add(&b, runs[i].text);
		buffer_add_string(&b, close[runs[i].kind]);
	}
	return buffer_text(&b);
}

TEST(diff_shows_words)
{
	static const struct {
		const char *before, *after, *shown;
	} cases[] = {
		{ "", "", "" },
		{ "ens", "ens", "ens" },
		{ "", "nyt", "{+nyt+}" },
		{ "v\xc3\xa6k", "", "[-v\xc3\xa6k-]" },
		{ "At sagen dr\xc3\xb8""ftes.", "At sagen godkendes.", "At sagen [-dr\xc3\xb8""ftes-]{+godkendes+}." },
		{ "en r\xc3\xb8""d cykel nu", "en bl\xc3\xa5 bil nu", "en [-r\xc3\xb8""d cykel-]{+bl\xc3\xa5 bil+} nu" },
		{ "a b c d", "a x c y", "a [-b-]{+x+} c [-d-]{+y+}" },
		{ "et\nto\ntre\n", "et\ntre\nfire\n", "et\n[-to\n-]tre\n{+fire\n+}" },
		{ "et to\ntre fire", "et toogtyve\ntre fem", "et [-to-]{+toogtyve+}\ntre [-fire-]{+fem+}" },
		{ "1.000 kr.", "1.500 kr.", "1.[-000-]{+500+} kr." },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_TEXT(shown(arena, text_from(cases[i].before), text_from(cases[i].after)), cases[i].shown);
}

static uint32_t chance(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Words of one letter, few to a line or one. */
static struct text some_words(struct arena *arena, uint32_t *state, size_t most, size_t a_line)
{
	struct buffer b = buffer_in(arena, 1 << 20);
	size_t n = chance(state) % (most + 1);

	for (size_t i = 0; i < n; i++) {
		buffer_add_byte(&b, (char)('a' + chance(state) % 3));
		buffer_add_byte(&b, i % a_line == a_line - 1 ? '\n' : ' ');
	}
	return buffer_text(&b);
}

/* Both texts come back, byte by byte. */
static bool is_true(struct arena *arena, struct text before, struct text after, size_t *ret_changed)
{
	struct buffer a = buffer_in(arena, 8 << 20), b = buffer_in(arena, 8 << 20);
	struct diff_run *runs;
	size_t n;

	*ret_changed = 0;
	diff_words(arena, before, after, &runs, &n);
	for (size_t i = 0; i < n; i++) {
		if (runs[i].text.n == 0 || (i > 0 && runs[i].kind == runs[i - 1].kind) ||
			(i > 0 && runs[i].kind == DIFF_OUT && runs[i - 1].kind == DIFF_IN))
			return false;
		if (runs[i].kind != DIFF_IN)
			buffer_add(&a, runs[i].text);
		if (runs[i].kind != DIFF_OUT)
			buffer_add(&b, runs[i].text);
		for (size_t k = 0; runs[i].kind != DIFF_SAME && k < runs[i].text.n; k++)
			*ret_changed += runs[i].text.s[k] != ' ' && runs[i].text.s[k] != '\n';
	}
	return text_eq(buffer_text(&a), before) && text_eq(buffer_text(&b), after);
}

/* How many letters two words have in common at most, each in its order. */
static size_t longest_common(struct text a, struct text b)
{
	size_t table[64][64] = { 0 };

	for (size_t i = 0; i < a.n; i++)
		for (size_t k = 0; k < b.n; k++) {
			size_t along = table[i][k + 1] > table[i + 1][k] ? table[i][k + 1] : table[i + 1][k];

			table[i + 1][k + 1] = a.s[i] == b.s[k] ? table[i][k] + 1 : along;
		}
	return table[a.n][b.n];
}

static struct text letters(struct arena *arena, struct text t)
{
	struct buffer b = buffer_in(arena, t.n);

	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] != '\n')
			buffer_add_byte(&b, t.s[i]);
	return buffer_text(&b);
}

TEST(diff_of_any_two_texts_is_true_and_short)
{
	uint32_t state = 20261125;
	size_t untrue = 0, long_ones = 0;

	for (int i = 0; i < 3000; i++) {
		struct arena_mark mark = arena_mark(arena);
		struct text before = some_words(arena, &state, 60, 7), after = some_words(arena, &state, 60, 7);
		size_t changed;

		untrue += !is_true(arena, before, after, &changed);
		before = some_words(arena, &state, 60, 1);
		after = some_words(arena, &state, 60, 1);
		untrue += !is_true(arena, before, after, &changed);
		before = letters(arena, before);
		after = letters(arena, after);
		long_ones += changed > before.n + after.n - 2 * longest_common(before, after);
		arena_rewind(arena, mark);
	}
	CHECK_INT(untrue, 0);
	CHECK_INT(long_ones, 0);
}

/* Two long texts that have little in common cost no more than their bound allows. */
TEST(diff_of_hostile_texts_is_bounded)
{
	struct buffer a = buffer_in(arena, 1 << 20), b = buffer_in(arena, 1 << 20);
	uint32_t state = 7;
	size_t changed;

	for (int i = 0; i < 60000; i++) {
		buffer_format(&a, "%u ", chance(&state) % 3);
		buffer_format(&b, "%u ", chance(&state) % 3);
	}
	CHECK(is_true(arena, buffer_text(&a), buffer_text(&b), &changed));
	CHECK(changed > 0);
	a.n = b.n = 0;
	for (int i = 0; i < 60000; i++) {
		buffer_add_byte(&a, '\n');
		buffer_add_string(&b, "x\n");
	}
	CHECK(is_true(arena, buffer_text(&a), buffer_text(&b), &changed));
}
