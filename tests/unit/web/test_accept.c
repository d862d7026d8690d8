#include "web/accept.h"

#include "tap.h"

TEST(accept_weighs)
{
	static const struct {
		const char *field, *word;
		int weight;
	} cases[] = {
		{ "gzip", "gzip", 1000 },
		{ "GZIP;q=0.5", "gzip", 500 },
		{ "br, gzip ; q=0.25 , *;q=0.1", "gzip", 250 },
		{ "br", "gzip", -1 },
		{ "*;q=0.3", "gzip", 300 },
		{ "gzip;q=0, *", "gzip", 0 },
		{ "gzip;q=1.001", "gzip", 0 },
		{ "gzip;q=abc", "gzip", 0 },
		{ "gzip;level=1;q=0.123", "gzip", 123 },
		{ "en-GB;q=0.9", "en", 900 },
		{ "eng", "en", -1 },
		{ "en;q=0.2,en-US;q=0.8", "en", 800 },
		{ "", "en", -1 },
		{ ",,;", "en", -1 },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_INT(accept_weight(text_from(cases[i].field), cases[i].word), cases[i].weight);
}

TEST(accept_prefers_danish)
{
	static const struct {
		const char *field;
		enum lang lang;
	} cases[] = {
		{ NULL, LANG_DA }, { "", LANG_DA }, { "*", LANG_DA }, { "da", LANG_DA }, { "da,en;q=0.9", LANG_DA },
		{ "en,da", LANG_DA }, { "en", LANG_EN }, { "en-GB,en;q=0.9,da;q=0.8", LANG_EN }, { "de,fr", LANG_DA },
		{ "de,en;q=0.1", LANG_EN }, { "en;q=0", LANG_DA },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_INT(accept_language(text_from(cases[i].field)), cases[i].lang);
}

TEST(accept_compresses_only_when_asked)
{
	CHECK(accept_gzip(TEXT("gzip, deflate, br")));
	CHECK(accept_gzip(TEXT("*")));
	CHECK(!accept_gzip(TEXT_NONE));
	CHECK(!accept_gzip(TEXT("identity")));
	CHECK(!accept_gzip(TEXT("gzip;q=0")));
	CHECK(!accept_gzip(TEXT("gzip;q=0.5, identity")));
}
