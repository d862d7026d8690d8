#include "minutes/sections.h"
#include "minutes/sentence.h"
#include "minutes/vocabulary.h"

/* A person is a guest of an item when its text names an office and a name and speaks of taking part or presenting.  Wrong
 * names are worse than missing ones: what is not plainly a person's name is left. */

enum {
	WORDS_BETWEEN_MAX = 9, /* "kommunaldirektør i Ballerup og medlem af Velfærdsrådet Eik Møller" */
	NAME_WORDS_MAX = 4,
	GUESTS_MAX = 200, /* of one item: more are no guests but a list of something */
};

static bool speaks_of_guests(struct text sentence)
{
	static const char *const words[] = { "deltag", "deltog", "oplæg", "gennemg", "introducer", "præsenter",
		"orienter", "fortæll" };

	for (size_t i = 0; i < LENGTH_OF(words); i++)
		if (word_find(sentence, words[i]) < sentence.n)
			return true;
	return false;
}

static struct text bare(struct text word)
{
	while (word.n > 0 && strchr("(\"*[", word.s[0]) != NULL)
		word = text_after(word, 1);
	while (word.n > 0 && strchr(".,:;)\"*]", word.s[word.n - 1]) != NULL)
		word.n--;
	return word;
}

/* "Lene", and not "KL" or "2023". */
static bool is_capitalised(struct text word)
{
	for (size_t i = 0; i < word.n; i++)
		if (strchr("0123456789;:,()[]*_\\&<>|", word.s[i]) != NULL)
			return false;
	return word.n >= 2 && begins_with_capital(word) && !(word.s[1] >= 'A' && word.s[1] <= 'Z');
}

/* The name after an office: the last words of the first run of capitalised ones that ends in no name of a body. */
static struct text name_after(struct text rest)
{
	struct text word, first = TEXT_NONE, last = TEXT_NONE;
	int between = 0, words = 0;

	while (between++ < WORDS_BETWEEN_MAX && text_word(&rest, &word)) {
		struct text plain = bare(word);
		bool ends = plain.s + plain.n != word.s + word.n;

		if (is_capitalised(plain) && !is_no_name(plain) && words < NAME_WORDS_MAX && word.s == plain.s) {
			if (words++ == 0)
				first = plain;
			last = plain;
			if (!ends)
				continue;
		} else if (words >= 2) {
			break;
		}
		if (words >= 2 || text_ends(word, TEXT(".")))
			break;
		words = 0;
	}
	if (words < 2)
		return TEXT_NONE;
	return (struct text){ first.s, (size_t)(last.s + last.n - first.s) };
}

static bool known_already(const struct record_item *item, struct text name)
{
	for (size_t i = 0; i < item->guests_n; i++)
		if (text_eq(item->guests[i], name))
			return true;
	return false;
}

static void find_in_sentence(const struct sections_ask *ask, struct record_item *item, struct text sentence, size_t *room)
{
	struct text rest = sentence, word;

	while (text_word(&rest, &word)) {
		struct text name;

		if (item->guests_n >= GUESTS_MAX || !is_office(bare(word)))
			continue;
		name = name_after(rest);
		if (!text_known(name) || attendance_names(ask->attendance, name) || known_already(item, name))
			continue;
		arena_grow(ask->lines->arena, item->guests, item->guests_n, room);
		item->guests[item->guests_n++] = name;
	}
}

void guests_find(const struct sections_ask *ask, struct record_item *item)
{
	size_t room = item->guests_n;

	if (item->guests_n > 0)
		return; /* the document lists them */
	for (size_t i = 0; i < item->sections_n; i++) {
		struct text rest = item->sections[i].text, sentence;

		while (sentence_next(&rest, &sentence))
			if (speaks_of_guests(sentence))
				find_in_sentence(ask, item, sentence, &room);
	}
}
