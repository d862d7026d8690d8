/* Days and clocks as Danish documents print them. */
#include "tap.h"

#include "minutes/when.h"

TEST(when_finds_dates)
{
	static const struct {
		const char *said, *date; /* "": none */
	} cases[] = {
		{ "den 6. april 2016", "2016-04-06" },
		{ "28. februar, 2025", "2025-02-28" },
		{ "Mandag d. 7 februar 2022", "2022-02-07" },
		{ "Tirsdag d. 05. december 2023 kl. 13:00", "2023-12-05" },
		{ "TIRSDAG DEN 14. MARTS 2017", "2017-03-14" },
		{ "24-09-2019", "2019-09-24" },
		{ "06-03-2018 07:30:00", "2018-03-06" },
		{ "22.04.2021", "2021-04-22" },
		{ "d.10.09.15.", "2015-09-10" },
		{ "Onsdag, September 6, 2017 - 17:00", "2017-09-06" },
		{ "Mandag, 3 oktober, 2022 - 16:30", "2022-10-03" },
		{ "26. jan 2021", "2021-01-26" },
		{ "15-maj-2002", "2002-05-15" },
		{ "2024-03-12", "2024-03-12" },
		{ "31. februar 2020", "" },
		{ "29-02-2023", "" },
		{ "29-02-2024", "2024-02-29" },
		{ "22-011382", "" },
		{ "00.22.04-G01-2-18", "" },
		{ "306-2009-600", "" },
		{ "16/04521", "" },
		{ "1.000 kr. i maj", "" },
		{ "den 5. maj", "" },
		{ "", "" },
		{ "5. december 20231", "" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct date date = { .year = 0 };
		struct span where;
		struct text got = when_date(text_from(cases[i].said), 0, &date, &where) ? date_text(arena, date) : TEXT("");

		CHECK_TEXT(got, cases[i].date);
	}
}

TEST(when_says_where_a_date_begins)
{
	static const char *const cases[][2] = { { "REFERAT Byrådet d. 05-12-2023", "REFERAT Byrådet" },
		{ "Møde torsdag den 30. november 2017", "Møde" }, { "Beslutning i Byrådet den 28-10-2014", "Beslutning i Byrådet" },
		{ "Tirsdag d. 05. december 2023", "" }, { "Økonomiudvalget, 9. oktober 2019, pkt. 153", "Økonomiudvalget," } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct text t = text_from(cases[i][0]);
		struct date date;
		struct span where;

		CHECK(when_date(t, 0, &date, &where));
		CHECK_TEXT(text_trim(text_from_to(t, 0, when_date_begins(t, where))), cases[i][1]);
	}
}

TEST(when_finds_clocks)
{
	static const struct {
		const char *said;
		int hour, minute; /* -1: none */
	} cases[] = { { "kl. 17:00", 17, 0 }, { "Kl. 8:00", 8, 0 }, { "kl. 16.00", 16, 0 }, { "kl.21.33", 21, 33 }, { "07:30:00", 7, 30 },
		{ "08:30", 8, 30 }, { "8.30", -1, 0 }, { "kl. 24:00", -1, 0 }, { "kl. 12:60", -1, 0 }, { "22.04.2021", -1, 0 },
		{ "Mødet begyndte kl. 18:30 og sluttede kl. 19:40", 18, 30 }, { "klasse 3", -1, 0 }, { "", -1, 0 } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct clock clock = { -1, 0 };
		struct span where;

		when_clock(text_from(cases[i].said), 0, &clock, &where);
		CHECK_INT(clock.hour, cases[i].hour);
		if (clock.hour >= 0)
			CHECK_INT(clock.minute, cases[i].minute);
	}
}
