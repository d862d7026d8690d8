#include "web/address.h"

#include "tap.h"

TEST(address_means_the_same_both_ways)
{
	static const struct {
		const char *path;
		enum address address;
		enum address_as as;
		const char *part[ADDRESS_PARTS_MAX];
	} cases[] = {
		{ "/", ADDRESS_FRONT, AS_PAGE, { NULL } },
		{ "/udvalg", ADDRESS_ORGANIZATIONS, AS_PAGE, { NULL } },
		{ "/udvalg.json", ADDRESS_ORGANIZATIONS, AS_JSON, { NULL } },
		{ "/udvalg/oekonomiudvalget", ADDRESS_ORGANIZATION, AS_PAGE, { "oekonomiudvalget" } },
		{ "/udvalg/oekonomiudvalget.atom", ADDRESS_ORGANIZATION, AS_ATOM, { "oekonomiudvalget" } },
		{ "/udvalg/x/moeder/2024-03-12", ADDRESS_MEETING, AS_PAGE, { "x", "2024-03-12" } },
		{ "/udvalg/x/moeder/2024-03-12.txt", ADDRESS_MEETING, AS_TEXT, { "x", "2024-03-12" } },
		{ "/udvalg/x/moeder/2024-03-12.pdf", ADDRESS_MEETING, AS_PDF, { "x", "2024-03-12" } },
		{ "/udvalg/x/moeder/2024-03-12/14.pdf", ADDRESS_ITEM, AS_PDF, { "x", "2024-03-12", "14" } },
		{ "/udvalg/x/moeder/2024-03-12-2/14", ADDRESS_ITEM, AS_PAGE, { "x", "2024-03-12-2", "14" } },
		{ "/udvalg/x/moeder/2024-03-12/14.json", ADDRESS_ITEM, AS_JSON, { "x", "2024-03-12", "14" } },
		{ "/udvalg/x/moeder/2024-03-12/kilde/1", ADDRESS_SOURCE, AS_PAGE, { "x", "2024-03-12", "1" } },
		{ "/sager", ADDRESS_MATTERS, AS_PAGE, { NULL } },
		{ "/sager/22-011382", ADDRESS_MATTER, AS_PAGE, { "22-011382" } },
		{ "/sager/22-011382.json", ADDRESS_MATTER, AS_JSON, { "22-011382" } },
		{ "/personer", ADDRESS_PERSONS, AS_PAGE, { NULL } },
		{ "/personer/anne-holm-2", ADDRESS_PERSON, AS_PAGE, { "anne-holm-2" } },
		{ "/soeg", ADDRESS_SEARCH, AS_PAGE, { NULL } },
		{ "/soeg.json", ADDRESS_SEARCH, AS_JSON, { NULL } },
		{ "/tilgaengelighed", ADDRESS_ACCESSIBILITY, AS_PAGE, { NULL } },
		{ "/udvalg/x/regler", ADDRESS_CHARTERS, AS_PAGE, { "x" } },
		{ "/udvalg/x/regler/2024-01-01.json", ADDRESS_CHARTER, AS_JSON, { "x", "2024-01-01" } },
		{ "/styring", ADDRESS_GOVERN, AS_PAGE, { NULL } },
		{ "/styring/udvalg/x/medlemmer/7", ADDRESS_GOVERN_MEMBERSHIP, AS_PAGE, { "x", "7" } },
		{ "/styring/personer/anne-holm", ADDRESS_GOVERN_PERSON, AS_PAGE, { "anne-holm" } },
		{ "/styring/valgperiode/3/udvalg/x", ADDRESS_TERM_ORGANIZATION, AS_PAGE, { "3", "x" } },
		{ "/styring/valgperiode/3/gennemse", ADDRESS_TERM_PREVIEW, AS_PAGE, { "3" } },
		{ "/static/portal-1a2B.css", ADDRESS_STATIC, AS_PAGE, { "portal-1a2B.css" } },
		{ "/healthz", ADDRESS_HEALTH, AS_PAGE, { NULL } },
		{ "/robots.txt", ADDRESS_ROBOTS, AS_PAGE, { NULL } },
		{ "/sitemap.xml", ADDRESS_SITEMAP, AS_PAGE, { NULL } },
		{ "/.well-known/security.txt", ADDRESS_SECURITY, AS_PAGE, { NULL } },
		{ "/favicon.ico", ADDRESS_FAVICON, AS_PAGE, { NULL } },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct place place = { 0 };

		CHECK_INT(address_find(arena, text_from(cases[i].path), &place), FAULT_NONE);
		CHECK_INT(place.address, cases[i].address);
		CHECK_INT(place.as, cases[i].as);
		CHECK(!place.moved);
		for (size_t k = 0; k < ADDRESS_PARTS_MAX; k++)
			CHECK_TEXT(place.part[k], cases[i].part[k]);
		CHECK_TEXT(address_url(arena, &place, NULL, 0).s, cases[i].path);
	}
}

