/* tests/fuzz/plain.c: a fuzz target as a plain test: TAP, the same inputs every time, a few seconds.
 *
 * The inputs are the target's seeds as they are, then seeds that were changed, joined and cut, then noise.  What makes it
 * fail is found with FUZZ_TRACE=1, which leaves each input in the file fuzz-trace before it runs, to be given again:
 * fuzz-NOUN FILE...
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	SEEDS_MAX = 256,
	INPUT_MAX = 64 << 10, /* bytes: what a plain run can do thousands of times */
	RUNS = 20000,
	SECONDS = 4, /* of processor time; the sanitizers make some targets slow */
};

struct input {
	uint8_t *bytes;
	size_t n;
};

static struct input seeds[SEEDS_MAX];
static size_t seeds_n;
static uint64_t state = 88172645463325252; /* of xorshift64 (Marsaglia, 2003) */

static uint64_t below(uint64_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return n > 0 ? state % n : 0;
}

static bool input_read(const char *path, size_t most, struct input *ret)
{
	FILE *file = fopen(path, "rb");

	if (file == NULL)
		return false;
	ret->bytes = malloc(most);
	ret->n = ret->bytes != NULL ? fread(ret->bytes, 1, most, file) : 0;
	fclose(file);
	return ret->bytes != NULL;
}

static void add_seeds(const char *folder)
{
	struct dirent **entries;
	int n = scandir(folder, &entries, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		char path[4096];

		snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
		if (entries[i]->d_name[0] != '.' && seeds_n < SEEDS_MAX && input_read(path, INPUT_MAX, &seeds[seeds_n]))
			seeds_n++;
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

/* An input that ends the program is found beside it: the exact bytes, without room behind them. */
static void run(const uint8_t *bytes, size_t n)
{
	uint8_t *exact = malloc(n > 0 ? n : 1);

	if (exact == NULL)
		abort();
	memcpy(exact, bytes, n);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

/* Bytes at which parsers turn. */
static const char *const turns[] = { "\n", "\n\n", "\r\n", " ", "\t", "\0", "\"", "'", "<", ">", "&", "%", "#", "*", "_", "-", "- ",
	"1. ", "|", ":", "(", ")", "[", "]", "{{", "}}", "\\", "/", "\xc3", "\xc3\xa6", "\xff", "\xe2\x80\xa8", "\f", "0", "99999999999" };

static size_t change(uint8_t *bytes, size_t n)
{
	size_t at = below(n + 1), length = below(32);
	const char *turn = turns[below(sizeof(turns) / sizeof(turns[0]))];
	size_t turn_n = strlen(turn) > 0 ? strlen(turn) : 1;

	switch (below(5)) {
	case 0: /* another byte */
		if (at < n)
			bytes[at] = (uint8_t)below(256);
		return n;
	case 1: /* cut out */
		if (length > n - at)
			length = n - at;
		memmove(bytes + at, bytes + at + length, n - at - length);
		return n - length;
	case 2: /* put in */
		if (n + turn_n > INPUT_MAX)
			return n;
		memmove(bytes + at + turn_n, bytes + at, n - at);
		memcpy(bytes + at, turn, turn_n);
		return n + turn_n;
	case 3: /* double */
		if (length > n - at)
			length = n - at;
		if (n + length > INPUT_MAX)
			return n;
		memmove(bytes + at + length, bytes + at, n - at);
		return n + length;
	default: /* cut off */
		return below(8) == 0 ? at : n;
	}
}

static size_t make(uint8_t *bytes)
{
	size_t n = 0;

	if (seeds_n > 0 && below(16) != 0) {
		const struct input *seed = &seeds[below(seeds_n)];

		n = seed->n;
		memcpy(bytes, seed->bytes, n);
	} else {
		for (uint64_t left = below(200); left > 0; left--)
			bytes[n++] = (uint8_t)below(256);
	}
	for (uint64_t left = 1 + below(12); left > 0; left--)
		n = change(bytes, n);
	return n;
}

static int run_files(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct input input;

		if (!input_read(argv[i], 64 << 20, &input))
			return 1;
		printf("# %s\n", argv[i]);
		run(input.bytes, input.n);
		free(input.bytes);
	}
	return 0;
}

int main(int argc, char **argv)
{
	static uint8_t bytes[INPUT_MAX + 64];
	clock_t end = clock() + SECONDS * CLOCKS_PER_SEC;
	int runs = 0;

	if (argc > 1)
		return run_files(argc, argv);
	add_seeds(SEEDS);
	run(bytes, 0);
	for (size_t i = 0; i < seeds_n; i++)
		run(seeds[i].bytes, seeds[i].n);
	for (; runs < RUNS && clock() < end; runs++) {
		size_t n = make(bytes);
		FILE *file = getenv("FUZZ_TRACE") != NULL ? fopen("fuzz-trace", "wb") : NULL;

		if (file != NULL) {
			fwrite(bytes, 1, n, file);
			fclose(file);
		}
		run(bytes, n);
	}
	for (size_t i = 0; i < seeds_n; i++)
		free(seeds[i].bytes);
	printf("1..1\nok 1 - %zu seeds and %d changed inputs\n", seeds_n, runs);
	return 0;
}
