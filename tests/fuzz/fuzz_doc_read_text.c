/* tests/fuzz/fuzz_doc_read_text.c: any bytes as a text document. */
#include "doc/read_text.h"
#include "doc/write_html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct refusal why = REFUSAL_INIT;
	struct doc *doc;

	if (doc_read_text(&arena, (struct text){ (const char *)data, size }, &why, &doc) == FAULT_NONE)
		doc_write_html(&arena, doc->first, 2);
	arena_release(&arena);
	return 0;
}
