#include "tap.h"

#include "minutes/plain.h"

TEST(plain_is_the_words_of_commonmark)
{
	static const char *const cases[][2] = { { "intet særligt", "intet særligt" }, { "K**L**", "KL" }, { "_skrå_ snake_case", "skrå snake_case" },
		{ "a\\_b \\*c", "a_b *c" }, { "[Mere | VPT](#)x", "Mere | VPTx" }, { "[a](<https://x.dk/a b>)", "a" }, { "[a](b(c)d)", "a" },
		{ "[sic] siger", "[sic] siger" }, { "](a)", "](a)" }, { "&#248;rsted", "ørsted" }, { "&#x;", "&#x;" }, { "K&L", "K&L" },
		{ "C:\\mappe", "C:\\mappe" }, { "[", "[" }, { "\\", "\\" }, { "", "" } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_TEXT(plain_of(arena, text_from(cases[i][0])), cases[i][1]);
}
