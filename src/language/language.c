#include "language/language.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum {
	SLUG_MAX = 80,      /* bytes: an address that can be read aloud */
	STEM_WORD_MAX = 64, /* bytes: longer "words" are noise and stay as they are */
};

/* Foreign objects, made at the first use and kept: each costs milliseconds to make, and none is ever changed. */
static struct {
	const UNormalizer2 *nfc, *nfd;
	struct sb_stemmer *stemmer;
	UCollator *order;
} danish;

static noreturn_ void missing_data(void)
{
	abort(); /* ICU or libstemmer without its own data: the installation is broken */
}

static void release_danish(void)
{
	sb_stemmer_delete(danish.stemmer);
	ucol_close(danish.order);
}

static void need_danish(void)
{
	UErrorCode error = U_ZERO_ERROR;

	if (danish.order != NULL)
		return;
	danish.nfc = unorm2_getNFCInstance(&error);
	danish.nfd = unorm2_getNFDInstance(&error);
	danish.stemmer = sb_stemmer_new("danish", "UTF_8");
	danish.order = ucol_open("da", &error);
	if (U_FAILURE(error) || danish.stemmer == NULL)
		missing_data();
	atexit(release_danish);
}

static bool is_ascii(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.s[i] >= 0x80)
			return false;
	return true;
}

static UChar *to_utf16(struct arena *arena, struct text t, int32_t *ret_n)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar *wide = arena_alloc(arena, t.n + 1, sizeof(UChar));

	u_strFromUTF8WithSub(wide, (int32_t)t.n + 1, ret_n, t.s, (int32_t)t.n, 0xfffd, NULL, &error);
	return wide;
}

static struct text to_utf8(struct arena *arena, const UChar *wide, int32_t n)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t bytes = 0;
	char *s = arena_alloc(arena, (size_t)n * 3 + 1, 1);

	u_strToUTF8WithSub(s, n * 3 + 1, &bytes, wide, n, 0xfffd, NULL, &error);
	return (struct text){ s, (size_t)bytes };
}

struct text language_nfc(struct arena *arena, struct text t)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar *wide, *composed;
	int32_t n, m;

	if (t.n == 0 || is_ascii(t))
		return t;
	need_danish();
	wide = to_utf16(arena, t, &n);
	if (unorm2_isNormalized(danish.nfc, wide, n, &error))
		return t;
	composed = arena_alloc(arena, (size_t)n * 3 + 1, sizeof(UChar)); /* NFC grows UTF-16 threefold at most */
	m = unorm2_normalize(danish.nfc, wide, n, composed, n * 3 + 1, &error);
	return U_FAILURE(error) ? t : to_utf8(arena, composed, m);
}

enum { AE = 0xe6, OE = 0xf8, AA = 0xe5 };

/* The base letter of an accented one, and what comes with it is dropped; Danish letters are letters of their own. */
static uint32_t without_accent(uint32_t rune)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar parts[8];
	UChar32 first;
	int32_t n;

	if (rune < 0x80 || rune == AE || rune == OE || rune == AA)
		return rune;
	n = unorm2_getDecomposition(danish.nfd, (UChar32)rune, parts, (int32_t)LENGTH_OF(parts), &error);
	if (n <= 0 || U_FAILURE(error))
		return rune;
	U16_GET(parts, 0, 0, n, first);
	return (uint32_t)first;
}

static void fold_rune(struct buffer *b, uint32_t rune)
{
	if (rune < 0x80) {
		buffer_add_byte(b, (char)(rune >= 'A' && rune <= 'Z' ? rune + 32 : rune));
		return;
	}
	rune = (uint32_t)u_tolower((UChar32)rune);
	if (rune == 0xdf) /* ß */
		buffer_add_string(b, "ss");
	else if (u_charType((UChar32)rune) != U_NON_SPACING_MARK)
		buffer_add_rune(b, without_accent(rune));
}

