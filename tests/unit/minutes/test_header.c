/* What stands before the first item. */
#include "tap.h"

#include "minutes/header.h"
#include "reading.h"

TEST(header_is_read_in_every_form)
{
	static const struct {
		const char *head, *organization, *start, *end, *location;
	} cases[] = {
		{ "REFERAT Byrådet d. 05-12-2023\n\nMødedato Tirsdag d. 05. december 2023 kl. 13:00\n\nMødested Sal 1", "Byrådet", "2023-12-05T13:00", "", "Sal 1" },
		{ "Referat fra ordinært møde i Byrådet onsdag den 6. april 2016\nkl. 17:00 i Byrådssalen", "Byrådet", "2016-04-06T17:00", "", "Byrådssalen" },
		{ "Referat\nHovedMED\n24-09-2019\nkl. 15:00 - 17.30\nMødelokale Rosen", "HovedMED", "2019-09-24T15:00", "2019-09-24T17:30", "Mødelokale Rosen" },
		{ "Protokol\nUdvalg: Børn og unge\nMødedato: Torsdag den 22.04.2021\nStart kl.: 16:30\nSlut kl.: 18:05", "Børn og unge", "2021-04-22T16:30", "2021-04-22T18:05", "" },
		{ "Referat\nByrådet\nOnsdag, September 6, 2017 - 17:00\nSted:\nSkolegade 9\n1000 By", "Byrådet", "2017-09-06T17:00", "", "Skolegade 9, 1000 By" },
		{ "Referat\nByrådet\n06-03-2018 07:30:00", "Byrådet", "2018-03-06T07:30", "", "" },
		{ "Referat\nByrådet\nMøde nr. 9\nkl. 17:00 -", "Byrådet", "", "", "" },
		{ "Referat", "", "", "", "" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct text text = text_join(arena, text_from(cases[i].head), TEXT("\n\n"), TEXT("1. Sag\n\nBeslutning\n\nGodkendt.\n\nIndstilling\n\nx\n\nVurdering\n\ny\n"));
		struct record *r = reading_of(arena, text_string(arena, text));

		CHECK(r != NULL);
		if (r == NULL)
			continue;
		CHECK_TEXT(text_known(r->organization) ? r->organization : TEXT(""), cases[i].organization);
		CHECK_TEXT(date_known(r->start.date) ? moment_text(arena, r->start) : TEXT(""), cases[i].start);
		CHECK_TEXT(date_known(r->end.date) ? moment_text(arena, r->end) : TEXT(""), cases[i].end);
		CHECK_TEXT(text_known(r->location) ? r->location : TEXT(""), cases[i].location);
	}
}

TEST(header_knows_the_paragraph_of_the_law)
{
	static const char *const cases[][2] = { { "§ 17, stk. 4 udvalg om x", "§ 17, stk. 4" }, { "§17 stk.4-udvalget", "§ 17, stk. 4" },
		{ "§ 17.4 udvalg (rekruttering)", "§ 17, stk. 4" }, { "Udvalget efter § 42", "§ 42" }, { "Byrådet 17, stk. 4", "" }, { "§", "" } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct text got = classification_of(arena, text_from(cases[i][0]));

		CHECK_TEXT(text_known(got) ? got : TEXT(""), cases[i][1]);
	}
}

TEST(header_tells_of_two_days)
{
	struct record *r = reading_of(arena, "Referat\n\nByrådet d. 05-12-2023\n\nMødedato: 06-12-2023\n\n1. A\n\nBeslutning\n\nx");

	CHECK(r != NULL && r->findings_n == 1);
	if (r != NULL && r->findings_n == 1)
		CHECK_TEXT(text_from(r->findings[0].code), "dates-differ");
}
