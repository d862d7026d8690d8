#include "web/pages.h"

#include "portal.h"
#include "tap.h"

#define MEETING "/udvalg/oekonomiudvalget/moeder/2024-03-12"
#define HELD "/udvalg/personaleudvalget/moeder/2023-12-05"
#define COMING "/udvalg/oekonomiudvalget/moeder/2024-05-14"

TEST(pages_say_what_is_in_the_record)
{
	static const struct {
		const char *target;
		int status;
		const char *words[4];   /* that are there */
		const char *without[2]; /* and that are not */
	} cases[] = {
		{ "/", 200, { "Solb\xc3\xa6k Kommune", "Kommende m\xc3\xb8""der", COMING, MEETING }, { "Ingen" } },
		{ "/?lang=en", 200, { "Coming meetings", MEETING "?lang=en", "name=\"lang\" value=\"en\"" }, { "Kommende" } },
		{ "/.json", 200, { "\"next\": [", "\"state\": \"sent\"", "\"meetings\": 3" }, { NULL } },
		{ "/udvalg", 200, { "Personaleudvalget", "/udvalg/oekonomiudvalget" }, { NULL } },
		{ "/udvalg?side=2", 404, { "404" }, { NULL } },
		{ "/udvalg?side=0", 400, { "400" }, { NULL } },
		{ "/udvalg/oekonomiudvalget", 200, { "14. maj 2024", "kl. 15.00", "Anne Holm", "formand" }, { "Hemmelig" } },
		{ "/udvalg/oekonomiudvalget?aar=2023", 200, { "ingen m\xc3\xb8""der" }, { MEETING "\"" } },
		{ "/udvalg/oekonomiudvalget.json", 200, { "\"members\"", "\"Anne Holm\"", "\"years\"" }, { "Hemmelig" } },
		{ "/udvalg/oekonomiudvalget.atom", 200, { "<feed", "https://referater.example" MEETING, "Referat af" }, { NULL } },
		{ "/udvalg/findes-ikke", 404, { "Fejl 404" }, { NULL } },
		{ MEETING, 200, { "id=\"punkt-3\"", "Personsag", "Lukket punkt" }, { NULL } },
		{ MEETING, 200, { "R\xc3\xa5""dhuset", "15.00", "href=\"" COMING "\"", "stedfortr\xc3\xa6""der for Ida &lt;i&gt;" },
			{ "rabarber", "Hemmelig" } },
		{ MEETING, 200, { "B\xc3\xb8rneudvalget", "ikke frigivet", "https://x.example/" }, { NULL } },
		{ MEETING ".json", 200, { "\"Personsag\"", "\"nextUrl\": \"" COMING "\"" }, { "rabarber", "Hemmelig" } },
		{ MEETING ".txt", 200, { "# ", "Personsag" }, { "rabarber", "Hemmelig" } },
		{ COMING, 200, { "Dagsorden" }, { "kilde/1" } },
		{ HELD, 200, { HELD "/kilde/1\"", "6 ord" }, { "til kl." } },
		{ MEETING "/3", 200, { "<h1>Sygefrav\xc3\xa6r</h1>", "Indstilling", "/sager/22-011382", MEETING "#punkt-3" }, { NULL } },
		{ MEETING "/2", 200, { "Personsag", "Lukket punkt" }, { "rabarber", "Hemmelig" } },
		{ MEETING "/2.json", 200, { "\"public\": false" }, { "rabarber", "Hemmelig" } },
		{ MEETING "/4", 404, { "Fejl 404" }, { NULL } },
		{ "/udvalg/oekonomiudvalget/moeder/2024-03-13", 404, { "Fejl 404" }, { NULL } },
		{ "/sager", 200, { "22-011382" }, { NULL } },
		{ "/sager/22-011382", 200, { "Sagens forl\xc3\xb8""b", "Personaleudvalget", "B\xc3\xb8rneudvalget", "7. november 2023" },
			{ "rabarber" } },
		{ "/sager/22-011382.json", 200, { "\"inRecord\": false", "\"role\": \"recommendation\"" }, { "rabarber" } },
		{ "/personer", 200, { "Anne Holm", "Bo Krogh" }, { "Hemmelig" } },
		{ "/personer/anne-holm", 200, { "Personaleudvalget", MEETING, "formand" }, { NULL } },
		{ "/personer/bo-krogh", 200, { "Frav\xc3\xa6rende" }, { NULL } },
		{ "/personer/anne-holm.json", 200, { "\"status\": \"present\"" }, { NULL } },
		{ "/personer/hemmelig-gaest", 404, { "Fejl 404" }, { "Hemmelig" } },
		{ "/soeg", 200, { "Hvad leder du efter?" }, { "<mark>" } },
		{ "/soeg?q=sygefrav%C3%A6rets", 200, { "<mark>Sygefrav\xc3\xa6r</mark>", "3 resultater" }, { NULL } },
		{ "/soeg?q=leder&udvalg=personaleudvalget", 200, { "Et resultat", "selected" }, { MEETING "/3" } },
		{ "/soeg?q=leder&type=dagsorden", 200, { "Et resultat", COMING "/3" }, { NULL } },
		{ "/soeg?q=leder&aar=2023", 200, { "Et resultat" }, { NULL } },
		{ "/soeg?q=22011382", 200, { "hele sagens forl\xc3\xb8""b" }, { NULL } },
		{ "/soeg?q=anne", 200, { "/personer/anne-holm" }, { NULL } },
		{ "/soeg?q=rabarbergr%C3%B8d", 200, { "Ingen resultater" }, { "<mark>" } },
		{ "/soeg?q=hemmelig", 200, { "Ingen resultater" }, { "/personer/hemmelig" } },
		{ "/soeg?q=leder+zebra", 200, { "Ingen resultater", "Kun ordet", "zebra" }, { NULL } },
		{ "/soeg?q=leder&side=2", 404, { "404" }, { NULL } },
		{ "/soeg?q=leder&type=avis", 400, { "400", "Type" }, { NULL } },
		{ "/soeg.json?q=leder", 200, { "\"total\": 3", "\"marked\"" }, { NULL } },
		{ "/tilgaengelighed", 200, { "WCAG", "mailto:post@referater.example" }, { NULL } },
		{ "/tilgaengelighed.json", 200, { "WCAG 2.2" }, { NULL } },
		{ "/sitemap.xml", 200, { "https://referater.example" MEETING, "/sager/22-011382" }, { "/personer" } },
		{ "/robots.txt", 200, { "Sitemap: https://referater.example/sitemap.xml" }, { NULL } },
		{ "/.well-known/security.txt", 200, { "Contact: mailto:post@referater.example" }, { NULL } },
		{ "/favicon.ico", 200, { NULL }, { NULL } },
		{ "/static/portal.css", 200, { ":root" }, { NULL } },
		{ "/static/findes-ikke.css", 404, { NULL }, { NULL } },
	};
	struct site *site = portal_open(arena);

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct response response = portal_get(arena, site, cases[i].target, NULL);

		tap_check_int(response.status, cases[i].status, __FILE__, __LINE__, cases[i].target);
		for (size_t k = 0; k < LENGTH_OF(cases[i].words) && cases[i].words[k] != NULL; k++)
			tap_check(portal_holds(&response, cases[i].words[k]), __FILE__, __LINE__,
				arena_format(arena, "%s has \"%s\"", cases[i].target, cases[i].words[k]));
		for (size_t k = 0; k < LENGTH_OF(cases[i].without) && cases[i].without[k] != NULL; k++)
			tap_check(!portal_holds(&response, cases[i].without[k]), __FILE__, __LINE__,
				arena_format(arena, "%s is without \"%s\"", cases[i].target, cases[i].without[k]));
	}
}