/* aa is å, in names and in words from before 1948: in place, since both take two bytes. */
static void join_aa(struct buffer *b)
{
	for (size_t i = 0; i + 1 < b->n; i++)
		if (b->s[i] == 'a' && b->s[i + 1] == 'a')
			memcpy(b->s + i, "\xc3\xa5", 2);
}

struct text language_fold(struct arena *arena, struct text t)
{
	struct buffer b = buffer_in(arena, t.n * 4 + 16);

	need_danish();
	for (size_t at = 0; at < t.n;)
		fold_rune(&b, text_rune(t, &at));
	join_aa(&b);
	return buffer_text(&b);
}

struct text language_stem(struct arena *arena, struct text word)
{
	const sb_symbol *stem;

	if (word.n == 0 || word.n > STEM_WORD_MAX)
		return word;
	need_danish();
	stem = sb_stemmer_stem(danish.stemmer, (const sb_symbol *)word.s, (int)word.n);
	if (stem == NULL)
		return word;
	return text_copy(arena, (struct text){ (const char *)stem, (size_t)sb_stemmer_length(danish.stemmer) });
}

static bool is_word_rune(uint32_t rune)
{
	if (rune < 0x80)
		return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') || (rune >= '0' && rune <= '9');
	return u_isalnum((UChar32)rune) || u_charType((UChar32)rune) == U_NON_SPACING_MARK;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool joins_digits(struct text t, size_t at)
{
	char c = t.s[at];

	return (c == '-' || c == '.' || c == '/' || c == ':') && at > 0 && at + 1 < t.n && is_digit(t.s[at - 1]) &&
		is_digit(t.s[at + 1]);
}

bool language_next_word(struct text t, size_t *at, struct language_word *ret)
{
	size_t from, next = *at;

	for (;;) {
		from = next;
		if (from >= t.n)
			return false;
		if (is_word_rune(text_rune(t, &next)))
			break;
	}
	while (next < t.n) {
		size_t after = next;

		if (!is_word_rune(text_rune(t, &after)) && !joins_digits(t, next))
			break;
		next = after;
	}
	*ret = (struct language_word){ from, next };
	*at = next;
	return true;
}

static const char *latin_of(uint32_t rune)
{
	switch (rune) {
	case AE:
		return "ae";
	case OE:
		return "oe";
	case AA:
		return "aa";
	default:
		return NULL;
	}
}

static void slug_rune(struct buffer *b, uint32_t rune)
{
	const char *latin = latin_of(rune);

	if (latin != NULL)
		buffer_add_string(b, latin);
	else if ((rune >= 'a' && rune <= 'z') || (rune >= '0' && rune <= '9'))
		buffer_add_byte(b, (char)rune);
	else if (b->n > 0 && b->s[b->n - 1] != '-')
		buffer_add_byte(b, '-');
}

struct text language_slug(struct arena *arena, struct text t)
{
	struct text folded = language_fold(arena, t);
	struct buffer b = buffer_in(arena, folded.n * 2 + 16);
	size_t cut;

	for (size_t at = 0; at < folded.n;)
		slug_rune(&b, text_rune(folded, &at));
	if (b.n > SLUG_MAX) {
		for (cut = SLUG_MAX; cut > SLUG_MAX / 2 && b.s[cut] != '-'; cut--)
			;
		buffer_cut(&b, cut);
	}
	while (b.n > 0 && b.s[b.n - 1] == '-')
		buffer_cut(&b, b.n - 1);
	return b.n > 0 ? buffer_text(&b) : TEXT("x");
}

int language_compare(struct text a, struct text b)
{
	UErrorCode error = U_ZERO_ERROR;
	int order;

	need_danish();
	order = ucol_strcollUTF8(danish.order, a.s != NULL ? a.s : "", (int32_t)a.n, b.s != NULL ? b.s : "",
		(int32_t)b.n, &error);
	return order != 0 ? order : text_compare(a, b);
}
