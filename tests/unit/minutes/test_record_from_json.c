/* record -> JSON -> record, and what becomes of a record that lies in a paper with other words. */
#include "tap.h"

#include <stdio.h>
#include <string.h>

#include "doc/write_pdf.h"
#include "generate.h"
#include "minutes/compose.h"
#include "minutes/enclosed_record.h"
#include "minutes/intake.h"
#include "minutes/paper.h"
#include "minutes/record_from_json.h"
#include "domain/record_json.h"

enum { MEETINGS = 1000 };

TEST(record_is_the_same_after_json)
{
	for (uint64_t seed = 1; seed <= MEETINGS; seed++) {
		struct arena_mark mark = arena_mark(arena);
		struct generator g = generator_from(arena, seed);
		struct text json = record_to_json(arena, generate_record(&g));
		struct refusal why = REFUSAL_INIT;
		struct record *again = NULL;

		if (record_from_json(arena, json, &why, &again) != FAULT_NONE || !text_eq(json, record_to_json(arena, again))) {
			printf("# seed %llu: %s %s\n", (unsigned long long)seed, why.message, why.detail);
			CHECK(false);
		}
		arena_rewind(arena, mark);
	}
	CHECK(true);
}

/* One place of a good record changed. */
static enum fault fault_with(struct arena *arena, const char *from, const char *to)
{
	static const char good[] = "{\"source\":{\"name\":\"a\",\"sha256\":null,\"words\":1},\"kind\":\"agenda\",\"kindStated\":true,"
		"\"organization\":{\"name\":\"Teknisk Udvalg\",\"classification\":null},\"start\":\"2025-03-05T16:00\",\"end\":null,"
		"\"location\":null,\"remark\":null,\"participants\":[{\"name\":\"Anne Holm\",\"status\":\"listed\",\"role\":null,\"party\":null,"
		"\"substituteFor\":null,\"remark\":null}],\"items\":[{\"number\":\"1\",\"order\":1,\"title\":\"Eventuelt\",\"public\":true,"
		"\"matter\":null,\"sections\":[{\"role\":\"other\",\"heading\":null,\"date\":null,\"text\":\"Intet.\"}],\"files\":[],"
		"\"guests\":[],\"earlier\":[]}],\"nextMeeting\":null,\"setAside\":[],\"findings\":[]}";
	struct text whole = text_from(good), from_text = text_from(from);
	size_t at = text_find(whole, from_text);
	struct buffer b = buffer_in(arena, 1 << 20);
	struct refusal why = REFUSAL_INIT;
	struct record *record;

	CHECK(at < whole.n);
	buffer_add(&b, text_from_to(whole, 0, at));
	buffer_add_string(&b, to);
	buffer_add(&b, text_after(whole, at + from_text.n));
	return record_from_json(arena, buffer_text(&b), &why, &record);
}

TEST(record_from_json_is_strict)
{
	static const char *const changes[][2] = { { "\"kind\":\"agenda\"", "\"kind\":\"letter\"" }, { "\"kindStated\":true,", "" },
		{ "\"kindStated\":true", "\"kindStated\":1" }, { "\"end\":null", "\"end\":null,\"more\":1" },
		{ "2025-03-05T16:00", "2025-13-05T16:00" }, { "2025-03-05T16:00", "2025-03-05T25:00" }, { "\"order\":1", "\"order\":-1" },
		{ "\"files\":[]", "\"files\":[1]" }, { "\"files\":[]", "\"files\":{}" }, { "\"status\":\"listed\"", "\"status\":null" },
		{ "\"role\":\"other\"", "\"role\":\"others\"" }, { "\"name\":\"Anne Holm\"", "\"name\":null" },
		{ "\"words\":1", "\"words\":\"1\"" }, { "\"public\":true", "\"public\":\"true\"" } };

	CHECK_INT(fault_with(arena, "Intet.", "Andet."), FAULT_NONE);
	for (size_t i = 0; i < LENGTH_OF(changes); i++)
		CHECK_INT(fault_with(arena, changes[i][0], changes[i][1]), FAULT_INVALID);
}

static struct record *small_record(struct arena *arena, const char *decision)
{
	struct record *record = arena_new(arena, struct record, 1);
	struct record_item *item = arena_new(arena, struct record_item, 1);

	*item = (struct record_item){ .number = TEXT("1"), .order = 1, .title = TEXT("Gadelys"), .is_public = true,
		.sections = arena_new(arena, struct record_section, 1), .sections_n = 1 };
	item->sections[0] = (struct record_section){ .role = SECTION_DECISION, .heading = TEXT("Beslutning"),
		.text = text_from(decision) };
	*record = (struct record){ .kind = RECORD_MINUTES, .kind_stated = true, .organization = TEXT("Teknisk Udvalg"),
		.start = MOMENT_NONE, .end = MOMENT_NONE, .items = item, .items_n = 1 };
	record->start.date = (struct date){ 2025, 3, 5 };
	return record;
}