TEST(pages_are_safe_from_what_a_document_says)
{
	static const char *const targets[] = { "/", MEETING, MEETING "/1", "/sager", "/sager/22-011382", "/personer",
		"/soeg?q=godkendt", "/soeg?q=%3Cscript%3Ealert%3C%2Fscript%3E", "/%3Cscript%3E", "/?lang=%3Cscript%3E", MEETING ".json",
		"/udvalg/oekonomiudvalget.atom" };
	struct site *site = portal_open(arena);

	for (size_t i = 0; i < LENGTH_OF(targets); i++) {
		struct response response = portal_get(arena, site, targets[i], NULL);

		CHECK(!portal_holds(&response, "<script>"));
		CHECK(!portal_holds(&response, "javascript:alert(3)\""));
	}
}

/* Where the operator did not say what the portal is called, each visitor gets their own word for it and nobody another's. */
TEST(pages_name_addresses_in_full_without_an_origin)
{
	static const char *const targets[] = { "/sitemap.xml", "/udvalg/oekonomiudvalget.atom" };
	struct site *site = portal_open_unnamed(arena);

	for (size_t i = 0; i < LENGTH_OF(targets); i++) {
		struct request rq = { .arena = arena, .method = METHOD_GET, .target = text_from(targets[i]), .host = TEXT("evil.example") };
		struct response response;

		site_answer(site, &rq, &response);
		CHECK(portal_holds(&response, "http://evil.example" MEETING));
		response = portal_get(arena, site, targets[i], NULL);
		CHECK(portal_holds(&response, "http://x" MEETING));
		CHECK(!portal_holds(&response, "evil"));
	}
	CHECK(portal_get(arena, site, MEETING, NULL).ready != NULL || portal_get(arena, site, MEETING, NULL).ready != NULL);
}

