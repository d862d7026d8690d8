/* tests/fuzz/fuzz_minutes_recognise.c: any text as agenda or minutes: what is recognised is counted, said as JSON and composed. */
#include "doc/read_text.h"
#include "doc/write_html.h"
#include "minutes/compose.h"
#include "minutes/recognise.h"
#include "minutes/record_json.h"
#include "minutes/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct refusal why = REFUSAL_INIT;
	struct doc *doc, *composed;
	struct record *record;

	if (doc_read_text(&arena, (struct text){ (const char *)data, size }, &why, &doc) == FAULT_NONE &&
		recognise(&arena, doc, &why, &record) == FAULT_NONE) {
		words_check(&arena, doc, record);
		record_to_json(&arena, record);
		if (compose(&arena, record, &why, &composed) == FAULT_NONE)
			doc_write_html(&arena, composed->first, 1);
	}
	arena_release(&arena);
	return 0;
}
