/* tests/fuzz/fuzz_minutes_recognise.c: any text as agenda or minutes.
 *
 * Whatever is recognised loses no word, and comes back the same when it is composed and read again.
 */
#include <stdio.h>
#include <stdlib.h>

#include "doc/read_text.h"
#include "doc/write_html.h"
#include "doc/write_markdown.h"
#include "minutes/compose.h"
#include "minutes/recognise.h"
#include "domain/record_json.h"
#include "minutes/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static struct record *recognised(struct arena *arena, struct text text)
{
	struct doc *doc;
	struct record *record = NULL;

	if (doc_read_text(arena, text, NULL, &doc) == FAULT_NONE && recognise(arena, doc, NULL, &record) == FAULT_NONE)
		claim(words_check(arena, doc, record).n == 0, "a word is lost");
	return record;
}

static struct text essence(struct arena *arena, struct record record)
{
	record.set_aside_n = record.findings_n = 0;
	return record_to_json(arena, &record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct record *record = recognised(&arena, (struct text){ (const char *)data, size }), *again;
	struct doc *composed;
	struct text text;

	if (record != NULL && compose(&arena, record, NULL, &composed) == FAULT_NONE) {
		doc_write_html(&arena, composed->first, 1);
		if (doc_write_markdown(&arena, composed->first, DOC_BYTES_MAX, NULL, &text) == FAULT_NONE) {
			again = recognised(&arena, text);
			claim(again != NULL, "what was composed is not recognised");
			claim(text_eq(essence(&arena, *record), essence(&arena, *again)), "the mirror does not hold");
		}
	}
	arena_release(&arena);
	return 0;
}
