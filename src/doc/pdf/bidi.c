#include "doc/pdf/bidi.h"

#include <fribidi.h>

/* No leftward character lies below U+0590, whose first byte is 0xd6; the marks that turn words lie at U+200x. */
static bool may_turn(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if ((c >= 0xd6 && c <= 0xe0) || c == 0xef || c == 0xf0)
			return true;
		if (c == 0xe2 && i + 2 < t.n && (t.s[i + 1] == '\x80' || t.s[i + 1] == '\x81') &&
			(unsigned char)t.s[i + 2] >= 0x8e && (unsigned char)t.s[i + 2] <= 0xae)
			return true;
	}
	return false;
}

static bool embed(struct arena *arena, const FriBidiChar *runes, FriBidiStrIndex n, FriBidiParType *own,
	FriBidiLevel *levels)
{
	FriBidiCharType *types = arena_new(arena, FriBidiCharType, n);
	FriBidiBracketType *brackets = arena_new(arena, FriBidiBracketType, n);

	fribidi_get_bidi_types(runes, n, types);
	fribidi_get_bracket_types(runes, n, types, brackets);
	return fribidi_get_par_embedding_levels_ex(types, brackets, n, own, levels) > 0;
}

uint8_t *bidi_levels(struct arena *arena, struct text paragraph, uint8_t *ret_own)
{
	FriBidiChar *runes;
	FriBidiLevel *levels;
	FriBidiParType own = FRIBIDI_PAR_ON;
	FriBidiStrIndex n = 0;
	uint8_t *bytes;

	*ret_own = 0;
	if (!may_turn(paragraph))
		return NULL;
	runes = arena_new(arena, FriBidiChar, paragraph.n);
	levels = arena_new(arena, FriBidiLevel, paragraph.n);
	for (size_t at = 0; at < paragraph.n;)
		runes[n++] = text_rune(paragraph, &at);
	if (!embed(arena, runes, n, &own, levels))
		return NULL;
	bytes = arena_new(arena, uint8_t, paragraph.n);
	n = 0;
	for (size_t at = 0, from = 0; at < paragraph.n; from = at, n++) {
		text_rune(paragraph, &at);
		memset(bytes + from, levels[n], at - from);
	}
	*ret_own = own == FRIBIDI_PAR_RTL || own == FRIBIDI_PAR_WRTL;
	return bytes;
}

/* Rule L2: from the highest level down to the lowest odd one, turn every run of that level or higher. */
void bidi_order(const uint8_t *levels, size_t n, size_t *ret_order)
{
	uint8_t highest = 0;

	for (size_t i = 0; i < n; i++) {
		ret_order[i] = i;
		highest = levels[i] > highest ? levels[i] : highest;
	}
	for (uint8_t level = highest; level > 0; level--)
		for (size_t from = 0, to; from < n; from = to + 1) {
			for (to = from; to < n && levels[ret_order[to]] >= level; to++)
				;
			for (size_t a = from, b = to; a + 1 < b; a++) {
				size_t swap = ret_order[a];

				ret_order[a] = ret_order[--b];
				ret_order[b] = swap;
			}
		}
}
