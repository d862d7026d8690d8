/* Where items begin, and what their first lines say. */
#include "tap.h"

#include "doc/read_text.h"
#include "minutes/items.h"

TEST(items_know_heads)
{
	static const struct {
		const char *line;
		enum head_style style;
		const char *number, *title;
	} cases[] = { { "12. Titel", HEAD_DOT, "12", "Titel" }, { "001. Titel", HEAD_DOT, "001", "Titel" }, { "12 Titel", HEAD_BARE, "12", "Titel" },
		{ "1 (Åben) Titel", HEAD_BARE, "1", "(Åben) Titel" }, { "1: Titel", HEAD_COLON, "1", "Titel" },
		{ "Punkt 3: Titel", HEAD_PREFIX, "3", "Titel" }, { "Punkt 43 Titel", HEAD_PREFIX, "43", "Titel" }, { "Pkt. 115", HEAD_PREFIX, "115", "" },
		{ "Nr.1 - Titel", HEAD_PREFIX, "1", "Titel" }, { "Punkt 3a: Titel", HEAD_PREFIX, "3a", "Titel" },
		{ "2. Budget 2019 - 1. behandling", HEAD_DOT, "2", "Budget 2019 - 1. behandling" }, { "5. maj", HEAD_NONE, NULL, NULL },
		{ "1. at sagen drøftes", HEAD_NONE, NULL, NULL }, { "12.30", HEAD_NONE, NULL, NULL }, { "Punktet udgår", HEAD_NONE, NULL, NULL },
		{ "punkt 2-3 blev udsat", HEAD_NONE, NULL, NULL }, { "22-011382", HEAD_NONE, NULL, NULL }, { "", HEAD_NONE, NULL, NULL } };

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct head head = { TEXT_NONE, TEXT_NONE };

		CHECK_INT(head_parse(text_from(cases[i].line), &head), cases[i].style);
		if (cases[i].style == HEAD_NONE)
			continue;
		CHECK_TEXT(head.number, cases[i].number);
		CHECK_TEXT(head.title, cases[i].title);
	}
}

TEST(items_know_case_numbers)
{
	static const char *const good[][2] = { { "22-011382", "22-011382" }, { "Sagsnr. 16/04521", "16/04521" }, { "00.22.04-G01-2-18", "00.22.04-G01-2-18" },
		{ "18.15.00-Ø40-2-19", "18.15.00-Ø40-2-19" }, { "306-2009-600", "306-2009-600" }, { "Acadre sagsnr. 18/2231", "18/2231" }, { "Sagsid.: 01.02.05-P16-9-13", "01.02.05-P16-9-13" },
		{ "J.nr. 29.15.00-P20-1-19", "29.15.00-P20-1-19" }, { "Sag 20/00107", "20/00107" }, { "Sagsnr.: 123456", "123456" },
		{ "J.nr.: BR 40/04", "BR 40/04" } };
	static const char *const bad[] = { "24-09-2019", "22.04.2021", "2023", "123456", "Sag om veje", "Sag A 4", "Sagsfremstilling", "kl. 15:00 - 17.30", "" };

	for (size_t i = 0; i < LENGTH_OF(good); i++)
		CHECK_TEXT(matter_of(text_from(good[i][0])), good[i][1]);
	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK(!text_known(matter_of(text_from(bad[i]))));
}

TEST(items_know_groups_and_leaders)
{
	CHECK_INT(group_of(TEXT("Lukkede punkter:")), GROUP_CLOSED);
	CHECK_INT(group_of(TEXT("ÅBENT")), GROUP_OPEN);
	CHECK_INT(group_of(TEXT("Åbningstider")), GROUP_NONE);
	CHECK(head_has_leader(TEXT("Meddelelser.....\t3")));
	CHECK(head_has_leader(TEXT("Takster for 2020 ................ 6")));
	CHECK(!head_has_leader(TEXT("Og så videre...")));
	CHECK(title_has_mark(TEXT("Lukket: Titel")) && title_has_mark(TEXT("Titel - Lukket punkt")) && !title_has_mark(TEXT("Titel")));
}

/* The items of a text: "1 Title (closed); 2 ...". */
static struct text found(struct arena *arena, const char *text)
{
	struct arena scratch = ARENA_INIT;
	struct buffer b = buffer_in(arena, 4000);
	struct doc *doc = NULL;
	struct lines lines;
	struct found_items items;

	CHECK_INT(doc_read_text(arena, text_from(text), NULL, &doc), FAULT_NONE);
	lines = lines_of(arena, &scratch, doc);
	items = items_find(&lines);
	for (size_t i = 0; i < items.n; i++) {
		const struct record_item *item = &items.v[i].item;

		buffer_format(&b, "%s%.*s %.*s", i > 0 ? "; " : "", TEXT_ARG(item->number), TEXT_ARG(item->title));
		if (text_known(item->matter))
			buffer_format(&b, " [%.*s]", TEXT_ARG(item->matter));
		buffer_add_string(&b, item->is_public ? "" : " (lukket)");
	}
	arena_release(&scratch);
	return buffer_text(&b);
}

TEST(items_are_found)
{
	static const char *const cases[][2] = {
		{ "1. A\n\nBeslutning\n\n2. B\n\nBilag\n", "1 A; 2 B" },
		{ "1. A og\nb i\nC\nSagsnr. 16/1234\n", "1 A og b i C [16/1234]" },
		{ "Pkt. 115\nHavnens takster\n08-009311\n\nPkt. 116\n\nTurister\n", "115 Havnens takster [08-009311]; 116 Turister" },
		{ "Åbne punkter\n\n1. A\n\nx\n\nLukkede punkter\n\n2. B\n", "1 A; 2 B (lukket)" },
		{ "1. Lukket - A\n\n2. B (Lukket punkt)\n\n3. LUKKET PUNKT\n", "1 A (lukket); 2 B (lukket); 3  (lukket)" },
		{ "1. A\nÅbent\nSagsnr.:\n16/12345\n\nx", "1 A [16/12345]" },
		{ "1. A\n\n2. B\n\n1. A\n\nBeslutning\n\n2. B\n\nBeslutning\n", "1 A; 2 B" },
		{ "1. A af\n\n2. B\n\n1. A af hensyn\n\nBeslutning\n\n2. B\n\nBeslutning\n", "1 A af hensyn; 2 B" },
		{ "1. A\n\nBeslutning\n\n1. Foo\n\n2. Bar\n\n2. B\n\nBeslutning\n", "1 A; 2 B" },
		{ "## Punkt 1: A\n\n### Punkt 2: B\n\nx\n\n## Punkt: C\n", "1 A;  C" },
		{ "Sagsfremstilling\n\nx", "" },
		{ "x\n\nSagsfremstilling\n\nx", " " },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_TEXT(found(arena, cases[i][0]), cases[i][1]);
}
