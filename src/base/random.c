#include "base/random.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

void random_bytes(void *to, size_t n)
{
	unsigned char *at = to;

	while (n > 0) {
		ssize_t got = getrandom(at, n, 0);

		if (got < 0 && errno != EINTR)
			abort();
		if (got > 0) {
			at += got;
			n -= (size_t)got;
		}
	}
}

struct text random_hex(struct arena *arena, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char *bytes = arena_alloc(arena, n, 1);
	char *hex = arena_alloc(arena, n, 2);

	random_bytes(bytes, n);
	for (size_t i = 0; i < n; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	return (struct text){ hex, 2 * n };
}
