#include "tap.h"

#include "minutes/sentence.h"

/* Its sentences with / between. */
static struct text parted(struct arena *arena, const char *text)
{
	struct buffer b = buffer_in(arena, 1000);
	struct text rest = text_from(text), sentence;

	while (sentence_next(&rest, &sentence)) {
		if (b.n > 0)
			buffer_add_byte(&b, '/');
		buffer_add(&b, sentence);
	}
	return buffer_text(&b);
}

TEST(sentence_parts_a_text)
{
	static const char *const cases[][2] = { { "Godkendt. Fraværende: Bo Krogh (V).", "Godkendt/Fraværende: Bo Krogh (V)." },
		{ "Udsat. Afbud fra X.", "Udsat/Afbud fra X." }, { "Konst. Områdechef Lars kl. 17. Derpå ses.", "Konst. Områdechef Lars kl. 17/Derpå ses." },
		{ "Bo K. Hansen kom.", "Bo K. Hansen kom." }, { "- et\\\n- to", "et/to" }, { "> citat", "citat" }, { "", "" },
		{ "3.000 kr. og mere. Slut", "3.000 kr. og mere/Slut" }, { "slut.", "slut." } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_TEXT(parted(arena, cases[i][0]), cases[i][1]);
}
