#include "tap.h"

#include "reading.h"

TEST(guests_are_persons_with_an_office)
{
	static const char *const cases[][2] = {
		{ "I punktet deltager områdechef Lene Lilja (Sociale Indsatser), Fællestillidsrepræsentant Monia Stolz og specialkonsulent Rikke Buhl (Sundhed).",
			"Lene Lilja; Monia Stolz; Rikke Buhl" },
		{ "Medlem af Rådet og kommunaldirektør i Ballerup Kommune Eik Holm gennemgik rapporten.", "Eik Holm" },
		{ "HR-direktør, Thomas Brand fra Kemp & Søn vil holde oplæg.", "Thomas Brand" },
		{ "Borgmesteren deltog.", "" },
		{ "Områdechef Lene Lilja har ferie.", "" },
		{ "Centerchefen i Solbæk Kommune orienterede.", "" },
		{ "Gæster: Bo Krogh; Åse Holm", "Bo Krogh; Åse Holm" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		const struct record_item *item = reading_of_item(arena, cases[i][0]);
		struct buffer b = buffer_in(arena, 1000);

		for (size_t g = 0; item != NULL && g < item->guests_n; g++)
			buffer_format(&b, "%s%.*s", g > 0 ? "; " : "", TEXT_ARG(item->guests[g]));
		CHECK_TEXT(buffer_text(&b), cases[i][1]);
	}
}
