/* tests/fuzz/fuzz_doc_markdown.c: any text as CommonMark: read, written as CommonMark, read again as the same, and as HTML. */
#include <stdlib.h>

#include "doc/read_markdown.h"
#include "doc/write_html.h"
#include "doc/write_markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct refusal why = REFUSAL_INIT;
	struct text typed = { (const char *)data, size }, written;
	struct doc *doc, *again;

	if (doc_read_markdown(&arena, typed, &why, &doc) == FAULT_NONE) {
		doc_write_html(&arena, doc->first, 2);
		if (doc_write_markdown(&arena, doc->first, DOC_MARKDOWN_MAX, &why, &written) == FAULT_NONE &&
			doc_read_markdown(&arena, written, &why, &again) == FAULT_NONE && !doc_same(doc->first, again->first))
			abort();
	}
	markup_from_markdown(&arena, typed, 3);
	arena_release(&arena);
	return 0;
}