TEST(pages_speak_english)
{
	static const struct {
		const char *target, *words;
	} cases[] = {
		{ "/", "Find meetings, cases and decisions" },
		{ MEETING, "Minutes of 12 March 2024" },
		{ MEETING, "Tuesday 12 March 2024 at 15:00" },
		{ "/sager/22-011382", "The course of the case" },
		{ "/findes-ikke", "Error 404" },
	};
	struct site *site = portal_open(arena);

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct response response = portal_get(arena, site, cases[i].target, "en-GB,en;q=0.9");

		CHECK(portal_holds(&response, cases[i].words));
		CHECK(portal_holds(&response, "<html lang=\"en\">"));
	}
}

TEST(pages_stand_before_anything_was_imported)
{
	static const struct {
		const char *target;
		int status;
	} cases[] = {
		{ "/", 200 }, { "/.json", 200 }, { "/udvalg", 200 }, { "/sager", 200 }, { "/personer", 200 }, { "/soeg", 200 },
		{ "/soeg?q=noget", 200 }, { "/tilgaengelighed", 200 }, { "/sitemap.xml", 200 }, { "/udvalg/x", 404 },
	};
	struct site *site = portal_open_empty(arena);

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_INT(portal_get(arena, site, cases[i].target, NULL).status, cases[i].status);
}

/* A document that holds a closed item stays closed, however it was imported. */
TEST(pages_hand_out_a_source_only_when_it_is_open)
{
	static const struct {
		const char *target;
		int status;
	} cases[] = { { COMING "/kilde/1", 404 }, { MEETING "/kilde/1", 404 }, { HELD "/kilde/2", 404 }, { HELD "/kilde/1", 200 } };
	struct site *site = portal_open(arena);

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_INT(portal_get(arena, site, cases[i].target, NULL).status, cases[i].status);
}

TEST(pages_read_a_source_piece_by_piece)
{
	struct response response = portal_get(arena, portal_open(arena), HELD "/kilde/1", NULL);
	struct text wanted = TEXT("Dokument om Personaleudvalget den 2023-12-05\n"), piece;

	CHECK_INT(response.size, wanted.n);
	CHECK_TEXT(text_from(portal_field(&response, "Content-Disposition")), "attachment; filename*=UTF-8''M%C3%B8de.txt");
	for (int64_t from = 0; from < response.size; from += 10) {
		CHECK_INT(response.read(response.what, from, 10, &piece), FAULT_NONE);
		CHECK(text_eq(piece, text_from_to(wanted, (size_t)from, (size_t)from + 10)));
	}
	CHECK_INT(response.read(response.what, response.size, 10, &piece), FAULT_BROKEN);
}

TEST(pages_keep_static_files_for_ever_under_their_lasting_names)
{
	struct site *site = portal_open(arena);
	struct response page = portal_get(arena, site, "/", NULL), plain, lasting;
	size_t at = text_find(page.body, TEXT("/static/portal-")), end;
	struct text path;

	CHECK(at < page.body.n);
	path = text_after(page.body, at);
	end = text_find_byte(path, '"');
	path = text_from_to(path, 0, end);
	plain = portal_get(arena, site, "/static/portal.css", NULL);
	lasting = portal_get(arena, site, text_string(arena, path), NULL);
	CHECK_INT(lasting.status, 200);
	CHECK(text_eq(plain.body, lasting.body));
	CHECK_TEXT(text_from(portal_field(&plain, "Cache-Control")), "no-cache");
	CHECK_TEXT(text_from(portal_field(&lasting, "Cache-Control")), "public, max-age=31536000, immutable");
}
