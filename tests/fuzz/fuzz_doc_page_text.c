/* tests/fuzz/fuzz_doc_page_text.c: anything as what pdftohtml says, whole and in pieces: the lines are the same, and what
 * they hold is text. */
#include <stdlib.h>

#include "doc/page_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static struct page_text *read_in_pieces(struct arena *arena, struct text t, size_t piece)
{
	struct page_reader *reader = page_reader_in(arena);

	for (size_t at = 0; at < t.n; at += piece)
		page_reader_feed(reader, text_from_to(t, at, at + piece));
	return page_reader_finish(reader);
}

static void check_line(const struct page_text *pages, const struct page_line *line)
{
	must(line->page >= 1 && (size_t)line->page <= pages->pages_n && line->runs_n > 0);
	for (size_t i = 0; i < line->runs_n; i++) {
		must(text_valid(line->runs[i].words));
		must(!text_known(line->runs[i].href) || text_valid(line->runs[i].href));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct text t = { (const char *)data, size };
	struct page_text *whole = read_in_pieces(&arena, t, size + 1), *pieces = read_in_pieces(&arena, t, 7);

	must(whole->lines_n == pieces->lines_n && whole->pages_n == pieces->pages_n);
	for (size_t i = 0; i < whole->lines_n; i++) {
		check_line(whole, &whole->lines[i]);
		must(whole->lines[i].runs_n == pieces->lines[i].runs_n);
		for (size_t j = 0; j < whole->lines[i].runs_n; j++)
			must(text_eq(whole->lines[i].runs[j].words, pieces->lines[i].runs[j].words));
	}
	arena_release(&arena);
	return 0;
}
