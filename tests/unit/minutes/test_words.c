/* No word is lost. */
#include "tap.h"

#include "doc/read_text.h"
#include "minutes/recognise.h"
#include "minutes/words.h"

static struct doc *doc_of(struct arena *arena, const char *text)
{
	struct doc *doc = NULL;

	CHECK_INT(doc_read_text(arena, text_from(text), NULL, &doc), FAULT_NONE);
	return doc;
}

TEST(words_are_letters_and_digits)
{
	CHECK_INT(words_count(arena, doc_of(arena, "§ 17, stk. 4: K&L - Ærø ”snak” 60/40%\n\nb")), 10);
	CHECK_INT(words_count(arena, doc_of(arena, "")), 0);
}

TEST(words_that_are_nowhere_are_told)
{
	const char *text = "Referat\n\nByrådet\n\nDato: 5. maj 2020\n\nPunkt 1: En sag\n\nBeslutning\n\nDet **ske**r i maj.\n\nBilag\n\nKort.pdf";
	struct doc *doc = doc_of(arena, text);
	struct record *record = NULL;
	struct words_missing missing;

	CHECK_INT(recognise(arena, doc, NULL, &record), FAULT_NONE);
	if (record == NULL)
		return;
	CHECK_INT(words_check(arena, doc, record).n, 0);
	record->items[0].title = TEXT("En");
	record->items[0].files_n = 0;
	missing = words_check(arena, doc, record);
	CHECK_INT(missing.n, 3);
	if (missing.n == 3)
		CHECK_TEXT(missing.words[0], "sag");
}

TEST(words_are_counted_as_often_as_they_stand)
{
	struct doc *doc = doc_of(arena, "Referat\n\nByrådet\n\nDato: 5. maj 2020\n\nPunkt 1: sag sag\n\nBeslutning\n\nsag");
	struct record *record = NULL;

	CHECK_INT(recognise(arena, doc, NULL, &record), FAULT_NONE);
	if (record == NULL)
		return;
	record->items[0].sections[0].text = TEXT("");
	CHECK_INT(words_check(arena, doc, record).n, 1);
}
