#include "domain/record_pack.h"

#include "fixture.h"
#include "tap.h"

/* A record with something in every field. */
static struct record *rich(struct arena *arena)
{
	struct record *r = fixture_record(arena, RECORD_MINUTES, "2024-03-12T16:00", TEXT("bytes"));
	struct record_earlier *earlier = arena_new(arena, struct record_earlier, 2);
	struct record_set_aside *aside = arena_new(arena, struct record_set_aside, 1);
	struct record_finding *finding = arena_new(arena, struct record_finding, 1);

	earlier[0] = (struct record_earlier){ { 2023, 11, 1 }, TEXT("Byr\xc3\xa5""det"), true, TEXT("Godkendt.") };
	aside[0] = (struct record_set_aside){ 7, TEXT("Side 1 af 3"), "page furniture" };
	finding[0] = (struct record_finding){ "title-missing", 12, TEXT("An item has no title") };
	r->items[2].earlier = earlier;
	r->items[2].earlier_n = 2;
	r->items[2].sections[0].date = (struct date){ 2023, 12, 5 };
	r->participants[1].substitute_for = TEXT("Anne Holm");
	r->participants[1].remark = TEXT("");
	r->classification = TEXT("\xc2\xa7 17, stk. 4");
	r->location = TEXT("R\xc3\xa5""dhuset");
	r->remark = TEXT("Till\xc3\xa6gsdagsorden");
	r->next_meeting = (struct date){ 2024, 4, 9 };
	r->set_aside = aside;
	r->set_aside_n = 1;
	r->findings = finding;
	r->findings_n = 1;
	return r;
}

TEST(record_pack_and_unpack_lose_nothing)
{
	struct refusal why = REFUSAL_INIT;
	struct text packed = record_pack(arena, rich(arena));
	struct record *again;

	CHECK(text_known(packed));
	CHECK_INT(record_unpack(arena, packed, &why, &again), FAULT_NONE);
	CHECK(text_eq(record_pack(arena, again), packed));
	CHECK_TEXT(again->items[2].earlier[0].organization, "Byr\xc3\xa5""det");
	CHECK_INT(again->items[2].earlier[0].date.month, 11);
	CHECK_TEXT(again->items[1].guests[0], "Hemmelig G\xc3\xa6st");
	CHECK(!text_known(again->participants[0].remark));
	CHECK(text_known(again->participants[1].remark));
	CHECK_TEXT(text_from(again->set_aside[0].why), "page furniture");
	CHECK_INT(again->findings[0].line, 12);
	CHECK_INT(again->end.hour, -1);
}

TEST(record_unpack_refuses_what_is_cut_short_or_too_long)
{
	struct refusal why = REFUSAL_INIT;
	struct text packed = record_pack(arena, rich(arena));
	struct record *again;

	for (size_t n = 0; n < packed.n; n++)
		CHECK_INT(record_unpack(arena, text_from_to(packed, 0, n), &why, &again), FAULT_INVALID);
	CHECK_INT(record_unpack(arena, text_join(arena, packed, TEXT(""), TEXT("x")), &why, &again), FAULT_INVALID);
}

/* Whatever a broken reader sends: a record or a refusal, and no more memory than the bytes are worth. */
TEST(record_unpack_withstands_any_change_of_a_byte)
{
	struct refusal why = REFUSAL_INIT;
	struct text packed = record_pack(arena, rich(arena));

	for (size_t at = 0; at < packed.n; at++) {
		static const unsigned char values[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };

		for (size_t i = 0; i < sizeof(values); i++) {
			struct arena small = { .fuse = 4 << 20 };
			char *bytes = arena_copy(&small, packed.s, packed.n);
			struct record *again;

			bytes[at] = (char)values[i];
			if (record_unpack(&small, (struct text){ bytes, packed.n }, &why, &again) == FAULT_NONE)
				CHECK(text_known(record_pack(&small, again)));
			arena_release(&small);
		}
	}
}
