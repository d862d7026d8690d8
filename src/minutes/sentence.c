#include "minutes/sentence.h"

#include "minutes/vocabulary.h"

enum { WORD_MAX = 40 }; /* bytes: no abbreviation is longer */

static struct text last_word(struct text t)
{
	size_t at = t.n;

	while (at > 0 && t.s[at - 1] != ' ' && t.s[at - 1] != '(')
		at--;
	return text_after(t, at);
}

/* Whether the stop at `at` ends a sentence: something that begins like one follows, and no abbreviation stands before. */
static bool ends_at(struct text t, size_t at)
{
	struct text word;

	if (at + 2 >= t.n || t.s[at] != '.' || t.s[at + 1] != ' ' || !begins_with_capital(text_after(t, at + 2)))
		return false;
	word = last_word(text_from_to(t, at > WORD_MAX ? at - WORD_MAX : 0, at));
	return word.n > 1 && !is_abbreviation(word);
}

static struct text without_list_mark(struct text t)
{
	t = text_trim(t);
	while (text_starts(t, TEXT("- ")) || text_starts(t, TEXT("> ")) || text_starts(t, TEXT("+ ")))
		t = text_trim(text_after(t, 2));
	while (t.n > 0 && t.s[t.n - 1] == '\\')
		t.n--;
	return t;
}

bool sentence_next(struct text *rest, struct text *ret)
{
	size_t at = 0;

	if (rest->n == 0)
		return false;
	while (at < rest->n && rest->s[at] != '\n' && !ends_at(*rest, at))
		at++;
	*ret = without_list_mark(text_from_to(*rest, 0, at));
	*rest = text_after(*rest, at + 1);
	return true;
}
