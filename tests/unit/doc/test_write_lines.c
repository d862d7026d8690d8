#include "doc/write_lines.h"

#include "tap.h"

#define SHOWS(markdown, wanted) CHECK_TEXT(lines_from_markdown(arena, TEXT(markdown)), wanted)

TEST(lines_are_what_a_reader_sees)
{
	SHOWS("", "");
	SHOWS("#### Baggrund\n\nEt **fed** og _skr\xc3\xa5t_ ord.\nMere.\\\nNy linje.",
		"Baggrund\n\nEt fed og skr\xc3\xa5t ord. Mere.\nNy linje.");
	SHOWS("- a\n- b\n  1. c\n  2. d\n\nEfter.", "\xe2\x80\xa2 a\n\xe2\x80\xa2 b\n  1. c\n  2. d\n\nEfter.");
	SHOWS("- a) f\xc3\xb8rst\n- b) s\xc3\xa5", "a) f\xc3\xb8rst\nb) s\xc3\xa5");
	SHOWS("- a\n\n  b\n- c", "\xe2\x80\xa2 a\n  b\n\xe2\x80\xa2 c");
	SHOWS("| \xc3\x85r | Tal |\n| --- | --- |\n| 2024 | **4** |", "\xc3\x85r | Tal\n2024 | 4");
	SHOWS("[bilaget](https://x.dk/a) og <https://x.dk>", "bilaget (https://x.dk/a) og https://x.dk");
	SHOWS("> citat\n> mere\n\n***", "  citat mere\n\n\xe2\x80\x94");
	SHOWS("- - a", "\xe2\x80\xa2\n  \xe2\x80\xa2 a");
}
