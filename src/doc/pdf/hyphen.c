#include "doc/pdf/hyphen.h"

#include <hyphen.h>
#include <stdlib.h>

static void release_dictionary(void *dictionary)
{
	hnj_hyphen_free(dictionary);
}

struct hyphens hyphens_begin(struct arena *arena, struct text language)
{
	struct hyphens hyphens = { .arena = arena };

	if (text_is(text_from_to(language, 0, 2), "da"))
		hyphens.file = "/usr/share/hyphen/hyph_da_DK.dic";
	return hyphens;
}

static void load(struct hyphens *hyphens)
{
	hyphens->tried = true;
	if (hyphens->file == NULL)
		return;
	hyphens->dictionary = hnj_hyphen_load(hyphens->file);
	if (hyphens->dictionary != NULL)
		arena_defer(hyphens->arena, release_dictionary, hyphens->dictionary);
}

/* The letters of a word in small Latin-1, as the patterns are, and where each stood; 0 when it is no plain word. */
static int latin1(struct text word, char ret[HYPHEN_WORD_MAX + 1], size_t ret_at[HYPHEN_WORD_MAX])
{
	int n = 0;

	for (size_t at = 0; at < word.n;) {
		size_t from = at;
		uint32_t rune = text_rune(word, &at);

		if (rune >= 'A' && rune <= 'Z')
			rune += 'a' - 'A';
		else if (rune >= 0xc0 && rune <= 0xde && rune != 0xd7)
			rune += 0x20;
		if (!((rune >= 'a' && rune <= 'z') || (rune >= 0xdf && rune <= 0xff && rune != 0xf7)))
			return 0;
		ret[n] = (char)(unsigned char)rune;
		ret_at[n++] = from;
	}
	ret[n] = '\0'; /* libhyphen looks for the end, though it is told */
	return n;
}

/* The letters before the first sign that is none: "(kommunalbestyrelsen)," begins after its bracket. */
static struct text letters_of(struct text word, size_t *ret_from)
{
	size_t from = 0, to = word.n;

	while (from < to && strchr("(\"'[", word.s[from]) != NULL)
		from++;
	while (to > from && strchr(".,;:!?)\"']", word.s[to - 1]) != NULL)
		to--;
	*ret_from = from;
	return text_from_to(word, from, to);
}

static bool is_vowel(char letter)
{
	return strchr("aeiouy\xe6\xf8\xe5\xe4\xf6\xfc\xe9", letter) != NULL;
}

/* The Danish patterns allow both "me-dar..." and "med-ar...", and mean that a consonant between two such places may go
 * either way.  It stays with what is before it, as in a compound; a vowel goes with what follows. */
static void settle_single_letters(const char *letters, int n, char *marks)
{
	for (int i = 1; i + 1 < n; i++)
		if ((marks[i - 1] & 1) != 0 && (marks[i] & 1) != 0)
			marks[is_vowel(letters[i]) ? i : i - 1] = '0';
}

/* marks[i] is odd when the word may be divided after letter i. */
static bool mark(struct hyphens *hyphens, const char *letters, int n, char *marks)
{
	char **replacements = NULL; /* of spelling that changes at a hyphen, which Danish has none of */
	int *at = NULL, *cut = NULL;
	bool done;

	memset(marks, '0', HYPHEN_WORD_MAX);
	done = hnj_hyphen_hyphenate2(hyphens->dictionary, letters, n, marks, NULL, &replacements, &at, &cut) == 0;
	for (int i = 0; i < n && replacements != NULL; i++)
		free(replacements[i]);
	free(replacements);
	free(at);
	free(cut);
	if (done)
		settle_single_letters(letters, n, marks);
	return done;
}

bool hyphens_find(struct hyphens *hyphens, struct text word, bool ret_before[HYPHEN_WORD_MAX])
{
	char letters[HYPHEN_WORD_MAX + 1], marks[HYPHEN_WORD_MAX + 5];
	size_t at[HYPHEN_WORD_MAX], from;
	bool any = false;
	int n;

	if (word.n > HYPHEN_WORD_MAX || word.n < HYPHEN_WORD_MIN)
		return false;
	if (!hyphens->tried)
		load(hyphens);
	if (hyphens->dictionary == NULL || (n = latin1(letters_of(word, &from), letters, at)) < HYPHEN_WORD_MIN)
		return false;
	if (!mark(hyphens, letters, n, marks))
		return false;
	memset(ret_before, 0, HYPHEN_WORD_MAX);
	for (int i = HYPHEN_BEFORE; i <= n - HYPHEN_AFTER; i++)
		if ((marks[i - 1] & 1) != 0)
			any = ret_before[from + at[i]] = true;
	return any;
}
