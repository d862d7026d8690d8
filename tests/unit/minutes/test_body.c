/* Lines of a section -> its text. */
#include "tap.h"

#include "reading.h"

TEST(body_joins_lines_and_keeps_lists)
{
	static const char *const cases[][2] = {
		{ "En linje der er lang og brydes af siden et sted her\nog fortsætter.\n\nNyt afsnit.",
			"En linje der er lang og brydes af siden et sted her og fortsætter.\n\nNyt afsnit." },
		{ "Vi ser:\n- et\n- to\n\nSlut.", "Vi ser:\n\n- et\n- to\n\nSlut." },
		{ "1. et\n2. to\na) led\nb) led\n3. tre", "1. et\n2. to\n   - a) led\n   - b) led\n3. tre" },
		{ "1. et\n - a) led\n2. to", "1. et\n   - a) led\n2. to" },
		{ "2. a) x\nb) y", "2. - a) x\n   - b) y" },
		{ "1. et\n\nHører til et.\n\n2. to", "1. et\n\n   Hører til et.\n\n2. to" },
		{ "1. et\n\nEfter listen.\n\n1. ny", "1. et\n\nEfter listen.\n\n1. ny" },
		{ "• kugle\n• to", "- kugle\n- to" },
		{ "-Der ses.\n\n-Og her.", "- Der ses.\n- Og her." },
		{ "Den 1. maj\n1. maj er fridag", "Den 1. maj\\\n1\\. maj er fridag" },
		{ "Se [her](http://x.dk) og **fed**.", "Se [her](http://x.dk) og **fed**." },
		{ "# ingen overskrift", "\\# ingen overskrift" },
		{ "", "" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct text below = text_join(arena, TEXT("Beslutning\n\n"), TEXT(""), text_from(cases[i][0]));
		const struct record_item *item = reading_of_item(arena, text_string(arena, below));

		CHECK(item != NULL && item->sections_n == 1);
		if (item != NULL && item->sections_n == 1)
			CHECK_TEXT(item->sections[0].text, cases[i][1]);
	}
}
