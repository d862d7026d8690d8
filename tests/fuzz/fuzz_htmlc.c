/* tests/fuzz/fuzz_htmlc.c: any text as a file of views: read, held against the rules, and made into C. */
#include <stdlib.h>

#include "htmlc/compile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct report report = REPORT_INIT(&arena);
	struct views views = { .arena = &arena, .report = &report };
	struct text source = { (const char *)data, size };
	const struct template *t = template_parse(&arena, "views/noun.html", source, &report);

	views_collect(&views, t);
	views_compile(&views);
	if (report.n == 0 && (!text_known(views_header(&views, t)) || !text_known(views_source(&views, t))))
		abort();
	arena_release(&arena);
	return 0;
}
