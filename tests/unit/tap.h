/* tests/unit/tap.h: a test is a function; its checks are counted; the outcome is TAP on standard output.
 *
 *     TEST(date_knows_easter) { CHECK_INT(date_easter(2026).day, 5); }
 *
 * Tests register themselves; tap.c holds main().  A failed check prints where, and the test goes on.
 */
#ifndef TAP_H
#define TAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/* Given to every test, and released after it. */
void tap_register(const char *name, void (*run)(struct arena *arena));
/* Says why the running test is not for this run; it returns then. */
void tap_skip(const char *why);
void tap_check(bool ok, const char *file, int line, const char *what);
void tap_check_int(int64_t got, int64_t wanted, const char *file, int line, const char *what);
void tap_check_text(struct text got, struct text wanted, const char *file, int line, const char *what);

#define TEST(name)                                                                                                     \
	static void test_##name(struct arena *arena);                                                                  \
	__attribute__((constructor)) static void register_##name(void)                                                 \
	{                                                                                                              \
		tap_register(#name, test_##name);                                                                      \
	}                                                                                                              \
	static void test_##name(__attribute__((unused)) struct arena *arena)

#define CHECK(condition) tap_check((condition), __FILE__, __LINE__, #condition)
#define CHECK_INT(got, wanted) tap_check_int((int64_t)(got), (int64_t)(wanted), __FILE__, __LINE__, #got)
#define CHECK_TEXT(got, wanted) tap_check_text((got), text_from(wanted), __FILE__, __LINE__, #got)

#endif
