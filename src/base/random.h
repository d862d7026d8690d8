/* base/random.h: unpredictable bytes from the kernel, for names nobody may guess. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include "base/text.h"

/* Never fails: a kernel without randomness ends the process. */
void random_bytes(void *to, size_t n);
/* n bytes as 2n hex digits. */
struct text random_hex(struct arena *arena, size_t n);

#endif
