/* tests/fuzz/fuzz_doc_pdf_in.c: anything as what pdftohtml said: lines, their structure, and the tree written again. */
#include "doc/pdf_in/structure.h"
#include "doc/write_html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct page_reader *reader = page_reader_in(&arena);
	struct doc *doc;

	page_reader_feed(reader, (struct text){ (const char *)data, size });
	if (structure_find(page_reader_finish(reader), &doc))
		doc_write_html(&arena, doc->first, 2);
	arena_release(&arena);
	return 0;
}
