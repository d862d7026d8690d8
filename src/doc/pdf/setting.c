#include "doc/pdf/setting.h"

void setting_misses(struct setting *s, uint32_t rune)
{
	for (size_t i = 0; i < s->missing_n; i++)
		if (s->missing[i].rune == rune) {
			s->missing[i].times++;
			return;
		}
	if (s->missing_n == MISSING_MAX)
		return;
	arena_grow(s->arena, s->missing, s->missing_n, &s->missing_room);
	s->missing[s->missing_n++] = (struct missing){ .rune = rune, .times = 1 };
}
