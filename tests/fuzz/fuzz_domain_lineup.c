/* tests/fuzz/fuzz_domain_lineup.c: anything as a list of members: what is read is written, and read again as the same. */
#include <stdlib.h>

#include "domain/lineup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct ctx cx = { .arena = &arena };
	struct text typed = { (const char *)data, size };
	struct lineup_seat *seats, *again;
	size_t n, again_n;

	if (lineup_read(&cx, typed, &seats, &n) == FAULT_NONE) {
		if (lineup_read(&cx, lineup_write(&arena, seats, n), &again, &again_n) != FAULT_NONE || again_n != n)
			abort();
		for (size_t i = 0; i < n; i++)
			if (!text_eq(seats[i].name, again[i].name) || !text_eq(seats[i].party, again[i].party) ||
				!text_eq(seats[i].substitute_for, again[i].substitute_for) || seats[i].seat != again[i].seat)
				abort();
	}
	arena_release(&arena);
	return 0;
}
