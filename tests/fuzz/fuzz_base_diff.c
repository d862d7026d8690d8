/* tests/fuzz/fuzz_base_diff.c: any two texts, cut from one input: what is the same and what was taken out makes the old one,
 * what is the same and what was put in the new one. */
#include <stdlib.h>

#include "base/diff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void take(struct text *whole, struct text run)
{
	must(text_starts(*whole, run));
	*whole = text_after(*whole, run.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	size_t cut = size > 0 ? 1 + (size_t)data[0] * (size - 1) / 255 : 0;
	struct text all = { (const char *)data, size }, before = text_from_to(all, size > 0, cut), after = text_after(all, cut);
	struct diff_run *runs;
	size_t n;

	diff_words(&arena, before, after, &runs, &n);
	for (size_t i = 0; i < n; i++) {
		must(runs[i].text.n > 0 && (i == 0 || runs[i].kind != runs[i - 1].kind));
		if (runs[i].kind != DIFF_IN)
			take(&before, runs[i].text);
		if (runs[i].kind != DIFF_OUT)
			take(&after, runs[i].text);
	}
	must(before.n == 0 && after.n == 0);
	arena_release(&arena);
	return 0;
}
