#include "tap.h"

#include <inttypes.h>
#include <stdio.h>

enum { TESTS_MAX = 256 };

static struct {
	const char *name;
	void (*run)(struct arena *arena);
} tests[TESTS_MAX];
static int tests_n;
static bool failed;
static const char *skipped;

void tap_register(const char *name, void (*run)(struct arena *arena))
{
	if (tests_n == TESTS_MAX)
		return; /* main says so */
	tests[tests_n].name = name;
	tests[tests_n++].run = run;
}

void tap_skip(const char *why)
{
	skipped = why;
}

void tap_check(bool ok, const char *file, int line, const char *what)
{
	if (ok)
		return;
	failed = true;
	printf("# %s:%d: %s\n", file, line, what);
}

void tap_check_int(int64_t got, int64_t wanted, const char *file, int line, const char *what)
{
	if (got == wanted)
		return;
	failed = true;
	printf("# %s:%d: %s is %" PRId64 ", wanted %" PRId64 "\n", file, line, what, got, wanted);
}

void tap_check_text(struct text got, struct text wanted, const char *file, int line, const char *what)
{
	if (text_eq(got, wanted))
		return;
	failed = true;
	printf("# %s:%d: %s is %s%.*s%s, wanted \"%.*s\"\n", file, line, what, got.s != NULL ? "\"" : "(unknown)",
		TEXT_ARG(got), got.s != NULL ? "\"" : "", TEXT_ARG(wanted));
}

int main(void)
{
	int failures = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (tests_n == TESTS_MAX)
		return 2;
	printf("1..%d\n", tests_n);
	for (int i = 0; i < tests_n; i++) {
		struct arena arena = ARENA_INIT;

		failed = false;
		skipped = NULL;
		tests[i].run(&arena);
		arena_release(&arena);
		printf("%s %d - %s%s%s\n", failed ? "not ok" : "ok", i + 1, tests[i].name,
			skipped != NULL ? " # SKIP " : "", skipped != NULL ? skipped : "");
		failures += failed;
	}
	return failures > 0;
}
