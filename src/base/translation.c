#include "base/translation.h"

#include <stdint.h>
#include <stdio.h>

/* The .mo file of po/da.po, built into the program (format: GNU gettext manual, "The Format of GNU MO Files"). */
extern const unsigned char translation_da[];
extern const size_t translation_da_size;

static const uint32_t mo_magic = 0x950412de;

enum {
	MO_COUNT = 8, /* offsets of the header's fields */
	MO_IDS = 12,
	MO_SENTENCES = 16,
	MO_HEADER = 28,
};

const char *lang_tag(enum lang lang)
{
	return lang == LANG_EN ? "en" : "da";
}

static uint32_t word_at(size_t at)
{
	uint32_t word;

	memcpy(&word, translation_da + at, sizeof(word));
	return word;
}

/* Index of an id among the sorted ids, or -1.  A plural's entry is "one\0many" and is found by its "one". */
static int64_t find(const char *message)
{
	int64_t low = 0, high;

	if (translation_da_size < MO_HEADER || word_at(0) != mo_magic)
		return -1;
	high = (int64_t)word_at(MO_COUNT) - 1;
	while (low <= high) {
		int64_t middle = (low + high) / 2;
		const char *id = (const char *)translation_da + word_at(word_at(MO_IDS) + (size_t)middle * 8 + 4);
		int order = strcmp(message, id);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	return -1;
}

/* The plural stands behind the singular and a NUL; an entry that is no plural has the one sentence. */
static const char *danish(const char *message, bool many)
{
	int64_t index = find(message);
	const char *sentence;
	size_t at, n, one;

	if (index < 0)
		return NULL;
	at = word_at(MO_SENTENCES) + (size_t)index * 8;
	n = word_at(at);
	sentence = (const char *)translation_da + word_at(at + 4);
	one = strlen(sentence);
	return many && one < n ? sentence + one + 1 : sentence;
}

const char *tr(enum lang lang, const char *message)
{
	const char *sentence = lang == LANG_DA ? danish(message, false) : NULL;

	return sentence != NULL ? sentence : message;
}

const char *tr_n(enum lang lang, const char *one, const char *many, int64_t n)
{
	const char *sentence = lang == LANG_DA ? danish(one, n != 1) : NULL;

	if (sentence != NULL)
		return sentence;
	return n == 1 ? one : many;
}

struct text tr_with(struct arena *arena, enum lang lang, const char *message, struct text detail)
{
	struct text sentence = text_from(tr(lang, message));
	size_t at = text_find(sentence, TEXT("%s"));

	if (at == sentence.n)
		at = text_find(sentence, TEXT("%d"));
	if (at == sentence.n)
		return sentence;
	return text_join(arena, text_from_to(sentence, 0, at), detail, text_after(sentence, at + 2));
}

struct text refusal_text(struct arena *arena, enum lang lang, const struct refusal *why)
{
	struct text sentence;

	if (why->message == NULL)
		return TEXT("");
	sentence = tr_with(arena, lang, why->message, text_from(why->detail));
	if (why->line == 0)
		return sentence;
	return text_from(arena_format(arena, "%s %zu: %.*s", tr(lang, N_("line")), why->line, TEXT_ARG(sentence)));
}
