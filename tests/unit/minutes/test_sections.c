/* What stands within an item. */
#include "tap.h"

#include "reading.h"

/* "decision|Beslutning|2023-12-05|text / ..." */
static struct text sections_of(struct arena *arena, const struct record_item *item)
{
	struct buffer b = buffer_in(arena, 4000);

	for (size_t i = 0; item != NULL && i < item->sections_n; i++) {
		const struct record_section *s = &item->sections[i];

		buffer_format(&b, "%s%s|%.*s|%.*s|%.*s", i > 0 ? " / " : "", section_role_name(s->role), TEXT_ARG(s->heading),
			TEXT_ARG(date_text(arena, s->date)), TEXT_ARG(s->text));
	}
	return buffer_text(&b);
}

TEST(sections_are_told_by_their_headings)
{
	static const char *const cases[][2] = {
		{ "Sagsfremstilling\n\nA.\n\nBeslutning\n\nB.", "presentation|Sagsfremstilling||A. / decision|Beslutning||B." },
		{ "Sagsfremstilling\nA.\nBeslutning:\nB.", "presentation|Sagsfremstilling||A. / decision|Beslutning||B." },
		{ "INDSTILLING\n\nØKONOMI\n\nB.", "recommendation|INDSTILLING|| / economy|ØKONOMI||B." },
		{ "Indstilling: At det sker.\n\nMere.", "recommendation|Indstilling||At det sker.\n\nMere." },
		{ "Opsamling fra mødet 1. november 2023\n\nA", "decision|Opsamling fra mødet 1. november 2023|2023-11-01|A" },
		{ "Beslutning i Byrådet den 28-10-2014\n\nA", "decision|Beslutning i Byrådet den 28-10-2014|2014-10-28|A" },
		{ "Udvalget talte sammen.", "other|||Udvalget talte sammen." },
		{ "Direktionen indstiller, at det sker.", "recommendation|||Direktionen indstiller, at det sker." },
		{ "Vurdering\n\nVi fandt en\nløsning", "assessment|Vurdering||Vi fandt en løsning" },
		{ "Bilag\n\na.pdf", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_TEXT(sections_of(arena, reading_of_item(arena, cases[i][0])), cases[i][1]);
}

TEST(sections_keep_unknown_headings_of_a_tree)
{
	struct record *r = reading_of(arena, "# REFERAT Byrådet\n\n## Punkt 1: Sag\n\n### Klima\n\nA\n\n#### Under\n\nB\n\n### Bilag\n\n- a.pdf\n");

	CHECK(r != NULL);
	if (r == NULL)
		return;
	CHECK_TEXT(sections_of(arena, r->items), "other|Klima||A\n\n#### Under\n\nB");
	CHECK_INT(r->items[0].files_n, 1);
}

TEST(sections_list_attachments)
{
	const struct record_item *item = reading_of_item(arena, "Bilag\n\n- Kort.pdf\n• Bilag 1: Plan, udkast\nFoto\n\nBeslutning\n\nx");

	CHECK(item != NULL && item->files_n == 3);
	if (item == NULL || item->files_n != 3)
		return;
	CHECK_TEXT(item->files[0], "Kort.pdf");
	CHECK_TEXT(item->files[1], "Bilag 1: Plan, udkast");
	CHECK_TEXT(item->files[2], "Foto");
	item = reading_of_item(arena, "Beslutning\n\nx\n\nBilag\nIngen bilag.");
	CHECK(item != NULL && item->files_n == 0);
}

TEST(sections_know_earlier_treatments)
{
	const struct record_item *item = reading_of_item(arena, "Sagens forløb\n\n31-01-2023 § 17.4 udvalg (rekruttering).\n\n"
		"Beslutning ikke frigivet\n\nØkonomiudvalget, 9. oktober 2019, pkt. 153:\nAnbefales.\nFraværende: Fie Skarregaard (C).\n\n"
		"Beslutning i Teknisk Udvalg den 07-10-2014\n\nAnbefales.\n\nBeslutning\n\nVedtaget.");

	CHECK(item != NULL && item->earlier_n == 3);
	if (item == NULL || item->earlier_n != 3)
		return;
	CHECK_TEXT(item->earlier[0].organization, "§ 17.4 udvalg (rekruttering)");
	CHECK_TEXT(date_text(arena, item->earlier[0].date), "2023-01-31");
	CHECK(!item->earlier[0].released && !text_known(item->earlier[0].text));
	CHECK_TEXT(item->earlier[1].organization, "Økonomiudvalget");
	CHECK(item->earlier[1].released);
	CHECK(text_starts(item->earlier[1].text, TEXT("Anbefales.")));
	CHECK_TEXT(item->earlier[2].organization, "Teknisk Udvalg");
	CHECK_TEXT(sections_of(arena, item), "decision|Beslutning||Vedtaget.");
}

TEST(sections_of_an_agenda_hold_no_decision)
{
	struct record *r = reading_of(arena, "Dagsorden\n\nByrådet\n\n5. maj 2020\n\nPunkt 1: Sag\n\nBeslutning\n\nx");

	CHECK(r != NULL && r->findings_n == 1);
	if (r == NULL)
		return;
	CHECK_TEXT(sections_of(arena, r->items), "other|Beslutning||x");
	CHECK_TEXT(text_from(r->findings[0].code), "decision-in-agenda");
}
