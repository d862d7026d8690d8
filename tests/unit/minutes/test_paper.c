/* A record on paper, and read again from it. */
#include "tap.h"

#include <stdio.h>

#include "doc/pdf_in/enclosed.h"
#include "minutes/paper.h"
#include "minutes/record_from_json.h"
#include "domain/record_json.h"
#include "generate.h"

enum { PAPERS = 60 };

static struct text essence(struct arena *arena, struct record record)
{
	record.source = (struct record_source){ .words = 0 };
	record.set_aside_n = record.findings_n = 0;
	return record_to_json(arena, &record);
}

static struct pdf paper_of(struct arena *arena, const struct record *record, const struct paper_settings *settings)
{
	struct refusal why = REFUSAL_INIT;
	struct pdf pdf = { 0 };

	CHECK_INT(paper_set(arena, record, settings, &why, &pdf), FAULT_NONE);
	return pdf;
}

/* The record within a paper, as enclosed_record_read finds it before it asks whether the pages agree. */
static bool carries(struct arena *arena, struct text pdf, const struct record *record)
{
	const struct enclosed_ask ask = { TEXT("Source"), TEXT(PAPER_RECORD_NAME), TEXT(PAPER_RECORD_MIME),
		TEXT(PAPER_RECORD_DESCRIPTION) };
	struct refusal why = REFUSAL_INIT;
	struct record *again;
	struct text json;

	return enclosed_find(arena, pdf, &ask, &why, &json) == FAULT_NONE && text_known(json) &&
		record_from_json(arena, json, &why, &again) == FAULT_NONE &&
		text_eq(essence(arena, *again), essence(arena, *record));
}

TEST(paper_carries_generated_meetings)
{
	const struct paper_settings settings = { .created = 1781254800000000, .signatures = true };

	for (uint64_t seed = 1; seed <= PAPERS; seed++) {
		struct arena_mark mark = arena_mark(arena);
		struct generator g = generator_from(arena, seed);
		const struct record *record = generate_record(&g);
		bool same = carries(arena, paper_of(arena, record, &settings).bytes, record);

		CHECK(same);
		if (!same)
			printf("# seed %lu\n", (unsigned long)seed);
		arena_rewind(arena, mark);
	}
}

TEST(paper_is_the_same_each_time)
{
	struct generator g = generator_from(arena, 7);
	const struct record *record = generate_record(&g);
	const struct paper_settings settings = { .created = 1781254800000000 };

	CHECK(text_eq(paper_of(arena, record, &settings).bytes, paper_of(arena, record, &settings).bytes));
}

TEST(paper_of_one_item)
{
	struct record_item items[] = { { .number = TEXT("1"), .order = 1, .title = TEXT("Godkendelse"), .is_public = true },
		{ .number = TEXT("2"), .order = 2, .title = TEXT("Eventuelt"), .is_public = true } };
	struct record record = { .kind = RECORD_MINUTES, .kind_stated = true, .organization = TEXT("Økonomiudvalget"),
		.start = MOMENT_NONE, .end = MOMENT_NONE, .items = items, .items_n = 2 };
	struct refusal why = REFUSAL_INIT;
	struct pdf pdf;

	CHECK(paper_of(arena, &record, &(struct paper_settings){ .order = 2 }).pages == 1);
	CHECK_INT(paper_set(arena, &record, &(struct paper_settings){ .order = 3 }, &why, &pdf), FAULT_NOT_FOUND);
}
