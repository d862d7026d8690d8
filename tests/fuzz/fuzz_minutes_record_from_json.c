/* tests/fuzz/fuzz_minutes_record_from_json.c: anything as a record; what is read is written, and reads the same again. */
#include <stdlib.h>

#include "minutes/record_from_json.h"
#include "domain/record_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct refusal why = REFUSAL_INIT;
	struct record *record, *again;
	struct text json;

	if (record_from_json(&arena, (struct text){ (const char *)data, size }, &why, &record) == FAULT_NONE) {
		json = record_to_json(&arena, record);
		if (record_from_json(&arena, json, &why, &again) != FAULT_NONE || !text_eq(json, record_to_json(&arena, again)))
			abort();
	}
	arena_release(&arena);
	return 0;
}
