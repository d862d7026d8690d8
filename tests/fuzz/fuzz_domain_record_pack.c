/* tests/fuzz/fuzz_domain_record_pack.c: any bytes as what a reader of documents said; what is a record packs to the same. */
#include <stdlib.h>

#include "domain/record_pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input as changes to the bytes of a real record: where (two bytes), to what (one). */
static struct text changed(struct arena *arena, const uint8_t *data, size_t size)
{
	struct record_section section = { .heading = TEXT("Beslutning"), .text = TEXT("Godkendt."), .date = { 2024, 3, 12 } };
	struct record_participant who = { .name = TEXT("Anne Holm"), .role = TEXT("formand") };
	struct record_item item = { .number = TEXT("1"), .order = 1, .title = TEXT("Budget"), .sections = &section, .sections_n = 1 };
	struct record_finding finding = { "title-missing", 3, TEXT("An item has no title") };
	struct record record = { .organization = TEXT("Byr\xc3\xa5""det"), .items = &item, .items_n = 1, .participants = &who,
		.participants_n = 1, .findings = &finding, .findings_n = 1 };
	struct text packed = record_pack(arena, &record);
	char *bytes = arena_copy(arena, packed.s, packed.n);

	for (size_t i = 0; i + 3 <= size; i += 3)
		bytes[(data[i] << 8 | data[i + 1]) % packed.n] = (char)data[i + 2];
	return (struct text){ bytes, packed.n };
}

static void unpack(struct arena *arena, struct text bytes)
{
	struct refusal why = REFUSAL_INIT;
	struct record *record;

	if (record_unpack(arena, bytes, &why, &record) == FAULT_NONE && !text_eq(record_pack(arena, record), bytes))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { .fuse = 64 << 20 };

	unpack(&arena, (struct text){ (const char *)data, size });
	unpack(&arena, changed(&arena, data, size));
	arena_release(&arena);
	return 0;
}
