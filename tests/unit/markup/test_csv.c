#include "markup/csv.h"

#include "tap.h"

TEST(csv_is_a_table_that_computes_nothing)
{
	struct csv csv = csv_in(arena);

	csv_text(&csv, TEXT("Navn"));
	csv_text(&csv, TEXT_NONE);
	csv_int(&csv, -3);
	csv_row(&csv);
	csv_text(&csv, TEXT("Anne \"Ann\" Holm, Byen\nlinje"));
	csv_text(&csv, TEXT("=HYPERLINK(\"http://evil.example\")"));
	csv_text(&csv, TEXT("+45 12 34"));
	csv_text(&csv, TEXT("-1"));
	csv_text(&csv, TEXT("@x"));
	csv_text(&csv, TEXT("\tx"));
	csv_row(&csv);
	CHECK_TEXT(csv_finish(&csv), "\xef\xbb\xbf\"Navn\",,-3\r\n"
		"\"Anne \"\"Ann\"\" Holm, Byen\nlinje\",\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"'+45 12 34\",\"'-1\",\"'@x\",\"'\tx\"\r\n");
}