TEST(address_has_one_spelling)
{
	static const struct {
		const char *path, *canonical;
	} cases[] = {
		{ "//", "/" },
		{ "/Udvalg/", "/udvalg" },
		{ "/udvalg/%78", "/udvalg/x" },
		{ "/UDVALG/X/MOEDER/2024-03-12.TXT", "/udvalg/x/moeder/2024-03-12.txt" },
		{ "/sager/22-011382/", "/sager/22-011382" },
		{ "/robots%2Etxt", "/robots.txt" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct place place = { 0 };

		CHECK_INT(address_find(arena, text_from(cases[i].path), &place), FAULT_NONE);
		CHECK(place.moved);
		CHECK_TEXT(address_url(arena, &place, NULL, 0).s, cases[i].canonical);
	}
}

TEST(address_refuses)
{
	static const struct {
		const char *path;
		enum fault fault;
	} cases[] = {
		{ "", FAULT_NOT_FOUND },
		{ "/findes-ikke", FAULT_NOT_FOUND },
		{ "//udvalg", FAULT_NOT_FOUND },
		{ "/udvalg//", FAULT_NOT_FOUND },
		{ "/udvalg/x/moeder", FAULT_NOT_FOUND },
		{ "/udvalg/x/moeder/2024-03-12/0", FAULT_NOT_FOUND },
		{ "/udvalg/x/moeder/2024-03-12/01", FAULT_NOT_FOUND },
		{ "/udvalg/x/moeder/2024-03-12/1234567890", FAULT_NOT_FOUND },
		{ "/udvalg/x/moeder/2024-03-12/kilde/1.json", FAULT_NOT_FOUND },
		{ "/udvalg/\xc3\xb8konomi", FAULT_NOT_FOUND },
		{ "/sager/x.txt", FAULT_NOT_FOUND },
		{ "/healthz.json", FAULT_NOT_FOUND },
		{ "/static/.hidden", FAULT_NOT_FOUND },
		{ "/static/..", FAULT_INVALID },
		{ "/udvalg/../sager", FAULT_INVALID },
		{ "/udvalg/%2e%2e/sager", FAULT_INVALID },
		{ "/udvalg/./x", FAULT_INVALID },
		{ "/udvalg%2Fx", FAULT_INVALID },
		{ "/udvalg/%zz", FAULT_INVALID },
		{ "/udvalg/%00", FAULT_INVALID },
		{ "/udvalg/%ff", FAULT_INVALID },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct place place;

		CHECK_INT(address_find(arena, text_from(cases[i].path), &place), cases[i].fault);
	}
}

TEST(address_has_a_longest_segment)
{
	struct buffer b = buffer_in(arena, ADDRESS_MAX);
	struct place place;

	buffer_add_string(&b, "/sager/");
	for (size_t i = 0; i < ADDRESS_SEGMENT_MAX; i++)
		buffer_add_byte(&b, 'a');
	CHECK_INT(address_find(arena, buffer_text(&b), &place), FAULT_NONE);
	buffer_add_byte(&b, 'a');
	CHECK_INT(address_find(arena, buffer_text(&b), &place), FAULT_NOT_FOUND);
}

TEST(address_carries_a_query)
{
	struct place search = { .address = ADDRESS_SEARCH, .as = AS_JSON };
	struct address_field fields[] = { { "q", TEXT("\"\xc3\xa5rets\" & m\xc3\xb8""de") }, { "aar", TEXT_NONE }, { "type", TEXT("") },
		{ "side", TEXT("2") } };

	CHECK_TEXT(address_url(arena, &search, fields, LENGTH_OF(fields)).s,
		"/soeg.json?q=%22%C3%A5rets%22%20%26%20m%C3%B8de&side=2");
}

TEST(address_by_name)
{
	struct url meeting = url_meeting(arena, TEXT("x"), TEXT("2024-03-12"));

	CHECK_TEXT(meeting.s, "/udvalg/x/moeder/2024-03-12");
	CHECK_TEXT(url_item(arena, TEXT("x"), TEXT("2024-03-12"), 3).s, "/udvalg/x/moeder/2024-03-12/3");
	CHECK_TEXT(url_source(arena, TEXT("x"), TEXT("2024-03-12"), 2).s, "/udvalg/x/moeder/2024-03-12/kilde/2");
	CHECK_TEXT(url_at(arena, meeting, TEXT("punkt 3")).s, "/udvalg/x/moeder/2024-03-12#punkt%203");
	CHECK_TEXT(url_absolute(arena, TEXT("https://x.example"), url_to(arena, ADDRESS_FRONT)).s, "https://x.example/");
	CHECK(address_has(ADDRESS_MEETING, AS_TEXT));
	CHECK(!address_has(ADDRESS_HEALTH, AS_JSON));
}
