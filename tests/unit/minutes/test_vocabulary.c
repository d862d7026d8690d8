#include "tap.h"

#include "minutes/vocabulary.h"

TEST(vocabulary_knows_headings)
{
	static const struct {
		const char *words;
		int role; /* -1: no heading */
	} cases[] = { { "Resumé", SECTION_SUMMARY }, { "RESUMÉ", SECTION_SUMMARY }, { "Sagsfremstilling:", SECTION_PRESENTATION },
		{ "Indhold", SECTION_PRESENTATION }, { "Beskrivelse af sagen", SECTION_PRESENTATION }, { "ØKONOMI", SECTION_ECONOMY },
		{ "Økonomiske konsekvenser", SECTION_ECONOMY }, { "Indstillinger", SECTION_RECOMMENDATION }, { "Vurdering", SECTION_ASSESSMENT },
		{ "Opsamling fra mødet", SECTION_DECISION }, { "Åben beslutning", SECTION_DECISION }, { "Lovgrundlag", SECTION_LAW },
		{ "Beslutningstema", SECTION_QUESTION }, { "Sagsgang", SECTION_ROUTE }, { "Høring", SECTION_HEARING },
		{ "Baggrundsinformation", SECTION_BACKGROUND }, { "Forberedelse", SECTION_PREPARATION },
		{ "Kommunikation", SECTION_COMMUNICATION }, { "Bilag", HEADING_FILES }, { "Sagens forløb", HEADING_HISTORY },
		{ "Beslutning om salg", -1 }, { "Bilag 1", -1 }, { "", -1 }, { ":", -1 } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_INT(heading_role(text_from(cases[i].words)), cases[i].role);
}

TEST(vocabulary_knows_what_a_document_calls_itself)
{
	static const struct {
		const char *said;
		size_t n;
		enum record_kind kind;
	} cases[] = { { "REFERAT", 7, RECORD_MINUTES }, { "Referat fra møde", 11, RECORD_MINUTES }, { "DAGSORDEN", 9, RECORD_AGENDA },
		{ "Dagsorden med vedtagelser", 25, RECORD_MINUTES }, { "Tillægsdagsorden til", 17, RECORD_AGENDA },
		{ "Beslutningsprotokol", 19, RECORD_MINUTES }, { "Referatet er sendt", 0, RECORD_AGENDA }, { "Møde", 0, RECORD_AGENDA } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		enum record_kind kind = RECORD_AGENDA;

		CHECK_INT(kind_of(text_from(cases[i].said), &kind), cases[i].n);
		CHECK_INT(kind, cases[i].kind);
	}
}

TEST(vocabulary_knows_labels)
{
	static const struct {
		const char *line;
		enum label label;
		const char *value;
	} cases[] = { { "Mødedato: 1", LABEL_DATE, "1" }, { "Mødested Teams", LABEL_PLACE, "Teams" }, { "MødestedByrådssalen", LABEL_PLACE, "Byrådssalen" },
		{ "Sted: x", LABEL_PLACE, "x" }, { "Sted i verden", LABEL_NONE, "" }, { "Fraværende", LABEL_ABSENT, "" },
		{ "Deltagere:", LABEL_LISTED, "" }, { "Ikke til stede: Ingen", LABEL_ABSENT, "Ingen" }, { "Til stede: A", LABEL_PRESENT, "A" },
		{ "Sagsnr. 16/1", LABEL_MATTER, "16/1" }, { "Sagsnr.: 16/1", LABEL_MATTER, "16/1" }, { "Sagsfremstilling", LABEL_NONE, "" },
		{ "Slut kl.: 18:05", LABEL_END, "18:05" }, { "Publiceret: 1", LABEL_OTHER_DATE, "1" }, { "Mødelokale Rosen", LABEL_NONE, "" },
		{ "Næste møde: 2", LABEL_NEXT, "2" }, { "Om dagsordenen: x", LABEL_ABOUT, "x" }, { "Om dagsordenen i dag", LABEL_NONE, "" }, { "Gæster: a; b", LABEL_GUESTS, "a; b" }, { "Medlemmerne var til stede", LABEL_NONE, "" } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		size_t n = 0;
		enum label label = label_of(text_from(cases[i].line), &n);

		CHECK_INT(label, cases[i].label);
		if (label != LABEL_NONE)
			CHECK_TEXT(text_trim(text_after(text_from(cases[i].line), n)), cases[i].value);
	}
}

TEST(vocabulary_knows_words_of_people_and_places)
{
	static const char *const parties[] = { "A", "Ø", "SF", "alt", "Løsgænger" }, *const none[] = { "a", "ABC", "A1", "", "-", "A B" };
	static const char *const places[] = { "Mødelokale Rosen", "Handicapcentret, Plantagevej 3", "Teams", "Byrådssalen" };
	static const char *const no_places[] = { "Møde nr. 9", "Byrådet", "Vi mødes på rådhuset.", "" };

	for (size_t i = 0; i < LENGTH_OF(parties); i++)
		CHECK(is_party(text_from(parties[i])));
	for (size_t i = 0; i < LENGTH_OF(none); i++)
		CHECK(!is_party(text_from(none[i])));
	for (size_t i = 0; i < LENGTH_OF(places); i++)
		CHECK(is_place(text_from(places[i])));
	for (size_t i = 0; i < LENGTH_OF(no_places); i++)
		CHECK(!is_place(text_from(no_places[i])));
	CHECK(names_a_committee(TEXT("§ 17.4 udvalg (rekruttering)")));
	CHECK(names_a_committee(TEXT("HovedMED")));
	CHECK(!names_a_committee(TEXT("Solbæk Kommune")));
	CHECK(is_abbreviation(TEXT("Konst")));
	CHECK(is_office(TEXT("områdechef")));
	CHECK(is_no_name(TEXT("Kommune")));
}

TEST(vocabulary_ignores_case_of_danish_letters)
{
	CHECK(word_same(TEXT("ÆBLEGRØD Å É"), "æblegrød å é"));
	CHECK(word_begins(TEXT("Ørsted"), "ør"));
	CHECK(!word_begins(TEXT("Ør"), "ørsted"));
	CHECK_INT(word_find(TEXT("der er næste møde"), "næste "), 7);
	CHECK_INT(word_find(TEXT("underækker"), "rækker"), 11);
	CHECK(begins_with_capital(TEXT("Åse")) && !begins_with_capital(TEXT("åse")) && !begins_with_capital(TEXT("×")));
	CHECK(begins_small(TEXT("øl")) && !begins_small(TEXT("Øl")) && !begins_small(TEXT("÷")));
}
