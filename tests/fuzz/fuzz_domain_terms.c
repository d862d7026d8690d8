/* tests/fuzz/fuzz_domain_terms.c: anything as a question, asked of a real index: whatever was typed is only a question. */
#include <stdlib.h>
#include <unistd.h>

#include "domain/search.h"
#include "domain/snippet.h"
#include "domain/terms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct db *database(void)
{
	static struct arena arena = ARENA_INIT;
	static struct db *db;
	char name[] = "/tmp/sagsgang-fuzz-XXXXXX";
	struct refusal why = REFUSAL_INIT;

	if (db != NULL)
		return db;
	if (mkstemp(name) < 0 || db_open(&arena, text_from(name), DB_CREATE, &why, &db) != FAULT_NONE)
		abort();
	unlink(name);
	return db;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct ctx cx = { .arena = &arena, .db = database(), .viewer = { VIEWER_PUBLIC } };
	struct text typed = { (const char *)data, size };
	struct search_ask ask = { .words = typed, .page = 1, .year = size % 2 == 0 ? 2024 : 0 };
	struct terms terms = terms_of(&arena, typed);
	struct search_answer answer;
	struct search_run *runs;
	size_t runs_n;

	if (search(&cx, &ask, &answer) != FAULT_NONE)
		abort();
	snippet_mark(&arena, &terms, typed, &runs, &runs_n);
	snippet_make(&arena, &terms, typed, &runs, &runs_n);
	arena_release(&arena);
	return 0;
}