/* A paper whose pages say one record and that carries another. */
static struct text paper_of(struct arena *arena, const struct record *shown, const struct record *carried, const char *description)
{
	struct pdf_enclosure enclosure = { .name = TEXT(PAPER_RECORD_NAME), .mime = TEXT(PAPER_RECORD_MIME),
		.description = text_from(description), .relation = TEXT("Source"), .bytes = record_to_json(arena, carried) };
	struct pdf_settings settings = { .enclosures = &enclosure, .enclosures_n = 1 };
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;
	struct pdf pdf = { .bytes = TEXT_NONE };

	CHECK_INT(compose(arena, shown, &why, &doc), FAULT_NONE);
	CHECK_INT(write_pdf(arena, doc, &settings, &why, &pdf), FAULT_NONE);
	return pdf.bytes;
}

static struct record *read_paper(struct arena *arena, struct text pdf)
{
	struct refusal why = REFUSAL_INIT;
	struct intake intake = { .record = NULL };

	CHECK_INT(intake_read(arena, TEXT("paper.pdf"), pdf, &why, &intake), FAULT_NONE);
	return intake.record;
}

TEST(record_of_a_paper_is_believed_where_the_pages_agree)
{
	struct record *shown = small_record(arena, "Udvalget *godkender*.\n\n\n\nEnstemmigt."), *read;

	read = read_paper(arena, paper_of(arena, shown, small_record(arena, "Udvalget *godkender*.\n\nEnstemmigt [se her](#)."),
		PAPER_RECORD_DESCRIPTION));
	CHECK_INT(read->findings_n, 1); /* other words */
	read = read_paper(arena, paper_of(arena, shown, small_record(arena, "Udvalget **god**kender. Enstemmigt."),
		PAPER_RECORD_DESCRIPTION));
	CHECK_INT(read->findings_n, 0);
	CHECK_TEXT(read->items[0].sections[0].text, "Udvalget **god**kender. Enstemmigt."); /* the pages cannot tell */
}

TEST(record_of_a_paper_that_says_something_else_is_not_read)
{
	struct record *shown = small_record(arena, "Udvalget godkender ikke.");
	struct record *read = read_paper(arena, paper_of(arena, shown, small_record(arena, "Udvalget godkender."),
		PAPER_RECORD_DESCRIPTION));

	CHECK_INT(read->findings_n, 1);
	CHECK(strcmp(read->findings[0].code, "record-differs") == 0);
	CHECK_TEXT(read->items[0].sections[0].text, "Udvalget godkender ikke.");
	/* What does not call itself ours is not looked at. */
	read = read_paper(arena, paper_of(arena, shown, small_record(arena, "Udvalget godkender."), "Something else"));
	CHECK_INT(read->findings_n, 0);
	CHECK_TEXT(read->items[0].sections[0].text, "Udvalget godkender ikke.");
}

static struct record *two_decisions(struct arena *arena, const char *first, const char *second)
{
	struct record *record = small_record(arena, first);
	struct record_item *items = arena_new(arena, struct record_item, 2);

	items[0] = record->items[0];
	items[1] = small_record(arena, second)->items[0];
	items[1].number = TEXT("2");
	items[1].order = 2;
	items[1].title = TEXT("Cykelstier");
	record->items = items;
	record->items_n = 2;
	return record;
}

/* The same words, the same letters, and another decision for each item. */
TEST(record_of_a_paper_with_its_decisions_exchanged_is_not_read)
{
	static const char *const pairs[][2] = { { "Godkendt.", "Afvist." }, { "Godkendt \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d.", "Afvist \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d." },
		{ "| Hvad | Hvordan |\n| --- | --- |\n| Sagen | Godkendt |", "| Hvad | Hvordan |\n| --- | --- |\n| Sagen | Afvist |" } };

	for (size_t i = 0; i < LENGTH_OF(pairs); i++) {
		const struct record *shown = two_decisions(arena, pairs[i][0], pairs[i][1]);
		const struct record *exchanged = two_decisions(arena, pairs[i][1], pairs[i][0]);
		struct record *read = read_paper(arena, paper_of(arena, shown, shown, PAPER_RECORD_DESCRIPTION));

		CHECK_INT(read->findings_n, 0);
		CHECK_TEXT(read->items[0].sections[0].text, pairs[i][0]);
		read = read_paper(arena, paper_of(arena, shown, exchanged, PAPER_RECORD_DESCRIPTION));
		CHECK_INT(read->findings_n, 1);
		CHECK(strcmp(read->findings[0].code, "record-differs") == 0);
		CHECK(text_find(read->items[0].sections[0].text, TEXT("Godkendt")) < read->items[0].sections[0].text.n);
		CHECK(text_find(read->items[1].sections[0].text, TEXT("Afvist")) < read->items[1].sections[0].text.n);
	}
}
